"""Changing the master key while everything goes on.

A new key joins the file, each person's key is wrapped anew and their address hashed anew, some
people at a time. What people wrote is not touched: it hangs on their own keys. The old key stays
in the file for as long as a backup may need it; `retire` takes it out.
"""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Row, bindparam, select, update

from storage import keyfile, outbox, readings
from storage.sealing import KEY_BYTES, Place, open_sealed
from storage.store import Store
from storage.tables import installation, people
from storage.tables import outbox as letters
from storage.unit import Unit

_SOME = (
    select(people.c.id, people.c.wrapped_key, people.c.address)
    .where(people.c.id > bindparam("after"))
    .order_by(people.c.id)
    .limit(bindparam("most"))
)
_WRAP = (
    update(people)
    .where(people.c.id == bindparam("who"))
    .values(wrapped_key=bindparam("wrapped_key"), lookup=bindparam("lookup"))
)
_CHECK = select(installation.c.key_check)
_SET_CHECK = update(installation).values(key_check=bindparam("check"))
_UNSENT = letters.delete().where(letters.c.lane == outbox.REPLY)
_SLIPS = (
    update(letters)
    .where(letters.c.lane == outbox.NUDGE)
    .values(chat=select(people.c.lookup).where(people.c.id == letters.c.person).scalar_subquery())
)


async def is_unfinished(store: Store) -> bool:
    """Whether the key in use is not yet the only one that people’s keys are wrapped with."""
    async with store.read() as unit:
        found: bytes = (await unit.run(_CHECK)).scalar_one()
    return found != store.vault.check


async def begin(store: Store, key_file: Path) -> None:
    """Put a new key in use; `finish` does the rest. Raises as `keyfile.write_keys` does."""
    new = os.urandom(KEY_BYTES)
    keyfile.write_keys(key_file, [*keyfile.read_keys(key_file), new])
    store.vault.use(new)


async def finish(store: Store, at_once: int = 200) -> int:
    """Wrap everybody's key with the one in use; returns for how many people it was done.

    May be interrupted and begun again. Others write in between.
    """
    done, after = 0, ""
    while True:
        async with store.write() as unit:
            rows = (await unit.run(_SOME, {"after": after, "most": at_once})).all()
            stale = [row for row in rows if not unit.vault.is_current(row.wrapped_key)]
            if stale:
                await unit.run(_WRAP, [_wrapped_anew(unit, row) for row in stale])
            done += len(stale)
            if not rows:
                await _readdress_unsent(unit)
                await readings.seal_anew(unit)
                await unit.run(_SET_CHECK, {"check": unit.vault.check})
                break
            after = rows[-1].id
    await store.forget_traces()
    return done


def retire(key_file: Path) -> int:
    """Take every key but the one in use out of the file; returns how many.

    Backups made before `finish` cannot be opened afterwards.
    """
    keys = keyfile.read_keys(key_file)
    if len(keys) > 1:
        keyfile.write_keys(key_file, keys[-1:])
    return len(keys) - 1


def _wrapped_anew(unit: Unit, row: Row[tuple[object, ...]]) -> dict[str, object]:
    key = unit.vault.unwrap(row.id, row.wrapped_key)
    address = open_sealed(key, Place("people", "address", row.id, row.id), row.address).decode()
    return {
        "who": row.id,
        "wrapped_key": unit.vault.wrap(row.id, key),
        "lookup": unit.vault.lookup(address),
    }


async def _readdress_unsent(unit: Unit) -> None:
    """Letters are sealed anew, as a stranger's hang on the master key; all are hashed anew."""
    unsent = await outbox.waiting(unit)
    await unit.run(_UNSENT)
    await outbox.add(unit, unsent)
    await unit.run(_SLIPS)
