"""Who has the post of a coordinator, and the codes with which they invite a colleague."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BindParameter, bindparam, delete, insert, select

from storage.people import Owner
from storage.tables import coordinators, invitations
from storage.unit import Unit

_WHO: BindParameter[str] = bindparam("who")
_SINCE = select(coordinators.c.since).where(coordinators.c.person == _WHO)
_ANYBODY = select(coordinators.c.person).limit(1)
_ADD = insert(coordinators)
_REMOVE = delete(coordinators).where(coordinators.c.person == _WHO)
_INVITE = insert(invitations)
_UNINVITE = delete(invitations).where(invitations.c.person == _WHO)
_TAKE = (
    delete(invitations)
    .where(invitations.c.code.in_(bindparam("codes", expanding=True)))
    .returning(invitations.c.person, invitations.c.until)
)
_FORGET = delete(invitations).where(invitations.c.until < bindparam("now"))


async def since(unit: Unit, owner: Owner) -> date | None:
    """The day from which somebody has the post; None for whoever has it not."""
    found: date | None = (await unit.run(_SINCE, {"who": owner.id})).scalar()
    return found


async def anybody(unit: Unit) -> bool:
    """Whether anybody has the post."""
    return (await unit.run(_ANYBODY)).first() is not None


async def add(unit: Unit, owner: Owner, today: date) -> None:
    """Give somebody the post, who must not have it yet."""
    await unit.run(_ADD, {"person": owner.id, "since": today})


async def remove(unit: Unit, owner: Owner) -> None:
    """Take the post from somebody, and the invitation that they gave."""
    await unit.run(_UNINVITE, {"who": owner.id})
    await unit.run(_REMOVE, {"who": owner.id})


async def invite(unit: Unit, owner: Owner, code: str, until: datetime) -> None:
    """Remember a code that works once; an earlier one of the same person ends."""
    await unit.run(_UNINVITE, {"who": owner.id})
    row = {"code": unit.vault.lookup(_named(code)), "person": owner.id, "until": until}
    await unit.run(_INVITE, row)


async def take(unit: Unit, code: str, now: datetime) -> str | None:
    """Use a code up: the random id of whoever gave it; None where there is none that works."""
    row = (await unit.run(_TAKE, {"codes": unit.vault.lookups(_named(code))})).first()
    return str(row.person) if row and row.until > now else None


async def forget(unit: Unit, now: datetime) -> None:
    """Forget the codes whose time is over."""
    await unit.run(_FORGET, {"now": now})


def _named(code: str) -> str:
    """What is hashed: never to be taken for an address."""
    return f"invitation {code}"
