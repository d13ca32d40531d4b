"""Behaviours 26 and 29: the message that comes by itself, and what can be said to it."""

from __future__ import annotations

import pytest

from tests.standin import Person
from tests.talk.reminded import (
    BLAND,
    CHECK_IN,
    LOG_AGAIN,
    UNDER,
    add,
    answers,
    at,
    switch_on,
)
from tests.talk.running import Cairn

SENSITIVE = ("trauma", "mood", "feel", "stress", "tired", "log", "change", "check-in", "reflect")


@pytest.fixture
async def told(reader: Person, cairn: Cairn) -> Person:
    """Somebody to whom a check-in has just come, on Wednesday 2 December at 12:15."""
    await switch_on(reader)
    await at(cairn, "2026-12-02")
    await reader.expect(CHECK_IN)
    return reader


async def promised(person: Person, day: str = "In a week") -> None:
    """Keeps a small change that is to come back on a day."""
    await person.say("/log")
    await person.say("Leave at ten to four")
    await person.expect("Shall I keep this")
    await person.tap("Keep")
    await person.expect("on a day you pick")
    await person.say(day)
    await person.expect("I will ask about it")


@pytest.mark.parametrize("text", sorted(BLAND))
def test_b26_the_words_on_a_lock_screen_say_nothing(text: str) -> None:
    """No mood, no topic, nothing of a log, and not the word trauma, in any message that comes."""
    said = text.casefold()
    assert [word for word in SENSITIVE if word.casefold() in said.split()] == []
    assert "trauma" not in said


async def test_b26_it_comes_silently(told: Person) -> None:
    """The telephone makes no sound for it; replies are as they always are."""
    assert told.last.silent
    await told.tap("Not today")
    said = await told.expect("That is fine. I will leave it there.")
    assert not said.silent


async def test_b26_own_words_are_shown_only_once_it_is_opened(reader: Person, cairn: Cairn) -> None:
    """A small change comes back on its day; the words follow “Yes, now”, and not before."""
    await promised(reader)
    await at(cairn, "2026-12-02")
    nudge = await reader.expect(LOG_AGAIN)
    assert nudge.silent
    assert "ten to" not in nudge.text
    await reader.tap("Yes, now")
    await reader.expect("Leave at ten to four")
    assert "I did it" in answers(reader)


async def test_b29_every_one_has_its_ways_out(told: Person) -> None:
    """Now, later, not today, fewer, stop: under each, whatever it is about."""
    assert answers(told) == UNDER


async def test_b29_yes_now_begins(told: Person) -> None:
    """One tap, and the first question is there."""
    await told.tap("Yes, now")
    await told.expect("How are things just now?")


@pytest.mark.parametrize("typed", ["Not today", "no", "not now", "nah", "3", "maybe later"])
async def test_b29_not_today_is_fine(told: Person, cairn: Cairn, typed: str) -> None:
    """However it is said; the rule stays, and the next comes on its day."""
    await told.say(typed)
    await told.expect("That is fine. I will leave it there.")
    await at(cairn, "2026-12-03")
    await told.expect_nothing()
    await at(cairn, "2026-12-09")
    await told.expect(CHECK_IN)


async def test_b29_fewer_halves_it_until_it_is_rare(told: Person, cairn: Cairn) -> None:
    """Every second week, then every fourth; then the way to stop stands right there."""
    await told.tap("Fewer")
    await told.expect("From now on: A check-in, Wednesday at 12:15, every second week.")
    await at(cairn, "2026-12-09")
    await told.expect_nothing()
    await at(cairn, "2026-12-16")
    await told.expect(CHECK_IN)
    await told.tap("Fewer")
    await told.expect("every fourth week")
    await at(cairn, "2027-01-13")
    await told.expect(CHECK_IN)
    await told.tap("Fewer")
    await told.expect("every fourth week as it is")
    assert answers(told) == ["Stop these", "Not today"]
    await told.tap("Stop these")
    await told.expect("I will not send those again")


async def test_b29_fewer_of_several_days_is_one_day(reader: Person, cairn: Cairn) -> None:
    """Of three days in a week one is left."""
    await switch_on(reader, "A check-in", "mon wed fri")
    await at(cairn, "2026-11-27")
    await reader.expect(CHECK_IN)
    await reader.tap("Fewer")
    await reader.expect("From now on: A check-in, Monday at 12:15, every week.")


async def test_b29_stop_these_stops_this_kind_and_no_other(told: Person, cairn: Cairn) -> None:
    """The check-in goes, the reflection stays."""
    await add(told, "a short reflection")
    await at(cairn, "2026-12-09")
    await told.expect(CHECK_IN)
    await told.tap("Stop these")
    await told.expect("I will not send those again")
    await told.say("/reminders")
    said = await told.expect("1. A short reflection")
    assert "A check-in, " not in said.text


