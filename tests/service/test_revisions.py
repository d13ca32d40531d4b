"""Whoever begins on some words ends on them; and nobody is stranded when they are gone."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import delete

from bot.script.folder import Library
from bot.script.model import Script
from bot.script.reader import read_script
from bot.service.inputs import Command, Tapped, Typed
from storage.tables import revisions
from tests.service.conftest import House, shipped

CHECK_IN = "check-in"


def _with(script: Script | None) -> Library:
    """The shipped dialogues with another check-in, or with none."""
    others = {name: one for name, one in shipped().scripts.items() if name != CHECK_IN}
    return replace(shipped(), scripts=others | ({CHECK_IN: script} if script else {}))


def _other_words() -> Script:
    old = shipped().scripts[CHECK_IN]
    script, _ = read_script(old.source.replace("Stretched", "Pulled about"), "check-in.yaml")
    assert script
    return script


async def test_a_conversation_ends_on_the_words_it_began_on(house: House) -> None:
    """A new version meanwhile changes nothing for whoever is in the middle."""
    await house.begun("a")
    await house.give("a", Command("checkin"))
    await house.restart(_with(_other_words()))
    await house.give("a", Typed("hm"))
    assert house.button("a", "Stretched")
    await house.begun("b")
    await house.give("b", Command("checkin"))
    assert house.button("b", "Pulled about")


async def test_words_that_break_a_later_rule_still_play(house: House) -> None:
    """They were fit when somebody began; a stricter rule since then strands nobody."""
    old = shipped().scripts[CHECK_IN]
    broken = old.source + "\n  nowhere:\n    say: Hello\n    next: gone\n"
    assert read_script(broken, "check-in.yaml")[0] is None
    stricter = replace(old, source=broken, revision="0" * 64)
    await house.restart(_with(stricter))
    await house.begun("a")
    await house.give("a", Command("checkin"))
    await house.restart(shipped())
    assert "No longer" not in await house.tap("a", "Okay")
    desk = await house.desk("a")
    assert desk
    assert desk.session is None or desk.session.revision == "0" * 64


async def test_a_conversation_whose_words_are_lost_is_put_away_kindly(house: House) -> None:
    """It is said once; after that everything works as ever."""
    await house.begun("a")
    await house.give("a", Command("checkin"))
    tap = house.button("a", "Okay")
    async with house.store.write() as unit:
        await unit.run(delete(revisions))
    await house.restart(_with(_other_words()))
    assert "no longer have the words" in await house.give("a", tap)
    desk = await house.desk("a")
    assert desk
    assert desk.session is None
    assert "no longer" not in await house.give("a", Command("checkin"))
    assert house.button("a", "Pulled about")


async def test_help_comes_at_once_when_the_words_are_lost(house: House) -> None:
    """The card is in the same message; nothing stands in its way."""
    await house.begun("a")
    await house.give("a", Command("checkin"))
    async with house.store.write() as unit:
        await unit.run(delete(revisions))
    await house.restart(_with(None))
    assert "Samaritans" in await house.give("a", Command("support"))


async def test_a_dialogue_that_is_not_offered_any_more_is_said_so(house: House) -> None:
    """By its command, by an old button; and whatever else there is still works."""
    await house.begun("a")
    await house.restart(_with(None))
    assert "not here any more" in await house.give("a", Command("checkin"))
    assert "not here any more" in await house.give("a", Tapped("/checkin"))
    assert "begin" in await house.give("a", Command("reflect"))


async def test_a_dialogue_that_went_is_still_asked_about_by_its_title(house: House) -> None:
    """Somebody in the middle of it, asking for something else, is asked whether to carry on."""
    await house.begun("a")
    await house.give("a", Command("checkin"))
    await house.tap("a", "Stretched")
    await house.restart(_with(None))
    title = shipped().scripts[CHECK_IN].title
    assert f"part-way through “{title}”" in await house.give("a", Command("reflect"))
    await house.tap("a", "Carry on")
    desk = await house.desk("a")
    assert desk
    assert desk.session
    assert desk.session.dialogue == CHECK_IN
