"""Wellbeing check-ins that people chose to keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select

from storage.people import Owner
from storage.sealing import Body, Place, open_body, seal_body
from storage.tables import checkins
from storage.unit import Unit

_MINE = checkins.c.person == bindparam("who")
_OLD = checkins.c.month < bindparam("before")
_ADD = insert(checkins)
_ALL = select(checkins.c.id, checkins.c.month, checkins.c.body).where(_MINE).order_by(checkins.c.id)
_FORGET = delete(checkins).where(_OLD)
_FORGET_MINE = delete(checkins).where(_MINE, _OLD)
_DELETE_ONE = delete(checkins).where(_MINE, checkins.c.id == bindparam("gone"))
_DELETE_ALL = delete(checkins).where(_MINE)


@dataclass(slots=True)
class Checkin:
    """One check-in; `month` is like “2026-11” and lies in clear, the rest is in the body."""

    id: int
    month: str
    body: Body


async def add(unit: Unit, new: Sequence[tuple[Owner, str, Body]]) -> list[Checkin]:
    """Keep check-ins, each with its owner and month; returns them in the order given."""
    if not new:
        return []
    kept = [Checkin(unit.new_id(), month, body) for _, month, body in new]
    rows = [
        {
            "id": one.id,
            "person": owner.id,
            "month": one.month,
            "body": seal_body(owner.key, _place(owner, one.id), one.body),
        }
        for one, (owner, _, _) in zip(kept, new, strict=True)
    ]
    await unit.run(_ADD, rows)
    return kept


async def of(unit: Unit, owner: Owner) -> list[Checkin]:
    """Somebody's check-ins, oldest first."""
    return [
        Checkin(row.id, row.month, open_body(owner.key, _place(owner, row.id), row.body))
        for row in await unit.run(_ALL, {"who": owner.id})
    ]


async def delete_before(unit: Unit, month: str, owner: Owner | None = None) -> int:
    """Delete check-ins from before a month, everybody's or one person's; returns how many."""
    if owner is None:
        return (await unit.run(_FORGET, {"before": month})).rowcount
    return (await unit.run(_FORGET_MINE, {"before": month, "who": owner.id})).rowcount


async def delete_one(unit: Unit, owner: Owner, checkin: int) -> None:
    """Delete one of somebody's check-ins."""
    await unit.run(_DELETE_ONE, {"who": owner.id, "gone": checkin})


async def delete_all(unit: Unit, owner: Owner) -> int:
    """Delete all of somebody's check-ins; returns how many."""
    return (await unit.run(_DELETE_ALL, {"who": owner.id})).rowcount


def _place(owner: Owner, checkin: int) -> Place:
    return Place("checkins", "body", owner.id, str(checkin))
