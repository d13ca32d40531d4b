"""What was published when, by whom, and what each time changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.service.publishing.changes import Change, changes
from storage import editions
from storage.editions import BACK, PAGE, Edition
from storage.store import Unit


@dataclass(frozen=True, slots=True)
class Past:
    """One edition, and what it changed: None for the first, which changed everything.

    `again` is the earlier edition whose words it brought back; None where it brought none.
    """

    edition: Edition
    changes: Sequence[Change] | None
    again: int | None = None


async def past(unit: Unit, most: int | None = None) -> list[Past]:
    """The newest editions, newest first; all of them where `most` is None."""
    known = await editions.history(unit)
    told: list[Past] = []
    for at, one in enumerate(known[:most]):
        before = known[at + 1] if at + 1 < len(known) else None
        differs = await _between(unit, before, one) if before else None
        told.append(Past(one, differs, _brought_back(one, known[at + 1 :])))
    return told


def _brought_back(edition: Edition, earlier: Sequence[Edition]) -> int | None:
    if edition.way != BACK:
        return None
    return next((one.number for one in earlier if one.files == edition.files), None)


def headline(past: Past, zone: ZoneInfo) -> str:
    """Which edition, when, from where and by whom, in one line."""
    edition = past.edition
    at = f"{edition.at.astimezone(zone):%-d %B %Y, %H:%M}"
    way = "from the page" if edition.way == PAGE else "from the folder"
    if edition.way == BACK:
        way = f"edition {past.again} again" if past.again else "an earlier edition again"
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
