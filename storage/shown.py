"""Which message showed which question or log entry, for 48 hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from storage.people import Owner
from storage.sealing import Body, Place, open_body, seal_body
from storage.tables import shown
from storage.unit import Unit

_ADD = insert(shown)
_OF = (
    select(shown)
    .where(shown.c.person.in_(bindparam("people", expanding=True)))
    .order_by(shown.c.id)
)
_DROP = delete(shown).where(shown.c.id == bindparam("row"))
_DROP_ALL = delete(shown).where(shown.c.person == bindparam("who"))
_FORGET = delete(shown).where(shown.c.made_at < bindparam("before"))


@dataclass(slots=True)
class Shown:
    """One message that was shown; the body says which, and what it showed."""

    id: int
    body: Body
    made_at: datetime


async def add(unit: Unit, new: Sequence[tuple[Owner, Body]], now: datetime) -> list[Shown]:
    """Note messages that were shown; returns the notes in the order given."""
    if not new:
        return []
    notes = [Shown(unit.new_id(), body, now) for _, body in new]
    rows = [
        {
            "id": note.id,
            "person": owner.id,
            "body": seal_body(owner.key, _place(owner, note.id), note.body),
            "made_at": note.made_at,
        }
        for note, (owner, _) in zip(notes, new, strict=True)
    ]
    await unit.run(_ADD, rows)
    return notes


async def of_all(unit: Unit, owners: Iterable[Owner]) -> dict[str, list[Shown]]:
    """The notes of each of these people by their id, oldest first; one statement for all."""
    by_id = {owner.id: owner for owner in owners}
    notes: dict[str, list[Shown]] = {one: [] for one in by_id}
    if by_id:
        for row in await unit.run(_OF, {"people": list(by_id)}):
            owner = by_id[row.person]
            body = open_body(owner.key, _place(owner, row.id), row.body)
            notes[owner.id].append(Shown(row.id, body, row.made_at))
    return notes


async def of(unit: Unit, owner: Owner) -> list[Shown]:
    """The notes of one person, oldest first."""
    return (await of_all(unit, [owner]))[owner.id]


async def drop(unit: Unit, ids: Iterable[int]) -> None:
    """Forget these notes."""
    rows = [{"row": one} for one in ids]
    if rows:
        await unit.run(_DROP, rows)


async def drop_all(unit: Unit, owner: Owner) -> int:
    """Forget all of one person's notes; returns how many."""
    return (await unit.run(_DROP_ALL, {"who": owner.id})).rowcount


async def forget(unit: Unit, before: datetime) -> int:
    """Forget the notes made before a moment; returns how many."""
    return (await unit.run(_FORGET, {"before": before})).rowcount


def _place(owner: Owner, note: int) -> Place:
    return Place("shown", "body", owner.id, str(note))
