"""Killed again and again while people talk: the machine goes down, and nobody notices much."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.faults.crowd import Crowd
from tests.faults.held import everything_is_held
from tests.faults.processes import Cairn
from tests.standin import StandIn

KILLS = 100
PEOPLE = 8
SEED = 20261125


async def test_killed_100_times_while_people_talk_nothing_is_lost(
    api: StandIn, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Nothing answered is missing, nobody is stuck, and a kill repeats one message in a chat."""
    # A keyboard that was taken off just before; a tap that lay there while nothing ran.
    api.allow_refusals("message is not modified", "query is too old")
    chance = random.Random(SEED)
    killed: list[float] = []
    began = time.monotonic()
    async with (
        Cairn(api, tmp_path, "tests.faults.launch", ["--again"]) as cairn,
        Crowd(api, PEOPLE, SEED) as crowd,
    ):
        await cairn.start()
        await crowd.begin()
        crowd.talk()
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.1, 1.2))
            await cairn.kill()
            killed.append(time.monotonic())
            crowd.check()
            if chance.random() < 0.1:  # the start is a moment, too
                await cairn.spawn()
            else:
                await cairn.start()
        await crowd.finish()
        took = time.monotonic() - began
        await everything_is_held(crowd)
        assert await cairn.stop() == 0
        assert cairn.errors() == ""
        repeated = _repeated(crowd, killed)
        figures = (
            f"seed {SEED}: {KILLS} kills, {crowd.answers} answers, {crowd.kept} kept, "
            f"{crowd.repeats} repeats, {took:.0f} s"
        )
        record_property("figures", figures)
        assert max(repeated.values(), default=0) <= 1
        assert crowd.repeats == repeated.total()
        assert crowd.surplus == 0


def _repeated(crowd: Crowd, killed: list[float]) -> Counter[tuple[int, int]]:
    """How many repeats each kill has brought to each chat."""
    found: Counter[tuple[int, int]] = Counter()
    for talker in crowd.talkers:
        for at in talker.repeats:
            kill = sum(moment < at for moment in killed)
            if kill:
                found[talker.person.id, kill] += 1
    return found
