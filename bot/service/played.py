"""A transcript played again, held against how it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import unified_diff

from bot.flow.transcript import TranscriptProblem, read_transcript
from bot.script.filters import TemplateProblem
from bot.script.folder import Library
from bot.service.transcripts import replay

_BUTTON = re.compile(r"\[[^\]]+\]")


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

    def differences(self) -> list[str]:
        """The lines that are other ones, with - and + before them, and two around them."""
        written, plays = self.written.splitlines(), self.plays.splitlines()
        return list(unified_diff(written, plays, lineterm="", n=2))[2:]

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


def same_way(one: str, other: str) -> bool:
    """Whether two transcripts walk the same way, whatever the words are on it.

    They do where as much is said in the same order, with as many buttons below each.
    """
    return _shape(one) == _shape(other)


def _shape(text: str) -> list[tuple[str, int]]:
    shape: list[tuple[str, int]] = []
    for line in text.splitlines():
        who, said, _ = line.partition(":")
        if said and who in ("bot", "you"):
            shape.append((who, 0))
        elif shape and (buttons := len(_BUTTON.findall(line))):
            shape[-1] = (shape[-1][0], shape[-1][1] + buttons)
    return shape


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
