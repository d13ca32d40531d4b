"""Scotland's bank holidays of any year, by rule, and the ones proclaimed for one year only.

The rules are those of the Banking and Financial Dealings Act 1971, the St Andrew's Day Bank Holiday
(Scotland) Act 2007 and the yearly proclamations. Checked once against the package `holidays` 0.109,
too slow at the start to be used itself: the same dates for 2020 to 2035 as in
`holidays.country_holidays("GB", subdiv="SCT", years=range(2020, 2036))`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

_DAY = timedelta(days=1)
_FIXED = (
    (1, 1, "New Year’s Day"),
    (1, 2, "2 January"),
    (11, 30, "St Andrew’s Day"),
    (12, 25, "Christmas Day"),
    (12, 26, "Boxing Day"),
)
_MOVED = {date(2020, 5, 4): date(2020, 5, 8), date(2022, 5, 30): date(2022, 6, 2)}
_ONCE = {
    date(2022, 6, 3): "Platinum Jubilee",
    date(2022, 9, 19): "State funeral of Queen Elizabeth",
    date(2023, 5, 8): "Coronation of King Charles",
    date(2026, 6, 15): "World Cup bank holiday",
}


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> Mapping[date, str]:
    """The bank holidays of a year, each with its plain name.

    A day that falls on a weekend is there twice, as itself and as the weekday given in lieu: for
    somebody who works on Saturdays, Christmas Day is Christmas Day.
    """
    may, august = _monday(date(year, 5, 1)), _monday(date(year, 8, 1))
    spring = _monday(date(year, 5, 25))
    days = {
        **{date(year, month, day): name for month, day, name in _FIXED},
        easter(year) - 2 * _DAY: "Good Friday",
        _MOVED.get(may, may): "Early May bank holiday",
        _MOVED.get(spring, spring): "Spring bank holiday",
        august: "Summer bank holiday",
        **{day: name for day, name in _ONCE.items() if day.year == year},
    }
    for month, day, name in _FIXED:
        instead = date(year, month, day)
        if instead.weekday() >= 5:
            while instead.weekday() >= 5 or instead in days:
                instead += _DAY
            days[instead] = f"{name} (in lieu)"
    return MappingProxyType(days)


def easter(year: int) -> date:
    """Easter Sunday, by the Gregorian reckoning."""
    century = year // 100
    # The golden number and the two corrections of the calendar give the age of the moon.
    moon = (
        19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - moon - year % 100 % 4) % 7
    late = (year % 19 + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _monday(first: date) -> date:
    """The first Monday from this day on."""
    return first + -first.weekday() % 7 * _DAY
