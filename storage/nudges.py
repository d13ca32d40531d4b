"""Reminders people asked for: when each is next due, and who has taken it up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Row,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    type_coerce,
    update,
)

from storage.people import Owner
from storage.problems import SealBroken
from storage.sealing import Body, Place, open_body, seal_body
from storage.tables import nudges
from storage.unit import Unit

ON = "on"
"""The state in which a nudge can fall due; any other word rests."""

LONGEST_LEASE = timedelta(hours=1)
"""How far from now a lease may end; what is further off does not count."""

BROKEN = "broken"
"""The state of a nudge whose body does not open."""

_MINE = nudges.c.person == bindparam("who")
_ROW = nudges.c.id == bindparam("row")
_IS_DUE = (nudges.c.state == ON) & (nudges.c.next_due <= bindparam("now"))
_IS_FREE = _IS_DUE & or_(
    nudges.c.lease_until.is_(None),
    nudges.c.lease_until <= bindparam("now"),
    # A lease further off than any given now is from before the clock was set back.
    nudges.c.lease_until > bindparam("furthest"),
)
_ADD = insert(nudges)
_ALL = select(nudges).where(_MINE).order_by(nudges.c.id)
_OF_ALL = (
    select(nudges)
    .where(nudges.c.person.in_(bindparam("ids", expanding=True)))
    .order_by(nudges.c.id)
)
_GET = select(nudges).where(_MINE, _ROW)
_CLAIM = (
    update(nudges)
    .where(
        nudges.c.id.in_(
            select(nudges.c.id).where(_IS_FREE).order_by(nudges.c.next_due).limit(bindparam("most"))
        )
    )
    .values(lease_until=bindparam("until"))
    .returning(nudges.c.id, nudges.c.person, nudges.c.next_due)
)
_SAVE = (
    update(nudges)
    .where(_MINE, _ROW)
    .values(
        next_due=bindparam("next_due"),
        state=bindparam("state"),
        not_after=bindparam("not_after"),
        body=bindparam("body"),
        lease_until=None,
    )
)
_PUT_OFF = update(nudges).where(_ROW).values(lease_until=bindparam("until"))
_REST = update(nudges).where(_ROW).values(state=BROKEN)
_DELETE = delete(nudges).where(_MINE, _ROW)
_DELETE_ALL = delete(nudges).where(_MINE)
_ANY_FREE = select(nudges.c.id).where(_IS_FREE).limit(1)
_MINUTE = type_coerce(nudges.c.next_due, BigInteger) // 60_000
_BY_MINUTE = (
    select(_MINUTE.label("minute"), func.count().label("many"))
    .where(nudges.c.state == ON, nudges.c.next_due < bindparam("until"))
    .group_by(_MINUTE)
    .order_by(_MINUTE)
)
_COUNT_ON = (
    select(func.count())
    .select_from(nudges)
    .where(nudges.c.state == ON, nudges.c.next_due.is_not(None))
)
_COUNT_DUE = select(func.count()).select_from(nudges).where(_IS_DUE)


@dataclass(slots=True)
class Nudge:
    """One reminder. `next_due` and `not_after` are moments; None is never, and no limit."""

    id: int
    next_due: datetime | None
    body: Body
    state: str = ON
    not_after: datetime | None = None


async def add(unit: Unit, new: Sequence[tuple[Owner, Nudge]]) -> None:
    """Keep new nudges; their ids come from `unit.new_id()`."""
    if new:
        rows = [
            {"id": nudge.id, "person": owner.id, **_values(owner, nudge)} for owner, nudge in new
        ]
        await unit.run(_ADD, rows)


async def claim(unit: Unit, now: datetime, until: datetime, most: int) -> list[tuple[int, str]]:
    """Take up what is due, so that nobody else does before `until`.

    Returns the id of each nudge and whose it is, the longest due first. Nothing is opened. Saving
    a nudge gives it back; after a crash the lease runs out by itself.
    """
    values = {"now": now, "until": until, "furthest": now + LONGEST_LEASE, "most": most}
    rows = (await unit.run(_CLAIM, values)).all()
    # The order in which RETURNING gives them is the database's own affair.
    return [(row.id, row.person) for row in sorted(rows, key=lambda row: (row.next_due, row.id))]


async def any_free(unit: Unit, now: datetime) -> bool:
    """Whether `claim` would find any."""
    values = {"now": now, "furthest": now + LONGEST_LEASE}
    return (await unit.run(_ANY_FREE, values)).first() is not None


async def put_off(unit: Unit, ids: Iterable[int], until: datetime) -> None:
    """Keep these, unopened, from being taken up before `until`, an hour away at the most.

    They still stand for the time that they stood for, so that none comes days late.
    """
    rows = [{"row": one, "until": until} for one in ids]
    if rows:
        await unit.run(_PUT_OFF, rows)


async def of(unit: Unit, owner: Owner) -> list[Nudge]:
    """Somebody's nudges, oldest first."""
    return [_nudge(owner, row) for row in await unit.run(_ALL, {"who": owner.id})]


