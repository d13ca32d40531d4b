"""What was published when, by whom, and what each time changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.service.publishing.changes import Change, changes
from storage import editions
from storage.editions import BACK, PAGE, Edition
from storage.store import Unit

_WAYS = {BACK: "an earlier edition again", PAGE: "from the page"}


@dataclass(frozen=True, slots=True)
class Past:
    """One edition, and what it changed: None for the first, which changed everything."""

    edition: Edition
    changes: Sequence[Change] | None


async def past(unit: Unit, most: int | None = None) -> list[Past]:
    """The newest editions, newest first; all of them where `most` is None."""
    known = await editions.history(unit)
    told: list[Past] = []
    for at, one in enumerate(known[:most]):
        before = known[at + 1] if at + 1 < len(known) else None
        told.append(Past(one, await _between(unit, before, one) if before else None))
    return told


def headline(edition: Edition, zone: ZoneInfo) -> str:
    """Which edition, when, from where and by whom, in one line."""
    at = f"{edition.at.astimezone(zone):%-d %B %Y, %H:%M}"
    way = _WAYS.get(edition.way, "from the folder")
    return f"Edition {edition.number}, {at}, {way}{f', by {edition.by}' if edition.by else ''}"


async def _between(unit: Unit, older: Edition, newer: Edition) -> list[Change]:
    """What differs; only the files that do are read."""
    paths = {
        path
        for path in {*older.files, *newer.files}
        if older.files.get(path) != newer.files.get(path)
    }
    before, after = (
        {path: one.files[path] for path in paths if path in one.files} for one in (older, newer)
    )
    return changes(await editions.texts_of(unit, before), await editions.texts_of(unit, after))