@pytest.mark.parametrize(
    ("tapped", "said"),
    [
        ("Fewer", "From now on: A check-in, Wednesday at 12:15, every second week."),
        ("Stop these", "I will not send those again"),
    ],
)
async def test_b29_what_was_put_off_is_still_of_its_rule(
    told: Person, cairn: Cairn, tapped: str, said: str
) -> None:
    """“Fewer” and “Stop these” mean the rule also under a message that was put off."""
    await told.tap("Later")
    await told.tap("In an hour (13:15)")
    await told.expect("at 13:15")
    await at(cairn, "2026-12-02", "13:15")
    await told.expect(CHECK_IN)
    await told.tap(tapped)
    await told.expect(said)


async def test_b29_stop_these_under_a_look_back_lets_go_of_what_comes_once(
    reader: Person, cairn: Cairn
) -> None:
    """The rules stay, and the log is as it was."""
    await switch_on(reader, "A check-in", "friday")
    await promised(reader)
    await promised(reader, "In two weeks")
    await at(cairn, "2026-12-02")
    await reader.expect(LOG_AGAIN)
    await reader.tap("Stop these")
    await reader.expect("Those are let go", "Your log is as it was")
    await at(cairn, "2026-12-09")
    await reader.expect_nothing()
    await at(cairn, "2026-12-11")
    await reader.expect(CHECK_IN)


async def test_b29_fewer_under_a_look_back_shows_what_is_to_come(
    reader: Person, cairn: Cairn
) -> None:
    """It comes once anyhow; the others can be looked through, one tap away."""
    await promised(reader)
    await promised(reader, "In two weeks")
    await at(cairn, "2026-12-02")
    await reader.expect(LOG_AGAIN)
    await reader.tap("Fewer")
    await reader.expect("That came once")
    await reader.tap("What comes back once")
    await reader.expect("on Wednesday 9 December")


# Later


@pytest.mark.parametrize(
    ("tapped", "said", "when"),
    [
        ("In an hour (13:15)", "Wednesday 2 December at 13:15", "2026-12-02 13:15"),
        ("This evening (18:30)", "Wednesday 2 December at 18:30", "2026-12-02 18:30"),
        ("Tomorrow", "Thursday 3 December at 12:15", "2026-12-03 12:15"),
        ("Next week", "Wednesday 9 December at 12:15", "2026-12-09 12:15"),
    ],
)
async def test_b29_later_by_a_tap_leaves_the_rule_alone(
    told: Person, cairn: Cairn, tapped: str, said: str, when: str
) -> None:
    """An hour, this evening, tomorrow, next week: it comes then, and the rule is as it was."""
    await told.tap("Later")
    await told.expect("When would suit you better?")
    await told.tap(tapped)
    await told.expect(f"I will come back to it on {said}", "Everything else stays as it is")
    await told.say("/reminders")
    await told.expect("A check-in, Wednesday at 12:15, every week", said)
    cairn.clock.later(minutes=20)
    await cairn.restart()
    await at(cairn, *when.split())
    await told.expect(CHECK_IN)
    assert answers(told) == UNDER


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("in two hours", "Wednesday 2 December at 14:15"),
        ("half an hour", "Wednesday 2 December at 12:45"),
        ("this evening", "Wednesday 2 December at 18:30"),
        ("tomorrow", "Thursday 3 December at 12:15"),
        ("friday at half two", "Friday 4 December at 14:30"),
        ("15:40", "Wednesday 2 December at 15:40"),
        ("saturday", "Monday 7 December at 12:15"),
    ],
)
@pytest.mark.parametrize("first", ["later", ""])
async def test_b29_later_in_ones_own_words(told: Person, typed: str, when: str, first: str) -> None:
    """Said at once or after “Later”: shown back with its day; a free day gives way to the next."""
    if first:
        await told.say(first)
        await told.expect("When would suit you better?")
    await told.say(typed)
    await told.expect(f"I will come back to it on {when}")


async def test_b29_later_inside_the_quiet_hours_is_asked_about_once(
    told: Person, cairn: Cairn
) -> None:
    """A time the person picked is theirs, once they said yes to it."""
    await told.say("tomorrow at half seven")
    said = await told.expect("07:30 is in your quiet hours")
    assert said.text.count("?") == 1
    await told.say("rubbish")
    await told.expect("I did not quite follow that", "07:30 is in your quiet hours")
    await told.tap("Yes, at 07:30")
    await told.expect("on Thursday 3 December at 07:30")
    await at(cairn, "2026-12-03", "07:30")
    await told.expect(CHECK_IN)


async def test_b29_what_is_not_understood_asks_the_same_again(told: Person) -> None:
    """Rubbish under the message, and at “Later”, loses nothing."""
    for typed in ("asdf", "💥", "7", "yesterday"):
        await told.say(typed)
        await told.expect("I did not quite follow that", CHECK_IN)
        assert answers(told) == UNDER
    await told.tap("Later")
    await told.expect("When would suit you better?")
    await told.say("whenever suits")
    await told.expect("I did not quite follow that", "When would suit you better?")
    assert "Tomorrow" in answers(told)


