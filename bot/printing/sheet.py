"""What is printed, before it becomes text, Word or a page: sheets of numbered rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a line is. All but the words themselves are said about them, for whoever reads along."""

    WORDS = "words"
    WAY = "way"
    HEADS_UP = "heads-up"
    KEPT = "kept"
    WHY = "why"
    NOTE = "note"


LABELS = {
    Kind.HEADS_UP: "Heads-up, shown first: ",
    Kind.KEPT: "How long the answer is kept: ",
    Kind.WHY: "If somebody asks why: ",
}
"""What stands before a line of that kind."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line in light markup; words of more than one paragraph hold empty lines.

    Attributes:
        where: The names that lead to its words in the file; none for what the file does not say.
    """

    kind: Kind
    text: str
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One numbered row; `heading` reads such as “Step 3, remember”."""

    number: int
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One dialogue, or one list of prompts, cards or themes.

    Attributes:
        name: Its name in the folder; unique on a paper.
        title: What people call it, as plain text.
        about: A few lines at its head.
    """

    name: str
    title: str
    about: tuple[Line, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """All that is printed at once, and on which day."""

    title: str
    day: date
    sheets: tuple[Sheet, ...]


HOW_TO_READ = (
    "Below every question people also find Back, Pause, Stop and Support.",
    "Words in [square brackets] stand for what is put in there from somebody’s answers.",
)
"""What whoever reads a paper should know, said once."""


def said(day: date) -> str:
    """`25 November 2026`."""
    return f"{day:%-d %B %Y}"
