"""When somebody last looked whether a number or an address is right, and what is still a gap."""

from __future__ import annotations

import re
from datetime import date

from bot.script.fields import Fields
from bot.script.iso_day import iso_day

WARN_AFTER_DAYS = 90
REFUSE_AFTER_DAYS = 180

_GAP = re.compile(r"\bto fill in\b", re.IGNORECASE)
_CHECKED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*,\s*(.*))?")
_AHEAD_DAYS = 1  # days are counted in UTC, and here it is the next day up to an hour earlier


def is_to_fill_in(*texts: str) -> bool:
    """Whether one of these texts leaves something to the organisation that runs Cairn."""
    return any(_GAP.search(text) for text in texts)


def is_old(checked: date | None, today: date) -> bool:
    """Whether it is so long ago that somebody should look again."""
    return checked is None or (today - checked).days > WARN_AFTER_DAYS


def read_checked(fields: Fields) -> tuple[date | None, str]:
    """The day of the field `checked`, and how it was checked; None and nothing where unsaid."""
    return fields.parsed("checked", _parse) or (None, "")


def check_age(
    fields: Fields, what: str, look: str, checked: date | None, today: date | None
) -> None:
    """Rule D505: what nobody looked at for months may lead nowhere.

    Args:
        fields: Where `checked` stands or is missing.
        what: What was to be checked, such as “the line “Samaritans””.
        look: What to do before a new day is written.
        checked: The day that the file says.
        today: The day from which the age is counted; None counts nothing.
    """
    if today is None:
        return
    age = (today - checked).days if checked else None
    if checked and age is not None and age < -_AHEAD_DAYS:
        fields.notes.add(
            fields.place_of("checked"),
            "D505",
            f"{what} was checked on {checked}, and that day is still to come",
            "write the day on which somebody looked",
        )
    elif is_old(checked, today):
        said = "has never been checked" if age is None else f"was last checked {age} days ago"
        fields.notes.add(
            fields.place_of("checked"),
            "D505",
            f"{what} {said}",
            f"{look}, then write today's date and how you checked",
            "E" if age is None or age > REFUSE_AFTER_DAYS else "W",
        )


def _parse(said: str) -> tuple[date, str]:
    found = _CHECKED.fullmatch(said)
    if not found:
        raise ValueError("write a day and how, such as “2026-11-22, from public pages”")
    return iso_day(found[1]), found[2] or ""
