"""What a person wrote down while going over lists: found, kept, handed on to a colleague."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.flow.session import Session
from bot.flow.sheet import Sheet
from bot.script.folder import Library
from bot.script.model import Found, Listing, Pick, Run, Script
from bot.service.claims import LETTERS, bare
from bot.service.moment import Moment
from storage import sheets

HANDED_ON = timedelta(days=7)
MOST_WAITING = 20  # copies of one person that wait to be fetched
LENGTH, GROUP = 12, 4  # letters of a code: it is what the copy is sealed with


def goes_over(script: Script) -> tuple[str, ...]:
    """The lists that a dialogue goes over, by name."""
    steps = (one for one in script.steps.values() if isinstance(one, Listing))
    return tuple(dict.fromkeys(one.source for one in steps))


def tools(library: Library) -> list[Script]:
    """The dialogues that go over a list, by title."""
    found = (one for one in library.scripts.values() if goes_over(one) and one.only is None)
    return sorted(found, key=lambda one: one.title)


async def newest(
    moment: Moment, name: str = "", session: Session | None = None
) -> dict[str, Sheet]:
    """The newest sheet of each list, where a dialogue about to be played could need it.

    Args:
        moment: The moment.
        name: The dialogue that is about to begin.
        session: The conversation that goes on.
    """
    frames = session.callers if session else ()
    begun = [(session.dialogue, session.revision)] if session else []
    begun += [(one.dialogue, one.revision) for one in frames]
    scripts = [moment.script(*one) for one in begun] + ([moment.script(name, None)] if name else [])
    if not _may_need(scripts, moment.library):
        return {}
    there = await everything(moment)
    # A colleague's copy is gone on with only by whoever has none of their own.
    return {one.list: one for one in sorted(there, key=lambda one: not one.given)}


def _may_need(scripts: Iterable[Script], library: Library) -> bool:
    return any(
        isinstance(step, Listing | Found | Pick)
        for script in _with_called(scripts, library)
        for step in script.steps.values()
    )


def _with_called(scripts: Iterable[Script], library: Library) -> Iterator[Script]:
    """These dialogues and those that they play."""
    todo, seen = list(scripts), set[str]()
    while todo:
        script = todo.pop()
        if script.name in seen:
            continue
        seen.add(script.name)
        yield script
        called = (one.dialogue for one in script.steps.values() if isinstance(one, Run))
        todo += [library.scripts[one] for one in called if one in library.scripts]


async def everything(moment: Moment) -> list[Sheet]:
    """All sheets of this person, oldest first."""
    rows = await sheets.of(moment.unit, moment.who)
    return [Sheet.from_json(str(row.id), row.body) for row in rows]


async def find(moment: Moment, id_: str) -> Sheet | None:
    """One sheet; None when it is gone."""
    return next((one for one in await everything(moment) if one.id == id_), None)


async def keep(moment: Moment, sheet: Sheet) -> None:
    """Puts a sheet in the place of the one with its id, or among the others where it is new.

    One that was deleted meanwhile is kept anew: nothing that was just written gets lost.
    """
    body = sheet.to_json()
    if sheet.id and await sheets.change(
        moment.unit, moment.who, sheets.StoredSheet(int(sheet.id), body)
    ):
        return
    await sheets.add(moment.unit, moment.who, body)


async def follow_log(moment: Moment, old: str, new: str) -> None:
    """A small change that is reworded in the log, or removed there, is so beside its item too."""
    if not old or old == new:
        return
    for sheet in await everything(moment):
        marks = {key: one for key, one in sheet.marks.items() if one.will == old}
        for key, mark in marks.items():
            sheet = sheet.marked(key, replace(mark, will=new))  # noqa: PLW2901
        if marks:
            await keep(moment, sheet)


async def delete(moment: Moment, id_: str) -> None:
    """Removes one sheet."""
    await sheets.delete_one(moment.unit, moment.who, int(id_))


async def bring_forward(moment: Moment, sheet: Sheet) -> None:
    """Makes a sheet the newest of its list, the one that is carried on with; a copy one's own."""
    await delete(moment, sheet.id)
    await sheets.add(moment.unit, moment.who, replace(sheet, given="").to_json())


async def own_of(moment: Moment, list_: str) -> Sheet | None:
    """The newest sheet of a list that the person wrote themselves."""
    own = [one for one in await everything(moment) if one.list == list_ and not one.given]
    return own[-1] if own else None


async def put_together(moment: Moment, copy: Sheet, own: Sheet) -> Sheet:
    """Adds what a colleague's copy has to a sheet of one's own, and lets the copy go."""
    both = own.with_those_of(copy)
    await keep(moment, both)
    await delete(moment, copy.id)
    return both


async def hand_on(moment: Moment, sheet: Sheet, *, words: bool) -> tuple[str, datetime] | None:
    """A code that opens a copy once, and until when; None where too many wait already.

    The copy has what was noticed and not the person: no id, and none of their small changes; with
    `words` false, none of their notes either.
    """
    if await sheets.how_many(moment.unit, moment.who) >= MOST_WAITING:
        return None
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    until = moment.now + HANDED_ON
    copy = replace(sheet.without_plans(), given="")
    copy = copy if words else copy.without_words()
    await sheets.hand_on(moment.unit, moment.who, code, until, copy.to_json())
    shown = "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))
    return shown, until


async def take_over(moment: Moment, typed: str) -> Sheet | None:
    """Uses a code up and keeps the copy that it opens; None where no code is that."""
    found = await sheets.take(moment.unit, bare(typed), moment.now)
    if found is None:
        return None
    body = {**found, "given": moment.local.date().isoformat()}
    row = await sheets.add(moment.unit, moment.who, body)
    return Sheet.from_json(str(row.id), body)
