"""What is noted beside kept words, so that an edit can reach them: no more than it needs."""

from __future__ import annotations

from sqlalchemy import select

from storage import people, shown
from storage.tables import people as persons
from tests.standin import Person
from tests.talk.running import Cairn


async def _noted(cairn: Cairn) -> str:
    """Everything that is noted for 48 hours, opened."""
    async with cairn.store.read() as unit:
        ids = list((await unit.run(select(persons.c.id))).scalars())
        owners = await people.owners(unit, ids)
        notes = await shown.of_all(unit, owners.values())
    return str([note.body for one in notes.values() for note in one])


async def test_what_was_only_there_until_the_end_is_in_no_note(
    person: Person, cairn: Cairn
) -> None:
    """Keeping one answer notes nothing of another that the script said it would not keep."""
    await person.say("/reflect check-in-week")
    await person.tap("Fairly even")
    await person.say("a heron on the shed")
    await person.say("a good laugh at four")
    await person.tap("Keep")
    await person.expect("That is the week")
    noted = await _noted(cairn)
    assert "a good laugh" in noted
    assert "heron" not in noted


async def test_an_edit_reaches_a_plan_that_is_partly_from_the_shelf(person: Person) -> None:
    """An entry made of somebody's words and a drawn idea follows an edit of the words."""
    await person.say("/reflect small-change")
    await person.tap("Show me two ideas")
    await person.tap("The first one")
    mine = await person.say("I sit down")
    await person.tap("Yes, keep it")
    await person.tap("No need to ask")
    await person.expect("That is in your log")
    await person.edit(mine, "I stand up")
    await person.expect("Your log says it the new way now")
    await person.say("/log")
    await person.expect("When I stand up, I will do this: ")


async def test_an_edit_reaches_words_of_which_one_part_was_passed_over(person: Person) -> None:
    """An entry whose text may read a question that was never asked follows an edit as well."""
    await person.say("/reflect small-change")
    await person.tap("I have something in mind")
    mine = await person.say("Leave at ten to")
    await person.tap("Just keep it as it is")
    await person.tap("No need to ask")
    await person.expect("That is in your log")
    await person.edit(mine, "Leave at five to")
    await person.expect("Your log says it the new way now")
    await person.say("/log")
    await person.expect("Leave at five to")
