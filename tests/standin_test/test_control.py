"""The stand-in as a process of its own, steered over its control API."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.standin import RawBot

ROOT = Path(__file__).parents[2]
TOKEN = "99:a-token-given-on-the-command-line"


class Remote:
    """The control API of a stand-in elsewhere."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = aiohttp.ClientSession()

    async def __call__(self, command: str, **body: Any) -> Any:
        """Give a command and return its answer's JSON."""
        async with self.session.post(f"{self.url}/control/{command}", json=body) as response:
            return await response.json()


@pytest.fixture
async def remote() -> AsyncIterator[Remote]:
    """A stand-in in another process, which must end cleanly on SIGTERM."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.standin", "--token", TOKEN),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    remote = Remote(line.split()[-1])
    yield remote
    await remote.session.close()
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0


async def test_a_conversation_is_steered_from_another_process(remote: Remote) -> None:
    """People speak and tap, faults come and go, and everything can be read back."""
    person = (await remote("person", first_name="Ailsa"))["id"]
    await remote("say", person=person, text="/start")
    assert (await remote("state"))["pending"] == 1
    async with RawBot(remote.url, TOKEN) as bot:
        update = (await bot("getUpdates")).result[0]
        await bot("getUpdates", offset=update["update_id"] + 1)
        assert await remote("wait_idle") == {}
        await remote("fail", method="sendMessage", status=429, retry_after=3)
        assert (await bot("sendMessage", chat_id=person, text="x")).status == 429
        keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
        await bot("sendMessage", chat_id=person, text="Well?", reply_markup=keyboard)
        assert (await remote("expect", person=person, text="Well"))["text"] == "Well?"
        tap = await remote("tap", person=person, label="Yes")
        await bot("answerCallbackQuery", callback_query_id=tap["id"])
        await remote("drop_after", method="sendMessage")
        with pytest.raises(aiohttp.ClientError):
            await bot("sendMessage", chat_id=person, text="lost")
        await remote("block", person=person)
        assert (await bot("sendMessage", chat_id=person, text="x")).status == 403
        await remote("unblock", person=person)
        await remote("network", up=False)
        with pytest.raises(aiohttp.ClientError):
            await bot("getMe")
        await remote("network", up=True)
        assert (await bot("getMe")).status == 200
    shown = [message["text"] for message in await remote("messages", chat_id=person)]
    assert shown == ["/start", "Well?", "lost"]
    state = await remote("state")
    assert state["refused"] == [["sendMessage", "Forbidden: bot was blocked by the user"]]
    assert state["count"]["sendMessage"] == 4
    assert state["injected"] == 2
    oks = [call["ok"] for call in await remote("calls", method="sendMessage")]
    assert oks == [False, True, True, False]
    assert (await remote("wait", method="getMe", number=1))["count"]["getMe"] == 1


async def test_many_people_speak_at_once(remote: Remote) -> None:
    """For benchmarks: one command, many people, several messages each."""
    assert await remote("say_many", first=1000, people=30, times=2, text="hello") == {"said": 60}
    async with RawBot(remote.url, TOKEN) as bot:
        updates = (await bot("getUpdates")).result
        assert {update["message"]["from"]["id"] for update in updates} == set(range(1000, 1030))
        assert len(updates) == 60
        keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
        for number in range(1000, 1030):
            await bot("sendMessage", chat_id=number, text="Well?", reply_markup=keyboard)
        assert await remote("tap_many", first=1000, people=30, label="Yes") == {"tapped": 30}
        updates = (await bot("getUpdates", offset=updates[-1]["update_id"] + 1)).result
    assert [update["callback_query"]["from"]["id"] for update in updates] == [*range(1000, 1030)]


async def test_clock_flood_and_ids_are_set_from_outside(remote: Remote) -> None:
    """The clock moves, limits go on and off, ids start again, raw updates are queued."""
    before = (await remote("clock"))["now"]
    assert (await remote("clock", advance=3600))["now"] >= before + 3600
    await remote("restart_ids", at=70)
    assert await remote("update", kind="poll", content={"id": "1"}) == {"update_id": 70}
    person = (await remote("person"))["id"]
    await remote("say", person=person, text="/start")
    await remote("flood", limits={"chat_burst": 1})
    async with RawBot(remote.url, TOKEN) as bot:
        statuses = [(await bot("sendMessage", chat_id=person, text="x")).status for _ in range(2)]
        assert statuses == [200, 429]
        await remote("flood")
        assert (await bot("sendMessage", chat_id=person, text="x")).status == 200
    assert (await remote("state"))["flooded"] == 1


async def test_a_command_that_cannot_be_done_says_why(remote: Remote) -> None:
    """Unknown commands are answered with the known ones, mistakes with their reason."""
    assert "say_many" in (await remote("dance"))["error"]
    assert "KeyError" in (await remote("say", person=5))["error"]
    assert "kinds of random faults" in (await remote("chaos", rates={"x": 1}, seed=1))["error"]
