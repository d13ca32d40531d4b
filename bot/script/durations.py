"""Words for time: `1 week`, `monday`, `none`, `12 hours`, `wednesday 12:15`."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
LONGEST_DAYS = 730

_AMOUNT = re.compile(r"(\d{1,3}) +(hour|day|week|month)s?")
_SUGGESTION = re.compile(r"(?P<days>[a-z ,]+?) +(?P<hour>\d{1,2}):(?P<minute>\d{2})")
_EVERY_DAY = frozenset({"daily", "every day", "everyday"})


@dataclass(frozen=True, slots=True)
class After:
    """A distance from a day: some days, some months, the next such weekday, or no date at all."""

    days: int = 0
    months: int = 0
    weekday: int | None = None

    def from_(self, day: date) -> date | None:
        """The day this far after `day`; None for `none`.

        A month later is the same day of the month, or its last day where there is none.
        A weekday is the next one, never `day` itself.
        """
        if self.weekday is not None:
            return day + timedelta(days=(self.weekday - day.weekday() - 1) % 7 + 1)
        if self.months:
            year, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
            return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        return day + timedelta(days=self.days) if self.days else None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The days (Monday is 0) and wall-clock time that a nudge suggests."""

    weekdays: tuple[int, ...]
    at: time


def parse_after(words: str) -> After:
    """Reads `1 day`, `2 weeks`, `1 month`, `monday` or `none`.

    Raises:
        ValueError: The words say no such distance, or one beyond two years.
    """
    said = words.strip().lower()
    if said == "none":
        return After()
    if said in WEEKDAYS:
        return After(weekday=WEEKDAYS.index(said))
    amount, unit = _amount(said)
    if unit == "month":
        if amount * 30 > LONGEST_DAYS:
            raise ValueError("that is more than two years away")
        return After(months=amount)
    days = {"day": amount, "week": amount * 7}.get(unit)
    if days is None:
        raise ValueError("a date is days, weeks or months away, not hours")
    if days > LONGEST_DAYS:
        raise ValueError("that is more than two years away")
    return After(days=days)


def parse_hours(words: str) -> int:
    """Reads `12 hours` or `2 days` as hours.

    Raises:
        ValueError: The words say no such length.
    """
    amount, unit = _amount(words.strip().lower())
    if unit == "month":
        raise ValueError("a wait is hours, days or weeks, not months")
    return amount * {"hour": 1, "day": 24, "week": 168}[unit]


def parse_suggestion(words: str) -> Suggestion:
    """Reads `wednesday 12:15`, `monday and thursday 9:00` or `daily 12:00`.

    Raises:
        ValueError: The words name no day, or no time of day.
    """
    found = _SUGGESTION.fullmatch(words.strip().lower())
    if not found:
        raise ValueError("a suggested time is a day and a time, such as “wednesday 12:15”")
    at = clock(f"{found['hour']}:{found['minute']}")
    said = found["days"].strip()
    if said in _EVERY_DAY:
        return Suggestion(tuple(range(7)), at)
    if said == "weekdays":
        return Suggestion(tuple(range(5)), at)
    days = [day for day in re.split(r"[ ,]+|\band\b", said) if day]
    unknown = next((day for day in days if day not in WEEKDAYS), None)
    if unknown:
        raise ValueError(f"“{unknown}” is not a day of the week")
    return Suggestion(tuple(sorted({WEEKDAYS.index(day) for day in days})), at)


def clock(words: str) -> time:
    """Reads a time of day, `9:00` or `14:30`.

    Raises:
        ValueError: There is no such time of day.
    """
    hour, _, minute = words.partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60):
        raise ValueError(f"“{words}” is not a time of day, such as 9:00 or 14:30")
    return time(int(hour), int(minute))


def _amount(said: str) -> tuple[int, str]:
    found = _AMOUNT.fullmatch(said)
    if not found or int(found[1]) == 0:
        raise ValueError(
            f"“{said}” is not a length of time, such as “1 day”, “2 weeks” or “monday”"
        )
    return int(found[1]), found[2]
