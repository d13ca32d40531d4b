"""Telegram refuses, breaks off, hangs and goes away while people talk, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.crowd import Crowd
from tests.faults.held import everything_is_held
from tests.faults.processes import Cairn
from tests.standin import StandIn
from tests.standin.params import Params

PEOPLE = 6
SEED = 20261125
SENDING = ("sendMessage", "sendDocument")
PATIENCE = ["--patience", "3"]  # in place of 15 seconds for an answer, and 50 for a poll


@pytest.fixture
def lost(api: StandIn, monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """How many answers about a message that was sent were lost, by chat."""
    found: Counter[int] = Counter()
    meet = api.faults.find

    def find(method: str, params: Params) -> object:
        fault = meet(method, params)
        if fault and fault.after and method in SENDING:
            found[params.integer("chat_id")] += 1
        return fault

    monkeypatch.setattr(api.faults, "find", find)
    return found


def nothing_is_repeated_but_what_was_lost(crowd: Crowd, lost: Counter[int]) -> None:
    """Only a message whose answer never came may come again."""
    for talker in crowd.talkers:
        assert len(talker.repeats) <= lost[talker.person.id], f"seed {SEED}"
    assert crowd.surplus == 0


async def test_refusals_resets_and_hangs_at_random_lose_nothing(
    api: StandIn, lost: Counter[int], tmp_path: Path
) -> None:
    """Under 429, 500, 502, resets before and after, and hangs, everybody is answered once."""
    api.allow_refusals("message is not modified", "query is too old")
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
    print(
        f"seed {SEED}: {injected} faults, {crowd.answers} answers, {crowd.kept} kept, "
        f"{crowd.repeats} repeats of {lost.total()} lost answers"
    )
    assert injected > 50
    assert lost.total() > 2
    nothing_is_repeated_but_what_was_lost(crowd, lost)


@pytest.mark.parametrize("refuse", [False, True], ids=["reset", "refused"])
async def test_a_stretch_without_network_loses_nothing(
    api: StandIn, lost: Counter[int], tmp_path: Path, refuse: bool
) -> None:
    """What people say while there is no network is answered when it is back."""
    api.allow_refusals("message is not modified", "query is too old")
    async with (
        Cairn(api, tmp_path, "tests.faults.launch", PATIENCE) as cairn,
        Crowd(api, PEOPLE, SEED) as crowd,
    ):
        await cairn.start()
        await crowd.begin()
        crowd.talk()
        await asyncio.sleep(2)
        # Whatever is under way when every connection is reset may have been done.
        lost.update(talker.person.id for talker in crowd.talkers)
        await api.network_down(refuse=refuse)
        await asyncio.sleep(6)
        heard = crowd.answers
        await api.network_up()
        await crowd.finish()
        await everything_is_held(crowd)
        assert crowd.answers > heard + PEOPLE
        assert await cairn.stop() == 0
    assert '"event": "poll_failed"' in cairn.log()
    nothing_is_repeated_but_what_was_lost(crowd, lost)
