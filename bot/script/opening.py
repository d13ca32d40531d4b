"""When a support line answers: `always`, `mon to thu 18:00 to 02:00`, `daily 09:00 to 17:00`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.script.durations import WEEKDAYS

_DAY = "|".join(day[:3] for day in WEEKDAYS)
_TIME = r"(\d{1,2}):(\d{2})"
_SPAN = re.compile(rf"({_DAY}) {_TIME} to ({_DAY}) {_TIME}")
_DAILY = re.compile(rf"(?:(daily)|({_DAY})(?: to ({_DAY}))?) {_TIME} to {_TIME}")
_MINUTES_A_DAY = 24 * 60
_MINUTES_A_WEEK = 7 * _MINUTES_A_DAY


@dataclass(frozen=True, slots=True)
class Opening:
    """Stretches of the week in which a line answers, by the clock on the wall.

    Attributes:
        words: As the file says it.
        stretches: Where each begins, in minutes since Monday midnight, and how long it is.
    """

    words: tuple[str, ...]
    stretches: tuple[tuple[int, int], ...]

    def at(self, local: datetime) -> bool:
        """Whether it answers at this local time."""
        now = local.weekday() * _MINUTES_A_DAY + local.hour * 60 + local.minute
        return any((now - start) % _MINUTES_A_WEEK < length for start, length in self.stretches)


def parse_opening(lines: Iterable[str]) -> Opening:
    """Reads opening hours.

    A window that ends at or before its beginning ends on the next day.

    Raises:
        ValueError: A line is none of the known forms, or names no time of day.
    """
    words = tuple(" ".join(line.lower().split()) for line in lines)
    stretches = [stretch for line in words for stretch in _stretches(line)]
    return Opening(words, tuple(stretches))


def _stretches(line: str) -> list[tuple[int, int]]:
    if line == "always":
        return [(0, _MINUTES_A_WEEK)]
    span = _SPAN.fullmatch(line)
    if span:
        start = _number(span[1]) * _MINUTES_A_DAY + _minute(span[2], span[3])
        end = _number(span[4]) * _MINUTES_A_DAY + _minute(span[5], span[6])
        return [(start, (end - start) % _MINUTES_A_WEEK or _MINUTES_A_WEEK)]
    daily = _DAILY.fullmatch(line)
    if not daily:
        raise ValueError(
            f"“{line}” is not understood; write always, “mon to fri 09:00 to 17:00”, "
            "“fri 18:00 to mon 06:00” or “daily 10:00 to 22:00”"
        )
    first = 0 if daily[1] else _number(daily[2])
    last = 6 if daily[1] else _number(daily[3] or daily[2])
    start, end = _minute(daily[4], daily[5]), _minute(daily[6], daily[7])
    length = (end - start) % _MINUTES_A_DAY or _MINUTES_A_DAY
    days = range(first, first + (last - first) % 7 + 1)
    return [(day % 7 * _MINUTES_A_DAY + start, length) for day in days]


def _number(day: str) -> int:
    return [name[:3] for name in WEEKDAYS].index(day)


def _minute(hour: str, minute: str) -> int:
    at = int(hour) * 60 + int(minute)
    if int(minute) > 59 or at > _MINUTES_A_DAY:
        raise ValueError(f"“{hour}:{minute}” is not a time of day")
    return at
