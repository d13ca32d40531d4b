"""When people tap twice, type instead, send a voice message, or come back much later."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.script.reader import read_script
from tests.standin import Person, StandIn
from tests.talk.running import DIALOGUES, Cairn, begun, shipped

NINE_DAYS = {"days": 9}


async def test_b48_everything_can_be_done_by_typing(stranger: Person) -> None:
    """Buttons have words; typing the words or the number does the same."""
    await stranger.say("/start")
    await stranger.tap("Yes, start")
    await stranger.expect("leave names out")
    await stranger.say("skip")
    await stranger.expect("Nothing was kept")
    await stranger.say("/checkin")
    await stranger.expect("How are things")
    await stranger.say("3")
    await stranger.expect("Thank you for saying so")


async def test_b48_answers_come_first_and_ways_out_last_in_two_short_rows(person: Person) -> None:
    """A screen reader meets the answers first; the ways out are two short rows, the same always."""
    await person.say("/checkin")
    await person.tap("Stretched")
    await person.expect("What would be of use")
    rows = person.buttons()
    assert rows[-2:] == [["Back", "Support"], ["Pause", "Stop"]]
    for label in (label for row in rows for label in row):
        assert any(letter.isalpha() for letter in label)


async def test_b48_guide_lines_are_new_messages_and_old_keyboards_go(person: Person) -> None:
    """Each line of a guide is a new message; an answered message loses its keyboard."""
    await person.say("/reflect settle-feet")
    first = await person.expect("")
    await person.tap("Next")
    second = await person.expect("")
    assert first.id != second.id
    await person.api.wait_calls("editMessageReplyMarkup", 1)
    assert not first.buttons


async def test_b50_a_restart_loses_nothing_and_repeats_nothing(
    person: Person, cairn: Cairn
) -> None:
    """After a restart the open question takes its answer; nothing is said twice."""
    await person.say("/checkin")
    question = await person.expect("How are things")
    await cairn.restart()
    await person.expect_nothing()
    await person.tap("Stretched", message=question)
    await person.expect("Thank you for saying so")


async def test_b50_a_double_tap_is_harmless(person: Person) -> None:
    """The second tap of the same button says that it is closed, and shows where we are."""
    await person.say("/checkin")
    question = await person.expect("How are things")
    await person.tap("Stretched", message=question)
    await person.expect("Thank you for saying so")
    await person.tap("Steady", message=question)
    said = await person.expect("That one is closed")
    assert "What would be of use" in said.text


async def test_b50_a_button_from_before_an_erasure_is_harmless(person: Person) -> None:
    """A button of somebody who was erased and began anew means nothing."""
    await person.say("/checkin")
    question = await person.expect("How are things")
    await person.say("/forget")
    await person.tap("Everything")
    await person.tap("Yes, forget everything")
    await person.expect("It is done")
    await begun(person)
    await person.tap("Stretched", message=question)
    await person.expect("That one is closed")


async def test_b51_a_script_edit_never_strands_anybody(
    api: StandIn, tmp_path: Path, cairn: Cairn, person: Person
) -> None:
    """Somebody part-way finishes on the words they began with; the next time has the new ones."""
    await person.say("/checkin")
    question = await person.expect("How are things")
    source = (DIALOGUES / "check-in.yaml").read_text()
    changed, _ = read_script(
        source.replace("How are things just now?", "How is it going?").replace(
            "Thank you for saying so", "Thanks for that"
        ),
        "check-in.yaml",
        None,
    )
    assert changed is not None
    await cairn.stop()
    cairn.library = replace(shipped(), scripts={**shipped().scripts, "check-in": changed})
    await cairn.start()
    await person.tap("Stretched", message=question)
    await person.expect("Thank you for saying so")
    await person.tap("Nothing, thank you")
    await person.say("/checkin")
    await person.expect("How is it going?")


@pytest.mark.parametrize("what", ["voice", "photo", "sticker", "document", "location", "contact"])
async def test_b46_what_is_not_words_meets_a_gentle_line(person: Person, what: str) -> None:
    """Voice, photos, stickers, files and places: one gentle line, and the open question again."""
    await person.say("/checkin")
    await person.expect("How are things")
    await getattr(person, f"send_{what}")()
    said = await person.expect("I can only read words")
    assert "How are things" in said.text


async def test_b46_a_forwarded_message_is_left_alone(person: Person, cairn: Cairn) -> None:
    """Somebody else's words, passed on, are not taken as an answer."""
    await person.say("/log")
    await person.expect("nothing here yet")
    await person.forward("what a colleague wrote")
    await person.expect("I can only read words")


