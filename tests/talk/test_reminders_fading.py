"""Behaviours 27, 28, 30 and 31: seldom, fading when unanswered, never a burst, never a reproach."""

from __future__ import annotations

from datetime import timedelta

from tests.standin import Person
from tests.talk.reminded import (
    CHECK_IN,
    CLOSING,
    LOG_AGAIN,
    REFLECTION,
    UNDER,
    add,
    answers,
    at,
    switch_on,
)
from tests.talk.running import Cairn
from tests.talk.test_reminders_message import promised

WEDNESDAYS = ("2026-12-02", "2026-12-09", "2026-12-16", "2026-12-23", "2026-12-30", "2027-01-06")


async def came(person: Person, cairn: Cairn, day: str, clock: str = "12:15") -> str | None:
    """What came at that time of its own accord; None for nothing."""
    before = len(_unasked(person))
    await at(cairn, day, clock)
    found = _unasked(person)[before:]
    assert len(found) <= 1, found
    if found:
        person.read()
    return found[0] if found else None


def _unasked(person: Person) -> list[str]:
    return [one.text for one in person.messages if one.silent]


async def fall_silent(person: Person, cairn: Cairn) -> None:
    """Somebody switches a check-in on, and answers nothing until the closing note has come."""
    await switch_on(person)
    await stay_silent(person, cairn)


async def stay_silent(person: Person, cairn: Cairn) -> None:
    """Nobody answers, until the closing note has come."""
    day = cairn.clock().date()
    for _ in range(60):
        day += timedelta(days=1)
        if await came(person, cairn, day.isoformat()) == CLOSING:
            return
    raise AssertionError("the closing note never came")


async def test_b27_one_message_a_day_whatever_it_is_about(reader: Person, cairn: Cairn) -> None:
    """A look back and a check-in on one day: the one with a chosen day comes, and no second."""
    await switch_on(reader)
    await promised(reader)
    assert await came(reader, cairn, "2026-12-02") == LOG_AGAIN
    for clock in ("12:20", "15:00", "18:59"):
        assert await came(reader, cairn, "2026-12-02", clock) is None
    assert await came(reader, cairn, "2026-12-09") == CHECK_IN


async def test_b27_three_in_seven_days_over_everything(reader: Person, cairn: Cairn) -> None:
    """Three days of rules and a chosen day: the fourth message waits for the next free day."""
    await switch_on(reader, "A check-in", "mon, tue and thu")
    await promised(reader)  # Wednesday 2 December
    days = [f"2026-12-{day:02}" for day in range(1, 15)]
    seen = {}
    for day in days:
        if text := await came(reader, cairn, day):
            seen[day] = text
            await reader.say("not today")
            await reader.expect("That is fine")
    assert seen["2026-12-02"] == LOG_AGAIN
    assert list(seen.values()).count(CHECK_IN) == 5
    weeks = [days[first : first + 7] for first in range(8)]
    assert max(len([day for day in week if day in seen]) for week in weeks) == 3


async def test_b27_a_check_in_goes_before_a_reflection(reader: Person, cairn: Cairn) -> None:
    """Where a week has room for one of the two, the check-in comes."""
    await switch_on(reader, "A short reflection", "wednesday 12:15")
    await add(reader, "a check-in", "thursday 12:15")
    await reader.say("/settings days")
    await reader.expect("On which days")
    await reader.say("thursday")
    await reader.expect("I may write first on: Thursday")
    # Wednesday is kept free now, so both would come on Thursday.
    assert await came(reader, cairn, "2026-12-02") is None
    assert await came(reader, cairn, "2026-12-03") == CHECK_IN
    assert await came(reader, cairn, "2026-12-03", "18:00") is None


async def test_b28_two_unanswered_half_as_often_four_and_then_quiet(
    reader: Person, cairn: Cairn
) -> None:
    """Two weeks in a row, then every second week, then one closing note, then nothing."""
    await switch_on(reader)
    weeks = [*WEDNESDAYS, *(f"2027-01-{day}" for day in (13, 20, 27)), "2027-02-03", "2027-06-02"]
    said = [await came(reader, cairn, day) for day in weeks]
    assert said == [CHECK_IN, CHECK_IN, None, CHECK_IN, None, CHECK_IN, CLOSING, *[None] * 4]
    assert answers(reader) == ["Reminders"]


async def test_b28_any_tap_or_word_is_an_answer(reader: Person, cairn: Cairn) -> None:
    """A word about something else counts as well; it comes as often as before."""
    await switch_on(reader)
    for day in WEDNESDAYS:
        assert await came(reader, cairn, day) == CHECK_IN
        await reader.say("/log")
        await reader.expect("Your log")


