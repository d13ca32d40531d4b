"""Behaviour 25: quiet hours, weekends, shifts, bank holidays and leave, by one's own week."""

from __future__ import annotations

import pytest

from tests.standin import Person
from tests.talk.reminded import CHECK_IN, REFLECTION, add, answers, at, switch_on
from tests.talk.running import Cairn


async def test_b25_a_time_in_the_quiet_hours_is_asked_about_once_then_honoured(
    reader: Person, cairn: Cairn
) -> None:
    """21:40 is asked about; after the yes it comes at 21:40, and is not asked about again."""
    await reader.say("/reminders")
    await reader.tap("A check-in")
    await reader.expect("Shall I?")
    await reader.say("21:40")
    said = await reader.expect("21:40 is in your quiet hours, 19:00 to 08:00")
    assert "Yes, like that" not in answers(reader)
    assert said.text.count("?") == 1
    await reader.tap("Yes, at 21:40")
    await reader.expect("A check-in, Wednesday at 21:40, every week.")
    await reader.tap("Yes, like that")
    await reader.expect("on Wednesday 25 November at 21:40")
    await at(cairn, "2026-11-25", "21:40")
    await reader.expect(CHECK_IN)
    await reader.say("/reminders")
    await reader.tap("1. A check-in")
    said = await reader.expect("It next comes on Wednesday 2 December at 21:40")
    assert "quiet" not in said.text


async def test_b25_a_no_to_the_quiet_hours_asks_for_another_time(reader: Person) -> None:
    """“No” is an answer there: other times are offered, and nothing was switched on."""
    await reader.say("/reminders")
    await reader.tap("A check-in")
    await reader.expect("Shall I?")
    await reader.say("sunday 3am")
    await reader.expect("quiet hours")
    await reader.say("no")
    await reader.expect("At what time")
    await reader.tap("12:15")
    await reader.expect("Sunday at 12:15")


async def test_b25_what_the_bot_chose_never_comes_in_quiet_hours(
    reader: Person, cairn: Cairn
) -> None:
    """Quiet hours that were moved over a reminder's time move it to their end."""
    await switch_on(reader, "A check-in", "8:30")
    await reader.say("/settings quiet")
    await reader.expect("When shall I be quiet?")
    await reader.tap("17:00 to 09:00")
    await reader.expect("Quiet from 17:00 to 09:00")
    await at(cairn, "2026-12-02", "08:30")
    await reader.expect_nothing()
    await at(cairn, "2026-12-02", "09:00")
    await reader.expect(CHECK_IN)


async def test_b25_later_at_night_keeps_to_the_hour_that_was_picked(
    reader: Person, cairn: Cairn
) -> None:
    """Who said yes to 21:40 and puts it off to tomorrow is written to at 21:40 tomorrow."""
    await switch_on(reader, "A check-in", "21:40", "yes")
    await at(cairn, "2026-11-25", "21:40")
    await reader.expect(CHECK_IN)
    cairn.clock.later(hours=1, minutes=30)
    await reader.tap("Later")
    await reader.tap("Tomorrow")
    await reader.expect("on Thursday 26 November at 21:40")
    await at(cairn, "2026-11-26", "21:40")
    await reader.expect(CHECK_IN)


@pytest.mark.parametrize("day", ["saturday", "sunday"])
async def test_b25_no_weekend_unless_it_was_chosen(reader: Person, cairn: Cairn, day: str) -> None:
    """A weekend day is possible, said to be new, and from then on one of the person's own."""
    date = {"saturday": "2026-11-28", "sunday": "2026-11-29"}[day]
    await reader.say("/reminders")
    await reader.tap("A check-in")
    await reader.expect("Shall I?")
    await reader.say(day)
    await reader.expect(f"I do not write first on {day.capitalize()} so far", "Shall I?")
    await reader.tap("Yes, like that")
    await reader.expect("That is on")
    await at(cairn, date)
    await reader.expect(CHECK_IN)
    await reader.say("/settings")
    await reader.expect(f"and {day.capitalize()}, not on bank holidays")


async def test_b25_a_day_kept_free_since_moves_it_a_little(reader: Person, cairn: Cairn) -> None:
    """A Friday that is no working day any more: Monday at the same time, and it says so."""
    await switch_on(reader, "A check-in", "friday 10:00")
    await reader.say("/settings days")
    await reader.expect("On which days")
    await reader.say("monday to thursday")
    await reader.expect("Monday, Tuesday, Wednesday and Thursday")
    await reader.say("/reminders")
    # Monday 30 November is St Andrew's Day, so the Friday before it has nowhere near to go.
    await reader.expect("on Monday 7 December at 10:00 (Friday 4 December is kept free)")
    for day in ("2026-11-27", "2026-11-30", "2026-12-01", "2026-12-04"):
        await at(cairn, day, "10:00")
        await reader.expect_nothing()
    await at(cairn, "2026-12-07", "10:00")
    await reader.expect(CHECK_IN)


