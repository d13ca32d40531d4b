"""What only a running bot can meet: a rival, a token taken back, a port in use."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.faults.processes import Cairn
from tests.standin import StandIn


def _one_sentence(cairn: Cairn) -> str:
    """What it said at its end: one line, and no traceback."""
    said = cairn.errors()
    assert said.count("\n") == 1
    assert "Traceback" not in said
    return said


async def test_of_two_on_one_token_one_says_so_and_the_other_answers(
    api: StandIn, tmp_path: Path
) -> None:
    """One ends with 1 and a plain sentence, and nothing that is said meanwhile is lost."""
    api.allow_refusals("Conflict")
    person = api.person()
    async with Cairn(api, tmp_path / "one") as one, Cairn(api, tmp_path / "two") as two:
        await one.start()
        await two.start()
        ends = {asyncio.create_task(each.ended()): each for each in (one, two)}
        done, left = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED, timeout=60)
        (task,) = done
        loser = ends[task]
        assert task.result() == 1
        assert "Another program is fetching this bot’s messages" in _one_sentence(loser)
        await person.say("/start")
        await person.expect("Nobody reads what you write here", within=20)
        (other,) = left
        other.cancel()
        await asyncio.gather(other, return_exceptions=True)
        winner = two if loser is one else one
        assert await winner.stop() == 0
        assert winner.errors() == ""


async def test_a_token_that_is_taken_back_ends_it_with_one_sentence(
    api: StandIn, tmp_path: Path
) -> None:
    """At BotFather a token can be revoked while the bot runs; the sentence says where to look."""
    api.allow_refusals("Unauthorized")
    async with Cairn(api, tmp_path) as cairn:
        await cairn.start()
        api.fail("getUpdates", status=401, times=None)
        await api.person().say("/start")  # ends the open poll
        assert await cairn.ended() == 1
        said = _one_sentence(cairn)
        assert "BotFather" in said
        assert api.token not in said + cairn.log()


async def test_a_port_in_use_ends_the_start_with_one_sentence(api: StandIn, tmp_path: Path) -> None:
    """The sentence names the setting; the bot that was there first goes on."""
    address = f"127.0.0.1:{api.port}"
    async with Cairn(api, tmp_path, CAIRN_HTTP=address) as cairn:
        await cairn.spawn()
        assert await cairn.ended() == 1
        assert "CAIRN_HTTP" in _one_sentence(cairn)
