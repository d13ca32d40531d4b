"""What people wrote down while going over a list, and what they hand on to a colleague by a code.

A sheet is its person's alone. What is handed on is a copy that carries no person: it is sealed with
a key made from the code itself, so nobody opens it who was not given the code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import bindparam, delete, insert, select, update

from storage.people import Owner
from storage.sealing import KEY_BYTES, Body, Place, open_body, seal_body
from storage.tables import handovers, sheets
from storage.unit import Unit

_MINE = sheets.c.person == bindparam("who")
_ROW = sheets.c.id == bindparam("row")
_ADD = insert(sheets)
_ALL = select(sheets.c.id, sheets.c.body).where(_MINE).order_by(sheets.c.id)
_CHANGE = update(sheets).where(_MINE, _ROW).values(body=bindparam("body"))
_DELETE = delete(sheets).where(_MINE, _ROW)
_HAND_ON = insert(handovers)
_TAKE = (
    delete(handovers)
    .where(handovers.c.code.in_(bindparam("codes", expanding=True)))
    .returning(handovers.c.until, handovers.c.body)
)
_COUNT = select(handovers.c.code).where(handovers.c.person == bindparam("who"))
_FORGET = delete(handovers).where(handovers.c.until < bindparam("now"))


@dataclass(slots=True)
class StoredSheet:
    """One sheet; `id` counts up, and never comes again after a deletion."""

    id: int
    body: Body


async def add(unit: Unit, owner: Owner, body: Body) -> StoredSheet:
    """Keep a new sheet."""
    new = StoredSheet(unit.new_id(), body)
    row = {"id": new.id, "person": owner.id, "body": _seal(owner, new)}
    await unit.run(_ADD, [row])
    return new


async def of(unit: Unit, owner: Owner) -> list[StoredSheet]:
    """Somebody's sheets, oldest first."""
    rows = await unit.run(_ALL, {"who": owner.id})
    return [
        StoredSheet(row.id, open_body(owner.key, _place(owner, row.id), row.body)) for row in rows
    ]


async def change(unit: Unit, owner: Owner, sheet: StoredSheet) -> bool:
    """Put a new body in the place of the old; False when the sheet is gone."""
    values = {"who": owner.id, "row": sheet.id, "body": _seal(owner, sheet)}
    return (await unit.run(_CHANGE, values)).rowcount > 0


async def delete_one(unit: Unit, owner: Owner, sheet: int) -> None:
    """Delete a sheet of somebody's; others' are left alone."""
    await unit.run(_DELETE, {"who": owner.id, "row": sheet})


async def hand_on(unit: Unit, owner: Owner, code: str, until: datetime, body: Body) -> None:
    """Lay a copy ready for whoever brings the code."""
    row = {
        "code": unit.vault.lookup(_named(code)),
        "person": owner.id,
        "until": until,
        "body": seal_body(_key(code), _LAID_READY, body),
    }
    await unit.run(_HAND_ON, row)


async def how_many(unit: Unit, owner: Owner) -> int:
    """How many copies of somebody's wait to be fetched."""
    return len((await unit.run(_COUNT, {"who": owner.id})).all())


async def take(unit: Unit, code: str, now: datetime) -> Body | None:
    """Use a code up: the copy that it opens; None where there is none, or its time is over."""
    row = (await unit.run(_TAKE, {"codes": unit.vault.lookups(_named(code))})).first()
    if row is None or row.until <= now:
        return None
    return open_body(_key(code), _LAID_READY, row.body)


async def forget(unit: Unit, now: datetime) -> None:
    """Forget the copies that nobody fetched in time."""
    await unit.run(_FORGET, {"now": now})


# No row or person is named: the key itself is of this one copy.
_LAID_READY = Place("handovers", "body", "", "")


def _key(code: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, None, b"cairn handover").derive(code.encode())


def _named(code: str) -> str:
    """What is hashed: never to be taken for an address, or another kind of code."""
    return f"handover {code}"


def _seal(owner: Owner, sheet: StoredSheet) -> bytes:
    return seal_body(owner.key, _place(owner, sheet.id), sheet.body)


def _place(owner: Owner, sheet: int) -> Place:
    return Place("sheets", "body", owner.id, str(sheet))
