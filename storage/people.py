"""People: who agreed to being remembered, and their desk (settings and open conversation)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Row, bindparam, delete, func, insert, select, update

from storage.sealing import Body, Place, open_body, open_sealed, seal, seal_body
from storage.tables import PERSONAL, people
from storage.unit import Unit

PERSON, GROUP = "person", "group"
"""What a row is of: somebody, or a team's group chat."""

_COLUMNS = (
    people.c.id,
    people.c.lookup,
    people.c.wrapped_key,
    people.c.desk,
    people.c.desk_version,
    people.c.last_seen,
    people.c.kind,
)
_FIND = select(*_COLUMNS).where(people.c.lookup.in_(bindparam("lookups", expanding=True)))
_BY_ID = select(*_COLUMNS, people.c.address).where(
    people.c.id.in_(bindparam("ids", expanding=True))
)
_STILL_HERE = select(people.c.id).where(people.c.id.in_(bindparam("ids", expanding=True)))
_AT_ONCE = 500
_KEYS = select(people.c.id, people.c.wrapped_key).where(
    people.c.id.in_(bindparam("ids", expanding=True))
)
_ADD = insert(people)
_SAVE = (
    update(people)
    .where(people.c.id == bindparam("who"))
    .values(
        desk=bindparam("desk"),
        desk_version=bindparam("desk_version"),
        last_seen=bindparam("last_seen"),
    )
)
_READDRESS = (
    update(people)
    .where(people.c.id == bindparam("who"))
    .values(lookup=bindparam("lookup"), address=bindparam("address"))
)
_IDLE = select(people.c.id).where(
    people.c.last_seen < bindparam("before"), people.c.kind == bindparam("kind")
)
_COUNT = select(func.count()).select_from(people).where(people.c.kind == bindparam("kind"))
_ERASE = (
    *(delete(table).where(table.c.person == bindparam("who")) for table in PERSONAL),
    delete(people).where(people.c.id == bindparam("who")),
)


@dataclass(slots=True)
class Owner:
    """A random id, and the key that seals what belongs to it."""

    id: str
    key: bytes


@dataclass(slots=True)
class Person(Owner):
    """Somebody as loaded; change `desk`, `desk_version` and `last_seen`, then `save`.

    `desk_version` says which shape the desk has, for code that changes the shape. A group's chat
    (`kind`) is kept in the same way: with a random id, a key of its own and a sealed desk.
    `lookup` is the keyed hash of the address as the row has it, `sealed` the desk. Whatever changes
    about somebody (their log, their reminders) is written together with their desk, which is sealed
    anew each time: as long as it is the same, nothing has changed since they were read.
    """

    address: str
    desk: Body
    last_seen: date
    desk_version: int = 1
    kind: str = PERSON
    lookup: bytes = field(default=b"", compare=False)
    sealed: bytes = field(default=b"", compare=False, repr=False)


async def find(unit: Unit, addresses: Iterable[str]) -> dict[str, Person]:
    """The people at these addresses, by address; whoever is unknown is left out."""
    by_lookup = {key: address for address in addresses for key in unit.vault.lookups(address)}
    if not by_lookup:
        return {}
    rows = await unit.run(_FIND, {"lookups": list(by_lookup)})
    return {by_lookup[row.lookup]: _person(unit, row, by_lookup[row.lookup]) for row in rows}


async def by_id(unit: Unit, ids: Sequence[str]) -> dict[str, Person]:
    """The people with these random ids, by id."""
    if not ids:
        return {}
    found = {}
    for row in await unit.run(_BY_ID, {"ids": list(ids)}):
        person = _person(unit, row, "")
        person.address = open_sealed(person.key, _place(row.id, "address"), row.address).decode()
        found[person.id] = person
    return found


async def owners(unit: Unit, ids: Iterable[str]) -> dict[str, Owner]:
    """The keys of the people with these random ids, by id; their desks stay sealed."""
    wanted = list(ids)
    if not wanted:
        return {}
    rows = await unit.run(_KEYS, {"ids": wanted})
    return {row.id: Owner(row.id, unit.vault.unwrap(row.id, row.wrapped_key)) for row in rows}


async def add(
    unit: Unit,
    address: str,
    desk: Body,
    today: date,
    *,
    desk_version: int = 1,
    kind: str = PERSON,
) -> Person:
    """Remember somebody, or a group, from now on, with a new random id and key.

    Raises:
        sqlalchemy.exc.IntegrityError: the address is known already.
    """
    person = Person(
        secrets.token_hex(16),
        unit.vault.new_person_key(),
        address,
        desk,
        today,
        desk_version,
        kind,
    )
    row = {
        "id": person.id,
        "wrapped_key": unit.vault.wrap(person.id, person.key),
        "kind": kind,
        **_whereabouts(unit, person),
        **_state(person),
    }
    await unit.run(_ADD, row)
    return person


async def save(unit: Unit, persons: Iterable[Person]) -> None:
    """Write desks and days back."""
    rows = [{"who": person.id, **_state(person)} for person in persons]
    if rows:
        await unit.run(_SAVE, rows)


async def readdress(unit: Unit, person: Person, address: str) -> None:
    """Find them elsewhere from now on: a group's chat that goes on under another number.

    Raises:
        sqlalchemy.exc.IntegrityError: the address is known already.
    """
    person.address, person.lookup = address, unit.vault.lookup(address)
    await unit.run(_READDRESS, {"who": person.id, **_whereabouts(unit, person)})


async def idle_since(unit: Unit, before: date, kind: str = PERSON) -> list[str]:
    """The ids of people, or groups, last seen before a day."""
    return list((await unit.run(_IDLE, {"before": before, "kind": kind})).scalars())


async def count(unit: Unit, kind: str = PERSON) -> int:
    """How many people, or groups, are remembered."""
    return int((await unit.run(_COUNT, {"kind": kind})).scalar_one())


async def erase(unit: Unit, person: str) -> None:
    """Erase somebody: their key and every row of theirs, in one go.

    At the commit their random id goes on the list of the erased, and the write-ahead log, where
    earlier versions linger, is emptied.
    """
    for statement in _ERASE:
        await unit.run(statement, {"who": person})
    unit.erased.append(person)


async def erase_again(unit: Unit, ids: Sequence[str]) -> None:
    """Erase whoever of an earlier list came back with a backup, or stayed through a crash."""
    back = [
        person
        for at in range(0, len(ids), _AT_ONCE)
        for person in (await unit.run(_STILL_HERE, {"ids": ids[at : at + _AT_ONCE]})).scalars()
    ]
    for person in back:
        await erase(unit, person)


def _place(person: str, column: str) -> Place:
    return Place("people", column, person, person)


def _person(unit: Unit, row: Row[tuple[object, ...]], address: str) -> Person:
    key = unit.vault.unwrap(row.id, row.wrapped_key)
    desk = open_body(key, _place(row.id, "desk"), row.desk)
    return Person(
        row.id,
        key,
        address,
        desk,
        row.last_seen,
        row.desk_version,
        row.kind,
        row.lookup,
        row.desk,
    )


def _whereabouts(unit: Unit, person: Person) -> dict[str, object]:
    sealed = seal(person.key, _place(person.id, "address"), person.address.encode())
    return {"lookup": unit.vault.lookup(person.address), "address": sealed}


def _state(person: Person) -> dict[str, object]:
    return {
        "desk": seal_body(person.key, _place(person.id, "desk"), person.desk),
        "desk_version": person.desk_version,
        "last_seen": person.last_seen,
    }
