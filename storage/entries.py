"""The private log: what people kept of their small changes, in the order they kept it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select, update

from storage.people import Owner
from storage.sealing import Body, Place, open_body, seal_body
from storage.tables import entries
from storage.unit import Unit

_MINE = entries.c.person == bindparam("who")
_ROW = entries.c.id == bindparam("row")
_ADD = insert(entries)
_ALL = select(entries.c.id, entries.c.body).where(_MINE).order_by(entries.c.id)
_GET = select(entries.c.id, entries.c.body).where(_MINE, _ROW)
_SOME = select(entries.c.id, entries.c.person, entries.c.body).where(
    entries.c.id.in_(bindparam("rows", expanding=True))
)
_OF_ALL = (
    select(entries.c.id, entries.c.person, entries.c.body)
    .where(entries.c.person.in_(bindparam("ids", expanding=True)))
    .order_by(entries.c.id)
)
_CHANGE = update(entries).where(_MINE, _ROW).values(body=bindparam("body"))
_DELETE = delete(entries).where(_MINE, _ROW)
_DELETE_ALL = delete(entries).where(_MINE)


@dataclass(slots=True)
class Entry:
    """One entry; `id` counts up, and never comes again after a deletion."""

    id: int
    body: Body


async def add(unit: Unit, new: Sequence[tuple[Owner, Body]]) -> list[Entry]:
    """Keep entries; returns them with their ids, in the order given."""
    if not new:
        return []
    kept = [Entry(unit.new_id(), body) for _, body in new]
    rows = [
        {"id": entry.id, "person": owner.id, "body": _seal(owner, entry)}
        for entry, (owner, _) in zip(kept, new, strict=True)
    ]
    await unit.run(_ADD, rows)
    return kept


async def of(unit: Unit, owner: Owner) -> list[Entry]:
    """Somebody's whole log, oldest first."""
    rows = await unit.run(_ALL, {"who": owner.id})
    return [Entry(row.id, open_body(owner.key, _place(owner, row.id), row.body)) for row in rows]


async def get(unit: Unit, owner: Owner, entry: int) -> Entry | None:
    """One entry of somebody's; None when it is gone, or not theirs."""
    row = (await unit.run(_GET, {"who": owner.id, "row": entry})).first()
    if row is None:
        return None
    return Entry(row.id, open_body(owner.key, _place(owner, row.id), row.body))


async def get_all(unit: Unit, wanted: Sequence[tuple[Owner, int]]) -> dict[int, Entry]:
    """Entries of many people, each asked for with its owner; what is gone or not theirs is not."""
    if not wanted:
        return {}
    owners = {entry: owner for owner, entry in wanted}
    rows = await unit.run(_SOME, {"rows": list(owners)})
    return {
        row.id: Entry(row.id, open_body(owner.key, _place(owner, row.id), row.body))
        for row in rows
        if (owner := owners[row.id]).id == row.person
    }


async def of_all(unit: Unit, owners: Iterable[Owner]) -> dict[str, list[Entry]]:
    """The whole logs of some people, by whose they are, oldest first."""
    by_id = {owner.id: owner for owner in owners}
    found: dict[str, list[Entry]] = {id_: [] for id_ in by_id}
    if by_id:
        for row in await unit.run(_OF_ALL, {"ids": list(by_id)}):
            owner = by_id[row.person]
            body = open_body(owner.key, _place(owner, row.id), row.body)
            found[row.person].append(Entry(row.id, body))
    return found


async def change(unit: Unit, owner: Owner, entry: Entry) -> bool:
    """Put a new body in the place of the old; False when the entry is gone."""
    values = {"who": owner.id, "row": entry.id, "body": _seal(owner, entry)}
    return (await unit.run(_CHANGE, values)).rowcount > 0


async def delete_some(unit: Unit, owner: Owner, ids: Iterable[int]) -> None:
    """Delete entries of somebody's; others' are left alone."""
    rows = [{"who": owner.id, "row": one} for one in ids]
    if rows:
        await unit.run(_DELETE, rows)


async def delete_all(unit: Unit, owner: Owner) -> int:
    """Delete somebody's whole log; returns how many entries there were."""
    return (await unit.run(_DELETE_ALL, {"who": owner.id})).rowcount


def _seal(owner: Owner, entry: Entry) -> bytes:
    return seal_body(owner.key, _place(owner, entry.id), entry.body)


def _place(owner: Owner, entry: int) -> Place:
    return Place("entries", "body", owner.id, str(entry))
