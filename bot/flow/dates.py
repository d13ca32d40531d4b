"""Dates as people type them: “friday”, “Fri 20 March”, “20/3”, “in two weeks”, “until the 7th”."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta

from bot.script.durations import LONGEST_DAYS, MONTHS, WEEKDAYS, parse_after

_NUMBERS = {
    word: str(at) for at, word in enumerate(["one", "two", "three", "four", "five", "six"], 1)
}
_SAME = {"a": "1", "an": "1", "fortnight": "2 weeks", **_NUMBERS}
_SAME |= {day[:length]: day for day in WEEKDAYS for length in (3, 4, 5)}
_BEFORE = re.compile(
    r"(?:(?:i['’]?m|i am|on leave|leave|away|off|back|until|till|til|for|at|on|in) )*(?:next )?"
)
_DAY_MONTH = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})(?: (\d{4}))?")
_SLASHES = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?")
_DAY_ALONE = re.compile(r"the (\d{1,2})|(?:the )?(\d{1,2})(?:st|nd|rd|th)")
_END = re.compile(r"(?:the )?end of (?:(?:the|this|(next)) )?([a-z]{3,9})")
_DAY = f"({'|'.join(WEEKDAYS)})"
_WEEK_ON = re.compile(rf"{_DAY} (?:(\d) )?weeks?|(\d) weeks? on {_DAY}")
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_TWOMONTHS = 62  # whatever day of the month is meant, there is one within these days

REVISIT_AT = time(12, 15)  # midday, when an earlier promise disturbs least


def revisit(day: date, now: datetime) -> datetime:
    """The moment of that day at which something comes back, on the clock that `now` goes by."""
    return datetime.combine(day, REVISIT_AT, now.tzinfo)


def typed_date(text: str, today: date) -> date | None:
    """The day that was meant, from tomorrow on and within two years; None where it is not plain."""
    found = _meant(text, today)
    return found if found and 0 < (found - today).days <= LONGEST_DAYS else None


def typed_past(text: str, today: date) -> date | None:
    """The day that was meant where that is today or has been, to say so; None for any other."""
    found = _meant(text, today)
    return found if found and found <= today else None


def _meant(text: str, today: date) -> date | None:
    words = " ".join(text.casefold().replace(",", " ").split()).rstrip(".!")
    words = _BEFORE.sub("", words, count=1)
    words = " ".join(_SAME.get(word, word) for word in words.split())
    words = words.replace("1 2 weeks", "2 weeks")
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    found = _end_of(words, today) or _weeks_on(words, today)
    if found:
        return found
    day, _, rest = words.partition(" ")
    if day in WEEKDAYS and rest:
        words = rest
    return (
        _iso(words)
        or _day_of_month(words, today)
        or _day_alone(words, today)
        or _offset(words, today)
    )


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


def _weeks_on(words: str, today: date) -> date | None:
    """“friday week”, “a week on friday”, “friday fortnight”: weeks after the next such day."""
    match = _WEEK_ON.fullmatch(words)
    if not match:
        return None
    day, weeks = match[1] or match[4], int(match[2] or match[3] or 1)
    return today + timedelta((WEEKDAYS.index(day) - today.weekday() - 1) % 7 + 1 + weeks * 7)


def _end_of(words: str, today: date) -> date | None:
    """The Friday of a week, the last day of a month."""
    match = _END.fullmatch(words)
    if not match:
        return None
    coming, unit = match.groups()
    if unit == "week":
        return today + timedelta(11 - today.weekday() if coming else (4 - today.weekday()) % 7)
    if unit == "month":
        ahead = 1 if coming else 0
    elif _month(unit) and not coming:
        ahead = (_month(unit) - today.month) % 12
    else:
        return None
    year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def _day_alone(words: str, today: date) -> date | None:
    """“the 7th”: the next day of that number."""
    match = _DAY_ALONE.fullmatch(words)
    if not match:
        return None
    days = (today + timedelta(days=ahead) for ahead in range(1, _TWOMONTHS + 1))
    return next((day for day in days if day.day == int(match[1] or match[2])), None)


def _day_of_month(words: str, today: date) -> date | None:
    """“20 march”, and “20/3” the way it is written here: the day first.

    Without a year it is the next such day.
    """
    match = _DAY_MONTH.fullmatch(words) or _SLASHES.fullmatch(words)
    if not match:
        return None
    day, name, year = match.groups()
    month = int(name) if name.isdecimal() else _month(name)
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, int(day))
    both = (_date(candidate, month, int(day)) for candidate in (today.year, today.year + 1))
    return next((found for found in both if found and found > today), None)


def _month(name: str) -> int:
    """1 to 12 by the beginning of its name; 0 where there is none such."""
    return next((at for at, full in enumerate(MONTHS, 1) if full.startswith(name)), 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
