"""The support card as it reads at one moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.script.markup import plain
from bot.script.support import SupportCard, read_support
from bot.service.card import card_text
from tests.service.conftest import shipped

LONDON = ZoneInfo("Europe/London")
CARD = """
staff:
  intro: These are people you can talk to.
  urgent:
    - name: Emergency
      phone: "999"
      open: always
      checked: 2026-11-22, from public pages
  lines:
    - name: Evening_line A*B
      phone: 0800 000
      web: https://example.org/a_b_c
      open:
        - mon to thu 18:00 to 02:00
        - fri 18:00 to mon 06:00
      checked: 2026-11-20, by phone
    - name: Your gap line
      phone: to fill in
  near:
    - name: Someone you trust
    - name: Your union
      phone: to fill in
"""


def _card() -> SupportCard:
    cards, _ = read_support(CARD, "support.yaml")
    return cards["staff"]


def _at(local: datetime) -> str:
    return plain(card_text(_card(), local.replace(tzinfo=LONDON), shipped().words))


def _evening_line(text: str) -> str:
    return next(part for part in text.split("\n\n") if part.startswith("Evening_line"))


@pytest.mark.parametrize(
    ("local", "is_open"),
    [
        ("2026-11-23 17:59", False),  # Monday
        ("2026-11-23 18:00", True),
        ("2026-11-24 01:59", True),
        ("2026-11-24 02:00", False),
        ("2026-11-27 02:00", False),  # Friday, after Thursday's night
        ("2026-11-27 18:00", True),
        ("2026-11-29 12:00", True),  # the whole weekend
        ("2026-11-30 05:59", True),
        ("2026-11-30 06:00", False),
        # The clocks change in the night to Sunday: by the clock on the wall, still the weekend.
        ("2026-03-29 00:30", True),
        ("2026-03-29 03:30", True),
        ("2026-03-30 05:59", True),
        ("2026-03-30 06:00", False),
        ("2026-10-25 01:30", True),
        ("2026-10-26 06:00", False),
    ],
)
def test_a_line_says_whether_it_is_open_now(local: str, is_open: bool) -> None:
    """By the person's own clock, over midnight, weekends and the change of the clocks."""
    said = _evening_line(_at(datetime.fromisoformat(local)))
    assert ("Open now" in said) is is_open
    assert ("Closed just now" in said) is not is_open


def test_a_line_is_open_for_the_hours_it_names_in_every_week() -> None:
    """Hour by hour through a week: 4 nights of 8 hours, and 60 hours of weekend."""
    monday = datetime(2026, 11, 23, 0, 30)
    hours = [_evening_line(_at(monday + timedelta(hours=n))) for n in range(7 * 24)]
    assert sum("Open now" in said for said in hours) == 4 * 8 + 60


def test_what_nobody_filled_in_is_left_out() -> None:
    """A gap is no number to ring; the three lines that no card may lack are there."""
    said = _at(datetime(2026, 11, 25, 12))
    assert "to fill in" not in said
    assert "Your gap line" not in said
    assert "Your union" not in said
    assert "Someone you trust" in said
    for number in ("999", "111", "116 123"):
        assert number in said


def test_what_coordinators_typed_is_shown_as_typed() -> None:
    """A name or an address with marks in it stays whole."""
    said = _evening_line(_at(datetime(2026, 11, 25, 12)))
    assert "Evening_line A*B" in said
    assert "https://example.org/a_b_c" in said


def test_the_day_of_each_check_is_said_where_they_differ() -> None:
    """Whoever reads it knows how old the number is."""
    said = _at(datetime(2026, 11, 25, 12))
    assert "20 November 2026" in _evening_line(said)
    assert "22 November 2026" in said
