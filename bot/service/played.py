"""A transcript played again, held against how it was written."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff

from bot.flow.transcript import TranscriptProblem, read_transcript
from bot.script.filters import TemplateProblem
from bot.script.folder import Library
from bot.service.transcripts import replay


@dataclass(frozen=True, slots=True)
class Played:
    """One transcript: what it plays as now, or why it cannot be played."""

    file: str
    written: str = ""
    plays: str = ""
    problem: str = ""

    @property
    def passes(self) -> bool:
        """Whether the dialogue goes as the transcript says."""
        return not self.problem and self.written == self.plays

    def report(self) -> str:
        """What is different, line by line; empty when nothing is."""
        if self.problem:
            return self.problem
        lines = unified_diff(
            self.written.splitlines(),
            self.plays.splitlines(),
            f"{self.file} (as written)",
            f"{self.file} (as it plays now)",
            lineterm="",
            n=2,
        )
        return "\n".join(lines)


def played_again(text: str, file: str, library: Library, *, follow: bool = False) -> Played:
    """Plays a transcript against these words.

    Args:
        text: The transcript as it is written.
        file: Its name, for what is said about it.
        library: The words.
        follow: Whether a button whose words were changed is tapped all the same.
    """
    try:
        return Played(file, text, replay(read_transcript(text, file), library, follow=follow))
    except TranscriptProblem as problem:
        return Played(file, problem=str(problem))
    except TemplateProblem as problem:
        words = f"{file}:1: cannot be played, for {problem}; does its head lack an “entry: …”?"
        return Played(file, problem=words)
    except LookupError:
        words = f"{file}:1: there is no such dialogue that can be played; cairn lint says more"
        return Played(file, problem=words)
