"""What somebody takes with them: all of it, and nothing in it can run."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from bot.service.acts import Document
from bot.service.inputs import Command, Typed
from tests.service.conftest import House

NASTY = '<script>alert(1)</script> & "quotes" <img src=x onerror=alert(2)>'


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


async def _export(house: House) -> dict[str, str]:
    out = await house.hand_in([house.arrived("a", Command("export"))])
    return {one.act.name: one.act.data.decode() for one in out if isinstance(one.act, Document)}


async def test_words_stay_words_in_the_page(house: House) -> None:
    """Whatever somebody wrote is shown as they wrote it, and is no markup."""
    await house.begun("a")
    await house.give("a", Command("log"), Typed(NASTY, 7))
    await house.tap("a", "Keep")
    await house.give("a", Command("settings", "name"), Typed("<b>Mo</b>"))
    page = _Tags()
    page.feed((await _export(house))["cairn.html"])
    assert page.tags.isdisjoint({"script", "img", "b"})
    assert NASTY in page.words
    assert "<b>Mo</b>" in page.words


async def test_the_data_says_everything_that_the_desk_holds(house: House) -> None:
    """Nothing that is kept is left out: every part of the desk, the log, what comes back."""
    await house.begun("a")
    await house.give("a", Command("log"), Typed("Ask what helped", 7))
    await house.tap("a", "Keep")
    await house.tap("a", "In a week")
    await house.give("a", Command("reflect"))
    held = json.loads((await _export(house))["cairn.json"])
    desk = await house.desk("a")
    assert desk
    said = json.dumps(held)
    for part, value in desk.to_json().items():
        if part not in ("nonce", "session_visit"):  # marks on buttons, not facts about anybody
            assert json.dumps(value)[1:-1] in said, part
    assert held["log"][0]["fields"]["text"] == "Ask what helped"
    assert len(held["to_come_back_to"]) == 1
    assert held["address"] == "a"
