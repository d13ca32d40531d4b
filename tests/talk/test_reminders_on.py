"""Behaviour 24: reminders are asked for, with chosen days, time and clock; nothing is on before."""

from __future__ import annotations

import pytest

from tests.standin import Person, StandIn
from tests.talk.reminded import CHECK_IN, add, answers, at, mind_your_manners, switch_on
from tests.talk.running import Cairn


async def test_b24_nothing_comes_by_itself_before_it_is_asked_for(
    reader: Person, cairn: Cairn
) -> None:
    """A year of ticks, and nobody is written to who did not ask."""
    for month in range(1, 12):
        await at(cairn, f"2027-{month:02}-10")
    await reader.expect_nothing()


async def test_b24_two_taps_after_the_command_switch_one_on(reader: Person, cairn: Cairn) -> None:
    """`/reminders`, what, yes: the day and time that the dialogue suggests stand there already."""
    await reader.say("/reminders")
    await reader.expect("Nothing comes by itself")
    assert answers(reader) == [
        "A short reflection",
        "A check-in",
        "A look at a small change",
        "Not now",
    ]
    await reader.tap("A check-in")
    await reader.expect("A check-in, Wednesday at 12:15, every week.", "on the clock in London")
    await reader.tap("Yes, like that")
    said = await reader.expect("That is on")
    assert "• A check-in, on Wednesday 2 December at 12:15" in said.text
    assert said.text.count("•") == 3
    await at(cairn, "2026-12-02")
    assert (await reader.expect(CHECK_IN)).silent


async def test_b24_how_it_works_is_told_before_the_first_yes_and_not_again(reader: Person) -> None:
    """One a day, three a week, silent, and how it fades: once, before anything is on."""
    await reader.say("/reminders")
    await reader.tap("A check-in")
    said = await reader.expect("How it works")
    for part in ("one message comes in a day", "three in a week", "silent", "half as often"):
        assert part in said.text
    assert "nobody is told" in said.text
    await reader.tap("Yes, like that")
    await reader.say("/reminders")
    await reader.tap("Add a short reflection")
    said = await reader.expect("Shall I?")
    assert "How it works" not in said.text


async def test_b24_a_no_leaves_everything_off(reader: Person, cairn: Cairn) -> None:
    """“Not now” at the last step keeps nothing, not even the draft."""
    await reader.say("/reminders")
    await reader.tap("A check-in")
    await reader.tap("Not now")
    await reader.expect("Nothing comes by itself")
    await reader.say("/settings")
    await reader.expect("Reminders: off")
    await at(cairn, "2026-12-02")
    await reader.expect_nothing()


async def test_b24_days_time_and_how_often_are_chosen_by_buttons(reader: Person) -> None:
    """Every part can be tapped, and what stands is shown after each step."""
    await reader.say("/reminders")
    await reader.tap("A short reflection")
    await reader.tap("Other days")
    await reader.expect("Which days?")
    await reader.tap("Friday: off")
    await reader.expect("Which days?")
    await reader.tap("Tuesday: on")
    await reader.expect("Which days?")
    await reader.tap("That is all")
    await reader.expect("A short reflection, Friday at 13:00, every week.")
    await reader.tap("Another time")
    await reader.tap("15:30")
    await reader.expect("Friday at 15:30, every week.")
    await reader.tap("Every second week")
    await reader.expect("Friday at 15:30, every second week.", "on Friday 27 November at 15:30")
    await reader.tap("Yes, like that")
    said = await reader.expect("That is on")
    assert "on Friday 27 November" in said.text
    assert "on Friday 11 December" in said.text
    assert "on Friday 8 January at 15:30 (Friday 25 December is kept free)" in said.text


@pytest.mark.parametrize(
    ("typed", "understood", "first"),
    [
        ("14:30", "Wednesday at 14:30, every week", "Wednesday 25 November at 14:30"),
        ("half two", "Wednesday at 14:30, every week", "Wednesday 25 November at 14:30"),
        (
            "Tuesday and Thursday at half two",
            "Tuesday and Thursday at 14:30, every week",
            "Thursday 26 November at 14:30",
        ),
        (
            "every second Friday 9am",
            "Friday at 09:00, every second week",
            "Friday 27 November at 09:00",
        ),
        ("mon, wed & fri", "Monday, Wednesday and Friday at 12:15", "Friday 27 November at 12:15"),
        (
            "every second tuesday",
            "Tuesday at 12:15, every second week",
            "Tuesday 1 December at 12:15",
        ),
    ],
)
async def test_b24_what_is_typed_is_shown_back_before_it_counts(
    reader: Person, typed: str, understood: str, first: str
) -> None:
    """Days, a time and how often, alone or together; the first time it could come is said."""
    await reader.say("/reminders")
    await reader.say("a check-in")
    await reader.expect("Shall I?")
    await reader.say(typed)
    said = await reader.expect(understood, f"It would first come on {first}")
    assert "That is on" not in said.text
    await reader.say("yes")
    await reader.expect("That is on", f"on {first}")


