"""Publishing while people are part-way: nobody notices, and whoever begins has the new words."""

from __future__ import annotations

from dataclasses import replace

from bot.script.reader import read_script
from bot.service.inputs import Command, Typed
from bot.service.revisions import Revisions
from tests.service.conftest import House, shipped

CHECK_IN = "check-in"


async def publish(house: House, *changed: tuple[str, str]) -> None:
    """Other words go live in the running service."""
    source = house.service.library.scripts[CHECK_IN].source
    for old, new in changed:
        source = source.replace(old, new)
    script, _ = read_script(source, "check-in.yaml")
    assert script
    library = replace(shipped(), scripts={**shipped().scripts, CHECK_IN: script})
    async with house.store.write() as unit:
        await Revisions(library).publish(unit, house.now)
    house.service.use(library)


async def test_whoever_is_part_way_ends_on_the_words_they_began_with(house: House) -> None:
    """Without a restart, and however many other words go live meanwhile."""
    for who in ("a", "b"):
        await house.begun(who)
    await house.give("a", Command("checkin"))
    await publish(house, ("Stretched", "Pulled about"))
    await publish(house, ("Pulled about", "Thin on the ground"))
    await house.give("a", Typed("hm"))
    assert house.button("a", "Stretched")
    await house.give("b", Command("checkin"))
    assert house.button("b", "Thin on the ground")
    assert "Nothing has to be sorted out" in await house.tap("a", "Stretched")


async def test_a_step_that_is_gone_strands_nobody(house: House) -> None:
    """The step somebody stands at is not in the new words; they go on from it all the same."""
    await house.begun("a")
    await house.give("a", Command("checkin"))
    await house.tap("a", "Okay")
    source = house.service.library.scripts[CHECK_IN].source
    start = source.index("  words:\n")
    gone = source[start : source.index("  anything_else:")]
    await publish(house, (gone, ""), ("-> words", "-> anything_else"))
    assert "words" not in house.service.library.scripts[CHECK_IN].steps
    assert "keep" in (await house.give("a", Typed("long day"))).lower()