async def test_b28_after_the_closing_note_the_first_word_brings_everything_back(
    reader: Person, cairn: Cairn
) -> None:
    """One line says so, once; the rule is as it was, and comes every week again."""
    await fall_silent(reader, cairn)
    await at(cairn, "2027-05-03")
    await reader.say("/log")
    said = await reader.expect("What you asked me to send can come again from now on")
    assert "Your log" in said.text
    await reader.say("/log")
    said = await reader.expect("Your log")
    assert "can come again" not in said.text
    assert await came(reader, cairn, "2027-05-05") == CHECK_IN
    assert await came(reader, cairn, "2027-05-12") == CHECK_IN


async def test_b28_a_tap_on_an_old_message_does_the_same(reader: Person, cairn: Cairn) -> None:
    """“Yes, now” under the last one begins, with the one line before the question."""
    await fall_silent(reader, cairn)
    await at(cairn, "2027-05-03")
    await reader.tap("Yes, now")
    said = await reader.expect("can come again from now on", "How are things just now?")
    assert said.text.rstrip().endswith("scored.")


async def test_b28_leaving_is_not_met_with_what_can_come_again(
    reader: Person, cairn: Cairn
) -> None:
    """Where the first word is “stop” it asks about the reminders, and promises nothing."""
    await fall_silent(reader, cairn)
    await reader.say("/stop")
    said = await reader.expect("Would you like that to stop too?")
    assert "can come again" not in said.text


async def test_b28_nor_is_a_pause_or_a_cry_for_help(reader: Person, cairn: Cairn) -> None:
    """Over a support card and under a pause the line would be in the way."""
    await fall_silent(reader, cairn)
    await reader.say("/support")
    said = await reader.expect("116 123")
    assert "can come again" not in said.text
    await reader.say("/pause")
    said = await reader.expect("I will stay quiet")
    assert "can come again" not in said.text


async def test_b28_what_was_promised_for_a_day_waits_for_the_return(
    reader: Person, cairn: Cairn
) -> None:
    """After the closing note a chosen day is not lost: it comes once they are back."""
    await switch_on(reader)
    await promised(reader, "10 February")
    await stay_silent(reader, cairn)
    assert await came(reader, cairn, "2027-02-10") is None
    await reader.say("hello")
    await reader.expect("can come again from now on")
    cairn.clock.later(minutes=20)
    await cairn.tick()
    await reader.expect(LOG_AGAIN)


async def test_b31_what_came_due_while_it_was_down_is_dropped(reader: Person, cairn: Cairn) -> None:
    """Five weeks of standstill: no burst, not a word about it, and the next one on its day."""
    await switch_on(reader)
    await add(reader, "a short reflection")
    await cairn.stop()
    cairn.clock.later(days=35, hours=6)
    await cairn.start()
    await cairn.tick()
    await reader.expect_nothing()
    assert await came(reader, cairn, "2027-01-05", "13:00") == REFLECTION
    assert await came(reader, cairn, "2027-01-06") == CHECK_IN


async def test_b31_late_by_minutes_it_still_comes(reader: Person, cairn: Cairn) -> None:
    """A restart around its time costs nobody their message, and sends it once."""
    await switch_on(reader)
    await cairn.stop()
    cairn.clock.now = cairn.clock.now.replace(month=12, day=2, hour=12, minute=40)
    await cairn.start()
    assert await came(reader, cairn, "2026-12-02", "12:40") == CHECK_IN
    await cairn.restart()
    assert await came(reader, cairn, "2026-12-02", "12:45") is None


async def test_b31_what_was_promised_for_a_day_moves_once(reader: Person, cairn: Cairn) -> None:
    """A chosen day that fell into a standstill: one message on the next allowed day, no second."""
    await promised(reader)
    await cairn.stop()
    cairn.clock.now = cairn.clock.now.replace(month=12, day=5, hour=9)  # a Saturday
    await cairn.start()
    await cairn.tick()
    await reader.expect_nothing()
    assert await came(reader, cairn, "2026-12-07", "08:00") == LOG_AGAIN
    assert answers(reader) == UNDER
    assert await came(reader, cairn, "2026-12-08", "12:15") is None


async def test_b30_nothing_is_counted_and_nothing_was_missed(reader: Person, cairn: Cairn) -> None:
    """After weeks without an answer, no screen says a word about it."""
    await fall_silent(reader, cairn)
    for command in ("/reminders", "/settings", "/checkin", "/log", "/help"):
        await reader.say(command)
        await reader.expect("")
