"""Everything that is written, as it was published: whole, immutable, one edition after another.

An edition names each file's text by its hash, so that a word changed costs one text and no more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from storage.insert_new import insert_new
from storage.tables import edition_texts, editions
from storage.unit import Unit

Hashes = Mapping[str, str]
"""The hash of every file's text, by the file's path."""

FOLDER, PAGE, BACK = "folder", "page", "back"
"""From where an edition came: the folder of dialogues, the page in the browser, an earlier one."""

_NEWEST = select(editions).order_by(editions.c.number.desc()).limit(1)
_NEWEST_ID = select(func.max(editions.c.number))
_ONE = select(editions).where(editions.c.number == bindparam("which"))
_ALL = select(editions).order_by(editions.c.number.desc())
_FROM_FOLDER = _ALL.where(editions.c.folder.is_not(None)).limit(1)
_KEEP = insert_new(edition_texts)
_LOAD = select(edition_texts).where(edition_texts.c.hash.in_(bindparam("hashes", expanding=True)))


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of all that is written.

    Attributes:
        number: Counts up from 1.
        at: When it was published.
        way: From where: `folder`, `page` or `back`.
        by: Who published it, by role; may be empty.
        files: What each file said.
        folder: What each file of the folder said then, where the folder was looked at.
    """

    number: int
    at: datetime
    way: str
    by: str
    files: Hashes
    folder: Hashes | None = None


def hash_of(text: str) -> str:
    """What a text is known by: its SHA-256, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


async def add(
    unit: Unit,
    texts: Mapping[str, str],
    now: datetime,
    *,
    way: str,
    by: str = "",
    folder: Hashes | None = None,
) -> Edition:
    """Keeps one more edition, the newest from now on.

    Args:
        unit: The transaction, which writes.
        texts: Every file's text, by path.
        now: When it is published.
        way: From where.
        by: Who publishes, by role.
        folder: What each file of the folder says just now, where it was looked at.
    """
    files = {path: hash_of(text) for path, text in sorted(texts.items())}
    await unit.run(_KEEP, [{"hash": hash_of(text), "text": text} for text in texts.values()])
    edition = Edition((await newest_number(unit) or 0) + 1, now, way, by, files, folder)
    row = {
        "number": edition.number,
        "made_at": now,
        "way": way,
        "by": by,
        "files": json.dumps(files),
        "folder": None if folder is None else json.dumps(dict(sorted(folder.items()))),
    }
    await unit.run(editions.insert(), row)
    return edition


async def newest_number(unit: Unit) -> int | None:
    """The number of the newest edition; None before the first."""
    found: int | None = (await unit.run(_NEWEST_ID)).scalar()
    return found


async def newest(unit: Unit) -> Edition | None:
    """The newest edition; None before the first."""
    return _first(await unit.run(_NEWEST))


async def from_folder(unit: Unit) -> Edition | None:
    """The newest edition for which the folder was looked at."""
    return _first(await unit.run(_FROM_FOLDER))


async def numbered(unit: Unit, number: int) -> Edition | None:
    """One edition by its number."""
    return _first(await unit.run(_ONE, {"which": number}))


async def history(unit: Unit) -> list[Edition]:
    """All editions, newest first."""
    return [_read(row) for row in await unit.run(_ALL)]


async def texts_of(unit: Unit, files: Hashes) -> dict[str, str]:
    """What the files said, by path."""
    rows = await unit.run(_LOAD, {"hashes": sorted(set(files.values()))})
    by_hash = {row.hash: row.text for row in rows}
    return {path: by_hash[one] for path, one in files.items()}


def _first(rows: Iterable[Any]) -> Edition | None:
    return next((_read(row) for row in rows), None)


def _read(row: Any) -> Edition:
    folder = None if row.folder is None else json.loads(row.folder)
    return Edition(row.number, row.made_at, row.way, row.by, json.loads(row.files), folder)
