"""A moment to come as people type it: “in two hours”, “tomorrow”, “Friday at half two”, “18:30”.

Pure. What was read is shown back before anybody relies on it.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from bot.flow.dates import typed_date
from bot.flow.tidied import tidy
from bot.flow.typed_times import typed_time

_IN = re.compile(
    r"(?:in |after )?(?P<half>half )?(?P<amount>\d{1,3}|an?)? ?(?P<unit>hour|hr|minute|min)s?"
    r"(?P<more> and a half)?(?: from now)?"
)
_TODAY = re.compile(r"\b(?:later )?today\b ?(?:at )?")
LONGEST_MINUTES = 24 * 60


def typed_later(text: str, now: datetime, at: time) -> datetime | None:
    """The moment that was meant, on the clock that `now` goes by; None where it is not plain.

    `at` is the time of day of a day that was typed without one. A time that has been today is meant
    for tomorrow.
    """
    said = re.sub(r"[,;]", " ", tidy(text)).replace("@", " at ")
    found = _IN.fullmatch(" ".join(said.split()))
    if found:
        minutes = _minutes(found)
        return now + timedelta(minutes=minutes) if 0 < minutes <= LONGEST_MINUTES else None
    words = _TODAY.sub("", said).split()
    for cut in range(len(words) + 1):
        before, after = " ".join(words[:cut]), " ".join(words[cut:])
        for day_said, time_said in ((before, after), (after, before)):
            day, clock = typed_date(day_said, now.date()), typed_time(time_said)
            if bool(day) != bool(day_said) or (clock is None) == bool(time_said):
                continue
            if day:
                return datetime.combine(day, clock or at, now.tzinfo)
            if clock:
                today = datetime.combine(now.date(), clock, now.tzinfo)
                return today if today > now else today + timedelta(days=1)
    return None


def _minutes(found: re.Match[str]) -> int:
    amount = found["amount"] or ""
    if not amount and not found["half"]:
        return 0
    length = 60 if found["unit"] in ("hour", "hr") else 1
    whole = int(amount) if amount.isdecimal() else 1
    minutes = length // 2 if found["half"] else whole * length
    return minutes + (length // 2 if found["more"] else 0)
