"""A desk, a profile and a screen go through JSON and come back as they were."""

from __future__ import annotations

import json
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.session import Entry, Session
from bot.service.desk import Desk, Screen
from bot.service.profile import SWITCHES, Profile

WORDS = st.dictionaries(st.text(), st.text(), max_size=3)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
st.register_type_strategy(Entry, st.builds(Entry, fields=WORDS))
TIMES = st.datetimes(timezones=st.just(UTC))
PROFILES = st.builds(Profile)
SCREENS = st.builds(Screen, args=st.dictionaries(st.text(), JSON, max_size=3))
SESSIONS = st.builds(Session, answers=WORDS, drawn=WORDS)
DESKS = st.builds(
    Desk,
    profile=PROFILES,
    session=st.none() | SESSIONS,
    screen=st.none() | SCREENS,
    touched=st.none() | TIMES,
    unprompted=st.lists(TIMES, max_size=3).map(tuple),
)


@given(DESKS)
def test_a_desk_survives_a_restart(desk: Desk) -> None:
    """Settings, place, open screen, what was seen and written: nothing is lost on the way."""
    assert Desk.from_json(json.loads(json.dumps(desk.to_json()))) == desk


@given(PROFILES)
def test_a_profile_survives_a_restart(profile: Profile) -> None:
    """What somebody chose stays chosen."""
    assert Profile.from_json(json.loads(json.dumps(profile.to_json()))) == profile


@given(PROFILES, st.sampled_from(SWITCHES), st.booleans())
def test_a_switch_moves_alone(profile: Profile, name: str, on: bool) -> None:
    """One purpose, one switch: the others stay as they are."""
    moved = profile.switch(name, on=on)
    assert (name in moved.switches) is on
    assert moved.switches - {name} == profile.switches - {name}


def test_a_new_profile_has_everything_off() -> None:
    """Nothing is kept, counted or sent until somebody says so; weekends and evenings are quiet."""
    profile = Profile("1", "Europe/London")
    assert not profile.switches
    assert not profile.tidy
    week = profile.week(frozenset())
    assert week.days == frozenset(range(5))
    assert (f"{week.quiet_from:%H:%M}", f"{week.quiet_to:%H:%M}") == ("19:00", "08:00")


def test_a_desk_is_frozen() -> None:
    """A room puts a new desk in the old one's place; a failed turn cannot leave half of one."""
    desk = Desk(Profile("1", "Europe/London"), "ab")
    with pytest.raises(AttributeError):
        desk.visit = 2  # type: ignore[misc]  # what the test is about
