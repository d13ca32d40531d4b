"""The first two minutes: from /start to a kept small change."""

from __future__ import annotations

from tests.standin import Person
from tests.talk.running import Cairn


async def test_from_start_to_a_kept_small_change(stranger: Person, cairn: Cairn) -> None:
    """A new person gets from /start to a first kept small change without reading a manual."""
    await stranger.say("/start")
    await stranger.expect("automated")
    await stranger.tap("Yes, start")
    await stranger.expect("leave names out")
    await stranger.tap("Skip")
    await stranger.say("/log")
    await stranger.expect("nothing here yet")
    await stranger.say("Open the morning with one good thing")
    await stranger.expect("Shall I keep this")
    await stranger.tap("Keep")
    await stranger.expect("Kept in your log")
    await stranger.tap("In a week")
    await stranger.expect("Wednesday 2 December")
    await stranger.say("/log")
    await stranger.expect("Open the morning with one good thing")
