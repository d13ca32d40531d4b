"""Hours and zones as people type them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
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


# Places people here may name that have no zone of their own; Perth is the one in Australia.
_HERE = frozenset(
    {"uk", "britain", "great britain", "united kingdom", "northern ireland", "england", "wales"}
    | {"scotland", "glasgow", "edinburgh", "aberdeen", "dundee", "inverness", "stirling", "oban"}
    | {"kirkwall", "lerwick", "stornoway", "home"}
)


@cache
def _zones() -> dict[str, str]:
    """Every zone by its whole name and by its city, in small letters."""
    names = sorted(available_timezones())
    cities = {name.rpartition("/")[2].replace("_", " ").casefold(): name for name in names}
    return cities | {name.casefold(): name for name in names}


def read_zone(text: str) -> str | None:
    """“lisbon”, “Europe/Lisbon” → `Europe/Lisbon`; None where there is no such zone."""
    said = " ".join(text.replace("_", " ").split()).casefold()
    if said in _HERE:
        return "Europe/London"
    return _zones().get(said) or _zones().get(text.strip().casefold())


def near_zones(text: str) -> Mapping[str, str]:
    """Up to three places that are spelt nearly like the typed one, each with its zone."""
    said = " ".join(text.replace("_", " ").split()).casefold()
    names = [name for name in _zones() if "/" not in name]
    return {name.title(): _zones()[name] for name in get_close_matches(said, names, 3, 0.8)}
