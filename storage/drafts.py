"""Files that are being written on the page, beside those that are published."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from storage.tables import drafts
from storage.unit import Unit

_ALL = select(drafts).order_by(drafts.c.path)
_ONE = select(drafts).where(drafts.c.path == bindparam("which"))
_WRITE = (
    update(drafts)
    .where(drafts.c.path == bindparam("which"))
    .values(text=bindparam("words"), saved_at=bindparam("now"))
)
_STAND_OVER = (
    update(drafts).where(drafts.c.path == bindparam("which")).values(over=bindparam("hash"))
)
_DROP = delete(drafts).where(drafts.c.path == bindparam("which"))


@dataclass(frozen=True, slots=True)
class Draft:
    """One file as it is being written.

    Attributes:
        path: Which file.
        text: What it says so far.
        over: The hash of the published text that it began from; empty for a new file.
        saved_at: When it was saved last.
    """

    path: str
    text: str
    over: str
    saved_at: datetime


async def every(unit: Unit) -> dict[str, Draft]:
    """All drafts, by path."""
    rows = await unit.run(_ALL)
    return {row.path: Draft(row.path, row.text, row.over, row.saved_at) for row in rows}


async def find(unit: Unit, path: str) -> Draft | None:
    """The draft of one file, if there is one."""
    rows = await unit.run(_ONE, {"which": path})
    return next((Draft(row.path, row.text, row.over, row.saved_at) for row in rows), None)


async def begin(unit: Unit, draft: Draft) -> None:
    """Keeps a draft of a file that has none so far."""
    row = {
        "path": draft.path,
        "text": draft.text,
        "over": draft.over,
        "saved_at": draft.saved_at,
    }
    await unit.run(insert(drafts), row)


async def write(unit: Unit, path: str, text: str, now: datetime) -> None:
    """Goes on with a draft; what it is to replace stays as it was when it began."""
    await unit.run(_WRITE, {"which": path, "words": text, "now": now})


async def stand_over(unit: Unit, path: str, over: str) -> None:
    """Lets a draft stand over another published text than the one it began from."""
    await unit.run(_STAND_OVER, {"which": path, "hash": over})


async def drop(unit: Unit, paths: Collection[str]) -> None:
    """Throws drafts away, or lets go of them once they are published."""
    if paths:
        await unit.run(_DROP, [{"which": path} for path in paths])
