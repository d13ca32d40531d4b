"""The outbox: what is to be sent, until it is.

There are two kinds of rows. A letter is an answer, sealed with the turn that made it. A slip is a
reminder whose time has come: it says whose and which, and nothing is written until it is decided,
at the moment of sending, whether it leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from storage.people import Owner, Person
from storage.sealing import Body, Place, open_sealed, pack, seal, unpack
from storage.tables import outbox, people
from storage.unit import Unit

REPLY, NUDGE = 0, 1
"""The lanes: an answer to somebody waiting, and what the bot begins itself."""

WAITING, SENDING = "waiting", "sending"

_EMPTY = b""
_ADD = outbox.insert()
_LOOKUPS = select(people.c.id, people.c.lookup).where(
    people.c.id.in_(bindparam("ids", expanding=True))
)
_DONE = delete(outbox).where(outbox.c.id == bindparam("row"))
_MARK = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(state=SENDING, occurrence=bindparam("name"))
)
_UNCERTAIN = delete(outbox).where(outbox.c.state == SENDING)
_OF_CHAT = outbox.c.chat.in_(bindparam("lookups", expanding=True))
_DROP = delete(outbox).where(_OF_CHAT).returning(outbox.c.id)
_ALL_SLIPS = (
    select(outbox.c.id, outbox.c.person, outbox.c.occurrence, outbox.c.state)
    .where(outbox.c.lane == NUDGE)
    .order_by(outbox.c.id)
)
_WAITING = _ALL_SLIPS.where(outbox.c.occurrence.in_(bindparam("names", expanding=True)))
_SLIPS = _ALL_SLIPS.where(outbox.c.id.in_(bindparam("rows", expanding=True)))
_OWNED_SLIPS = (
    select(outbox.c.id, outbox.c.state, people.c.desk)
    .join(people, outbox.c.person == people.c.id)
    .where(outbox.c.id.in_(bindparam("rows", expanding=True)))
)
_UNSENT = (
    select(outbox, people.c.wrapped_key)
    .join(people, outbox.c.person == people.c.id, isouter=True)
    .where(outbox.c.lane == REPLY)
    .order_by(outbox.c.id)
)


@dataclass(slots=True)
class Letter:
    """One message on its way. `id` comes from `unit.new_id()`; letters leave in its order.

    `owner` is None for somebody who has not agreed to anything.
    """

    id: int
    address: str
    body: Body
    owner: Owner | None = None
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """A reminder whose time has come: its row, whose it is, which, and how far it has got."""

    row: int
    person: str
    nudge: int
    state: str = WAITING


async def add(unit: Unit, letters: Sequence[Letter]) -> None:
    """Keep letters until they are sent."""
    if letters:
        await unit.run(_ADD, [_row(unit, letter) for letter in letters])


async def take_up(unit: Unit, due: Sequence[tuple[int, str]]) -> list[Slip]:
    """Keep a slip for each of these nudges (its id, and whose it is); returns them.

    A nudge whose slip waits already gets no second one: that one is returned.
    """
    if not due:
        return []
    # Nobody else writes meanwhile; asked first, because RETURNING costs ten times as much.
    names = [_name(nudge) for nudge, _ in due]
    waiting = _read(await unit.run(_WAITING, {"names": names}))
    known = {slip.nudge for slip in waiting}
    found = await unit.run(_LOOKUPS, {"ids": list({person for _, person in due})})
    chats = {row.id: row.lookup for row in found}
    new = [Slip(unit.new_id(), person, nudge) for nudge, person in due if nudge not in known]
    if new:
        await unit.run(_ADD, [_row_of(slip, chats[slip.person]) for slip in new])
    return [*waiting, *new]


async def slips(unit: Unit, rows: Sequence[int]) -> list[Slip]:
    """The slips among these rows; those that are gone are left out."""
    return _read(await unit.run(_SLIPS, {"rows": list(rows)})) if rows else []


async def unchanged(unit: Unit, slips: Sequence[Slip], persons: Mapping[str, Person]) -> bool:
    """Whether these slips, and all about whose they are, still are as they were read.

    `persons` are by id; whoever is missing there was not found.
    """
    were = {
        (slip.row, slip.state, persons[slip.person].sealed)
        for slip in slips
        if slip.person in persons
    }
    found = await unit.run(_OWNED_SLIPS, {"rows": [slip.row for slip in slips]})
    return {(row.id, row.state, row.desk) for row in found} == were


async def all_slips(unit: Unit) -> list[Slip]:
    """Every slip, in order: what a sender starts with."""
    return _read(await unit.run(_ALL_SLIPS))


async def done(unit: Unit, ids: Iterable[int]) -> None:
    """Let go of letters that were sent or given up."""
    rows = [{"row": one} for one in ids]
    if rows:
        await unit.run(_DONE, rows)


async def mark_sending(unit: Unit, names: Mapping[int, str]) -> None:
    """Note, before a reminder is handed over, that it may have been: it goes out at most once.

    `names` are its day's, by row (`nudge:<id>:<local date>`); no two rows can have the same.
    """
    if names:
        await unit.run(_MARK, [{"row": row, "name": name} for row, name in names.items()])


async def drop_uncertain(unit: Unit) -> int:
    """After a crash: let go of what was being handed over, as if sent; returns how many."""
    return (await unit.run(_UNCERTAIN)).rowcount


async def drop_for(unit: Unit, address: str) -> list[int]:
    """Let go of all that is not sent to a chat; returns the rows."""
    found = await unit.run(_DROP, {"lookups": unit.vault.lookups(address)})
    return list(found.scalars())


async def waiting(unit: Unit) -> list[Letter]:
    """Every letter not yet sent, in order: what a sender starts with."""
    letters = []
    owners: dict[str, Owner] = {}
    for row in await unit.run(_UNSENT):
        owner = None
        if row.person is not None:
            if row.person not in owners:
                key = unit.vault.unwrap(row.person, row.wrapped_key)
                owners[row.person] = Owner(row.person, key)
            owner = owners[row.person]
        letters.append(
            Letter(
                row.id,
                _open(unit, owner, row.id, "address", row.address).decode(),
                unpack(_open(unit, owner, row.id, "body", row.body)),
                owner,
                row.not_before,
            )
        )
    return letters


def _row(unit: Unit, letter: Letter) -> dict[str, object]:
    return {
        "id": letter.id,
        "person": letter.owner.id if letter.owner else None,
        "chat": unit.vault.lookup(letter.address),
        "lane": REPLY,
        "address": _seal(unit, letter, "address", letter.address.encode()),
        "body": _seal(unit, letter, "body", pack(letter.body)),
        "not_before": letter.not_before,
        "state": WAITING,
        "occurrence": None,
    }


def _row_of(slip: Slip, chat: bytes) -> dict[str, object]:
    return {
        "id": slip.row,
        "person": slip.person,
        "chat": chat,
        "lane": NUDGE,
        "address": _EMPTY,
        "body": _EMPTY,
        "not_before": None,
        "state": slip.state,
        "occurrence": _name(slip.nudge),
    }


def _name(nudge: int) -> str:
    return f"nudge:{nudge}"


def _read(rows: Iterable[Any]) -> list[Slip]:
    return [Slip(one.id, one.person, int(one.occurrence.split(":")[1]), one.state) for one in rows]


def _seal(unit: Unit, letter: Letter, column: str, clear: bytes) -> bytes:
    place = _place(letter.owner, letter.id, column)
    if letter.owner is None:
        return unit.vault.seal_for_stranger(place, clear)
    return seal(letter.owner.key, place, clear)


def _open(unit: Unit, owner: Owner | None, row: int, column: str, sealed: bytes) -> bytes:
    place = _place(owner, row, column)
    if owner is None:
        return unit.vault.open_for_stranger(place, sealed)
    return open_sealed(owner.key, place, sealed)


def _place(owner: Owner | None, row: int, column: str) -> Place:
    return Place("outbox", column, owner.id if owner else "", str(row))
