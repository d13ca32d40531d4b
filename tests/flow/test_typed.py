"""Words as people type them: which button they name, which day they mean."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.flow.dates import typed_date, typed_past
from bot.flow.given import pick_by_words
from bot.flow.session import Option
from bot.script.durations import LONGEST_DAYS

WEDNESDAY = date(2026, 3, 4)
OPTIONS = (
    Option("change", "Something I can change"),
    Option("influence", "Something I can influence"),
    Option("not_mine", "Not mine to fix"),
    Option("what", "What’s next?"),
    Option("_skip", "Skip"),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3", "not_mine"),
        ("5", "_skip"),
        ("not mine to fix", "not_mine"),
        ("Not mine", "not_mine"),
        ("  SKIP! ", "_skip"),
        ("whats next", "what"),
        ("what's next?", "what"),
        ("change", "change"),
    ],
)
def test_words_name_a_button(typed: str, meant: str) -> None:
    """A number, the label without case or marks, its beginning where only one begins so."""
    assert pick_by_words(typed, OPTIONS) == meant


@pytest.mark.parametrize("typed", ["something", "something I can", "0", "6", "", "…", "mine"])
def test_words_that_name_none_or_several_name_nothing(typed: str) -> None:
    """What could be two answers is neither; the person is asked again."""
    assert pick_by_words(typed, OPTIONS) is None


YES_NO = (
    Option("keep", "Yes, keep it"),
    Option("reword", "Put it another way"),
    Option("let_go", "No, let it go"),
)


@pytest.mark.parametrize(
    ("typed", "meant"), [("aye", "keep"), ("Yeah!", "keep"), ("nah", "let_go"), ("naw", "let_go")]
)
def test_yes_and_no_have_other_words(typed: str, meant: str) -> None:
    """What people here say for yes and no counts where one button begins with it."""
    assert pick_by_words(typed, YES_NO) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("yes", "_keep"), ("aye", "_keep"), ("ok", "_keep"), ("no", "_let_go")]
)
def test_yes_and_no_to_words_shown_back(typed: str, meant: str) -> None:
    """Keep and Let it go are yes and no; “Keep the good part” is not."""
    shown_back = (
        Option("_keep", "Keep"),
        Option("_reword", "Reword"),
        Option("_let_go", "Let it go"),
    )
    assert pick_by_words(typed, shown_back) == meant
    assert pick_by_words("yes", (Option("good", "Keep the good part"),)) is None


def test_no_means_the_way_past_where_no_button_says_no() -> None:
    """“No” is “Nothing, thank you” or “Rather not say” where those are offered."""
    past = (Option("talk", "People to talk to"), Option("leave", "Nothing, thank you"))
    assert pick_by_words("no", past) == "leave"
    assert pick_by_words("no thanks", (Option("pass", "Rather not say"),)) == "pass"
    assert pick_by_words("ok", (Option("okay", "Okay"), Option("yes_", "Yes"))) == "okay"


@pytest.mark.parametrize(
    ("typed", "meant"), [("another way", "reword"), ("keep", "keep"), ("it", None), ("kee", None)]
)
def test_a_part_of_a_label_counts_only_where_that_is_asked_for(
    typed: str, meant: str | None
) -> None:
    """Whole words out of just one label; at a question for words they stay words."""
    assert pick_by_words(typed, YES_NO, parts=True) == meant
    assert pick_by_words("another way", YES_NO) is None


@given(some.text())
def test_any_words_at_all_name_one_button_or_none(typed: str) -> None:
    """Whatever is typed, nothing but an open option or nothing comes of it."""
    for parts in (False, True):
        named = pick_by_words(typed, OPTIONS, parts=parts)
        assert named in {None, *(one.id for one in OPTIONS)}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tomorrow", "2026-03-05"),
        ("Friday", "2026-03-06"),
        ("fri", "2026-03-06"),
        ("on Thursday.", "2026-03-05"),
        ("next wednesday", "2026-03-11"),
        ("20 March", "2026-03-20"),
        ("20th of march", "2026-03-20"),
        ("Friday 20 March", "2026-03-20"),
        ("Fri, 20 Mar", "2026-03-20"),
        ("20 march 2027", "2027-03-20"),
        ("20/3", "2026-03-20"),
        ("20.03.2026", "2026-03-20"),
        ("2026-03-20", "2026-03-20"),
        ("1 march", "2027-03-01"),
        ("in a week", "2026-03-11"),
        ("in two weeks", "2026-03-18"),
        ("a fortnight", "2026-03-18"),
        ("in a month", "2026-04-04"),
        ("3 days", "2026-03-07"),
        ("until Monday", "2026-03-09"),
        ("till next friday", "2026-03-06"),
        ("back on the 7th", "2026-03-07"),
        ("I’m off until the 20th of March", "2026-03-20"),
        ("on leave for two weeks", "2026-03-18"),
        ("the 7th", "2026-03-07"),
        ("the 4", "2026-04-04"),
        ("31st", "2026-03-31"),
        ("Monday the 9th", "2026-03-09"),
        ("20/03/26", "2026-03-20"),
        ("end of the week", "2026-03-06"),
        ("until the end of next week", "2026-03-13"),
        ("end of the month", "2026-03-31"),
        ("end of next month", "2026-04-30"),
        ("end of February", "2027-02-28"),
        ("Friday week", "2026-03-13"),
        ("a week on Friday", "2026-03-13"),
        ("Friday fortnight", "2026-03-20"),
    ],
)
def test_a_typed_day_is_understood(typed: str, meant: str) -> None:
    """Days as people write them here; one without a year is the next of that date."""
    assert typed_date(typed, WEDNESDAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "", "today", "yesterday", "some day", "soon", "none", "31 february", "20/13", "0 days",
        "4 March 2026", "3 March 2026", "2 hours", "2999-01-01", "31 December 9999", "20 xyz",
        "7", "the 32nd", "0th", "next week", "end of the world", "end of next march", "until",
    ],
)  # fmt: skip
def test_a_day_that_is_not_plain_or_not_to_come_is_none(typed: str) -> None:
    """No guessing; nothing past, nothing beyond two years."""
    assert typed_date(typed, WEDNESDAY) is None


@given(some.dates(date(2020, 1, 1), date(2040, 1, 1)), some.integers(1, LONGEST_DAYS))
def test_every_day_to_come_can_be_typed_as_the_bot_writes_it(today: date, ahead: int) -> None:
    """“Friday 20 March 2026” is read back as that day."""
    day = today + timedelta(days=ahead)
    assert typed_date(f"{day:%A} {day.day} {day:%B} {day.year}", today) == day
    assert typed_date(day.isoformat(), today) == day


@pytest.mark.parametrize(("today", "meant"), [(4, 6), (6, None), (7, 13), (8, 13), (9, 13)])
def test_the_end_of_the_week_is_its_friday(today: int, meant: int | None) -> None:
    """On a Friday that is today, and so not to come; at the weekend it is the coming Friday."""
    day = date(2026, 3, meant) if meant else None
    assert typed_date("end of the week", date(2026, 3, today)) == day


@pytest.mark.parametrize(("today", "meant"), [(4, 13), (6, 13), (8, 13), (9, 20)])
def test_the_end_of_next_week_is_the_friday_after_the_coming_monday(today: int, meant: int) -> None:
    """Weeks begin on a Monday."""
    assert typed_date("end of next week", date(2026, 3, today)) == date(2026, 3, meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yesterday", "2026-03-03"),
        ("today", "2026-03-04"),
        ("3 March 2026", "2026-03-03"),
        ("until 4/3/26", "2026-03-04"),
        ("2025-12-24", "2025-12-24"),
    ],
)
def test_a_day_that_has_been_is_told_from_one_that_is_not_plain(typed: str, meant: str) -> None:
    """So it can be said that it has been already."""
    assert typed_past(typed, WEDNESDAY) == date.fromisoformat(meant)
    assert typed_date(typed, WEDNESDAY) is None


@pytest.mark.parametrize("typed", ["tomorrow", "20 March", "3 March", "soon", "", "2999-01-01"])
def test_a_day_to_come_or_not_plain_has_not_been(typed: str) -> None:
    """Without a year it is the next such day, and that is to come."""
    assert typed_past(typed, WEDNESDAY) is None


@given(some.text(), some.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_any_words_at_all_are_a_day_to_come_or_none(typed: str, today: date) -> None:
    """Whatever is typed, it is a day from tomorrow on within two years, or not understood."""
    day = typed_date(typed, today)
    assert day is None or today < day <= today + timedelta(days=LONGEST_DAYS)
    past = typed_past(typed, today)
    assert past is None or (past <= today and day is None)
