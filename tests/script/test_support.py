"""Support cards: who answers when, what is left out, and what can never be missing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.script.opening import parse_opening
from bot.script.support import FALLBACK_CARD, SupportCard, SupportLine, read_support

TODAY = date(2026, 11, 23)

CARD = """\
staff:
  intro: People to talk to.
  urgent:
    - name: Emergency
      phone: "999"
      note: If somebody is in danger now.
      open: always
      checked: 2026-11-02, on their own page
  lines:
    - name: Breathing Space
      phone: 0800 83 85 87
      open:
        - mon to thu 18:00 to 02:00
        - fri 18:00 to mon 06:00
      checked: 2026-11-02, on their own page
  near:
    - name: Somebody you trust
    - name: your union
      text: "0"
    - name: Occupational health
      phone: to fill in
  safeguarding: to fill in
"""


def at(day: int, clock: str) -> datetime:
    """A local time in the week that begins on Monday 2 March 2026."""
    return datetime.fromisoformat(f"2026-03-{2 + day:02}T{clock}")


@pytest.mark.parametrize(
    ("day", "clock", "answers"),
    [
        (0, "05:59", True),
        (0, "06:00", False),
        (0, "17:59", False),
        (0, "18:00", True),
        (1, "01:59", True),
        (1, "02:00", False),
        (4, "01:00", True),
        (4, "03:00", False),
        (4, "18:00", True),
        (5, "12:00", True),
        (6, "23:59", True),
    ],
)
def test_a_line_that_is_open_over_night_and_over_the_weekend(
    day: int, clock: str, answers: bool
) -> None:
    """Windows run past midnight, and past the end of the week."""
    line = read_support(CARD, "support.yaml")[0]["staff"].lines[-1]
    assert line.open_at(at(day, clock)) is answers


@pytest.mark.parametrize(
    ("words", "open_", "shut"),
    [
        ("daily 09:00 to 17:00", (6, "09:00"), (6, "17:00")),
        ("mon to fri 9:00 to 17:00", (4, "16:59"), (5, "12:00")),
        ("sat to sun 10:00 to 14:00", (6, "10:00"), (0, "10:00")),
        ("wed 10:00 to 14:00", (2, "10:00"), (3, "10:00")),
        ("daily 17:00 to 00:00", (0, "23:59"), (0, "00:00")),
        ("daily 17:00 to 24:00", (0, "23:59"), (0, "00:00")),
        ("fri to mon 22:00 to 02:00", (1, "01:00"), (4, "01:00")),
    ],
)
def test_windows(words: str, open_: tuple[int, str], shut: tuple[int, str]) -> None:
    """Each form of opening hours, at one time inside and one outside."""
    hours = parse_opening([words])
    assert hours.at(at(*open_))
    assert not hours.at(at(*shut))


@given(st.datetimes())
def test_always_is_always(local: datetime) -> None:
    """There is no minute at which the lines that never close are closed."""
    assert parse_opening(["always"]).at(local)


@pytest.mark.parametrize(
    "words", ["", "evenings", "mon to fri", "mon 25:00 to 26:00", "mon to fri 9:60 to 10:00"]
)
def test_hours_that_are_not_understood_are_refused(words: str) -> None:
    """A line is never called open on a guess."""
    with pytest.raises(ValueError, match=r"\w"):
        parse_opening([words])
    assert not SupportLine("Somebody").open_at(at(0, "12:00"))


def test_what_is_not_filled_in_is_left_out() -> None:
    """People see the card without its gaps; whoever publishes it is told which there are."""
    card = read_support(CARD, "support.yaml")[0]["staff"]
    assert card.gaps() == ("your union", "Occupational health", "safeguarding")
    shown = card.shown()
    assert [line.name for line in shown.near] == ["Somebody you trust"]
    assert shown.safeguarding == ""
    assert shown.gaps() == ()


def test_three_lines_are_always_there() -> None:
    """999, 111 and Samaritans are added to a card that lacks them, and only then."""
    card = read_support(CARD, "support.yaml")[0]["staff"]
    assert [line.phone for line in card.urgent] == ["999"]
    assert [line.phone for line in card.lines] == ["111", "116 123", "0800 83 85 87"]


@pytest.mark.parametrize("text", ["", "a: b: c", "\x00", "someone:\n  intro: Hello.\n"])
def test_a_file_that_cannot_be_read_still_gives_a_card(text: str) -> None:
    """Whatever happens to the file, there is somebody to talk to."""
    cards, problems = read_support(text, "support.yaml")
    assert cards["staff"] == FALLBACK_CARD
    assert problems


@given(st.text())
def test_any_file_gives_a_card(text: str) -> None:
    """Nothing in the file can raise or take the card away."""
    cards, _ = read_support(text, "support.yaml", TODAY)
    phones = {line.phone for line in (*cards["staff"].urgent, *cards["staff"].lines)}
    assert {"999", "111", "116 123"} <= phones


@pytest.mark.parametrize(
    ("age", "told"),
    [(0, []), (90, []), (91, ["W"]), (180, ["W"]), (181, ["E"])],
)
def test_the_age_of_a_check_is_told(age: int, told: list[str]) -> None:
    """Up to 90 days nothing, up to 180 a warning, then nothing new is published."""
    checked = TODAY - timedelta(days=age)
    text = CARD.replace("2026-11-02, on their own page", f"{checked}, by telephone", 1)
    _, problems = read_support(text, "support.yaml", TODAY)
    assert [(problem.code, problem.severity) for problem in problems] == [("D505", s) for s in told]
    assert read_support(text, "support.yaml")[1] == []


def test_a_line_that_was_never_checked_is_told() -> None:
    """The problem says which line, where, and what to do."""
    text = CARD.replace("      checked: 2026-11-02, on their own page\n", "", 1)
    _, problems = read_support(text, "support.yaml", TODAY)
    assert [problem.line() for problem in problems] == [
        "support.yaml:4:7: D505 the line “Emergency” has never been checked (help: look at the "
        "service's own page, then write today's date and how you checked)"
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("2026-11-02,", "last week,", "“checked”: write a day and how"),
        ("2026-11-02,", "2026-13-02,", "“checked”: "),
        ("open: always", "open: whenever", "“whenever” is not understood"),
        ("phone:", "phon:", "a support line has no field “phon”"),
        ("name: Emergency", "note: x", "a support line needs “name:”"),
    ],
)
def test_a_slip_in_a_card_is_explained(before: str, after: str, said: str) -> None:
    """Cards are files like the others, and complaints as plain."""
    _, problems = read_support(CARD.replace(before, after, 1), "support.yaml")
    assert any(said in problem.message for problem in problems)


def test_a_card_may_be_short() -> None:
    """Only the first words are needed; the built-in lines do the rest."""
    cards, problems = read_support("staff:\n  intro: Hello.\n", "support.yaml", TODAY)
    assert problems == []
    assert cards["staff"] == SupportCard("Hello.", FALLBACK_CARD.urgent, FALLBACK_CARD.lines)


def test_a_line_cannot_have_been_checked_on_a_day_to_come() -> None:
    """A slip in the year would keep a dead number looking fresh; tomorrow may be a time zone."""
    text = CARD.replace("2026-11-02, on", "2027-11-02, on", 1)
    _, problems = read_support(text, "support.yaml", TODAY)
    assert [(one.code, one.severity) for one in problems] == [("D505", "E")]
    assert "still to come" in problems[0].message
    tomorrow = CARD.replace("2026-11-02, on", "2026-11-24, on", 1)
    assert read_support(tomorrow, "support.yaml", TODAY)[1] == []
