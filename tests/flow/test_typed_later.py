"""A moment to come, as people type it under a message that came by itself."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.typed_later import typed_later

NOON = datetime(2026, 11, 25, 12, 20, tzinfo=ZoneInfo("Europe/London"))  # a Wednesday
CAME_AT = time(12, 15)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("an hour", "2026-11-25 13:20"),
        ("in two hours", "2026-11-25 14:20"),
        ("Half an hour", "2026-11-25 12:50"),
        ("in an hour and a half", "2026-11-25 13:50"),
        ("90 mins", "2026-11-25 13:50"),
        ("14:30", "2026-11-25 14:30"),
        ("later today at 4", "2026-11-25 16:00"),
        ("at 11", "2026-11-26 11:00"),
        ("tomorrow", "2026-11-26 12:15"),
        ("tomorrow at 2", "2026-11-26 14:00"),
        ("9am friday", "2026-11-27 09:00"),
        ("Friday, half nine", "2026-11-27 09:30"),
        ("in 3 days", "2026-11-28 12:15"),
        ("the 7th at noon", "2026-12-07 12:00"),
    ],
)
def test_a_moment_is_read(typed: str, meant: str) -> None:
    """A while, a time, a day, or both; a day alone keeps the time at which the message came."""
    found = typed_later(typed, NOON, CAME_AT)
    assert found
    assert f"{found:%Y-%m-%d %H:%M}" == meant


@pytest.mark.parametrize(
    "typed", ["", "hour", "today", "yesterday", "in 25 hours", "0 hours", "soon", "not now"]
)
def test_what_is_not_plain_is_none(typed: str) -> None:
    """Better one more question than a message at a time that nobody meant."""
    assert typed_later(typed, NOON, CAME_AT) is None


@given(st.text(max_size=60))
def test_it_is_always_to_come(typed: str) -> None:
    """Whatever was typed: nothing, or a moment after this one."""
    found = typed_later(typed, NOON, CAME_AT)
    assert found is None or found > NOON
