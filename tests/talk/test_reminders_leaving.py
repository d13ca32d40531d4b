"""Leaving reminders, for a while or for good; and behaviour 47, a year without a word."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import pytest

from bot.service.retention import forget_old
from tests.standin import Person
from tests.talk.reminded import CHECK_IN, LOG_AGAIN, add, answers, at, switch_on
from tests.talk.running import Cairn
from tests.talk.test_reminders_fading import came
from tests.talk.test_reminders_message import promised


async def a_night_passes(cairn: Cairn) -> None:
    """What is forgotten by itself is forgotten."""
    await forget_old(cairn.store, cairn.library.words, cairn.clock())


async def test_b24_pause_holds_everything_and_resume_brings_it(
    reader: Person, cairn: Cairn
) -> None:
    """Quiet until they say so; what fell in it does not come after it, a chosen day does."""
    await switch_on(reader)
    await promised(reader, "In two weeks")
    await reader.say("/pause")
    await reader.expect("I will stay quiet until you say so")
    for day in ("2026-12-02", "2026-12-09", "2026-12-16"):
        assert await came(reader, cairn, day) is None
    await reader.say("/reminders")
    said = await reader.expect("You asked me to stay quiet, and I do.")
    assert "Next to come" not in said.text
    await reader.tap("You can write again")
    await reader.expect("Messages you asked for can come again")
    assert await came(reader, cairn, "2026-12-16", "13:00") == LOG_AGAIN
    assert await came(reader, cairn, "2026-12-23") == CHECK_IN


async def test_b24_one_switched_on_during_a_pause_says_that_it_is_quiet(
    reader: Person, cairn: Cairn
) -> None:
    """It is kept, nothing is promised, and the way out of the pause stands there."""
    await reader.say("/pause")
    await reader.expect("I will stay quiet")
    said = await switch_on(reader)
    assert "You asked me to stay quiet, and I do." in said.text
    assert "Next to come" not in said.text
    await reader.tap("You can write again")
    await reader.expect("can come again")
    assert await came(reader, cairn, "2026-12-02") == CHECK_IN


async def test_b24_stop_asks_once_about_them(reader: Person, cairn: Cairn) -> None:
    """A yes ends them; a no is remembered, and the next `/stop` only says where they are."""
    await switch_on(reader)
    await reader.say("/stop")
    await reader.expect("You asked me to write to you later. Would you like that to stop too?")
    await reader.tap("Leave them on")
    await reader.expect("They stay as they are")
    await reader.say("/stop")
    said = await reader.expect("What you asked me to send later stays as it is")
    assert "?" not in said.text
    assert await came(reader, cairn, "2026-12-02") == CHECK_IN


async def test_b24_stop_those_too_ends_them_all(reader: Person, cairn: Cairn) -> None:
    """What comes again and what comes once, in one tap."""
    await switch_on(reader)
    await promised(reader)
    await reader.say("/stop")
    await reader.tap("Stop those too")
    await reader.expect("I will stay quiet")
    for day in ("2026-12-02", "2026-12-09"):
        assert await came(reader, cairn, day) is None
    await reader.say("/reminders")
    await reader.expect("Nothing comes by itself")


async def test_b24_stop_does_not_ask_about_what_is_off(reader: Person) -> None:
    """With every rule switched off nothing can come, and there is nothing to ask."""
    await switch_on(reader)
    await reader.say("stop reminding me")
    await reader.expect("Reminders are off")
    await reader.say("/stop")
    said = await reader.expect("Nothing is waiting to be sent")
    assert "?" not in said.text


async def test_b24_the_switch_in_the_settings_keeps_the_rules(reader: Person, cairn: Cairn) -> None:
    """Off, and nothing comes; on again, and they are as they were."""
    await switch_on(reader, "A check-in", "every second thursday 9:30")
    await reader.say("/settings switches")
    await reader.tap("Turn off reminders")
    await reader.expect("Reminders are off, and nothing of them is lost")
    assert await came(reader, cairn, "2026-11-26", "09:30") is None
    await reader.say("/reminders")
    await reader.expect("1. A check-in, Thursday at 09:30, every second week (off)")
    await reader.say("/settings switches")
    await reader.tap("Turn on reminders")
    await reader.expect("Reminders are on")
    await reader.say("/reminders")
    said = await reader.expect("1. A check-in, Thursday at 09:30, every second week")
    assert "(off)" not in said.text
    assert await came(reader, cairn, "2026-12-10", "09:30") == CHECK_IN


async def test_b24_all_off_and_on_again_from_the_menu(reader: Person, cairn: Cairn) -> None:
    """One tap each way; a chosen day still comes, and that is said with a way to it."""
    await switch_on(reader, "A check-in", "thursday")
    await promised(reader)
    await reader.say("/reminders")
    await reader.tap("Switch them all off")
    await reader.expect("Reminders are off", "A day you chose for one thing still comes")
    assert answers(reader) == ["What comes back once", "Reminders"]
    assert await came(reader, cairn, "2026-12-02") == LOG_AGAIN
    assert await came(reader, cairn, "2026-12-03") is None
    await reader.say("/reminders")
    await reader.tap("Switch them on again")
    await reader.expect("Reminders are on", "on Thursday 10 December")


async def test_b24_switching_one_on_leaves_the_others_off(reader: Person, cairn: Cairn) -> None:
    """Each rule rests by itself: a yes to one is no yes to another."""
    await switch_on(reader)
    await add(reader, "a short reflection")
    await reader.say("/reminders")
    await reader.tap("Switch them all off")
    await reader.expect("Reminders are off")
    await reader.say("/reminders")
    await reader.expect("2. A short reflection, Tuesday at 13:00, every week (off)")
    await reader.tap("2. A short reflection")
    await reader.expect("It is switched off just now")
    await reader.tap("Yes, like that")
    await reader.expect("That is on")
    await reader.say("/reminders")
    await reader.expect("1. A check-in, Wednesday at 12:15, every week (off)")
    await reader.say("/settings zone")
    await reader.say("Lisbon")  # a new clock begins anew what is on, and wakes nothing else
    await reader.expect("Lisbon")
    assert await came(reader, cairn, "2026-12-02") is None


async def test_b24_blocked_costs_one_attempt_and_a_return_brings_everything_back(
    reader: Person, cairn: Cairn
) -> None:
    """Who blocked the bot is tried at most once; back again, the rule is as it was."""
    await switch_on(reader)
    await add(reader, "a short reflection")
    reader.api.allow_refusals("bot was blocked by the user")
    reader.chat.blocked = True  # and the bot was told nothing of it
    before = reader.api.count["sendMessage"]
    for day in ("2026-12-01", "2026-12-02", "2026-12-08", "2026-12-09"):
        await at(cairn, day, "13:00")
        await asyncio.sleep(0.1)
    assert reader.api.count["sendMessage"] == before + 1
    reader.chat.blocked = False
    await reader.say("/start")
    said = await reader.expect("Hello again")
    assert "remind" not in said.text.lower()
    await reader.say("/reminders")
    await reader.expect("1. A check-in, Wednesday at 12:15", "2. A short reflection, Tuesday")
    assert await came(reader, cairn, "2026-12-15", "13:00") is not None
    assert await came(reader, cairn, "2026-12-16") == CHECK_IN


async def test_b24_a_restart_in_between_changes_nothing(reader: Person, cairn: Cairn) -> None:
    """Half-way through a draft, under an open message, at “Later”: everything goes on."""
    await reader.say("/reminders")
    await reader.tap("A check-in")
    await reader.expect("Shall I?")
    await cairn.restart()
    await reader.say("thursday at ten")
    await reader.expect("Thursday at 10:00")
    await cairn.restart()
    await reader.tap("Yes, like that")
    await reader.expect("That is on")
    assert await came(reader, cairn, "2026-11-26", "10:00") == CHECK_IN
    await cairn.restart()
    await reader.tap("Later")
    await reader.expect("When would suit you better?")
    await cairn.restart()
    await reader.tap("Tomorrow")
    await reader.expect("on Friday 27 November at 10:00")
    await cairn.restart()
    assert await came(reader, cairn, "2026-11-27", "10:00") == CHECK_IN


async def test_b24_the_copy_has_the_rules_in_words(reader: Person) -> None:
    """`/export`: on the page as they are said in the chat, in the data as they are kept."""
    await switch_on(reader)
    await add(reader, "a short reflection", "every second friday 15:30")
    await reader.say("/export")
    await reader.expect("For a computer")
    page, data = [one.document.data.decode() for one in reader.messages if one.document]
    assert "<h2>What comes again</h2>" in page
    assert "A check-in, Wednesday at 12:15, every week" in page
    assert "comes on Wednesday 2 December at 12:15" in page
    assert "A short reflection, Friday at 15:30, every second week" in page
    rules = json.loads(data)["comes_again"]
    assert [one["what"] for one in rules] == ["checkin", "reflect"]
    assert rules[0]["rule"]["days"] == [2]


async def test_b24_forget_takes_them_too(reader: Person, cairn: Cairn) -> None:
    """After `/forget` nothing comes, and whoever begins anew begins with none."""
    await switch_on(reader)
    await reader.say("/forget")
    await reader.tap("Everything")
    await reader.tap("Yes, forget everything")
    await reader.expect("everything I held is gone")
    assert await came(reader, cairn, "2026-12-02") is None
    await reader.say("/start")
    await reader.tap("Yes, start")
    await reader.expect("better")
    await reader.say("/reminders")
    await reader.expect("Nothing comes by itself")


# Behaviour 47


async def test_b47_one_notice_before_a_year_without_a_word_ends_in_forgetting(
    reader: Person, cairn: Cairn
) -> None:
    """Where reminders are on: one silent notice a month before, then everything goes."""
    await switch_on(reader)
    start = cairn.clock().date()
    notices = 0
    for days in range(300, 372, 3):
        await at(cairn, (start + timedelta(days=days)).isoformat(), "09:00")
        await a_night_passes(cairn)
        text = await came(reader, cairn, (start + timedelta(days=days)).isoformat())
        notices += text is not None and "goes on" in text
    assert notices == 1
    await reader.say("/reminders")
    await reader.expect("I am Cairn")


@pytest.mark.parametrize("answer", ["Keep it", "/log"])
async def test_b47_any_tap_or_word_keeps_it(reader: Person, cairn: Cairn, answer: str) -> None:
    """The notice says until when; after an answer nothing goes for another year."""
    await switch_on(reader)
    await at(cairn, "2027-11-01", "09:00")
    await a_night_passes(cairn)
    await at(cairn, "2027-11-02", "12:15")
    said = await reader.expect("What I keep for you here goes on Thursday 25 November")
    assert said.silent
    assert answers(reader) == ["Keep it", "Take a copy", "Remove something"]
    if answer.startswith("/"):
        await reader.say(answer)
    else:
        await reader.tap(answer)
    await reader.expect("")
    for day in ("2027-11-27", "2028-09-01"):
        await at(cairn, day, "09:00")
        await a_night_passes(cairn)
    await reader.say("/reminders")
    await reader.expect("1. A check-in, Wednesday at 12:15")


async def test_b47_a_word_before_the_notice_leaves_makes_it_needless(
    reader: Person, cairn: Cairn
) -> None:
    """Who comes back on the very day is not told that everything is about to go."""
    await switch_on(reader)
    await at(cairn, "2027-10-30", "09:00")  # a Saturday: the notice waits for a working day
    await a_night_passes(cairn)
    await cairn.tick()
    await reader.say("/log")
    await reader.expect("Your log")
    text = await came(reader, cairn, "2027-11-01", "09:00")
    assert text is None or "goes on" not in text


async def test_b47_no_notice_where_reminders_are_off(reader: Person, cairn: Cairn) -> None:
    """Whoever did not ask to be written to is not written to, even then."""
    await at(cairn, "2027-11-01", "09:00")
    await a_night_passes(cairn)
    await at(cairn, "2027-11-02")
    await reader.expect_nothing()
