"""Hours and zones as people type them."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service.rooms.typed_settings import near_zones, read_quiet_hours, read_zone


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("19:00 to 8", ("19:00", "08:00")),
        ("7pm-8am", ("19:00", "08:00")),
        ("from 18.30 until 09:15", ("18:30", "09:15")),
        ("12am to 12pm", ("00:00", "12:00")),
        ("9 PM – 7 AM", ("21:00", "07:00")),
        ("22 till 6", ("22:00", "06:00")),
    ],
)
def test_hours_are_read(typed: str, meant: tuple[str, str]) -> None:
    """The usual ways of writing them mean what they say."""
    assert read_quiet_hours(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "25 to 8", "19:75 to 8", "13pm to 8", "0am to 8", "evenings"]
)
def test_hours_that_are_not_plain_are_asked_again(typed: str) -> None:
    """Better one more question than a wrong quiet night."""
    assert read_quiet_hours(typed) is None


@given(st.times(), st.times())
def test_any_two_times_are_read(start: time, end: time) -> None:
    """Every minute of the day can be chosen."""
    typed = f"{start:%H:%M} to {end:%H:%M}"
    assert read_quiet_hours(typed) == (f"{start:%H:%M}", f"{end:%H:%M}")


@given(st.text())
def test_no_words_are_too_odd(typed: str) -> None:
    """Whatever comes, it is hours that exist, a zone that exists, or nothing."""
    hours, zone = read_quiet_hours(typed), read_zone(typed)
    assert hours is None or [time.fromisoformat(one) for one in hours]
    assert zone is None or ZoneInfo(zone)


@pytest.mark.parametrize("typed", ["lisbon", " Lisbon ", "Europe/Lisbon", "europe/lisbon"])
def test_a_city_is_a_zone(typed: str) -> None:
    """The city's name is enough."""
    assert read_zone(typed) == "Europe/Lisbon"


@pytest.mark.parametrize("typed", ["new york", "New_York", "America/New_York"])
def test_a_city_of_two_words_is_a_zone(typed: str) -> None:
    """With a space, as people write it, or as the table has it."""
    assert read_zone(typed) == "America/New_York"


@pytest.mark.parametrize("typed", ["", "Portobello", "/etc/passwd", "../London", "nowhere"])
def test_an_unknown_place_is_none(typed: str) -> None:
    """What is no zone is never taken for one."""
    assert read_zone(typed) is None


def test_every_zone_can_be_typed_whole() -> None:
    """Nobody's clock is out of reach."""
    names = set(available_timezones())
    assert {read_zone(name) for name in names} == names


@pytest.mark.parametrize("typed", ["Glasgow", "scotland", " The  UK", "Stornoway"])
def test_places_here_go_by_the_clock_here(typed: str) -> None:
    """They have no zone of their own, and nobody should have to know that."""
    assert read_zone(typed.replace("The", "")) == "Europe/London"


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("lisbonn", {"Lisbon": "Europe/Lisbon"}),
        ("new yrok", {"New York": "America/New_York"}),
        ("mars", {}),
        ("", {}),
    ],
)
def test_a_place_spelt_nearly_so_is_offered(typed: str, near: dict[str, str]) -> None:
    """Only what is near: a planet is no city."""
    assert near_zones(typed) == near
