"""Behaviours 1 to 6: what is said before anything is kept, and that every yes can be taken back."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from bot.service.desk import Desk
from bot.service.installation import CONSENT
from bot.service.rooms import door
from storage import people
from storage.tables import metadata
from tests.standin import Person
from tests.storage.hunt import hunt
from tests.talk.running import Cairn, begun

TWO_SCREENS = 1_700  # characters; a phone shows about 850 at an ordinary size


async def desk_of(cairn: Cairn, person: Person) -> Desk | None:
    """What is kept of a person, as the bot reads it."""
    async with cairn.store.read() as unit:
        found = (await people.find(unit, [f"tg:{person.id}"])).get(f"tg:{person.id}")
    return Desk.from_json(found.desk) if found else None


async def rows(cairn: Cairn) -> dict[str, int]:
    """How many rows each table holds."""
    async with cairn.store.read() as unit:
        return {
            name: int((await unit.run(select(func.count()).select_from(table))).scalar_one())
            for name, table in metadata.tables.items()
        }


async def switch(person: Person, label: str) -> None:
    """Moves one switch by its label in the settings."""
    await person.say("/settings")
    await person.expect("What would you like to change?")
    await person.tap("Switches")
    await person.expect("Each of these is off until you say so")
    await person.tap(label)


@pytest.mark.parametrize("first_words", ["/start", "hello?", "/reflect"])
async def test_b01_the_first_words_say_what_this_is(stranger: Person, first_words: str) -> None:
    """One message before anything personal: automated, unread, no emergencies, kept, seen, left."""
    await stranger.say(first_words)
    said = await stranger.expect("I am Cairn")
    for piece in (
        "I am automated",
        "Nobody reads what you write here",
        "nobody is told",
        "not for emergencies",
        "call 999, or 111",
        "Test Health and Care Partnership runs this",
        "What is kept. Nothing, until you say yes",
        "Who could see it. Not your manager",
        "/stop ends anything",
        "/forget removes it all",
    ):
        assert piece in said.text
    assert ["Yes, start"] in stranger.buttons()
    await stranger.expect_nothing()


async def test_b02_nothing_is_kept_before_yes(stranger: Person, cairn: Cairn) -> None:
    """Asking, looking round, typing and “Not now” leave no row about that person, and no trace."""
    await stranger.say("/start")
    await stranger.expect("I am Cairn")
    await stranger.tap("Look round first")
    await stranger.expect("Nothing has been kept")
    await stranger.tap("Show me another")
    await stranger.expect("Nothing has been kept")
    await stranger.say("Xylophones before the ward round")
    await stranger.expect("I am Cairn")
    await stranger.tap("Not now")
    await stranger.expect("That is fine. Nothing is kept")
    assert await desk_of(cairn, stranger) is None
    held = await rows(cairn)
    assert held["people"] == 0
    for table in ("entries", "checkins", "nudges", "shown"):
        assert held[table] == 0
    await cairn.stop()
    assert hunt(cairn.folder, ["Xylophones", str(stranger.id)]) == []
    await cairn.start()


async def test_b02_stop_from_somebody_who_never_began_is_a_kind_no(stranger: Person) -> None:
    """“/stop” before any yes is answered as a no."""
    await stranger.say("/stop")
    await stranger.expect("Nothing is kept")


async def test_b02_yes_is_what_begins_it(stranger: Person, cairn: Cairn) -> None:
    """After “Yes, start” there is one small question at once, and everything optional is off."""
    await stranger.say("/start")
    await stranger.tap("Yes, start")
    await stranger.expect("Thank you", "leave names out")
    desk = await desk_of(cairn, stranger)
    assert desk and desk.profile.switches == frozenset()


async def test_b03_each_purpose_has_its_own_switch_and_all_are_off(
    person: Person, cairn: Cairn
) -> None:
    """Reminders, check-in history and counting: three switches, off; moving one moves no other."""
    await person.say("/settings")
    said = await person.expect("Settings")
    for name in ("Reminders", "Check-in history", "Counting for a team"):
        assert f"{name}: off" in said.text
    await switch(person, "Turn on reminders")
    await person.expect("Reminders are on.")
    desk = await desk_of(cairn, person)
    assert desk and desk.profile.switches == {"reminders"}
    await switch(person, "Turn on check-in history")
    await person.expect("for you alone")
    desk = await desk_of(cairn, person)
    assert desk and desk.profile.switches == {"reminders", "history"}


async def test_b03_the_history_is_offered_once_where_it_is_first_useful(person: Person) -> None:
    """After the first check-in, one offer; it is not made again, whatever was said to it."""
    for first in (True, False):
        await person.say("/checkin")
        await person.expect("How are things")
        await person.tap("Rather not say")
        said = await person.expect("That is fine")
        assert ("kept for you alone" in said.text) is first


async def test_b04_with_every_switch_off_everything_else_works(
    person: Person, cairn: Cairn
) -> None:
    """No switch is needed to reflect, to check in, to keep a thing or to have a day for it."""
    await person.say("/checkin")
    await person.tap("Stretched")
    await person.tap("Nothing, thank you")
    await person.expect("That is fine")
    await person.say("/reflect")
    await person.tap("Surprise me")
    await person.expect("A few words, or none")
    await person.tap("Skip")
    await person.tap("I only wanted to notice")
    await person.expect("Noticing is enough")
    await person.say("/log")
    await person.expect("nothing here yet")
    await person.say("Leave at ten to")
    await person.tap("Keep")
    await person.tap("In a week")
    await person.expect("I will ask about it on Wednesday 2 December")
    assert (await rows(cairn))["checkins"] == 0


async def test_b05_changed_words_are_asked_about_again(
    person: Person, cairn: Cairn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change in substance nothing goes on until the person says yes; nothing is lost."""
    await person.say("/checkin")
    question = await person.expect("How are things")
    monkeypatch.setattr(door, "CONSENT", "2")
    for ask in (person.say("/reflect"), person.say("a few words")):
        await ask
        await person.expect("The words you agreed to have changed")
    await person.tap("Stretched", message=question)
    await person.expect("The words you agreed to have changed")
    desk = await desk_of(cairn, person)
    assert desk and desk.session and not desk.session.answers
    await person.tap("Yes, carry on")
    await person.expect("Everything is where you left it")
    await person.tap("Carry on")
    await person.expect("Carry on, or start fresh?")
    await person.tap("Carry on")
    await person.expect("How are things")


