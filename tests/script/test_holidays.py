"""Days off: Scotland's bank holidays by rule, and the file of an organisation's own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.script.bank_holidays import bank_holidays, easter
from bot.script.holidays import Holidays, read_holidays

NINE = {
    "New Year’s Day",
    "2 January",
    "Good Friday",
    "Early May bank holiday",
    "Spring bank holiday",
    "Summer bank holiday",
    "St Andrew’s Day",
    "Christmas Day",
    "Boxing Day",
}
SATURDAY = 5

# Scotland's weekdays off, month and day: up to 2022 from the government's own list, September 2022
# and the later years from the package `holidays` 0.109, June 2026 from the proclamation too.
KNOWN = {
    2020: "01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28",
    2021: "01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28",
    2022: "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27",
    2023: "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26",
    2024: "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26",
    2025: "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26",
    2026: "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28",
    2027: "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28",
}

FILE = """\
bank_holidays: scotland
also:
  2027-04-19: Spring holiday
  2027-09-20: Autumn holiday
not_here:
  - 2027-05-31
"""

years = st.integers(2000, 2400)


@pytest.mark.parametrize("year", KNOWN)
def test_the_weekdays_off_are_the_known_ones(year: int) -> None:
    """Moved days, days in lieu and days for one year only are where others have them too."""
    found = [f"{day:%m-%d}" for day in sorted(bank_holidays(year)) if day.weekday() < SATURDAY]
    assert " ".join(found) == KNOWN[year]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2021-12-25", "Christmas Day"),
        ("2021-12-27", "Christmas Day (in lieu)"),
        ("2021-12-28", "Boxing Day (in lieu)"),
        ("2022-12-26", "Boxing Day"),
        ("2022-12-27", "Christmas Day (in lieu)"),
        ("2023-01-02", "2 January"),
        ("2023-01-03", "New Year’s Day (in lieu)"),
        ("2024-11-30", "St Andrew’s Day"),
        ("2024-12-02", "St Andrew’s Day (in lieu)"),
        ("2026-06-15", "World Cup bank holiday"),
    ],
)
def test_a_day_off_has_its_plain_name(day: str, name: str) -> None:
    """The day itself keeps its name on a weekend, and the weekday says what it stands for."""
    assert Holidays().name(date.fromisoformat(day)) == name


@given(year=years)
def test_every_year_has_its_nine_days_on_weekdays(year: int) -> None:
    """Nobody who works Monday to Friday loses one to a weekend, or to another holiday."""
    days = bank_holidays(year)
    assert set(days.values()) >= NINE
    assert sum(day.weekday() < SATURDAY for day in days) >= len(NINE)
    assert {day.year for day in days} == {year}


@given(year=years)
def test_a_day_in_lieu_is_a_weekday_soon_after_the_day_it_stands_for(year: int) -> None:
    """It is never on a weekend, and each weekend day has exactly one."""
    days = bank_holidays(year)
    own = {name: day for day, name in days.items()}
    instead = {day: name for day, name in days.items() if name.endswith(" (in lieu)")}
    for day, name in instead.items():
        first = own[name.removesuffix(" (in lieu)")]
        assert day.weekday() < SATURDAY <= first.weekday()
        assert timedelta(0) < day - first <= timedelta(3)
    assert len(instead) == sum(day.weekday() >= SATURDAY for day in days)


@pytest.mark.parametrize("day", ["1818-03-22", "1943-04-25", "2038-04-25", "2285-03-22"])
def test_easter_at_its_earliest_and_latest(day: str) -> None:
    """The rare first and last possible days, in four centuries."""
    assert easter(int(day[:4])) == date.fromisoformat(day)


@given(year=years)
def test_good_friday_is_two_days_before_a_spring_sunday(year: int) -> None:
    """Easter is a Sunday from 22 March to 25 April."""
    sunday = easter(year)
    assert sunday.weekday() == 6
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)
    assert bank_holidays(year)[sunday - timedelta(2)] == "Good Friday"


@pytest.mark.parametrize("day", [date.min, date.max])
def test_any_day_may_be_asked_about(day: date) -> None:
    """The first and the last day that there is have an answer too."""
    assert (day in Holidays()) == (day == date.min)


def test_local_days_join_scotlands_and_some_bank_holidays_are_worked() -> None:
    """What the file says comes before the rules."""
    holidays, problems = read_holidays(FILE, "f.yaml")
    assert problems == []
    assert holidays.name(date(2027, 9, 20)) == "Autumn holiday"
    assert holidays.name(date(2027, 1, 1)) == "New Year’s Day"
    assert date(2027, 5, 31) not in holidays
    assert date(2027, 9, 21) not in holidays


def test_without_bank_holidays_only_local_days_count() -> None:
    """An organisation that keeps none says so, and lists its own."""
    holidays, problems = read_holidays(FILE.replace("scotland", "None"), "f.yaml")
    assert problems == []
    assert date(2027, 4, 19) in holidays
    assert date(2027, 12, 27) not in holidays


def test_a_local_name_for_a_bank_holiday_is_the_one_that_is_said() -> None:
    """People know the day by what it is called where they are."""
    holidays, problems = read_holidays("also:\n  2026-08-03: Fair Monday\n", "f.yaml")
    assert (holidays.name(date(2026, 8, 3)), problems) == ("Fair Monday", [])


def test_names_with_nothing_beside_them_are_as_good_as_left_out() -> None:
    """The shipped file has its examples behind # signs."""
    assert read_holidays("bank_holidays:\nalso:\nnot_here:\n", "f.yaml") == (Holidays(), [])