async def test_b24_a_time_that_does_not_exist_brings_the_nearest_one(reader: Person) -> None:
    """“25:30” is met with 23:30 as a button, and nothing changes until it is chosen."""
    await reader.say("/reminders")
    await reader.tap("A check-in")
    await reader.expect("Shall I?")
    await reader.say("25:30")
    await reader.expect("There is no such time on the clock", "23:30 would be near it")
    assert answers(reader)[0] == "23:30"
    await reader.tap("Leave it as it is")
    await reader.expect("Wednesday at 12:15")


async def test_b24_three_days_in_a_week_are_the_most_over_everything(reader: Person) -> None:
    """“Weekdays” is too many, and so is a fourth day beside three; a day has one message."""
    await reader.say("/reminders")
    await reader.tap("A check-in")
    await reader.expect("Shall I?")
    await reader.say("weekdays")
    await reader.expect("Three messages in a week are the most", "Wednesday at 12:15")
    await reader.say("mon and tue")
    await reader.expect("Monday and Tuesday")
    await reader.tap("Yes, like that")
    await reader.expect("That is on")
    await reader.say("/reminders")
    await reader.tap("Add a short reflection")
    await reader.expect("A short reflection, Wednesday at 13:00")  # Tuesday has one already
    await reader.say("tuesday")
    await reader.expect("Something comes on Tuesday already")
    await reader.say("thursday and friday")
    await reader.expect("Three messages in a week are the most")


async def test_b24_the_clock_can_be_another_and_is_said(reader: Person) -> None:
    """A city by its name, one that is spelt nearly so, and one here; the rule keeps its time."""
    await reader.say("/reminders")
    await reader.tap("A check-in")
    await reader.tap("Another time")
    await reader.tap("Another clock")
    await reader.expect("Whose clock")
    await reader.say("mars")
    await reader.expect("I do not know that place")
    await reader.say("lisbonn")
    await reader.expect("I do not know that place")
    await reader.tap("Lisbon")
    await reader.expect("I go by the clock in Lisbon now", "12:15", "on the clock in Lisbon.")
    await reader.tap("Another time")
    await reader.tap("Another clock")
    await reader.expect("Whose clock")
    await reader.say("Glasgow")
    await reader.expect("on the clock in London.")


async def test_b24_it_comes_by_the_clock_of_the_place(reader: Person, cairn: Cairn) -> None:
    """12:15 in Helsinki is 10:15 here."""
    await reader.say("/settings zone")
    await reader.say("Helsinki")
    await reader.expect("Helsinki")
    await switch_on(reader)
    await at(cairn, "2026-12-02", "10:10")
    await reader.expect_nothing()
    await at(cairn, "2026-12-02", "10:15")
    await reader.expect(CHECK_IN)


async def test_b24_the_next_three_are_over_everything(reader: Person) -> None:
    """What comes again and what comes once stand in one list, in the order in which they come."""
    await switch_on(reader)
    await add(reader, "a short reflection")
    await reader.say("/log")
    await reader.say("Leave at ten to four")
    await reader.expect("Shall I keep this")
    await reader.tap("Keep")
    await reader.expect("on a day you pick")
    await reader.say("friday")
    await reader.expect("Friday 27 November")
    await reader.say("/reminders")
    said = await reader.expect("Next to come")
    lines = [line for line in said.text.splitlines() if line.startswith("•")]
    assert lines == [
        "• Leave at ten to four, on Friday 27 November at 12:15",
        "• A short reflection, on Tuesday 1 December at 13:00",
        "• A check-in, on Wednesday 2 December at 12:15",
    ]


async def test_b24_changing_one_asks_only_where_something_changed(
    reader: Person, cairn: Cairn
) -> None:
    """A rule as it stands has no yes under it; a changed one has, and comes as it was changed."""
    await switch_on(reader)
    await reader.say("/reminders")
    await reader.tap("1. A check-in")
    said = await reader.expect("It next comes on Wednesday 2 December")
    assert "?" not in said.text
    assert "Yes, like that" not in answers(reader)
    await reader.say("thursday 9:30")
    await reader.expect("Thursday at 09:30", "Shall I?")
    await reader.tap("Back to reminders")
    await reader.expect("1. A check-in, Wednesday at 12:15, every week")
    await reader.tap("1. A check-in")
    await reader.expect("next comes")
    await reader.say("thursday 9:30")
    await reader.tap("Yes, like that")
    await reader.expect("That is on", "on Thursday 26 November at 09:30")
    await at(cairn, "2026-11-26", "09:30")
    await reader.expect(CHECK_IN)
    await at(cairn, "2026-12-02")
    await reader.expect_nothing()


