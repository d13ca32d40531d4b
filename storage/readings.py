"""Who was asked to read which words, and what they said about them.

Of a link only the hash of its secret is kept. Roles and remarks hang on the master key, as they
belong to nobody who could have a key of their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from storage.sealing import Body, Place, pack, unpack
from storage.tables import readings, remarks
from storage.unit import Unit

OPEN, BACK, READ, NOTED = "open", "back", "read", "noted"
"""How a reading stands: under way, taken back, read to the end, and noted in the file as read."""

_WHICH = readings.c.id == bindparam("which")
_SAID = remarks.c.id == bindparam("which")
_ADD = insert(readings)
_ALL = select(readings).order_by(readings.c.id)
_OF = _ALL.where(readings.c.path == bindparam("of"))
_ONE = _ALL.where(_WHICH)
_BY_SECRET = _ALL.where(readings.c.secret == bindparam("hash"))
_END = update(readings).where(_WHICH).values(state=bindparam("now_is"), until=bindparam("ended"))
_STAND = update(readings).where(_WHICH).values(state=bindparam("now_is"))
_FORGET = delete(readings).where(_WHICH)
_SAY = insert(remarks)
_COUNT = select(func.count()).where(remarks.c.reading == bindparam("which"))
_REMARKS = (
    select(remarks)
    .where(remarks.c.reading.in_(bindparam("which", expanding=True)))
    .order_by(remarks.c.id)
)
_EVERY_REMARK = select(remarks.c.id, remarks.c.body)
_SETTLE = update(remarks).where(_SAID).values(settled_at=bindparam("at"))
_UNSAY = delete(remarks).where(_SAID, remarks.c.reading == bindparam("of"))
_LEFT = (
    select(readings.c.path, func.count().label("number"))
    .join(remarks, remarks.c.reading == readings.c.id)
    .where(remarks.c.settled_at.is_(None))
    .group_by(readings.c.path)
)
_UNSETTLED = select(remarks.c.reading).where(remarks.c.settled_at.is_(None)).distinct()
_ENDED = select(readings.c.id, readings.c.state, readings.c.until).where(
    readings.c.until < bindparam("now")
)
_RESEAL = update(readings).where(_WHICH).values(asked=bindparam("sealed"))
_RESEAL_REMARK = update(remarks).where(_SAID).values(body=bindparam("sealed"))


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody was asked to read a file.

    Attributes:
        id: Its number.
        path: Which file.
        text: What the file said when it was given to be read.
        asked: Who was asked, by role.
        until: When the link ends, or ended.
        state: `OPEN`, `BACK`, `READ` or `NOTED`.
    """

    id: int
    path: str
    text: str
    asked: str
    until: datetime
    state: str = OPEN


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader said.

    Attributes:
        id: Its number.
        reading: By which link it was said.
        where: The names that lead to the words it is about; none for the whole file.
        words: What was said.
        at: When.
        settled: Whether a coordinator has settled it.
    """

    id: int
    reading: int
    where: tuple[str, ...]
    words: str
    at: datetime
    settled: bool


async def add(unit: Unit, reading: Reading, secret: str) -> None:
    """Keeps that somebody was asked, and the hash of the secret in their link."""
    row = {
        "id": reading.id,
        "secret": _hash(secret),
        "path": reading.path,
        "text": reading.text,
        "asked": _seal(unit, _of_reading(reading.id), {"role": reading.asked}),
        "until": reading.until,
        "state": reading.state,
    }
    await unit.run(_ADD, row)


async def find(unit: Unit, reading: int) -> Reading | None:
    """One reading by its number."""
    return next(iter(_read(unit, await unit.run(_ONE, {"which": reading}))), None)


async def by_secret(unit: Unit, secret: str) -> Reading | None:
    """The reading to whose link a secret belongs, over or not."""
    return next(iter(_read(unit, await unit.run(_BY_SECRET, {"hash": _hash(secret)}))), None)


async def of(unit: Unit, path: str) -> list[Reading]:
    """Every reading of a file, in the order in which they were asked for."""
    return _read(unit, await unit.run(_OF, {"of": path}))


async def end(unit: Unit, reading: int, state: str, now: datetime) -> None:
    """Ends a reading, taken back or read to the end; its link works no more."""
    await unit.run(_END, {"which": reading, "now_is": state, "ended": now})


async def stand(unit: Unit, reading: int, state: str) -> None:
    """Notes how a reading that is over stands by now."""
    await unit.run(_STAND, {"which": reading, "now_is": state})


async def add_remark(
    unit: Unit, reading: int, where: Sequence[str], words: str, now: datetime
) -> int:
    """Keeps what a reader said; its number."""
    id_ = unit.new_id()
    body = _seal(unit, _of_remark(id_), {"where": list(where), "words": words})
    row = {"id": id_, "reading": reading, "body": body, "made_at": now, "settled_at": None}
    await unit.run(_SAY, row)
    return id_


async def drop_remark(unit: Unit, reading: int, remark: int) -> None:
    """Forgets what a reader said, where it was said by this link."""
    await unit.run(_UNSAY, {"which": remark, "of": reading})


async def count(unit: Unit, reading: int) -> int:
    """How many remarks there are of one reading."""
    return int((await unit.run(_COUNT, {"which": reading})).scalar_one())


async def remarks_of(unit: Unit, which: Iterable[int]) -> list[Remark]:
    """What was said in these readings, in the order in which it was."""
    found = []
    for row in await unit.run(_REMARKS, {"which": list(which)}):
        body = _open(unit, _of_remark(row.id), row.body)
        where, words = tuple(body["where"]), body["words"]
        settled = row.settled_at is not None
        found.append(Remark(row.id, row.reading, where, words, row.made_at, settled))
    return found


async def unsettled(unit: Unit) -> dict[str, int]:
    """How many remarks of each file nobody has settled; files without any are left out."""
    return {row.path: row.number for row in await unit.run(_LEFT)}


async def settle(unit: Unit, remark: int, now: datetime | None) -> None:
    """Settles a remark, or opens it again where there is no moment."""
    await unit.run(_SETTLE, {"which": remark, "at": now})


async def forget(unit: Unit, now: datetime, ended_before: datetime) -> None:
    """Forgets readings that are over and settled, and all that ended before a moment.

    What was read to the end waits for a coordinator, who may want to note it in the file.
    """
    unsettled = set((await unit.run(_UNSETTLED)).scalars())
    over = [
        row.id
        for row in await unit.run(_ENDED, {"now": now})
        if row.until < ended_before or (row.state != READ and row.id not in unsettled)
    ]
    if over:
        await unit.run(_FORGET, [{"which": one} for one in over])


async def seal_anew(unit: Unit) -> None:
    """Seals everything with the master key in use."""
    asked = [(row.id, row.asked) for row in await unit.run(_ALL)]
    said = [(row.id, row.body) for row in await unit.run(_EVERY_REMARK)]
    for statement, rows, place in (
        (_RESEAL, asked, _of_reading),
        (_RESEAL_REMARK, said, _of_remark),
    ):
        values = [
            {"which": id_, "sealed": _seal(unit, place(id_), _open(unit, place(id_), sealed))}
            for id_, sealed in rows
            if not unit.vault.is_current(sealed)
        ]
        if values:
            await unit.run(statement, values)


def _read(unit: Unit, rows: Iterable[Any]) -> list[Reading]:
    found = []
    for row in rows:
        role = _open(unit, _of_reading(row.id), row.asked)["role"]
        found.append(Reading(row.id, row.path, row.text, role, row.until, row.state))
    return found


def _hash(secret: str) -> str:
    """The secret is long and made by chance, so that a plain hash of it gives nothing away."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _seal(unit: Unit, place: Place, body: Body) -> bytes:
    return unit.vault.seal_for_stranger(place, pack(body))


def _open(unit: Unit, place: Place, sealed: bytes) -> Body:
    return unpack(unit.vault.open_for_stranger(place, sealed))


def _of_reading(reading: int) -> Place:
    return Place("readings", "asked", "", str(reading))


def _of_remark(remark: int) -> Place:
    return Place("remarks", "body", "", str(remark))
