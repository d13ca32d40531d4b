"""A whole rule in one message, “every second Friday 9am”, and shifts, “four on four off”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from bot.flow.tidied import tidy
from bot.flow.typed_days import typed_days
from bot.flow.typed_times import typed_time

LONGEST_SHIFT = 28
_MOST_WORDS = 30  # a longer message is no rule, and every place to cut it would be tried

_SECOND = re.compile(
    r"\b(?:once )?(?:every|each) (?:(?:second|other|2nd)(?: week\b)?|2 weeks|fortnight)\b"
    r"|\b(?:once a )?fortnight(?:ly)?\b|\balternate\b(?: weeks\b)?"
)
_WEEKLY = re.compile(r"\bweekly\b|\b(?:every|each|once a) week\b(?![ -]?(?:day|end))")
_EVERY = re.compile(r"\b(?:every|each|everyday|daily)\b")
_EVERY_MORNING = re.compile(r"\b(?:every|each) (?=(?:morning|afternoon|evening|night)\b)")
_LONG = r"(?P<{0}>\d{{1,3}}|a)? ?(?P<{0}_unit>days?|nights?|shifts?|weeks?|fortnights?)?"
_SHIFTS = re.compile(
    rf"(?:(?:i )?(?:work|do) |working )?{_LONG.format('on')} ?on(?: and| then)? ?"
    rf"{_LONG.format('off')} ?off?(?: shifts?| rota)?"
)


@dataclass(frozen=True, slots=True)
class TypedRule:
    """What a message said of a rule; None for each part that it did not say.

    Attributes:
        days: Monday is 0.
        at: the time of day, by the person's own clock.
        every: 1 for every week, 2 for every second.
    """

    days: frozenset[int] | None
    at: time | None
    every: int | None


def typed_rule(text: str) -> TypedRule | None:
    """The parts of a rule that were said; None where any part of the message cannot be read."""
    said = re.sub(r"[,;]", " ", tidy(text)).replace("@", " at ")
    said, seconds = _SECOND.subn(" ", said)
    said, weeklies = _WEEKLY.subn(" ", said)
    weekly = bool(weeklies or _EVERY.search(said))
    if seconds and weekly:
        return None
    every = 2 if seconds else 1 if weekly else None
    words = _EVERY_MORNING.sub("daily ", said).split()
    if len(words) > _MOST_WORDS:
        return None
    for cut in range(len(words) + 1):
        before, after = (" ".join(some).strip(" :-") for some in (words[:cut], words[cut:]))
        for days_said, time_said in ((before, after), (after, before)):
            days, at = typed_days(days_said), typed_time(time_said)
            if bool(days) == bool(days_said) and (at is not None) == bool(time_said):
                return TypedRule(days, at, every) if days or at or every else None
    return None


def typed_shifts(text: str) -> tuple[int, int] | None:
    """Days on and days off, “four on four off” → (4, 4); None where not plain or over four weeks.

    Where only one of the two has a unit, it is meant for both: “2 weeks on 2 off” → (14, 14).
    """
    found = _SHIFTS.fullmatch(" ".join(re.sub(r"[,;/&-]", " ", tidy(text)).split()))
    if not found:
        return None
    on_unit, off_unit = found["on_unit"], found["off_unit"]
    if not on_unit and off_unit and _days_in(off_unit) > 1:
        return None  # “4 on, 1 week off”: four days, or four weeks?
    on = _length(found["on"], on_unit)
    off = _length(found["off"], off_unit, on_unit)
    return (on, off) if 1 <= on <= LONGEST_SHIFT and 1 <= off <= LONGEST_SHIFT else None


def _length(amount: str | None, unit: str | None, other: str | None = None) -> int:
    if not (amount or unit):
        return 0
    return (1 if amount in (None, "a") else int(amount)) * _days_in(unit or other)


def _days_in(unit: str | None) -> int:
    return {"week": 7, "fortnight": 14}.get((unit or "").removesuffix("s"), 1)
