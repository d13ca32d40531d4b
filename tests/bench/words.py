"""Publishing while people are part-way: how long whoever taps just then waits for an answer."""

from __future__ import annotations

import asyncio
import gc
import shutil
import statistics
import sys
import tempfile
import time
from itertools import count, cycle
from pathlib import Path
from typing import Any

from bot import clock
from bot.app import SWITCH
from bot.script.files import files_in
from bot.script.memo import Memo
from bot.service.acts import Say
from bot.service.inputs import Arrived, Command, Input, Tapped
from bot.service.installation import Installation
from bot.service.outgoing import Done
from bot.service.publishing import publishing
from bot.service.publishing.going_live import Following, begin_with
from bot.service.publishing.when import When
from bot.service.service import Service
from bot.settings import SHIPPED_DIALOGUES
from tests.bench.seeding import opened

A_SECOND = 30  # taps, as many as Telegram lets a bot answer
AT_ONCE = 200
PUBLICATIONS = 5
_numbers = count(1)


async def published_meanwhile(people: int) -> list[str]:
    """People tap one after another, in quiet and while other words are published again and again.

    The publication runs in the same process, as it does from the page: everything is read, every
    rule and transcript looked at, and the running service takes the new words up.
    """
    with tempfile.TemporaryDirectory(prefix="cairn-words-") as here:
        folder = Path(shutil.copytree(SHIPPED_DIALOGUES, Path(here) / "dialogues"))
        async with opened(Path(here), clock.now()) as store:
            memo = Memo()
            begun = await begin_with(store, files_in(folder), When.HAND, clock.now(), memo)
            service = Service(store, begun.library, Installation(), clock.now)
            await service.start()
            following = Following(store, begun, service.use, clock.now, memo)
            crowd = _Crowd(service, people)
            await crowd.set_out()
            gc.collect()
            gc.freeze()
            sys.setswitchinterval(SWITCH)
            quiet = await crowd.tap_for(5.0)

            async def publish_again_and_again() -> float:
                began = time.perf_counter()
                for number in range(PUBLICATIONS):
                    _change(folder, number)
                    files = await asyncio.to_thread(files_in, folder)
                    proposal = await publishing.of_folder(
                        store, files, clock.now(), memo, by_hand=True
                    )
                    await publishing.publish(store, proposal, clock.now())
                    await following.take_up()
                return (time.perf_counter() - began) / PUBLICATIONS

            publishing_now = asyncio.ensure_future(publish_again_and_again())
            busy = await crowd.tap_until(publishing_now)
            took = await publishing_now
            gc.unfreeze()
    return [
        f"### Publishing while {people:,} are part-way",
        "",
        "| | answers | p50 ms | p95 ms | longest ms |",
        "|---|---|---|---|---|",
        _row("in quiet", quiet),
        _row("while publishing", busy),
        "",
        f"{PUBLICATIONS} publications of {took:.2f} s each; {crowd.failed} taps failed. "
        "Wanted: none fails, none waits longer than 250 ms.",
    ]


def _row(name: str, waits: list[float]) -> str:
    cuts = statistics.quantiles(waits, n=20)
    return f"| {name} | {len(waits)} | {cuts[9]:.1f} | {cuts[18]:.1f} | {max(waits):.1f} |"


def _change(folder: Path, number: int) -> None:
    """Another title of a dialogue that everybody is in: all of them stay on their old words."""
    file = folder / "check-in.yaml"
    lines = file.read_text("utf-8").splitlines()
    titled = [f"title: How things are {number}" if x.startswith("title:") else x for x in lines]
    file.write_text("\n".join(titled) + "\n", "utf-8")


class _Crowd:
    """People who are in the middle of a check-in, and go round in it."""

    def __init__(self, service: Service, people: int) -> None:
        self._service = service
        self._addresses = [f"bench:{number}" for number in range(people)]
        self._turns = cycle(self._addresses)
        self._last: dict[str, Say] = {}
        self.failed = 0

    async def set_out(self) -> None:
        """Everybody says yes, and begins."""
        for words in (("start", "yes"), ("stop", ""), ("checkin", "")):
            for at in range(0, len(self._addresses), AT_ONCE):
                some = self._addresses[at : at + AT_ONCE]
                await self._hand_in({who: Command(*words) for who in some})

    async def tap_for(self, seconds: float) -> list[float]:
        """How long each waited, in milliseconds."""
        return await self.tap_until(asyncio.ensure_future(asyncio.sleep(seconds)))

    async def tap_until(self, done: asyncio.Future[Any]) -> list[float]:
        """The same, until something else is done."""
        waits: list[float] = []
        began = time.perf_counter()
        while not done.done():
            began = max(began + 1 / A_SECOND, time.perf_counter())
            await asyncio.sleep(began - time.perf_counter())
            who = next(self._turns)
            # From when it should have been tapped: what held the loop up counts as waiting.
            await self._hand_in({who: self._tap(who)})
            waits.append(1000 * (time.perf_counter() - began))
        return waits

    def _tap(self, who: str) -> Input:
        buttons = [one for row in self._last[who].rows for one in row]
        return Tapped(buttons[0].token) if self._last[who].visit else Command("checkin")

    async def _hand_in(self, inputs: dict[str, Input]) -> None:
        batch = [Arrived(next(_numbers), who, one) for who, one in inputs.items()]
        out = await self._service.handle(batch)
        said = {one.address: one.act for one in out if isinstance(one.act, Say)}
        words = self._service.library.words
        self.failed += sum(words.text("odd.failed") in one.text for one in said.values())
        self.failed += len(inputs) - len(said.keys() & inputs.keys())
        self._last |= said
        await self._service.done([Done(one.row) for one in out if one.row])
