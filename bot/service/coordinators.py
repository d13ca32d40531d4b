"""The post of a coordinator: who has it, how it is claimed, handed on and given up.

Looked up at every use: whoever gave it up, or left the settings, has it no more at that moment.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.service.claims import bare, new_code
from bot.service.installation import Installation
from bot.service.moment import Moment
from storage import coordinators, people
from storage.people import Person
from storage.store import Store, Unit

INVITATION = timedelta(hours=24)


async def has_post(moment: Moment) -> bool:
    """Whether the person is a coordinator now, by the settings or by a code."""
    if moment.address in moment.installation.admins:
        return True
    return bool(moment.person and await coordinators.since(moment.unit, moment.person))


async def holds(store: Store, installation: Installation, person: str) -> bool:
    """Whether somebody is a coordinator now, by their random id; nobody is who was erased."""
    async with store.read() as unit:
        found = (await people.by_id(unit, [person])).get(person)
        return found is not None and await _has(unit, installation, found)


async def claim(moment: Moment, code: str) -> bool:
    """Gives the person the post if the code is right and works still; it is used up by that."""
    if not await _takes(moment, code):
        return False
    await coordinators.add(moment.unit, moment.who, moment.now.date())
    return True


async def _takes(moment: Moment, code: str) -> bool:
    first = moment.installation.claims.take(code, moment.address)
    if first and not await coordinators.anybody(moment.unit):
        return True
    return await _invited(moment, code)


async def _invited(moment: Moment, code: str) -> bool:
    giver = await coordinators.take(moment.unit, bare(code), moment.now)
    found = (await people.by_id(moment.unit, [giver])).get(giver) if giver else None
    return found is not None and await _has(moment.unit, moment.installation, found)


async def _has(unit: Unit, installation: Installation, person: Person) -> bool:
    by_settings = person.address in installation.admins
    return by_settings or await coordinators.since(unit, person) is not None


async def invite(moment: Moment) -> tuple[str, datetime]:
    """A code for a colleague, and until when it works; an earlier one ends."""
    code, until = new_code(), moment.now + INVITATION
    await coordinators.invite(moment.unit, moment.who, bare(code), until)
    return code, until


async def give_up(moment: Moment) -> bool:
    """Takes the post from the person; False where the settings give it."""
    moment.installation.claims.close()
    await coordinators.remove(moment.unit, moment.who)
    return not await has_post(moment)
