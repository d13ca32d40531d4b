"""Reminders for whoever only types, in plain words, in scraps, or in nonsense."""

from __future__ import annotations

import pytest

from tests.standin import Person
from tests.talk.reminded import CHECK_IN, answers, at, switch_on
from tests.talk.running import Cairn

RUBBISH = ("asdf qwer", "💥💥", "99", "32/13/2026", "a" * 3000, "0:0:0:0", "…", "mon to mon")


@pytest.mark.parametrize("said", ["reminders", "remind me", "my reminders", "Notifications"])
async def test_b24_plain_words_lead_to_reminders(reader: Person, said: str) -> None:
    """No slash is needed."""
    await reader.say(said)
    await reader.expect("Nothing comes by itself")


@pytest.mark.parametrize(
    "said", ["stop reminding me", "No more reminders!", "Turn off reminders", "don't remind me"]
)
async def test_b24_a_wish_to_be_left_alone_is_obeyed_at_once(
    reader: Person, cairn: Cairn, said: str
) -> None:
    """No question first; nothing is lost, and the way back is said."""
    await switch_on(reader)
    await reader.say(said)
    told = await reader.expect("Reminders are off, and nothing of them is lost")
    assert "?" not in told.text
    await at(cairn, "2026-12-02")
    await reader.expect_nothing()


async def test_b24_also_as_an_answer_to_the_message_itself(reader: Person, cairn: Cairn) -> None:
    """Under the message that came, the same words do the same."""
    await switch_on(reader)
    await at(cairn, "2026-12-02")
    await reader.expect(CHECK_IN)
    await reader.say("stop reminding me")
    await reader.expect("Reminders are off")


async def test_b25_on_leave_is_understood_anywhere(reader: Person) -> None:
    """“On leave” asks until when; with a day in it, it is kept at once and said back."""
    await switch_on(reader)
    await reader.say("on leave")
    await reader.expect("On which day are you back?")
    await reader.say("the 14th")
    await reader.expect("before Monday 14 December")
    await reader.say("away until the 21st")
    await reader.expect("before Monday 21 December")


async def test_b24_everything_can_be_done_by_typing_alone(reader: Person, cairn: Cairn) -> None:
    """From nothing to three reminders, a change and a way out, without one tap."""
    for said, expected in (
        ("reminders", "Nothing comes by itself"),
        ("a check-in", "Shall I?"),
        ("Tuesday and Thursday at half two", "Tuesday and Thursday at 14:30"),
        ("aye", "That is on"),
        ("reminders", "1. A check-in"),
        ("add a short reflection", "A short reflection"),
        ("every second Friday 9am", "Friday at 09:00, every second week"),
        ("yes", "That is on"),
        ("reminders", "2. A short reflection"),
        ("1", "It next comes on Thursday 26 November at 14:30"),
        ("wednesday", "Wednesday at 14:30"),
        ("back to reminders", "Tuesday and Thursday at 14:30"),
        ("pass over", "It next comes on Tuesday 1 December"),
        ("reminders", "Next to come"),
        ("leave them", "They stay as they are"),
    ):
        await reader.say(said)
        await reader.expect(expected)


@pytest.mark.parametrize("page", ["menu", "draft", "days", "time", "quiet", "clock", "away"])
async def test_b24_rubbish_is_met_with_the_same_question(reader: Person, page: str) -> None:
    """On every page: what works is said, the same buttons stand there, and nothing changes."""
    await reader.say("/reminders away" if page == "away" else "/reminders")
    await reader.expect("")
    ways = {
        "draft": ["A check-in"],
        "days": ["A check-in", "Other days"],
        "time": ["A check-in", "Another time"],
        "quiet": ["A check-in"],
        "clock": ["A check-in", "Another time", "Another clock"],
    }
    for label in ways.get(page, []):
        await reader.tap(label)
        await reader.expect("")
    if page == "quiet":
        await reader.say("3am")
        await reader.expect("quiet hours")
    before = answers(reader)
    for rubbish in RUBBISH:
        await reader.say(rubbish)
        said = await reader.expect("")
        assert "That is on" not in said.text
        assert answers(reader) == before, rubbish
    await reader.tap("Stop")
    await reader.expect("Closed")
    await reader.say("/reminders")
    await reader.expect("Nothing comes by itself")


async def test_b24_a_command_without_its_slash_leaves_any_page(reader: Person) -> None:
    """“My log” on a page about days is the log, and not a day that cannot be read."""
    await reader.say("/reminders")
    await reader.tap("A check-in")
    await reader.tap("Other days")
    await reader.expect("Which days?")
    await reader.say("my log")
    await reader.expect("Your log")


async def test_b24_old_and_double_taps_are_harmless(reader: Person) -> None:
    """The second yes keeps no second rule; a button of yesterday's page changes nothing."""
    await reader.say("/reminders")
    await reader.tap("A check-in")
    draft = await reader.expect("Shall I?")
    await reader.tap("Yes, like that", message=draft)
    await reader.tap("Yes, like that", message=draft)
    await reader.expect("That is on")
    await reader.expect("That one is closed")
    await reader.say("/reminders")
    said = await reader.expect("1. A check-in")
    assert "2. " not in said.text
