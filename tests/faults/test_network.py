"""Telegram refuses, breaks off, hangs and goes away while people talk, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from aiohttp import web

from tests.faults.crowd import Crowd
from tests.faults.held import everything_is_held
from tests.faults.processes import Cairn
from tests.standin import StandIn
from tests.standin.backend import Call
from tests.standin.params import Params

Recorder = Callable[[str, object], None]

PEOPLE = 6
SEED = 20261125
SENDING = ("sendMessage", "sendDocument")
PATIENCE = ["--patience", "3"]  # in place of 15 seconds for an answer, and 25 for a poll
MINUTE = 60.0
# The longest pause, a connection that is still being tried, and the answering on a busy machine.
SOON = 12.0


def lost_answers(api: StandIn, monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """How many answers about a message that was sent were lost, by chat.

    Not only those that a fault takes away: where the machine stands still for longer than the bot
    waits, the bot has hung up by the time at which its call is looked at, and no answer reaches it.
    """
    found: Counter[int] = Counter()
    meet, process = api.faults.find, api._process

    def find(method: str, params: Params) -> object:
        fault = meet(method, params)
        if fault and fault.after and method in SENDING:
            found[params.integer("chat_id")] += 1
        return fault

    async def processed(token: str, call: Call) -> web.StreamResponse:
        reply = await process(token, call)
        try:
            for _ in range(6):  # the rounds in which it is seen that somebody hung up
                await asyncio.sleep(0)
        except asyncio.CancelledError:
            if call.method in SENDING:
                found[call.chat_id] += 1
            raise
        return reply

    monkeypatch.setattr(api.faults, "find", find)
    monkeypatch.setattr(api, "_process", processed)
    return found


def nothing_is_repeated_but_what_was_lost(crowd: Crowd, lost: Counter[int]) -> None:
    """Only a message whose answer never came may come again."""
    for talker in crowd.talkers:
        assert len(talker.repeats) <= lost[talker.person.id], f"seed {SEED}"
    assert crowd.surplus == 0


async def test_refusals_resets_and_hangs_at_random_lose_nothing(
    api: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Recorder
) -> None:
    """Under 429, 500, 502, resets before and after, and hangs, everybody is answered once."""
    api.allow_refusals("message is not modified", "query is too old")
    lost = lost_answers(api, monkeypatch)
    async with (
        Cairn(api, tmp_path, "tests.faults.launch", PATIENCE) as cairn,
        Crowd(api, PEOPLE, SEED) as crowd,
    ):
        await cairn.start()
        await crowd.begin()
        rates = {"429": 0.02, "500": 0.03, "502": 0.03, "drop_before": 0.03, "drop_after": 0.03}
        api.chaos({**rates, "hang": 0.01, "slow": 0.02}, seed=SEED)
        api.hang("sendMessage", times=2, after=True)
        crowd.talk()
        await asyncio.sleep(12)
        crowd.check()
        await crowd.finish()
        injected = api.faults.injected
        api.faults.clear()
        await everything_is_held(crowd)
        assert await cairn.stop() == 0
    figures = (
        f"seed {SEED}: {injected} faults, {crowd.answers} answers, {crowd.kept} kept, "
        f"{crowd.repeats} repeats of {lost.total()} lost answers"
    )
    record_property("figures", figures)
    assert injected > 50
    assert lost.total() > 2
    nothing_is_repeated_but_what_was_lost(crowd, lost)


async def test_a_minute_without_network_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Recorder
) -> None:
    """What people say meanwhile is answered within seconds of its return, however it went away."""
    ways = ("reset", "refuse", "silent")
    async with asyncio.TaskGroup() as together:
        took = [
            together.create_task(_a_minute_without(way, tmp_path / way, monkeypatch))
            for way in ways
        ]
    after = ", ".join(f"{one.result():.1f} s ({way})" for way, one in zip(ways, took, strict=True))
    record_property("figures", f"a minute without network: everybody answered after {after}")


async def _a_minute_without(way: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> float:
    """How many seconds it took until everybody had an answer again."""
    async with (
        StandIn() as api,
        Cairn(api, folder) as cairn,
        Crowd(api, PEOPLE, SEED, patience=MINUTE + SOON) as crowd,
    ):
        api.allow_refusals("message is not modified", "query is too old")
        lost = lost_answers(api, monkeypatch)
        await cairn.start()
        await crowd.begin()
        crowd.talk()
        await asyncio.sleep(2)
        # Whatever is under way when the network goes may have been done.
        lost.update(talker.person.id for talker in crowd.talkers)
        await api.network_down(refuse=way == "refuse", silent=way == "silent")
        await asyncio.sleep(1)
        heard = crowd.answers
        await asyncio.sleep(MINUTE - 1)
        assert crowd.answers == heard
        await api.network_up()
        took = await crowd.all_hear(within=SOON)
        await crowd.finish()
        await everything_is_held(crowd)
        assert await cairn.stop() == 0
        assert '"event": "poll_failed"' in cairn.log()
        nothing_is_repeated_but_what_was_lost(crowd, lost)
        return took
