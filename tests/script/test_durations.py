"""Words for time."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.script.durations import (
    WEEKDAYS,
    Suggestion,
    parse_after,
    parse_hours,
    parse_suggestion,
)


@pytest.mark.parametrize(
    ("words", "from_", "to"),
    [
        ("1 day", date(2026, 3, 6), date(2026, 3, 7)),
        ("2 weeks", date(2026, 3, 6), date(2026, 3, 20)),
        ("1 month", date(2026, 1, 31), date(2026, 2, 28)),
        ("1 month", date(2028, 1, 31), date(2028, 2, 29)),
        ("2 months", date(2026, 12, 5), date(2027, 2, 5)),
        ("friday", date(2026, 3, 6), date(2026, 3, 13)),
        ("Monday", date(2026, 3, 6), date(2026, 3, 9)),
        ("none", date(2026, 3, 6), None),
    ],
)
def test_how_far_away_a_day_is(words: str, from_: date, to: date | None) -> None:
    """A month ends where there is no such day; a weekday is the next one, never today."""
    assert parse_after(words).from_(from_) == to


@pytest.mark.parametrize("words", ["", "soon", "0 days", "3 hours", "900 days", "99 months"])
def test_other_words_are_refused_with_a_reason(words: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match=r"\w"):
        parse_after(words)


@given(st.sampled_from(WEEKDAYS), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_weekday_is_within_the_next_seven_days(word: str, day: date) -> None:
    """It falls on that weekday, from tomorrow to a week from now."""
    found = parse_after(word).from_(day)
    assert found is not None
    assert 1 <= (found - day).days <= 7
    assert WEEKDAYS[found.weekday()] == word


def test_waits_are_hours() -> None:
    """How long an open conversation may rest."""
    assert [parse_hours(words) for words in ("12 hours", "1 hour", "2 days")] == [12, 1, 48]
    with pytest.raises(ValueError, match="months"):
        parse_hours("1 month")


def test_suggestions_are_days_and_a_time() -> None:
    """One day, several, or every day."""
    assert parse_suggestion("wednesday 12:15") == Suggestion((2,), time(12, 15))
    assert parse_suggestion("Monday and Thursday 9:00") == Suggestion((0, 3), time(9, 0))
    assert parse_suggestion("daily 12:00").weekdays == tuple(range(7))
    assert parse_suggestion("weekdays 12:00").weekdays == tuple(range(5))


@pytest.mark.parametrize(
    "words", ["12:15", "wednesday", "someday 9:00", "friday 25:00", "friday 10:75"]
)
def test_half_a_suggestion_is_refused(words: str) -> None:
    """Without a day or a real time there is no suggestion."""
    with pytest.raises(ValueError, match=r"\w"):
        parse_suggestion(words)
