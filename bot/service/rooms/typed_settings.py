"""Hours and zones as people type them."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from bot.flow.typed_times import clock_time

_TIME = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?"
_HOURS = re.compile(rf"(?:from\s+)?{_TIME}\s*(?:to|until|till|-|–)\s*{_TIME}", re.IGNORECASE)


def read_quiet_hours(text: str) -> tuple[str, str] | None:
    """“19:00 to 8”, “7pm-8am” → (`19:00`, `08:00`); None where it is not plain."""
    match = _HOURS.fullmatch(text.strip())
    if not match:
        return None
    start, end = clock_time(*match.groups()[:3]), clock_time(*match.groups()[3:])
    return None if start is None or end is None else (f"{start:%H:%M}", f"{end:%H:%M}")


@cache
def _zones() -> dict[str, str]:
    """Every zone by its whole name and by its city, in small letters."""
    names = sorted(available_timezones())
    cities = {name.rpartition("/")[2].replace("_", " ").casefold(): name for name in names}
    return cities | {name.casefold(): name for name in names}


def read_zone(text: str) -> str | None:
    """“lisbon”, “Europe/Lisbon” → `Europe/Lisbon`; None where there is no such zone."""
    return _zones().get(" ".join(text.replace("_", " ").split()).casefold()) or _zones().get(
        text.strip().casefold()
    )
