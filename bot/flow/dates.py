"""Dates as people type them: “friday”, “20 March”, “in two weeks”, “2026-03-20”."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.script.durations import parse_after

_MONTHS = [
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
]
_NUMBERS = {
    word: str(at) for at, word in enumerate(["one", "two", "three", "four", "five", "six"], 1)
}
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})(?: (\d{4}))?")


def typed_date(text: str, today: date) -> date | None:
    """The day that was meant, from tomorrow on; None where it is not plain."""
    words = " ".join(text.casefold().replace(",", " ").split())
    words = re.sub(r"^(on|in|next) ", "", words).replace("a week", "1 week", 1)
    words = " ".join(_NUMBERS.get(word, word) for word in words.split())
    if words == "tomorrow":
        return today + timedelta(days=1)
    found = _iso(words) or _day_of_month(words, today) or _offset(words, today)
    return found if found and found > today else None


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
    match = _DAY_MONTH.fullmatch(words)
    if not match:
        return None
    day, name, year = match.groups()
    month = next((at for at, full in enumerate(_MONTHS, 1) if full.startswith(name)), None)
    if month is None:
        return None
    for candidate in (int(year),) if year else (today.year, today.year + 1):
        try:
            found = date(candidate, month, int(day))
        except ValueError:
            continue
        if found > today:
            return found
    return None