async def test_b25_a_part_time_week(reader: Person, cairn: Cairn) -> None:
    """Tuesday to Thursday: a Friday is offered with what a yes would change, and never “never”."""
    await reader.say("/settings days")
    await reader.expect("On which days")
    await reader.say("Tue, Wed, Thu")
    await reader.expect("Tuesday, Wednesday and Thursday, not on bank holidays")
    await reader.say("/reminders")
    await reader.tap("A check-in")
    await reader.expect("Wednesday at 12:15")
    await reader.say("friday at 4")
    said = await reader.expect("Friday at 16:00", "I do not write first on Friday so far")
    assert "never" not in said.text
    assert "Yes, like that" in answers(reader)
    await reader.tap("Not now")
    await reader.say("/settings")
    await reader.expect("Tuesday, Wednesday and Thursday, not")


async def test_b25_four_on_four_off_by_buttons(reader: Person, cairn: Cairn) -> None:
    """Shifts are set by two taps; a rule goes by the days of a run, weekends and holidays too."""
    await reader.say("/settings days")
    await reader.tap("Four on, four off")
    await reader.expect("When does a run of days on begin next?")
    await reader.tap("Today")
    await reader.expect("4 days on, 4 days off, bank holidays too")
    await reader.say("/reminders")
    await reader.tap("A short reflection")
    await reader.expect("day 2 of your shifts at 13:00, every run", "Thursday 26 November")
    await reader.say("Tuesday and Thursday")
    await reader.expect("You work in shifts, so I go by the days of a run")
    await reader.tap("Day 4 of your shifts: off")
    await reader.expect("Which days of a run")
    await reader.tap("That is all")
    await reader.expect("days 2 and 4 of your shifts at 13:00, every run")
    await reader.tap("Yes, like that")
    said = await reader.expect("That is on")
    assert [line for line in said.text.splitlines() if "•" in line] == [
        "• A short reflection, on Thursday 26 November at 13:00",
        "• A short reflection, on Saturday 28 November at 13:00",
        "• A short reflection, on Friday 4 December at 13:00",
    ]
    await at(cairn, "2026-11-26", "13:00")
    await reader.expect(REFLECTION)
    await reader.tap("Not today")
    await at(cairn, "2026-11-28", "13:00")
    await reader.expect(REFLECTION)


@pytest.mark.parametrize(
    ("typed", "first", "line", "next_"),
    [
        ("four on four off", "tomorrow", "4 days on, 4 days off", "Friday 27 November"),
        ("2 weeks on 2 off", "monday", "14 days on, 14 days off", "Tuesday 1 December"),
        ("3 on 3 off", "yesterday", "3 days on, 3 days off", "Wednesday 25 November"),
    ],
)
async def test_b25_shifts_can_be_typed(
    reader: Person, typed: str, first: str, line: str, next_: str
) -> None:
    """In words or figures; a first day that has been says as much as one to come."""
    await reader.say("/settings days")
    await reader.expect("On which days")
    await reader.say(typed)
    await reader.expect("When does a run of days on begin next?")
    await reader.say("whenever")
    await reader.expect("I could not read that as a day.")
    await reader.say(first)
    await reader.expect(line)
    await reader.say("/reminders")
    await reader.tap("A short reflection")
    await reader.expect(f"on {next_} at 13:00")


async def test_b25_looking_at_weekdays_does_not_lose_the_shifts(reader: Person) -> None:
    """The page of weekdays changes nothing before a day is tapped; then rules are told of."""
    await reader.say("/settings days")
    await reader.tap("Four on, four off")
    await reader.tap("Today")
    await reader.expect("4 days off")
    await switch_on(reader, "A short reflection")
    await reader.say("/settings days")
    await reader.tap("Choose weekdays")
    await reader.expect("Weekdays would take the place of your shifts")
    await reader.tap("Stop")
    await reader.say("/settings days")
    await reader.expect("4 days on, 4 days off")
    await reader.tap("Choose weekdays")
    await reader.tap("That is all")
    await reader.expect("this one never comes", "Monday to Friday, not on bank holidays")
    await reader.say("/reminders")
    await reader.expect("with your days as they are, it does not come")
    await reader.tap("1. A short reflection")
    await reader.expect("A short reflection, Tuesday at 13:00, every week.", "Shall I?")