_FORM = "write the year, the month and the day, such as “2026-09-21”"


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (
            ": scotland",
            ": scotlnd",
            "1:1: D100 there are no bank holidays called “scotlnd” here "
            "(help: did you mean “scotland”?)",
        ),
        (
            ": scotland",
            ": england",
            "1:1: D100 there are no bank holidays called “england” here "
            "(help: choose one of none or scotland)",
        ),
        (
            "2027-09-20",
            "20/9/2027",
            "4:3: D100 “20/9/2027” is not a day as files have them (help: write “2027-09-20”)",
        ),
        (
            "2027-09-20",
            "Mon 20th September 2027",
            "4:3: D100 “Mon 20th September 2027” is not a day as files have them "
            "(help: write “2027-09-20”)",
        ),
        (
            "2027-09-20",
            "September 20, 27",
            "4:3: D100 “September 20, 27” is not a day as files have them "
            "(help: write “2027-09-20”)",
        ),
        (
            "2027-09-20",
            "2027/9/20",
            "4:3: D100 “2027/9/20” is not a day as files have them (help: write “2027-09-20”)",
        ),
        (
            "2027-09-20",
            "third Monday",
            f"4:3: D100 “third Monday” is not a day as files have them (help: {_FORM})",
        ),
        (
            "2027-09-20",
            "20/20/2027",
            f"4:3: D100 “20/20/2027” is not a day as files have them (help: {_FORM})",
        ),
        (
            "2027-09-20",
            "2027-20-09",
            "4:3: D100 there is no day “2027-20-09” (help: did you mean “2027-09-20”?)",
        ),
        (
            "2027-09-20",
            "2027-09-31",
            "4:3: D100 there is no day “2027-09-31” (help: September 2027 has 30 days)",
        ),
        (
            "2027-09-20",
            "2027-00-40",
            f"4:3: D100 there is no day “2027-00-40” (help: {_FORM})",
        ),
        (
            " Autumn holiday",
            "",
            "4:3: D100 the holiday on 2027-09-20 has no name "
            "(help: write what people call it, such as “2027-09-20: Autumn holiday”)",
        ),
        (
            "  2027-09-20",
            "  2027-04-19",
            "4:3: D101 “2027-04-19” is written twice; it stands in line 3 too "
            "(help: give one of them another name, or take it out)",
        ),
        (
            "  2027-09-20",
            "2027-09-20",
            "4:1: D102 the file of holidays has no field “2027-09-20” "
            "(help: a day stands below “also:”, moved in with two spaces)",
        ),
        (
            "not_here",
            "nothere",
            "5:1: D102 the file of holidays has no field “nothere” "
            "(help: did you mean “not_here”?)",
        ),
        (
            "- 2027-05-31",
            "2027-05-31: no",
            "6:3: D100 “not_here” should be a list (help: begin each item with “- ”)",
        ),
        (
            "2027-05-31",
            "2027-05-24",
            "6:5: D100 “2027-05-24” is not a bank holiday in Scotland "
            "(help: did you mean “2027-05-31”, Spring bank holiday?)",
        ),
        (
            "2027-05-31",
            "2027-07-01",
            "6:5: D100 “2027-07-01” is not a bank holiday in Scotland "
            "(help: take it out: people are written to on this day anyway)",
        ),
        (
            "2027-05-31",
            "2027-04-19",
            "6:5: D100 “2027-04-19” stands under “also” too, so it is both a holiday and not "
            "(help: take it out of one of them)",
        ),
    ],
)
def test_a_slip_is_told_with_what_to_write_instead(before: str, after: str, line: str) -> None:
    """Each slip is told once, at its place, and the rest of the file still counts."""
    holidays, problems = read_holidays(FILE.replace(before, after, 1), "f.yaml")
    assert [problem.line() for problem in problems] == [f"f.yaml:{line}"]
    assert holidays.name(date(2027, 4, 19)) == "Spring holiday"
    assert date(2027, 1, 1) in holidays


def test_a_file_without_any_names_is_told_how_to_begin() -> None:
    """Scotland's days count meanwhile."""
    holidays, problems = read_holidays("# nothing here yet\n", "f.yaml")
    assert holidays == Holidays()
    assert [problem.help for problem in problems] == ["begin with a line “bank_holidays: scotland”"]


@given(
    text=st.text()
    | st.text(alphabet=st.sampled_from("ab:- \n[]{}'\"#"))
    | st.from_regex(r"also:\n  [0-9/ a-z.-]{1,20}: a\nnot_here: \[[0-9-]{1,12}\]\n", fullmatch=True)
    | st.dates().map(lambda day: f"not_here: [{day}]\nalso: {{{day}: a}}\n")
    | st.dates().map(lambda day: f"not_here: [{day}]\n")
)
def test_no_text_raises(text: str) -> None:
    """The file may hold anything."""
    for problem in read_holidays(text, "f.yaml")[1]:
        assert problem.place.file == "f.yaml"


@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_a_day_written_the_british_way_is_shown_back_the_right_way(day: date) -> None:
    """Whoever writes 20/9/2027 is shown 2027-09-20 and can copy it."""
    _, problems = read_holidays(f"also:\n  {day.day}/{day.month}/{day.year}: a\n", "f.yaml")
    assert [problem.help for problem in problems] == [f"write “{day}”"]
