"""Dialogues as they were when somebody began them, so that they end with the same words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from storage.insert_new import insert_new
from storage.tables import revisions
from storage.unit import Unit

_KEEP = insert_new(revisions)
_LOAD = select(revisions).where(revisions.c.hash.in_(bindparam("hashes", expanding=True)))
_OLD = select(revisions.c.hash).where(revisions.c.first_used < bindparam("before"))
_DROP = delete(revisions).where(revisions.c.hash == bindparam("which"))


@dataclass(frozen=True, slots=True)
class Revision:
    """One dialogue's source at one time; `hash` is the SHA-256 of it, in hex."""

    hash: str
    dialogue: str
    source: str


async def keep(unit: Unit, used: Sequence[Revision], now: datetime) -> None:
    """Keep the sources that are not kept already."""
    if used:
        rows = [
            {"hash": one.hash, "dialogue": one.dialogue, "source": one.source, "first_used": now}
            for one in used
        ]
        await unit.run(_KEEP, rows)


async def load(unit: Unit, hashes: Iterable[str]) -> dict[str, Revision]:
    """The kept sources with these hashes, by hash."""
    wanted = list(hashes)
    if not wanted:
        return {}
    rows = await unit.run(_LOAD, {"hashes": wanted})
    return {row.hash: Revision(row.hash, row.dialogue, row.source) for row in rows}


async def forget(unit: Unit, before: datetime, still_used: Collection[str]) -> int:
    """Forget sources first used before a moment, but for those still used; returns how many."""
    old = (await unit.run(_OLD, {"before": before})).scalars()
    rows = [{"which": one} for one in old if one not in still_used]
    if rows:
        await unit.run(_DROP, rows)
    return len(rows)