async def test_after_nine_days_it_asks_whether_to_carry_on(person: Person, cairn: Cairn) -> None:
    """Typed words after nine days are not lost: carry on takes them as the answer."""
    await person.say("/checkin")
    await person.tap("Stretched")
    await person.tap("A few words")
    await person.expect("a word or two")
    cairn.clock.later(**NINE_DAYS)
    await person.say("a long week")
    await person.expect("Carry on, or start fresh?")
    await person.tap("Carry on")
    await person.expect("a long week")


async def test_after_nine_days_a_tap_still_counts(person: Person, cairn: Cairn) -> None:
    """The buttons of the open question work after nine days and a restart."""
    await person.say("/checkin")
    question = await person.expect("How are things")
    await cairn.restart()
    cairn.clock.later(**NINE_DAYS)
    await person.tap("Stretched", message=question)
    await person.expect("Thank you for saying so")


async def test_a_thousand_messages_get_one_kind_line(person: Person, cairn: Cairn) -> None:
    """Past twenty at once from one person there is one kind line, not a thousand answers."""
    await cairn.stop()
    for number in range(60):
        await person.say(f"line {number}")
    person.read()
    await cairn.start()
    await person.expect("Several messages came at once")
    assert len([one for one in person.messages if one.from_bot]) < 60


async def test_an_unknown_command_is_met_kindly(person: Person) -> None:
    """A command there is not: one kind line, and what there is."""
    await person.say("/fly")
    await person.expect("I do not know that one")


async def test_blocking_and_coming_back_leaves_everything(person: Person) -> None:
    """Somebody who blocked the bot and returns finds everything as it was."""
    await person.say("/checkin")
    await person.tap("Stretched")
    question = await person.expect("What would be of use")
    await person.block()
    await person.unblock()
    await person.tap("A few words", message=question)
    await person.expect("")


async def test_settings_are_shown_back(person: Person) -> None:
    """Every setting is reached by buttons, and what was typed is shown back."""
    await person.say("/settings")
    await person.tap("Name")
    await person.say("Isla")
    await person.expect("I call you Isla")
    await person.tap("Quiet hours")
    await person.say("6pm to 9:30")
    await person.expect("Quiet from 18:00 to 09:30")
    await person.tap("Clock")
    await person.say("lisbon")
    await person.expect("the clock in Lisbon")
    await person.tap("Working day")
    await person.tap("Visits and outreach")
    await person.expect("Working day: Visits and outreach")
    await person.tap("Quiet hours")
    await person.say("whenever")
    await person.expect("could not read that as hours")


async def test_the_last_weeks_as_words_and_as_a_small_picture(person: Person, cairn: Cairn) -> None:
    """With history on, the last weeks are words; a picture comes when asked for, with its words."""
    await person.say("/settings")
    await person.tap("Switches")
    await person.tap("Turn on check-in history")
    await person.expect("for you alone")
    for answer in ("Steady", "Running on empty"):
        await person.say("/stop")
        await person.expect("Stopped")
        await person.say("/checkin")
        await person.expect("How are things")
        await person.tap(answer)
        await person.expect("")
        cairn.clock.later(days=1)
    await person.say("/stop")
    await person.expect("Stopped")
    await person.say("/checkin weeks")
    said = await person.expect("Wednesday 25 November: Steady")
    assert "Thursday 26 November: Running on empty" in said.text
    await person.tap("As a picture")
    picture = await person.expect("A row of stones")
    assert picture.photo
    assert len(picture.photo.data) < 60_000
    assert "Steady, Running on empty" in picture.text