async def test_b05_leaving_and_help_need_no_new_yes(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Support, export, stop and forgetting work for somebody who has not said yes to new words."""
    monkeypatch.setattr(door, "CONSENT", "2")
    await person.say("/support")
    await person.expect("116 123")
    await person.say("/export")
    await person.expect("everything I hold")
    await person.say("/stop")
    await person.expect("Stopped")
    await person.say("/forget")
    await person.tap("Everything")
    await person.tap("Yes, forget everything")
    await person.expect("It is done")


async def test_b05_a_switch_is_withdrawn_by_one_tap_at_once(person: Person, cairn: Cairn) -> None:
    """History off again: the very next check-in leaves nothing."""
    await switch(person, "Turn on check-in history")
    await person.tap("Turn off check-in history")
    await person.expect("No more check-in words are kept")
    await person.say("/checkin")
    await person.expect("How are things")
    await person.tap("Steady")
    await person.expect("remember")
    assert (await rows(cairn))["checkins"] == 0


async def test_b05_the_version_that_was_agreed_to_is_kept(person: Person, cairn: Cairn) -> None:
    """The first thing that is kept is which words the yes was for."""
    desk = await desk_of(cairn, person)
    assert desk and desk.profile.consent == CONSENT


async def test_b06_privacy_is_two_screens_at_most_and_works_for_anybody(
    stranger: Person, cairn: Cairn
) -> None:
    """Before a yes, after it, paused, part-way: two screens, whom to ask, and where it is whole."""

    async def asked() -> str:
        await stranger.say("/privacy")
        return (await stranger.expect("Who runs this")).text

    answers = [await asked()]
    await begun(stranger)
    answers.append(await asked())
    await stranger.say("/pause")
    await stranger.expect("stay quiet")
    answers.append(await asked())
    await stranger.say("/checkin")
    await stranger.expect("How are things")
    answers.append(await asked())
    for said in answers:
        assert len(said) <= TWO_SCREENS
        assert "privacy@example.org" in said
        assert said.endswith("All of it in full: https://example.org/a_privacy_notice")
        assert "not end-to-end encrypted" in said
        assert "anyone signed in to this Telegram account" in said


async def test_start_again_never_resets_anybody(person: Person, cairn: Cairn) -> None:
    """`/start` in the middle of a conversation keeps the place, the settings and the log."""
    await switch(person, "Turn on check-in history")
    await person.say("/checkin")
    await person.tap("Stretched")
    await person.expect("What would be of use")
    before = await desk_of(cairn, person)
    await person.say("/start")
    await person.expect("Everything is where you left it")
    after = await desk_of(cairn, person)
    assert before and after
    assert (after.session, after.profile) == (before.session, before.profile)
    await person.tap("A few words")
    await person.expect("a word or two")


async def test_a_second_yes_changes_nothing(stranger: Person, cairn: Cairn) -> None:
    """Yes, tapped twice, begins once."""
    await stranger.say("/start")
    first = await stranger.expect("I am Cairn")
    await stranger.tap("Yes, start")
    await stranger.expect("leave names out")
    await stranger.tap("Yes, start", message=first)
    await stranger.expect("Everything is where you left it")
    assert (await rows(cairn))["people"] == 1
