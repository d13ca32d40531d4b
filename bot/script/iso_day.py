"""A day as files write it, `2026-09-21`, and what was meant by one that is written another way."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from bot.script.durations import MONTHS

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class NotADay(ValueError):
    """The words are no day; `str()` says what is the matter, `help` what to write instead."""

    def __init__(self, message: str, help_: str) -> None:
        super().__init__(message)
        self.help = help_


def iso_day(said: str) -> date:
    """Reads `2026-09-21`.

    Raises:
        NotADay: It is written another way, or there is no such day.
    """
    meant = _meant(said)
    if not _ISO.fullmatch(said):
        form = f"“{meant}”" if meant else "the year, the month and the day, such as “2026-09-21”"
        raise NotADay(f"“{said}” is not a day as files have them", f"write {form}")
    year, month, day = map(int, said.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADay(f"there is no day “{said}”", _correction(year, month, day)) from None


def _correction(year: int, month: int, day: int) -> str:
    turned = _date(year, day, month)
    if turned:
        return f"did you mean “{turned}”?"
    if year and 1 <= month <= 12:
        last = monthrange(year, month)[1]
        return f"{MONTHS[month - 1].capitalize()} {year} has {last} days"
    return "write the year, the month and the day, such as “2026-09-21”"


def _meant(said: str) -> date | None:
    """The day in `21/9/2026`, `2026/9/21` or `Mon 21st September 2026`; None where it is open."""
    words = re.findall(r"[0-9]{1,4}|[a-z]{3,}", said.lower())
    numbers = [int(word) for word in words if word.isdecimal()]
    months = [at for word in words for at, name in enumerate(MONTHS, 1) if name.startswith(word)]
    if len(numbers) + len(months) != 3 or len(months) > 1:
        return None
    year_first = numbers[0] > 31
    year = numbers.pop(0 if year_first else -1)
    rest = [*months, *numbers] if year_first or months else numbers[::-1]
    return _date(year if year > 99 else 2000 + year, rest[0], rest[1])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
