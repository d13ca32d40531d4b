"""Dates as people type them: “friday”, “Fri 20 March”, “20/3”, “in two weeks”, “2026-03-20”."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from bot.script.durations import LONGEST_DAYS, MONTHS, WEEKDAYS, parse_after

_NUMBERS = {
    word: str(at) for at, word in enumerate(["one", "two", "three", "four", "five", "six"], 1)
}
_SAME = {"a": "1", "an": "1", "fortnight": "2 weeks", **_NUMBERS}
_SAME |= {day[:length]: day for day in WEEKDAYS for length in (3, 4, 5)}
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})(?: (\d{4}))?")
_SLASHES = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?")


REVISIT_AT = time(12, 15)  # midday, when an earlier promise disturbs least


def revisit(day: date, now: datetime) -> datetime:
    """The moment of that day at which something comes back, on the clock that `now` goes by."""
    return datetime.combine(day, REVISIT_AT, now.tzinfo)


def typed_date(text: str, today: date) -> date | None:
    """The day that was meant, from tomorrow on and within two years; None where it is not plain."""
    words = " ".join(text.casefold().replace(",", " ").split()).rstrip(".!")
    words = re.sub(r"^(on|in|next) ", "", words)
    words = " ".join(_SAME.get(word, word) for word in words.split())
    words = words.replace("1 2 weeks", "2 weeks")
    if words == "tomorrow":
        return today + timedelta(days=1)
    day, _, rest = words.partition(" ")
    if day in WEEKDAYS and rest:
        words = rest
    found = _iso(words) or _day_of_month(words, today) or _offset(words, today)
    return found if found and 0 < (found - today).days <= LONGEST_DAYS else None


def _iso(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _offset(words: str, today: date) -> date | None:
    try:
        return parse_after(words).from_(today)
    except ValueError:
        return None


def _day_of_month(words: str, today: date) -> date | None:
    """“20 march”, and “20/3” the way it is written here: the day first."""
    match = _DAY_MONTH.fullmatch(words) or _SLASHES.fullmatch(words)
    if not match:
        return None
    day, name, year = match.groups()
    if name.isdecimal():
        month = int(name)
    else:
        month = next((at for at, full in enumerate(MONTHS, 1) if full.startswith(name)), 0)
    for candidate in (int(year),) if year else (today.year, today.year + 1):
        try:
            found = date(candidate, month, int(day))
        except ValueError:
            continue
        if found > today:
            return found
    return None
