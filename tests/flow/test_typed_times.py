"""Times, days, rules and shifts as tired people type them on a phone."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from bot.flow.typed_days import typed_days
from bot.flow.typed_rules import LONGEST_SHIFT, TypedRule, typed_rule, typed_shifts
from bot.flow.typed_times import nearest_time, typed_time
from bot.script.durations import WEEKDAYS

# Words out of which a message about times is made, right and wrong.
SCRAPS = some.lists(
    some.sampled_from(
        [
            *WEEKDAYS, "mon", "weds", "mwf", "weekdays", "every", "second", "half", "quarter",
            "ten", "past", "to", "two", "0", "00", "24", "25:30", "14:75", "9", "930", "am", "pm",
            "p.m.",
            "in the", "morning", "night", "noon", "midnight", "at", "-", ",", "and", "weekly",
            "fortnight", "on", "off", "weeks", "a", "oh", "o’clock", "ish", "🙂", "٣", "²",
        ]
    ),
    max_size=9,
).map(" ".join)  # fmt: skip
ANYTHING = some.one_of(some.text(), SCRAPS)
TIMES = some.builds(time, some.integers(0, 23), some.integers(0, 59))


def _loosely(draw: some.DrawFn, text: str) -> str:
    """The text as a thumb writes it: any case, and spaces where there is room."""
    upper = draw(some.lists(some.booleans(), min_size=len(text), max_size=len(text)))
    cased = "".join(c.upper() if up else c for c, up in zip(text, upper, strict=True))
    room = some.text(" \n\t", max_size=2)
    return draw(room) + cased.replace(" ", draw(room) + " ") + draw(room)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:30", "14:30"),
        ("14.30", "14:30"),
        ("1430", "14:30"),
        ("14h30", "14:30"),
        ("14 30", "14:30"),
        ("1430 hours", "14:30"),
        ("2.30pm", "14:30"),
        ("2pm", "14:00"),
        ("2 P.M.", "14:00"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("2 in the afternoon", "14:00"),
        ("9 in the morning", "09:00"),
        ("3 in the morning", "03:00"),
        ("8 this evening", "20:00"),
        ("10 at night", "22:00"),
        ("12 at night", "00:00"),
        ("2 at night", "02:00"),
        ("14:30 in the afternoon", "14:30"),
        ("afternoon at 2", "14:00"),
        ("half two", "14:30"),
        ("Half past 2", "14:30"),
        ("half-past-two", "14:30"),
        ("half twelve", "12:30"),
        ("half two in the morning", "02:30"),
        ("quarter past nine", "09:15"),
        ("a quarter to nine", "08:45"),
        ("quarter past 14", "14:15"),
        ("quarter past 02", "02:15"),
        ("ten to five", "16:50"),
        ("ten to seven", "18:50"),
        ("ten past seven", "07:10"),
        ("ten to 12am", "23:50"),
        ("ten to midnight", "23:50"),
        ("twenty-five past six", "18:25"),
        ("7 minutes to 4", "15:53"),
        ("7 past 4", "16:07"),
        ("two thirty", "14:30"),
        ("nine ten", "09:10"),
        ("nine oh five", "09:05"),
        ("fourteen forty-five", "14:45"),
        ("noon", "12:00"),
        ("12 noon", "12:00"),
        ("midday", "12:00"),
        ("at midnight", "00:00"),
        ("lunchtime", "12:30"),
        ("2 o'clock", "14:00"),
        ("two o’clock in the afternoon", "14:00"),
        ("about half 2 please", "14:30"),
        ("twoish", "14:00"),
        ("@ 9", "09:00"),
        ("2pm 🙂", "14:00"),
        ("２:３０", "14:30"),
        ("٠٢:٣٠", "02:30"),
        ("00:00", "00:00"),
    ],
)
def test_a_typed_time_is_understood(typed: str, meant: str) -> None:
    """Clocks, words and halves of the day, as people here say them."""
    assert typed_time(typed) == time.fromisoformat(meant)
    assert nearest_time(typed) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", "09:00"), ("7", "07:00"), ("six", "18:00"), ("12", "12:00"), ("6:59", "18:59"),
        ("7:00", "07:00"), ("2:30", "14:30"), ("02:30", "02:30"), ("09", "09:00"), ("06", "06:00"),
        ("230", "14:30"), ("0230", "02:30"), ("12:30", "12:30"), ("0:30", "00:30"), ("13", "13:00"),
        ("21", "21:00"),
    ],
)  # fmt: skip
def test_a_bare_hour_is_by_day_unless_written_as_on_a_clock_of_24_hours(
    typed: str, meant: str
) -> None:
    """Between 07:00 and 18:59; a leading zero or an hour past twelve is taken as it stands."""
    assert typed_time(typed) == time.fromisoformat(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "", "0", "24:00", "25:30", "14:75", "25", "13pm", "0am", "14:30 in the morning", "9 to 5",
        "9-5", "half", "half to 9", "60 past 2", "0 past 2", "20 past", "some time", "evening",
        "midnight pm", "2:3:0", "14:5", "12345", "-2", "-1:30", "£2",
    ],
)  # fmt: skip
def test_a_time_that_is_not_plain_or_does_not_exist_is_none(typed: str) -> None:
    """Asked again rather than guessed."""
    assert typed_time(typed) is None


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("25:30", "23:30"), ("14:75", "14:55"), ("24:00", "00:00"), ("24.30", "00:30"),
        ("99:99", "23:55"), ("2560", "23:55"), ("at 25:32", "23:30"), ("13pm", "13:00"),
        ("0am", "00:00"), ("2:75", "14:55"), ("2:75pm", "14:55"), ("2:75am", "02:55"),
        ("02:75", "02:55"), ("14:5", "14:05"), ("25:58", "23:55"),
    ],
)  # fmt: skip
def test_a_clock_time_that_does_not_exist_has_one_near_it(typed: str, near: str) -> None:
    """What exists of it stays, to five minutes, so that it can be offered."""
    assert typed_time(typed) is None
    assert nearest_time(typed) == time.fromisoformat(near)


@pytest.mark.parametrize("typed", ["", "25", "hello", "14:58", "half two", "9 to 5", "123456"])
def test_what_exists_or_is_no_clock_time_has_none_near_it(typed: str) -> None:
    """Nothing is offered for words that are no time, or for a time that was understood."""
    assert nearest_time(typed) is None


@given(TIMES, some.data())
def test_every_minute_can_be_typed(at: time, data: some.DataObject) -> None:
    """On a 24-hour clock, on a 12-hour clock, without a colon, however it is spaced."""
    half = "pm" if at.hour >= 12 else "am"
    twelve = f"{at.hour % 12 or 12}:{at:%M} {half}"
    for typed in (f"{at:%H:%M}", f"{at:%H.%M}", f"{at:%H%M}", twelve):
        assert typed_time(data.draw(some.composite(_loosely)(typed))) == at


@given(some.integers(1, 12), some.integers(0, 59))
def test_a_time_without_its_half_is_by_day(hour: int, minute: int) -> None:
    """Whatever the hour on the dial, it is one of the twelve from seven in the morning."""
    found = typed_time(f"{hour}:{minute:02}")
    assert found
    assert time(7) <= found < time(19)
    assert (found.hour % 12, found.minute) == (hour % 12, minute)


@given(ANYTHING)
def test_any_words_at_all_are_a_time_or_none(typed: str) -> None:
    """Nothing is too odd; what is offered can be typed and is a time of five minutes."""
    at, near = typed_time(typed), nearest_time(typed)
    assert at is None or near is None
    if near:
        assert near.minute % 5 == 0
        assert typed_time(f"{near:%H:%M}") == near


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Tuesday and Thursday", {1, 3}),
        ("tues, thurs", {1, 3}),
        ("Mon. & Wed.", {0, 2}),
        ("mon/wed/fri", {0, 2, 4}),
        ("mon wed fri", {0, 2, 4}),
        ("tu th", {1, 3}),
        ("mon-wed", {0, 1, 2}),
        ("Monday to Wednesday", {0, 1, 2}),
        ("from mon – fri", {0, 1, 2, 3, 4}),
        ("Monday, Wednesday to Friday", {0, 2, 3, 4}),
        ("Friday to Monday", {4, 5, 6, 0}),
        ("weekdays", {0, 1, 2, 3, 4}),
        ("week days", {0, 1, 2, 3, 4}),
        ("every weekday", {0, 1, 2, 3, 4}),
        ("at the weekend", {5, 6}),
        ("weekends and Monday", {5, 6, 0}),
        ("every day", set(range(7))),
        ("everyday", set(range(7))),
        ("daily", set(range(7))),
        ("Mondays", {0}),
        ("on a Monday please", {0}),
        ("just Fridays", {4}),
        ("weds", {2}),
        ("mwf", {0, 2, 4}),
        ("MW", {0, 2}),
    ],
)
def test_typed_days_are_understood(typed: str, meant: set[int]) -> None:
    """Names, short names, spans and the usual groups."""
    assert typed_days(typed) == frozenset(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wensday", 2), ("wednsday", 2), ("wedensdays", 2), ("tusday", 1), ("teusday", 1),
        ("thurday", 3), ("thusday", 3), ("thirsday", 3), ("fryday", 4), ("firday", 4),
        ("satruday", 5), ("saterday", 5), ("sundayy", 6), ("munday", 0), ("mnday", 0),
    ],
)  # fmt: skip
def test_a_day_with_a_letter_astray_is_understood(typed: str, meant: int) -> None:
    """Lost, added, wrong, or swapped with the next."""
    assert typed_days(typed) == frozenset({meant})


@pytest.mark.parametrize(
    "typed",
    [
        "", "and", "not Friday", "weekdays except Friday", "Tuesday or Thursday", "next Tuesday",
        "m", "t", "tt", "fwm", "mtwtf", "mon-wed-fri", "Monday to Monday", "mon to", "to mon",
        "weekdays to Sunday", "tursday", "thuesday", "midday", "today", "holiday", "someday", "9",
        "every second Friday",
    ],
)  # fmt: skip
def test_days_that_are_not_plain_are_none(typed: str) -> None:
    """A word that is no day, or could be two, is asked about."""
    assert typed_days(typed) is None


@given(some.sets(some.sampled_from(range(7)), min_size=1), some.data())
def test_all_days_can_be_typed(days: set[int], data: some.DataObject) -> None:
    """By their names and their short names, in any order, case and spacing."""
    order = data.draw(some.permutations(sorted(days)))
    length = data.draw(some.sampled_from([2, 3, 4, 20]))
    names = [WEEKDAYS[day][:length] for day in order]
    joined = data.draw(some.sampled_from([", ", " and ", " & ", " "])).join(names)
    assert typed_days(data.draw(some.composite(_loosely)(joined))) == frozenset(days)


@given(some.integers(0, 6), some.integers(1, 8), some.sampled_from("abcdefghijklmnopqrstuvwxyz"))
def test_a_wrong_letter_never_makes_another_day_of_it(day: int, at: int, letter: str) -> None:
    """It is the day that was meant, or it is asked again."""
    name = WEEKDAYS[day]
    assert typed_days(name[:at] + letter + name[at + 1 :]) in (None, {day})


@given(ANYTHING)
def test_any_words_at_all_are_days_or_none(typed: str) -> None:
    """Nothing is too odd, and no days are never an answer."""
    days = typed_days(typed)
    assert days is None or (days and days <= set(range(7)))


def _rule(days: set[int] | None = None, at: str = "", every: int | None = None) -> TypedRule:
    return TypedRule(
        frozenset(days) if days else None, time.fromisoformat(at) if at else None, every
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Tuesday and Thursday at half two", _rule({1, 3}, "14:30")),
        ("every second Friday 9am", _rule({4}, "09:00", 2)),
        ("weekly, mon 12:15", _rule({0}, "12:15", 1)),
        ("weekly: mon 12:15", _rule({0}, "12:15", 1)),
        ("weekly - mon 12:15", _rule({0}, "12:15", 1)),
        ("fortnightly on tuesdays", _rule({1}, every=2)),
        ("once a fortnight, wed", _rule({2}, every=2)),
        ("alternate Fridays 2pm", _rule({4}, "14:00", 2)),
        ("every 2 weeks, thursday, ten to five", _rule({3}, "16:50", 2)),
        ("every two weeks at two", _rule(None, "14:00", 2)),
        ("every other Tuesday and every other Thursday", _rule({1, 3}, every=2)),
        ("every second week", _rule(every=2)),
        ("weekly", _rule(every=1)),
        ("every Friday", _rule({4}, every=1)),
        ("every week day at 9", _rule({0, 1, 2, 3, 4}, "09:00", 1)),
        ("every morning at 9", _rule(set(range(7)), "09:00", 1)),
        ("daily at noon", _rule(set(range(7)), "12:00", 1)),
        ("at 9 on Mondays", _rule({0}, "09:00")),
        ("Monday mornings at 9", _rule({0}, "09:00")),
        ("10 at night on sundays", _rule({6}, "22:00")),
        ("mon to wed at 10 to 5", _rule({0, 1, 2}, "16:50")),
        ("Mon-Fri 9.30", _rule({0, 1, 2, 3, 4}, "09:30")),
        ("mon,9am", _rule({0}, "09:00")),
        ("friday @2", _rule({4}, "14:00")),
        ("fri midnight", _rule({4}, "00:00")),
        ("wensday half two 🙂", _rule({2}, "14:30")),
        ("fri", _rule({4})),
        ("9", _rule(None, "09:00")),
    ],
)
def test_one_message_may_say_all_or_some_of_a_rule(typed: str, meant: TypedRule) -> None:
    """Days, time and how often, in any order; what was not said is None."""
    assert typed_rule(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "", "hello", "every", "every other day", "every third Friday", "biweekly mon",
        "every second Friday of the month", "every 2nd and 4th Friday", "weekly, every second fri",
        "every second Monday and every Friday", "not Friday at 9", "Friday at 25:30",
        "Tuesday 9 and Thursday 10", "Friday at some time", "9 9", "mon " * 40,
    ],
)  # fmt: skip
def test_a_rule_of_which_any_part_is_not_plain_is_none(typed: str) -> None:
    """Half a message is not acted on."""
    assert typed_rule(typed) is None


@given(
    some.one_of(some.none(), some.sets(some.sampled_from(range(7)), min_size=1)),
    some.one_of(some.none(), TIMES),
    some.sampled_from([None, 1, 2]),
    some.data(),
)
def test_every_rule_can_be_typed(
    days: set[int] | None, at: time | None, every: int | None, data: some.DataObject
) -> None:
    """Its parts in any order of days and time, as they are written out."""
    parts = [
        ", ".join(WEEKDAYS[day] for day in sorted(days)) if days else "",
        f"at {at:%H:%M}" if at else "",
    ]
    said = [{None: "", 1: "every week", 2: "every second week"}[every]]
    text = " ".join(part for part in said + data.draw(some.permutations(parts)) if part)
    expected = TypedRule(frozenset(days) if days else None, at, every) if text else None
    assert typed_rule(data.draw(some.composite(_loosely)(text))) == expected


@given(ANYTHING)
@example("mon " * 1000)
def test_any_words_at_all_are_a_rule_or_none(typed: str) -> None:
    """A rule says something, and only what there is."""
    rule = typed_rule(typed)
    assert rule is None or rule.days or rule.at or rule.every
    assert rule is None or rule.every in (None, 1, 2)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("four on four off", (4, 4)),
        ("4 on, 4 off", (4, 4)),
        ("4on4off", (4, 4)),
        ("4-on-4-off", (4, 4)),
        ("4 on and 3 off", (4, 3)),
        ("4 on 4 of", (4, 4)),
        ("I work four on four off", (4, 4)),
        ("4 nights on/4 off", (4, 4)),
        ("3 days on 2 off", (3, 2)),
        ("4 on 3 days off", (4, 3)),
        ("2 weeks on 2 weeks off", (14, 14)),
        ("2 weeks on 1 off", (14, 7)),
        ("4 days on, 1 week off", (4, 7)),
        ("a week on, a week off", (7, 7)),
        ("week on week off", (7, 7)),
        ("fortnight on fortnight off", (14, 14)),
        ("28 on 28 off", (28, 28)),
    ],
)
def test_typed_shifts_are_understood(typed: str, meant: tuple[int, int]) -> None:
    """Days on and days off; a unit that is said once first is meant for both."""
    assert typed_shifts(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "", "on off", "on and off", "0 on 4 off", "4 on 0 off", "29 on 1 off", "1 on 29 off",
        "5 weeks on 1 day off", "4 on 1 week off", "4 on", "4 off 4 on", "4 4", "now and then",
    ],
)  # fmt: skip
def test_shifts_that_are_not_plain_are_none(typed: str) -> None:
    """None, too, for what is over four weeks or no days at all."""
    assert typed_shifts(typed) is None


@given(some.integers(0, 40), some.integers(0, 40), some.data())
def test_shifts_of_up_to_four_weeks_can_be_typed(on: int, off: int, data: some.DataObject) -> None:
    """From one day to 28 each, and no others."""
    within = 1 <= on <= LONGEST_SHIFT and 1 <= off <= LONGEST_SHIFT
    typed = data.draw(some.composite(_loosely)(f"{on} on {off} off"))
    assert typed_shifts(typed) == ((on, off) if within else None)


@given(ANYTHING)
def test_any_words_at_all_are_shifts_or_none(typed: str) -> None:
    """Nothing is too odd."""
    found = typed_shifts(typed)
    assert found is None or all(1 <= days <= LONGEST_SHIFT for days in found)
