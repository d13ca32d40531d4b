"""The cairn: which small changes are its stones, and how they can be looked at.

A stone is an entry that somebody kept, whatever came of it. It is gone when they removed the entry,
and for no other reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.drawing.colours import GRANITE, KINDS
from bot.service.log import LogEntry

LIGHT, DARK = "light", "dark"
ALL, YEAR, MONTH, THEME = "all", "year", "month", "theme"
NO_THEME = "none"
CHANGE = "small_change"

_SHAPES = {YEAR: re.compile(r"\d{4}"), MONTH: re.compile(r"\d{4}-\d\d")}
_PART: dict[str, Callable[[LogEntry], str]] = {
    YEAR: lambda entry: entry.made[:4],
    MONTH: lambda entry: entry.made[:7],
    THEME: lambda entry: entry.theme or NO_THEME,
}


@dataclass(frozen=True, slots=True)
class Look:
    """Which stones are looked at (`by` with its `value`), on which ground.

    With a `page` it is the choice among the values that is looked at.
    """

    by: str = ALL
    value: str = ""
    ground: str = LIGHT
    page: int | None = None

    @property
    def command(self) -> str:
        """The command that shows it."""
        words = ["/log cairn"]
        if self.page is not None:
            words += [f"by-{self.by}", *([str(self.page)] if self.page else [])]
        elif self.by != ALL:
            words.append(self.value)
        return " ".join([*words, *([DARK] if self.ground == DARK else [])])

    @property
    def whole(self) -> Look:
        """All stones, on the same ground."""
        return Look(ground=self.ground)

    def choosing(self, by: str, page: int = 0) -> Look:
        """The choice of a year, a month or a theme, on the same ground."""
        return replace(self.whole, by=by, page=page)

    def of(self, by: str, value: str) -> Look:
        """One of them, on the same ground."""
        return replace(self.whole, by=by, value=value)

    @property
    def other_ground(self) -> Look:
        """The same stones on the other ground."""
        return replace(self, ground=LIGHT if self.ground == DARK else DARK)


def read(argument: str, entries: Sequence[LogEntry]) -> Look | None:
    """What somebody asks to see of these entries; None for words that are no look at a cairn."""
    first, *words = argument.casefold().split() or [""]
    if first != "cairn":
        return None
    ground = DARK if DARK in words else LIGHT
    whole = Look(ground=ground)
    match [word for word in words if word not in (LIGHT, DARK)]:
        case []:
            return whole
        case [by, *page] if by.removeprefix("by-") in _PART and by.startswith("by-"):
            number = int(page[0]) if page and page[0].isdecimal() else 0
            return whole.choosing(by.removeprefix("by-"), number)
        case [word]:
            for by, shape in _SHAPES.items():
                if shape.fullmatch(word):
                    return whole.of(by, word)
            if word in values(entries, THEME):
                return whole.of(THEME, word)
    return None


def stones(entries: Sequence[LogEntry], look: Look | None = None) -> list[LogEntry]:
    """The entries that are the stones of a look, oldest first; without one, all that are stones."""
    changes = [one for one in entries if one.kind == CHANGE]
    if look is None or look.by == ALL:
        return changes
    return [one for one in changes if _PART[look.by](one) == look.value]


def values(entries: Sequence[LogEntry], by: str) -> list[str]:
    """The years, months or themes of which there are stones, newest first."""
    newest_first = (_PART[by](one) for one in reversed(stones(entries)))
    return list(dict.fromkeys(newest_first))


def recipe(shown: Sequence[LogEntry], ground: str) -> dict[str, Any]:
    """What the picture is drawn from: of an entry its id and its theme, and none of its words."""
    return {"stones": [[one.id, one.theme] for one in shown], "ground": ground}


def stone_of(theme: str) -> str:
    """Which kind of stone stands for a theme."""
    return theme if theme in KINDS else GRANITE
