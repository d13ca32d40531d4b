"""How a value becomes words in a text, and the few filters a text may use."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from jinja2.runtime import Undefined

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class Words(str):
    """An author's words: shown with their markup, where a person's are escaped."""

    __slots__ = ()


class TemplateProblem(Exception):
    """A text cannot be filled in. `line` counts from 1 within the text.

    The message names the author's syntax or a value's name, never a person's words.
    """

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def day(value: object) -> str:
    """`Friday 20 March`; empty for no date."""
    moment = _moment(value)
    return f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]}" if moment else ""


def day_time(value: object) -> str:
    """`on Friday 20 March at 14:30`; without the time for a date alone; empty for no date."""
    moment = _moment(value)
    if moment is None:
        return ""
    at = f" at {moment:%H:%M}" if isinstance(moment, datetime) else ""
    return f"on {day(moment)}{at}"


def plural(count: object, one: str, many: str = "") -> str:
    """A number with its word: `1 minute`, `3 minutes`, `2 entries`."""
    return f"{count} {one if str(count) == '1' else many or one + 's'}"


def _moment(value: object) -> date | None:
    """A date, or text that is one as a session stores it."""
    if isinstance(value, date):
        return value
    if not value:
        return None
    said = str(value)
    try:
        return datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said)
    except ValueError:
        raise TemplateProblem(1, "this value is not a date") from None


def _default(value: object, otherwise: object = "") -> object:
    return otherwise if isinstance(value, Undefined) or value in (None, "") else value


def _letters(change: Callable[[str], str]) -> Callable[[object], str]:
    """A filter on letters that leaves an author's words an author's words."""

    def changed(value: object) -> str:
        said = change(text_of(value))
        return Words(said) if isinstance(value, Words) else said

    return changed


def phrase(value: object, opening: str = "") -> str:
    """Somebody’s words as they stand within a sentence: no full stop, no `opening` of their own.

    Asked to finish “When …”, people type “when I sit down.” as readily as “I sit down”.
    """
    said = text_of(value).strip().rstrip(".,;:… ")
    # Of “I will”, “I’ll” and the bare “I” are what people begin with, too.
    ways = [opening, "I’ll", "I'll", "I"] if opening.startswith("I ") else [opening]
    known = "|".join(map(re.escape, ways))
    begins = re.match(rf"(?:{known})\b[\s…,.]*", said, re.IGNORECASE) if opening else None
    rest = said[begins.end() :] if begins else said
    kept = rest or said
    return Words(kept) if isinstance(value, Words) else kept


def _length(value: object) -> int:
    return len(value) if isinstance(value, (str, list, tuple, Mapping)) else 0


FILTERS: dict[str, Callable[..., object]] = {
    "day": day,
    "day_time": day_time,
    "plural": plural,
    "default": _default,
    "lower": _letters(str.lower),
    "upper": _letters(str.upper),
    "trim": _letters(str.strip),
    "capitalize": _letters(lambda said: said[:1].upper() + said[1:]),
    "length": _length,
    "phrase": phrase,
}


def text_of(value: object) -> str:
    """A value as people read it: dates in words, nothing for no value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{day(value)} at {value:%H:%M}"
    return day(value) if isinstance(value, date) else str(value)