async def test_b25_a_bank_holiday_is_kept_free_and_said_so(reader: Person, cairn: Cairn) -> None:
    """1 January is a Friday: what would come then comes on the next working day, or not at all."""
    await switch_on(reader, "A check-in", "friday 10:00")
    cairn.clock.later(days=31)
    await reader.say("/reminders")
    said = await reader.expect("Next to come")
    assert "Friday 8 January at 10:00 (Friday 1 January is kept free)" in said.text
    for day in ("2027-01-01", "2027-01-04", "2027-01-05"):
        await at(cairn, day, "10:00")
        await reader.expect_nothing()


async def test_b25_bank_holidays_can_count_as_any_other_day(reader: Person, cairn: Cairn) -> None:
    """Who works on them says so once, and is written to."""
    await reader.say("/settings days")
    await reader.tap("Bank holidays too")
    await reader.expect("Monday to Friday, bank holidays too")
    await switch_on(reader, "A check-in", "friday 10:00")
    await at(cairn, "2027-01-01", "10:00")
    await reader.expect(CHECK_IN)


@pytest.mark.parametrize(
    "typed", ["back on the 7th", "7 December", "until the 7th of December", "7/12"]
)
async def test_b25_on_leave_until_a_day(reader: Person, cairn: Cairn, typed: str) -> None:
    """Nothing comes before the day that was typed; then it goes on, and what fell in it is gone."""
    await switch_on(reader)
    await reader.say("/reminders")
    await reader.tap("I am away for a while")
    await reader.expect("On which day are you back?")
    await reader.say(typed)
    said = await reader.expect("I will not write first before Monday 7 December")
    assert "on Wednesday 9 December at 12:15" in said.text
    assert "2 December at" not in said.text
    await at(cairn, "2026-12-02")
    await at(cairn, "2026-12-07")
    await reader.expect_nothing()
    await at(cairn, "2026-12-09")
    await reader.expect(CHECK_IN)


async def test_b25_a_leave_that_has_been_is_said_to_be(reader: Person) -> None:
    """“Yesterday” is no day to be back; what is no day at all is met with two that work."""
    await reader.say("/reminders away")
    await reader.expect("On which day are you back?")
    await reader.say("yesterday")
    await reader.expect("Tuesday 24 November is not a day to come", "On which day are you back?")
    await reader.say("mars")
    await reader.expect("Something like Monday, or 7 December, works")
    assert answers(reader) == ["In a week", "In two weeks", "Back to reminders"]


async def test_b25_i_am_back_ends_a_leave_early(reader: Person, cairn: Cairn) -> None:
    """By its button or as plain words; with no leave, “I'm back” is a greeting."""
    await switch_on(reader)
    await reader.say("I'm back")
    await reader.expect("Hello again")
    await reader.say("on leave until the 14th")
    await reader.expect("before Monday 14 December")
    await reader.say("/settings")
    await reader.expect("You are away. I will not write first before Monday 14 December")
    await reader.say("I'm back")
    await reader.expect("can come again", "on Wednesday 2 December at 12:15")
    await reader.say("/reminders away")
    await reader.tap("In two weeks")
    await reader.expect("before Wednesday 9 December")
    await reader.tap("Reminders")
    await reader.expect("You are away")
    await reader.tap("I am back")
    await reader.expect("can come again")
    await at(cairn, "2026-12-02")
    await reader.expect(CHECK_IN)


async def test_b25_the_wall_clock_counts_when_the_clocks_change(
    reader: Person, cairn: Cairn
) -> None:
    """12:15 stays 12:15 on both sides of the last Sunday of March."""
    await switch_on(reader)
    for day, utc in (("2027-03-24", "12:15"), ("2027-03-31", "11:15")):
        await at(cairn, day, "12:14")
        await reader.expect_nothing()
        await at(cairn, day)
        assert f"{cairn.clock():%H:%M}" == utc
        await reader.expect(CHECK_IN)
        await reader.tap("Not today")
        await reader.expect("That is fine")


async def test_b25_two_rules_keep_their_own_days(reader: Person, cairn: Cairn) -> None:
    """Two things on two days, each with its own line."""
    await switch_on(reader)
    await add(reader, "a short reflection")
    await at(cairn, "2026-12-01", "13:00")
    await reader.expect(REFLECTION)
    await at(cairn, "2026-12-02")
    await reader.expect(CHECK_IN)
