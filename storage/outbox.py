"""The outbox: messages written with the turn that made them, until they are sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from storage.people import Owner
from storage.sealing import Body, Place, open_sealed, pack, seal, unpack
from storage.tables import outbox, people
from storage.unit import Unit

REPLY, NUDGE = 0, 1
"""The lanes: an answer to somebody waiting, and what the bot begins itself."""

WAITING, SENDING = "waiting", "sending"

_ADD = outbox.insert()
_TAKEN = select(outbox.c.occurrence).where(
    outbox.c.occurrence.in_(bindparam("names", expanding=True))
)
_DONE = delete(outbox).where(outbox.c.id == bindparam("row"))
_MARK = update(outbox).where(outbox.c.id == bindparam("row")).values(state=SENDING)
_UNCERTAIN = delete(outbox).where(outbox.c.state == SENDING)
_OF_CHAT = outbox.c.chat.in_(bindparam("lookups", expanding=True))
_DROP = delete(outbox).where(_OF_CHAT).returning(outbox.c.id)
_DROP_LANE = (
    delete(outbox).where(_OF_CHAT, outbox.c.lane == bindparam("lane")).returning(outbox.c.id)
)
_SLIPS = (
    select(outbox.c.id, outbox.c.person, outbox.c.occurrence, outbox.c.state)
    .where(
        outbox.c.id.in_(bindparam("rows", expanding=True)),
        outbox.c.occurrence.is_not(None),
        outbox.c.person.is_not(None),
    )
    .order_by(outbox.c.id)
)
_UNSENT = (
    select(outbox, people.c.wrapped_key)
    .join(people, outbox.c.person == people.c.id, isouter=True)
    .order_by(outbox.c.id)
)


@dataclass(slots=True)
class Letter:
    """One message on its way. `id` comes from `unit.new_id()`; letters leave in its order.

    `owner` is None for somebody who has not agreed to anything. `occurrence` names a reminder's
    day (`nudge:<id>:<local date>`): of two letters with the same one, the second is not kept.
    `chat` is the keyed hash of the address, where the caller has it at hand.
    """

    id: int
    address: str
    lane: int
    body: Body
    owner: Owner | None = None
    not_before: datetime | None = None
    occurrence: str | None = None
    state: str = WAITING
    chat: bytes | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """What the outside of a reminder's letter says: whose it is, of which occurrence, how far."""

    row: int
    person: str
    occurrence: str
    state: str


async def add(unit: Unit, letters: Sequence[Letter]) -> list[Letter]:
    """Keep letters until they are sent; returns those kept (all, but for repeated occurrences)."""
    if not letters:
        return []
    names = [letter.occurrence for letter in letters if letter.occurrence is not None]
    taken: set[str] = set()
    if names:
        # Nobody else writes meanwhile; asked first, because RETURNING costs ten times as much.
        taken = set((await unit.run(_TAKEN, {"names": names})).scalars())
    kept = []
    for letter in letters:
        if letter.occurrence is None or letter.occurrence not in taken:
            kept.append(letter)
            taken |= {letter.occurrence} if letter.occurrence else set()
    if kept:
        await unit.run(_ADD, [_row(unit, letter) for letter in kept])
    return kept


async def slips(unit: Unit, rows: Sequence[int]) -> list[Slip]:
    """The outsides of the reminders' letters among these rows; those that are gone are left out."""
    if not rows:
        return []
    found = await unit.run(_SLIPS, {"rows": list(rows)})
    return [Slip(one.id, one.person, one.occurrence, one.state) for one in found]


async def done(unit: Unit, ids: Iterable[int]) -> None:
    """Let go of letters that were sent or given up."""
    rows = [{"row": one} for one in ids]
    if rows:
        await unit.run(_DONE, rows)


async def mark_sending(unit: Unit, ids: Iterable[int]) -> None:
    """Note, before a nudge is handed over, that it may have been: it goes out at most once."""
    rows = [{"row": one} for one in ids]
    if rows:
        await unit.run(_MARK, rows)


async def drop_uncertain(unit: Unit) -> int:
    """After a crash: let go of what was being handed over, as if sent; returns how many."""
    return (await unit.run(_UNCERTAIN)).rowcount


async def drop_for(unit: Unit, address: str, lane: int | None = None) -> list[int]:
    """Let go of a chat's unsent letters, of one lane or both; returns their ids."""
    values: dict[str, object] = {"lookups": unit.vault.lookups(address)}
    if lane is None:
        return list((await unit.run(_DROP, values)).scalars())
    return list((await unit.run(_DROP_LANE, {**values, "lane": lane})).scalars())


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
                row.lane,
                unpack(_open(unit, owner, row.id, "body", row.body)),
                owner,
                row.not_before,
                row.occurrence,
                row.state,
            )
        )
    return letters


def _row(unit: Unit, letter: Letter) -> dict[str, object]:
    return {
        "id": letter.id,
        "person": letter.owner.id if letter.owner else None,
        "chat": letter.chat or unit.vault.lookup(letter.address),
        "lane": letter.lane,
        "address": _seal(unit, letter, "address", letter.address.encode()),
        "body": _seal(unit, letter, "body", pack(letter.body)),
        "not_before": letter.not_before,
        "state": letter.state,
        "occurrence": letter.occurrence,
    }


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
