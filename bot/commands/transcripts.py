"""`cairn test`: plays every transcript, and shows where a dialogue no longer goes as written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from bot.flow.transcript import Transcript, TranscriptProblem, read_transcript
from bot.script.filters import TemplateProblem
from bot.script.folder import Library
from bot.service.transcripts import replay

FOLDER = "transcripts"


@dataclass(frozen=True, slots=True)
class Played:
    """One transcript: what it plays as now, or why it cannot be played."""

    file: Path
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


def transcript_files(folder: Path, names: Sequence[str]) -> list[Path]:
    """The transcripts in a folder of dialogues: all, or those of these dialogues or names.

    Raises:
        LookupError: there is none of that name; says so in a sentence.
    """
    found = sorted((folder / FOLDER).glob("*.chat"))
    if not names:
        return found
    chosen = []
    for name in names:
        stem = Path(name).name.removesuffix(".chat")
        named = [file for file in found if file.stem == stem or file.stem.split(".")[0] == stem]
        if not named:
            raise LookupError(f"There is no transcript of {name} in {folder / FOLDER}.")
        chosen += named
    return list(dict.fromkeys(chosen))


def transcripts_in(folder: Path) -> list[Transcript]:
    """The transcripts in a folder of dialogues that can be read; `cairn test` tells of others."""
    found = []
    for file in transcript_files(folder, ()):
        try:
            found.append(read_transcript(file.read_text(encoding="utf-8"), str(file)))
        except (OSError, UnicodeDecodeError, TranscriptProblem):
            continue
    return found


def play_file(file: Path, library: Library) -> Played:
    """Plays one transcript against the dialogues as they are now."""
    try:
        text = file.read_text(encoding="utf-8")
        return Played(file, text, replay(read_transcript(text, str(file)), library))
    except (OSError, UnicodeDecodeError):
        return Played(file, problem=f"{file}: cannot be read; save it as plain text (UTF-8)")
    except TranscriptProblem as problem:
        return Played(file, problem=str(problem))
    except TemplateProblem as problem:
        words = f"{file}:1: cannot be played, for {problem}; does its head lack an “entry: …”?"
        return Played(file, problem=words)
    except LookupError:
        words = f"{file}:1: there is no such dialogue that can be played; cairn lint says more"
        return Played(file, problem=words)


def report(played: Sequence[Played], *, update: bool) -> int:
    """Prints what plays differently, or writes it down; returns the exit code."""
    different = [one for one in played if not one.passes]
    unplayable = [one for one in different if one.problem]
    if update:
        for one in different:
            if not one.problem:
                one.file.write_text(one.plays, encoding="utf-8")
                print(f"Written: {one.file}")
        different = unplayable
    for one in different:
        print(one.report() + "\n")
    count = f"{len(played)} transcript{'' if len(played) == 1 else 's'} played"
    print(
        f"{count}, {len(different)} not as written." if different else f"{count}, all as written."
    )
    return 1 if different else 0
