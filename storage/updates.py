"""Deliveries already seen, so that one that comes twice is answered once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete

from storage.insert_new import insert_new
from storage.tables import updates
from storage.unit import Unit

_NEW = insert_new(updates).returning(updates.c.id)
_FORGET = delete(updates).where(updates.c.seen_at < bindparam("before"))


async def fresh(unit: Unit, ids: Sequence[int], now: datetime) -> set[int]:
    """Note these deliveries; returns those that were not known yet."""
    if not ids:
        return set()
    rows = [{"id": one, "seen_at": now} for one in ids]
    return set((await unit.run(_NEW, rows)).scalars())


async def forget(unit: Unit, before: datetime) -> int:
    """Forget deliveries seen before a moment; returns how many."""
    return (await unit.run(_FORGET, {"before": before})).rowcount