async def test_b29_words_that_were_not_kept_yet_outlive_it(told: Person, cairn: Cairn) -> None:
    """A message comes over words that still wait for a yes: both can be answered, in any order."""
    await told.tap("Not today")
    for way in ("through the old message", "Not today", "Yes, now"):
        await told.say("/log")
        await told.say("Leave at ten to four")
        shown = await told.expect("“Leave at ten to four”")
        cairn.clock.now = cairn.clock.now.replace(hour=12, minute=15)
        cairn.clock.later(days=7)
        await cairn.tick()
        await told.expect(CHECK_IN)
        if way == "through the old message":
            await told.tap("Let it go", message=shown)
            await told.expect("It is not kept")
        else:
            await told.tap(way)
            answer = {
                "Not today": "I will leave it there",
                "Yes, now": "still waits for a yes. After that, /checkin begins",
            }[way]
            await told.expect(answer, "“Leave at ten to four”")
            await told.tap("Keep")
            await told.expect("Kept in your log")
            await told.tap("No need, thank you")
            await told.expect("I will not bring it up")


# Not in the middle of something, and not for nothing


async def test_b29_no_interruption_of_an_open_conversation(reader: Person, cairn: Cairn) -> None:
    """While somebody answers it waits; a quarter of an hour after their last word it may come."""
    await switch_on(reader)
    await at(cairn, "2026-12-02", "12:10")
    await reader.say("/checkin after")
    await reader.expect("How are things")
    await at(cairn, "2026-12-02", "12:15")
    await reader.expect_nothing()
    await at(cairn, "2026-12-02", "12:24")
    await reader.expect_nothing()
    await at(cairn, "2026-12-02", "12:26")
    await reader.expect(CHECK_IN)
    await reader.tap("Not today")
    await reader.expect("That is fine")
    await reader.tap("Okay")
    await reader.expect("")


async def test_b29_no_interruption_while_somebody_says_when(reader: Person, cairn: Cairn) -> None:
    """“Later”, and they are asked when: what else is due waits a quarter of an hour."""
    await switch_on(reader)
    await promised(reader, "3 December")
    await at(cairn, "2026-12-02")
    await reader.expect(CHECK_IN)
    await at(cairn, "2026-12-03", "12:10")
    await reader.tap("Later")
    await reader.expect("When would suit you better?")
    await at(cairn, "2026-12-03")
    await reader.expect_nothing()
    await at(cairn, "2026-12-03", "12:26")
    await reader.expect(LOG_AGAIN)


@pytest.mark.parametrize("to_the_end", [True, False])
async def test_b29_nothing_for_what_was_done_already(
    reader: Person, cairn: Cairn, to_the_end: bool
) -> None:
    """Who checked in by themselves that morning is not asked to; the week after they are."""
    await switch_on(reader)
    await at(cairn, "2026-12-02", "09:00")
    await reader.say("/checkin")
    await reader.expect("How are things")
    await reader.tap("Okay")
    await reader.expect("Is there a word or two")
    if to_the_end:
        await reader.tap("Skip")
        await reader.expect("Would anything else be of use?")
        await reader.tap("No, thank you")
        await reader.expect("")
    await at(cairn, "2026-12-02")
    await reader.expect_nothing()
    await at(cairn, "2026-12-09")
    await reader.expect(CHECK_IN)


async def test_b29_a_check_in_left_open_on_another_day_is_not_todays(
    reader: Person, cairn: Cairn
) -> None:
    """Left in the middle on Monday, and a look at the help on Wednesday: the check-in comes."""
    await switch_on(reader)
    await at(cairn, "2026-11-30", "09:00")
    await reader.say("/checkin")
    await reader.expect("How are things")
    await reader.tap("Okay")
    await reader.expect("Is there a word or two")
    await at(cairn, "2026-12-02", "09:00")
    await reader.say("/help")
    await reader.expect("What you can do here")
    await at(cairn, "2026-12-02")
    await reader.expect(CHECK_IN)


async def test_b29_a_small_change_that_was_looked_at_is_left_alone(
    reader: Person, cairn: Cairn
) -> None:
    """Who said in the log how it went is not asked again on its day."""
    await promised(reader)
    await at(cairn, "2026-12-01")
    await reader.say("/log")
    await reader.tap("1. Leave at ten to four")
    await reader.tap("How did it go?")
    await reader.tap("It was not the time")
    await reader.expect("Thank you for looking back")
    await at(cairn, "2026-12-02")
    await reader.expect_nothing()


async def test_b29_not_yet_is_a_fine_answer_to_a_look_back(reader: Person, cairn: Cairn) -> None:
    """“It was not the time” is thanked as the others are; nothing more is asked."""
    await promised(reader)
    await at(cairn, "2026-12-02")
    await reader.expect(LOG_AGAIN)
    await reader.tap("Yes, now")
    await reader.expect("Leave at ten to four")
    await reader.tap("It was not the time")
    await reader.expect("Thank you")
