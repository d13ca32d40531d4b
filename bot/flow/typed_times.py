"""Times of day as people type them: “14:30”, “half two”, “2 in the afternoon”, “ten to five”.

Pure. An hour without a half of the day is read as the one between 07:00 and 18:59, unless it is
written as on a 24-hour clock: “2:30” is 14:30, “02:30” is 02:30. What was read is shown back
before it counts.
"""

from __future__ import annotations

import re
from datetime import time

from bot.flow.tidied import tidy

_NOON, _MIDNIGHT = 12 * 60, 0
_NAMED = {
    **dict.fromkeys(("noon", "midday", "12 noon", "12 midday"), _NOON),
    **dict.fromkeys(("midnight", "12 midnight"), _MIDNIGHT),
    **dict.fromkeys(("lunch", "lunchtime", "lunch time"), _NOON + 30),
}
_EARLIEST = 7 * 60  # of the twelve hours in which a bare “half two” is looked for
_BEFORE = re.compile(r"(?:(?:at|about|around|roughly|say|maybe|for|just)\b|[@~]| )+")
_AFTER = re.compile(r" ?(?:ish|sharp|or so|please|pls|thanks|thank you)$")
_OCLOCK = re.compile(r" ?(?:ish|o ?clock|hours|hrs|h)$")
_PART = r"(?:in the |this |at )?(?P<part>morning|afternoon|evening|night|tonight)s?"
_PART_BEFORE = re.compile(rf"{_PART} ")
_PART_AFTER = re.compile(rf"(?: ?(?P<half>[ap]m)| {_PART})$")
_MOVED = re.compile(
    r"(?:(?P<half>half(?: past)?)|(?:(?:a )?(?P<quarter>quarter)"
    r"|(?P<minutes>\d{1,2})(?P<spelt> ?min(?:ute)?s?)?) (?P<way>past|to)) ?(?P<base>.+)"
)
_NEGATIVE = re.compile(r"-\d")  # a slip of the thumb; “1:30” is no more likely than “11:30”
_BY_ITSELF = (5, 10, 15, 20, 25)  # “ten to five” is a time, “nine to five” is a working day
_CLOCK = re.compile(r"(\d{1,2})(?: ?[:.;,h] ?| )?(\d{2})")
_HOUR = re.compile(r"(?!0$)\d{1,2}")
_LIKE_A_CLOCK = re.compile(r"(\d{1,2})(?:[:.;h](\d{1,2})|(\d{2}))? ?([ap]m)?")


def typed_time(text: str) -> time | None:
    """The time of day that was meant; None where it is not plain, or where there is none such."""
    said = _AFTER.sub("", tidy(text))
    if _NEGATIVE.match(said):
        return None
    said = re.sub(r"(?<=[a-z])-|-(?=[a-z])", " ", said)
    part, said = _part_of_day(_from(_BEFORE, said))
    said = _OCLOCK.sub("", _from(_BEFORE, said))
    moved = _MOVED.fullmatch(said)
    if moved:
        minutes = _minutes(moved)
        return _read(moved["base"], None, part, minutes) if minutes else None
    found = _CLOCK.fullmatch(said)
    return _read(found[1], found[2], part) if found else _read(said, None, part)


def nearest_time(text: str) -> time | None:
    """For a clock time that does not exist, the one to offer in its place; None for other words.

    What exists of it stays, to five minutes: “25:30” → 23:30, “14:75” → 14:55, “24:00” → 00:00.
    """
    found = _LIKE_A_CLOCK.fullmatch(_from(_BEFORE, tidy(text)))
    if not found or typed_time(text):
        return None
    minute = found[2] or found[3]
    if not (minute or found[4]):  # a number alone may be anything
        return None
    hour = 0 if int(found[1]) == 24 else min(int(found[1]), 23)
    there = time(hour, min(5 * round(int(minute or 0) / 5), 55))
    half = found[4] if 1 <= hour <= 12 else None
    return typed_time(f"{found[1]}:{there:%M}{half or ''}") or there


def clock_time(hour: str, minute: str | None, half: str | None) -> time | None:
    """The time just as the digits say it, with `am`, `pm` or None; None where there is none."""
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half.casefold() == "pm" else 0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def _from(pattern: re.Pattern[str], said: str) -> str:
    """The words from behind what the pattern finds at their beginning."""
    found = pattern.match(said)
    return said[found.end() :] if found else said


def _part_of_day(said: str) -> tuple[str | None, str]:
    """`am`, `pm`, `morning` …, and the words without it."""
    if found := _PART_BEFORE.match(said):
        return found["part"], said[found.end() :]
    if found := _PART_AFTER.search(said):
        return found["half"] or found["part"], said[: found.start()]
    return None, said


def _minutes(moved: re.Match[str]) -> int | None:
    """How far from the hour; None where the words are more like a span of hours."""
    if moved["half"]:
        return 30
    minutes = 15 if moved["quarter"] else int(moved["minutes"])
    if moved["way"] == "past":
        return minutes if minutes < 60 else None
    plain = moved["quarter"] or moved["spelt"] or minutes in _BY_ITSELF
    return -minutes if plain and minutes < 60 else None


def _read(hour: str, minute: str | None, part: str | None, moved: int = 0) -> time | None:
    if hour in _NAMED:
        return None if part else _of_day(_NAMED[hour] + moved)
    if not (minute or _HOUR.fullmatch(hour)):
        return None
    half = _half(int(hour), part)
    there = clock_time(hour, minute, half)
    if there is None:
        return None
    if part and not half and (there.hour < 12) != (part == "morning"):
        return None  # “14:30 in the afternoon” is plain, “14:30 in the morning” is not
    minutes = there.hour * 60 + there.minute + moved
    if part or hour.startswith("0") or there.hour > 12:
        return _of_day(minutes)
    dial = minutes % _NOON
    return _of_day(dial if dial >= _EARLIEST else dial + _NOON)


def _half(hour: int, part: str | None) -> str | None:
    """`am` or `pm`; None where no part of the day was said, or the hour says it by itself."""
    if part in (None, "am", "pm"):
        return part
    if not 1 <= hour <= 12:
        return None
    if part == "afternoon":
        return "pm"
    return "am" if part == "morning" or hour in (12, 1, 2, 3) else "pm"


def _of_day(minutes: int) -> time:
    hour, minute = divmod(minutes % (2 * _NOON), 60)
    return time(hour, minute)
