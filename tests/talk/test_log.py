"""The private log, in the chat: write, find, change, come back to."""

from __future__ import annotations

import pytest

from tests.standin import Person
from tests.talk.running import Cairn
from tests.talk.test_privacy import keep

OUTCOMES = (
    "I did it",
    "A bit of it",
    "I did something else",
    "It was not the time",
    "I am letting it go",
)


async def promise(person: Person) -> None:
    """Keeps a small change that is to come back in a week."""
    await person.say("/log")
    await person.say("Leave at ten to")
    await person.tap("Keep")
    await person.tap("In a week")
    await person.expect("Wednesday 2 December")


async def test_a_small_change_in_one_message(person: Person) -> None:
    """One message, shown back, kept."""
    await keep(person, "Leave at ten to")
    await person.say("/log")
    await person.expect("Leave at ten to")


async def test_walked_to_when_and_i_will(person: Person) -> None:
    """Somebody who wants help is walked to “When …, I will …”."""
    await person.say("/log")
    await person.tap("Help me word one")
    await person.expect("")
    assert person.last.buttons


@pytest.mark.parametrize("outcome", OUTCOMES)
async def test_every_outcome_is_thanked_in_the_same_words(person: Person, outcome: str) -> None:
    """What became of it: all five are equal, and thanked alike."""
    await keep(person, "Leave at ten to")
    await person.say("/log")
    await person.tap("1. Leave at ten to")
    await person.tap("How did it go?")
    await person.tap(outcome)
    said = await person.expect("Thank you for looking back at it")
    assert said.text == "Thank you for looking back at it."
    await person.say("/log")
    await person.expect(outcome)


async def test_words_can_be_changed(person: Person) -> None:
    """An entry's words are changed after they were shown back."""
    await keep(person, "Leave at ten to")
    await person.say("/log")
    await person.tap("1. Leave at ten to")
    await person.tap("Change the words")
    await person.say("Leave at quarter to")
    await person.expect("“Leave at quarter to”")
    await person.tap("Keep")
    await person.expect("Changed")
    await person.say("/log")
    said = await person.expect("Leave at quarter to")
    assert "ten to" not in said.text


async def test_three_hundred_entries_page_and_search(person: Person, cairn: Cairn) -> None:
    """With 300 entries the log shows five at a time, pages, and finds."""
    async with cairn.store.write() as unit:
        from storage import entries, people

        who = (await people.find(unit, [f"tg:{person.id}"]))[f"tg:{person.id}"]
        body: dict[str, object] = {
            "kind": "small_change",
            "theme": None,
            "made": "2026-11-01",
            "notes": [],
        }
        rows = [(who, {**body, "fields": {"text": f"change number {n}"}}) for n in range(300)]
        rows[17][1]["fields"] = {"text": "the kettle by the window"}
        await entries.add(unit, rows)
    await person.say("/log")
    first = await person.expect("change number 299")
    assert "change number 294" not in first.text
    assert len(first.text) < 1000
    await person.tap("Older")
    await person.expect("change number 294")
    await person.tap("Newer")
    await person.expect("change number 299")
    await person.tap("Search")
    await person.say("KETTLE")
    found = await person.expect("kettle by the window")
    assert "change number" not in found.text
    await person.tap("All of it")
    await person.expect("change number 299")


async def test_a_chosen_day_brings_it_back(person: Person, cairn: Cairn) -> None:
    """On the chosen day one bland, silent message comes; the words are shown once it is opened."""
    await promise(person)
    cairn.clock.later(days=6)
    await cairn.tick()
    await person.expect_nothing()
    cairn.clock.later(days=1, minutes=1)
    await cairn.tick()
    nudge = await person.expect("Is now a good time?")
    assert nudge.silent
    assert "ten to" not in nudge.text
    await person.tap("Yes, now")
    await person.expect("Leave at ten to")
    await person.tap("I did it")
    await person.expect("Thank you")


async def test_a_day_is_told_only_once(person: Person, cairn: Cairn) -> None:
    """The same promise never comes twice, however often the clock is looked at."""
    await promise(person)
    cairn.clock.later(days=7, minutes=1)
    await cairn.tick()
    await person.expect("good time")
    await cairn.restart()
    await cairn.tick()
    await person.expect_nothing()


async def test_not_in_quiet_hours_nor_at_the_weekend(person: Person, cairn: Cairn) -> None:
    """“In a month” that falls on Christmas Day is a Friday; a Saturday moves to Monday."""
    await person.say("/log")
    await person.say("Leave at ten to")
    await person.tap("Keep")
    await person.say("5 December")
    await person.expect("Monday 7 December")