async def test_b24_the_next_one_can_be_passed_over(reader: Person, cairn: Cairn) -> None:
    """One occurrence goes; which, and when the one after comes, is said; the rule stays."""
    await switch_on(reader)
    await reader.say("/reminders")
    await reader.tap("Pass over the next one")
    await reader.expect("on Wednesday 2 December. It next comes on Wednesday 9 December at 12:15.")
    await at(cairn, "2026-12-02")
    await reader.expect_nothing()
    await at(cairn, "2026-12-09")
    await reader.expect(CHECK_IN)


async def test_b24_one_can_be_stopped_for_good(reader: Person, cairn: Cairn) -> None:
    """“Stop this one” under a rule takes it away, and what of it was put off."""
    await switch_on(reader)
    await at(cairn, "2026-12-02")
    await reader.tap("Later")
    await reader.tap("Tomorrow")
    await reader.say("/reminders")
    await reader.tap("1. A check-in")
    await reader.tap("Stop this one")
    await reader.expect("I will not send those again")
    await reader.say("/reminders")
    await reader.expect("Nothing comes by itself")
    await at(cairn, "2026-12-03")
    await reader.expect_nothing()


async def test_b24_a_look_at_small_changes_comes_only_while_one_waits(
    reader: Person, cairn: Cairn
) -> None:
    """That it depends on the log is said before; with nothing there to look at, nothing comes."""
    await reader.say("/reminders")
    await reader.tap("A look at a small change")
    await reader.expect("It only comes while a small change in your log waits")
    await reader.tap("Yes, like that")
    said = await reader.expect("on Thursday 26 November at 12:15")
    assert said.text.count("(only if something in your log waits then)") == 3
    await at(cairn, "2026-11-26")
    await reader.expect_nothing()
    await reader.say("/log")
    await reader.say("Leave at ten to four")
    await reader.tap("Keep")
    await reader.tap("No need, thank you")
    await reader.expect("I will not bring it up")
    await reader.say("/reminders")
    said = await reader.expect("on Thursday 3 December at 12:15")
    assert "only if" not in said.text
    await at(cairn, "2026-12-03")
    nudge = await reader.expect("Does now suit you?")
    assert "ten to" not in nudge.text
    await reader.tap("Yes, now")
    await reader.expect("You kept: “Leave at ten to four”")


async def test_b24_offered_once_after_the_first_talk_that_could_come_again(reader: Person) -> None:
    """After a reflection one line and one button; the button leads straight to the draft."""
    for expected in (True, False):
        await reader.say("/reflect")
        await reader.expect("Where would you like to begin?")
        await reader.tap("Surprise me")
        await reader.expect("A few words, or none")
        await reader.tap("Skip")
        await reader.expect("Where does that lie")
        await reader.tap("I only wanted to notice")
        said = await reader.expect("")
        assert ("on a day you pick" in said.text) is expected, said.text
        assert ("Pick a day" in answers(reader)) is expected
    await reader.say("/reminders reflect")
    await reader.expect("How it works", "A short reflection, Tuesday at 13:00")


async def test_b24_not_offered_to_somebody_who_is_low(reader: Person) -> None:
    """After a low answer there is support and a minute to settle, and no offer of anything."""
    for _ in range(2):
        await reader.say("/checkin")
        await reader.expect("How are things")
        await reader.tap("Running on empty")
        await reader.tap("Nothing, thank you")
        said = await reader.expect("That is fine")
        assert "on a day you pick" not in said.text
        assert "Pick a day" not in answers(reader)


async def test_b24_never_offered_at_the_door(api: StandIn, cairn: Cairn) -> None:
    """A stranger hears of no reminders, and `/reminders` is the door to them."""
    stranger = api.person(first_name="Ishbel")
    await stranger.say("/start")
    said = await stranger.expect("I am Cairn")
    assert "remind" not in said.text.lower()
    await stranger.say("/reminders")
    await stranger.expect("I am Cairn")
    await stranger.say("stop reminding me")
    await stranger.expect("I am Cairn")
    mind_your_manners(stranger)
