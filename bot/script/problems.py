"""What is wrong with a file, said so that somebody who knows Word and forms can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from bot.script.model import Place

Severity = Literal["E", "W"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `E` stops publishing, `W` does not.

    Attributes:
        place: Where in the file the reader should look first.
        code: The rule, such as `D205`; `docs/rules/D205.md` explains it.
        severity: `E` or `W`.
        message: What is the matter, in plain words.
        help: What to write instead; may be empty.
    """

    place: Place
    code: str
    severity: Severity
    message: str
    help: str = ""

    def line(self) -> str:
        """The problem as one line of a report: `file:line:col: CODE message (help: …)`."""
        where = f"{self.place.file}:{self.place.line}:{self.place.col}"
        advice = f" (help: {self.help})" if self.help else ""
        return f"{where}: {self.code} {self.message}{advice}"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems as somebody mends them: file by file, from top to bottom, each once."""
    return sorted(
        dict.fromkeys(problems),
        key=lambda p: (p.place.file, p.place.line, p.place.col, p.code, p.message),
    )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“did you mean …?” for the nearest known word, else an empty string."""
    folded = {candidate.casefold(): candidate for candidate in known}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f"did you mean “{folded[near[0]]}”?" if near else ""


def listed(words: Iterable[str], joint: str = "or") -> str:
    """Words as a sentence would list them: `a, b or c`."""
    *head, last = list(words) or [""]
    return f"{', '.join(head)} {joint} {last}" if head else last