async def of_all(unit: Unit, owners: Iterable[Owner]) -> tuple[dict[str, list[Nudge]], list[int]]:
    """The nudges of many, by whose they are, and the ids of those that do not open: see `rest`."""
    by_id = {owner.id: owner for owner in owners}
    found: dict[str, list[Nudge]] = {id_: [] for id_ in by_id}
    broken: list[int] = []
    if not by_id:
        return found, broken
    for row in await unit.run(_OF_ALL, {"ids": list(by_id)}):
        try:
            found[row.person].append(_nudge(by_id[row.person], row))
        except SealBroken:
            broken.append(row.id)
    return found, broken


async def rest(unit: Unit, ids: Iterable[int]) -> None:
    """Take up these, which do not open, no more."""
    rows = [{"row": one} for one in ids]
    if rows:
        await unit.run(_REST, rows)


async def get(unit: Unit, owner: Owner, nudge: int) -> Nudge | None:
    """One nudge of somebody's; None when it is gone, or not theirs."""
    row = (await unit.run(_GET, {"who": owner.id, "row": nudge})).first()
    return None if row is None else _nudge(owner, row)


async def save(unit: Unit, changed: Sequence[tuple[Owner, Nudge]]) -> None:
    """Write nudges back, and give up the lease."""
    if changed:
        rows = [
            {"who": owner.id, "row": nudge.id, **_values(owner, nudge)} for owner, nudge in changed
        ]
        await unit.run(_SAVE, rows)


async def delete_some(unit: Unit, owner: Owner, ids: Iterable[int]) -> None:
    """Delete nudges of somebody's; others' are left alone."""
    rows = [{"who": owner.id, "row": one} for one in ids]
    if rows:
        await unit.run(_DELETE, rows)


async def delete_of(unit: Unit, gone: Sequence[tuple[Owner, int]]) -> None:
    """Delete nudges of many people, each with its owner."""
    if gone:
        await unit.run(_DELETE, [{"who": owner.id, "row": row} for owner, row in gone])


async def delete_all(unit: Unit, owner: Owner) -> int:
    """Delete all of somebody's nudges; returns how many."""
    return (await unit.run(_DELETE_ALL, {"who": owner.id})).rowcount


async def due_by_minute(unit: Unit, now: datetime, until: datetime) -> dict[datetime, int]:
    """How many fall due in each minute from `now` to `until`; what is due already counts as now."""
    found: dict[datetime, int] = {}
    for row in await unit.run(_BY_MINUTE, {"until": until}):
        at = max(datetime.fromtimestamp(row.minute * 60, UTC), now)
        found[at] = found.get(at, 0) + row.many
    return found


async def count_on(unit: Unit) -> int:
    """How many wait for a time of theirs."""
    return int((await unit.run(_COUNT_ON)).scalar_one())


async def count_due(unit: Unit, now: datetime) -> int:
    """How many are due, taken up or not."""
    return int((await unit.run(_COUNT_DUE, {"now": now})).scalar_one())


def _values(owner: Owner, nudge: Nudge) -> dict[str, object]:
    return {
        "next_due": nudge.next_due,
        "state": nudge.state,
        "not_after": nudge.not_after,
        "body": seal_body(owner.key, _place(owner, nudge.id), nudge.body),
    }


def _nudge(owner: Owner, row: Row[tuple[object, ...]]) -> Nudge:
    body = open_body(owner.key, _place(owner, row.id), row.body)
    return Nudge(row.id, row.next_due, body, row.state, row.not_after)


def _place(owner: Owner, nudge: int) -> Place:
    return Place("nudges", "body", owner.id, str(nudge))