async def test_stop_asks_once_about_what_was_promised(person: Person, cairn: Cairn) -> None:
    """`/stop` asks whether promises should stop too; “Stop those too” ends them."""
    await promise(person)
    await person.say("/stop")
    await person.expect("Would you like that to stop too?")
    await person.tap("Stop those too")
    await person.expect("stay quiet")
    cairn.clock.later(days=8)
    await cairn.tick()
    await person.expect_nothing()


async def test_stop_does_not_ask_again_after_a_no(person: Person) -> None:
    """“Leave them on” is remembered; the next `/stop` says that they stay, and where."""
    await promise(person)
    await person.say("/stop")
    said = await person.expect("Would you like that to stop too?")
    assert "Nothing is waiting" not in said.text
    await person.tap("Leave them on")
    await person.expect("They stay as they are")
    await person.say("/stop")
    said = await person.expect("Stopped")
    assert "?" not in said.text
    assert "/reminders" in said.text


async def test_reminders_says_what_each_one_is_about(person: Person) -> None:
    """The words that were kept stand beside the day, and on the button that lets go of it."""
    for words, day in (("Leave at ten to", "In two weeks"), ("Open the blinds_first", "In a week")):
        await person.say("/log")
        await person.say(words)
        await person.expect("Shall I keep this")
        await person.tap("Keep")
        await person.tap(day)
        await person.expect("I will ask about it")
    await person.say("/reminders")
    await person.expect("• Open the blinds_first, on Wednesday 2 December at 12:15")
    await person.tap("What comes back once")
    said = await person.expect("1. “Open the blinds_first”, on Wednesday 2 December at 12:15.")
    assert "2. “Leave at ten to”, on Wednesday 9 December" in said.text
    await person.tap("Let go of 1: Open the blinds_f…")
    await person.expect("let go")
    await person.say("/reminders")
    said = await person.expect("Leave at ten to")
    assert "blinds" not in said.text


async def test_a_kept_idea_says_which_question_it_came_from(person: Person) -> None:
    """“Tell one colleague” would mean nothing a month later without its question."""
    await person.say("/reflect")
    await person.tap("Surprise me")
    asked = await person.expect("A few words, or none")
    await person.tap("Skip")
    await person.tap("Something I can change")
    await person.tap("The first one")
    await person.tap("No need to ask")
    await person.expect("That is in your log")
    await person.say("/log")
    shown = await person.expect("Your log")
    await person.tap(shown.buttons[0][0])
    said = await person.expect("On the question: ")
    assert asked.text.split("\n\n")[1] in said.text


async def test_pause_holds_and_resume_brings_it(person: Person, cairn: Cairn) -> None:
    """While paused nothing comes; after `/resume` it does."""
    await promise(person)
    await person.say("/pause")
    await person.expect("quiet")
    cairn.clock.later(days=7, minutes=1)
    await cairn.tick()
    await person.expect_nothing()
    await person.say("/resume")
    await person.expect("can come again")
    await cairn.tick()
    await person.expect("good time")


async def test_an_edit_of_kept_words_changes_the_entry(person: Person) -> None:
    """Editing the message after it was kept changes the entry, and one line says so."""
    await keep(person, "Leave at ten to")
    mine = next(one for one in person.messages if one.text == "Leave at ten to")
    await person.edit(mine, "Leave at quarter to")
    await person.expect("Your log says it the new way")
    await person.say("/log")
    await person.expect("Leave at quarter to")


async def test_an_edit_before_keeping_is_shown_back_anew(person: Person) -> None:
    """Editing while the words are shown back changes what will be kept."""
    await person.say("/log")
    mine = await person.say("Leave at ten to")
    await person.expect("“Leave at ten to”")
    await person.edit(mine, "Leave at half past")
    await person.expect("“Leave at half past”")
    await person.tap("Keep")
    await person.say("/log")
    await person.expect("Leave at half past")


async def test_an_edit_of_what_is_gone_changes_nothing(person: Person) -> None:
    """Editing words that were let go: already forgotten, nothing to change."""
    await person.say("/log")
    mine = await person.say("Leave at ten to")
    await person.expect("“Leave at ten to”")
    await person.tap("Let it go")
    await person.expect("not kept")
    await person.edit(mine, "Leave at half past")
    await person.expect("already forgotten")


async def test_in_the_conversation_an_edit_replaces_the_answer(person: Person) -> None:
    """A passed answer is replaced, and words shown back are refreshed where they stand."""
    await person.say("/checkin")
    await person.tap("Stretched")
    await person.tap("A few words")
    mine = await person.say("too many alarms")
    shown = await person.expect("too many alarms")
    await person.edit(mine, "too many phones")
    await person.expect("too many phones")
    assert "too many phones" in shown.text
    assert shown.edited
