"""What is looked at before words are published: the rules, the transcripts, what was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from bot.script.files import TRANSCRIPTS, Files
from bot.script.folder import Library, read_files
from bot.script.memo import Memo
from bot.script.model import Script
from bot.script.problems import Problem, in_order
from bot.script.reader import read_draft
from bot.script.rules.published import published
from bot.service.played import Played, played_again

WHERE = (
    "“cairn test” shows where, and “cairn test --update” writes down how the transcripts go now."
)

Earlier = Mapping[str, Sequence[str]]
"""What was published of a file, by its path: every text once, newest first."""


@dataclass(frozen=True, slots=True)
class LookedOver:
    """What was found.

    Attributes:
        library: The words, to be played.
        problems: Everything that the rules say.
        played: The transcripts that no longer go as written.
    """

    library: Library
    problems: Sequence[Problem]
    played: Sequence[Played]

    def refusals(self) -> list[str]:
        """Why these words cannot be published, in plain lines; none when they can."""
        errors = [one.line() for one in self.problems if one.severity == "E"]
        if errors or not self.played:
            # A dialogue that cannot be read cannot be played either: that is no news of its own.
            return errors
        lines = [one.problem or f"{one.file}: no longer goes as written" for one in self.played]
        return [*lines, WHERE]


def look_over(files: Files, earlier: Earlier, today: date, memo: Memo) -> LookedOver:
    """Looks over all that would be live.

    Args:
        files: Everything, as it would be.
        earlier: What was published before, of the files that change.
        today: The day from which a support line's age is counted.
        memo: What was read before.
    """
    library, problems = read_files(files, today, memo)
    problems = in_order([*problems, *_since(files, earlier)])
    transcripts = files.within(TRANSCRIPTS, ".chat")
    played = (played_again(files.texts[path], files.shown(path), library) for path in transcripts)
    return LookedOver(library, problems, [one for one in played if not one.passes])


def _since(files: Files, earlier: Earlier) -> Iterator[Problem]:
    for path, texts in earlier.items():
        if path in files.texts and "/" not in path:
            draft, _ = read_draft(files.texts[path], files.shown(path))
            if draft is not None:
                yield from published(draft, list(_scripts(path, texts)))


def _scripts(path: str, texts: Sequence[str]) -> Iterator[Script]:
    for text in texts:
        draft, _ = read_draft(text, PurePosixPath(path).name)
        if draft is not None:
            yield draft.script
