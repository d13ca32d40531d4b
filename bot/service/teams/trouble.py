"""A group that the bot may not write in: its cards stop, and whoever set them up is told once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.script.folder import Library
from bot.service.acts import Say
from bot.service.teams.team_desk import TeamDesk
from storage import people
from storage.people import Person
from storage.store import Unit


@dataclass(frozen=True, slots=True)
class Word:
    """Something to say to somebody in private."""

    person: Person
    act: Say


async def shut_out(unit: Unit, library: Library, desk: TeamDesk) -> tuple[TeamDesk, list[Word]]:
    """The desk of a group that cannot be written in, and whom to tell; nothing is lost of it."""
    shut = replace(desk, shut_out=True, is_open=False)
    if desk.told or desk.by is None:
        return shut, []
    person = (await people.by_id(unit, [desk.by])).get(desk.by)
    if person is None:
        return shut, []
    words = Say(library.words.text("team.shut_out"), silent=True)
    return replace(shut, told=True), [Word(person, words)]
