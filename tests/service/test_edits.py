"""An edited message changes the answer it gave, wherever that is by now."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.script.reader import read_script
from bot.service.inputs import Command, Edited, Typed
from storage import entries, people
from tests.service.conftest import House, shipped

WALK = """
dialogue: walk
title: A walk round
about: Looking at three places.
minutes: 2
steps:
  look:
    each: What do you notice at {{ item }}?
    items:
      door: the door
      lift: the lift
    text: short
    keep: until-end
    next: again
    stop: over
  again:
    ask: And all in all?
    text: short
    keep: until-end
    next: keep
  keep:
    save: note
    with:
      text: "{{ look.door }}, {{ look.lift }}; {{ again }}"
    next: over
  over:
    end: That is all.
"""


@pytest.fixture
async def walker(house: House) -> House:
    """A house with a walk in it, and somebody who is through with the list."""
    script, problems = read_script(WALK, "walk.yaml")
    assert script, problems
    await house.restart(replace(shipped(), scripts={**shipped().scripts, "walk": script}))
    await house.begun("a")
    await house.give("a", Command("reflect", "walk"))
    await house.give("a", Typed("heavy", 11))
    await house.give("a", Typed("slow", 12))
    return house


async def _log(house: House) -> list[str]:
    async with house.store.read() as unit:
        person = (await people.find(unit, ["a"]))["a"]
        return [row.body["fields"]["text"] for row in await entries.of(unit, person)]


async def test_an_answer_of_a_list_can_be_edited_while_the_talk_is_on(walker: House) -> None:
    """The message about one item changes the answer about that item."""
    assert "changed" in await walker.give("a", Edited("too heavy", 11))
    await walker.give("a", Typed("fine", 13))
    assert await _log(walker) == ["too heavy, slow; fine"]


async def test_an_answer_of_a_list_can_be_edited_when_it_is_kept(walker: House) -> None:
    """The entry is made anew of all that it was made of."""
    await walker.give("a", Typed("fine", 13))
    assert await _log(walker) == ["heavy, slow; fine"]
    await walker.give("a", Edited("stuck & slow", 12))
    assert await _log(walker) == ["heavy, stuck & slow; fine"]
    await walker.give("a", Edited("grand", 13))
    assert "grand" in (await _log(walker))[0]


async def test_an_edit_of_something_else_changes_nothing(walker: House) -> None:
    """A message that gave no answer, or whose words are gone, is said so."""
    assert "nothing to change" in await walker.give("a", Edited("other", 99))
