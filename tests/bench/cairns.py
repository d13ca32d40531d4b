"""Drawing a cairn: how long it takes, and whether whoever is answered meanwhile notices."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from bot import clock
from bot.drawing.cairn import draw
from bot.drawing.colours import KINDS
from bot.telegram.drawings import drawn_beside
from storage import entries, people
from tests.bench.bots import FIRST, cairn, polling
from tests.bench.crowd import Crowd, Figures
from tests.bench.seeding import flushed, opened, seed
from tests.standin import Person, StandIn

STONES = 500
TALKING = 20
PAUSE, UNEVEN = 0.25, 0.4
ASKER = FIRST + TALKING
APART = 0.5  # seconds between a picture and the next question for one
PAIRS = 5  # in each round
KINDS_OF = [*KINDS, None]
FIELDS = {"text": "When the door sticks, I will say so at the desk."}


async def drawn(rounds: int) -> list[str]:
    """How long it takes here, in processor time too, and in a process of its own."""
    stones = [(str((1 << 32) + at), KINDS_OF[at % len(KINDS_OF)]) for at in range(STONES)]
    draw(stones[:1], "light")
    lines = [
        "### Drawing a cairn",
        "",
        "| stones | ms | processor ms | ms in a process of its own, its start too | KB |",
        "| --- | --- | --- | --- | --- |",
    ]
    for number in (1, 30, STONES):
        here, busy, beside, size = [], [], [], 0
        for _ in range(5 * rounds):
            began, work = time.perf_counter(), time.process_time()
            size = len(draw(stones[:number], "light"))
            here.append(1000 * (time.perf_counter() - began))
            busy.append(1000 * (time.process_time() - work))
            began = time.perf_counter()
            await drawn_beside("cairn", {"stones": stones[:number], "ground": "light"})
            beside.append(1000 * (time.perf_counter() - began))
        typical = [statistics.median(one) for one in (here, busy, beside)]
        shown = " | ".join(f"{one:.0f}" for one in typical)
        lines.append(f"| {number} | {shown} | {size / 1000:.0f} |")
    return [*lines, "", f"Medians. Wanted: {STONES} stones in under 300 ms."]


async def beside(seconds: float, rounds: int) -> list[str]:
    """People talk, in turn with nobody else and with somebody who asks for one cairn after another.

    Many short stretches, and the ratio of each pair: what else the machine does changes from minute
    to minute, and would be taken for the drawing.
    """
    pairs: list[tuple[Figures, Figures]] = []
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        at = Path(folder)
        await seed(at, TALKING + 1, FIRST)
        await _raise_cairn(at)
        await asyncio.to_thread(flushed)
        async with StandIn(record=False) as api:
            api.allow_refusals()
            crowd = Crowd(api, PAUSE, UNEVEN)
            crowd.join(TALKING, FIRST)
            asker = api.person(first_name="Asker", id=ASKER)

            async def asked_for() -> Figures:
                asking = asyncio.ensure_future(_ask_again_and_again(api, asker))
                seen = await crowd.stretch(seconds)
                asking.cancel()
                await asyncio.sleep(PAUSE)
                return seen

            async with cairn(api, at):
                await polling(api)
                await crowd.talk(2.0)
                async with crowd.talking(1.0):
                    for number in range(PAIRS * rounds):
                        if number % 2:
                            drawing, quiet = await asked_for(), await crowd.stretch(seconds)
                        else:
                            quiet, drawing = await crowd.stretch(seconds), await asked_for()
                        pairs.append((quiet, drawing))
                photos = api.count["sendPhoto"]
    times = {
        share: statistics.median(drawing.at(share) / quiet.at(share) for quiet, drawing in pairs)
        for share in (0.5, 0.95)
    }
    return [
        f"### {TALKING} people in conversation while cairns of {STONES} stones are drawn",
        "",
        "| somebody else | answers | p50 ms | p95 ms |",
        "| --- | --- | --- | --- |",
        _row("does nothing", [quiet for quiet, _ in pairs]),
        _row(f"asks for {photos} cairns", [drawing for _, drawing in pairs]),
        "",
        f"The median of {len(pairs)} pairs: p50 {times[0.5]:.2f} times, p95 {times[0.95]:.2f} "
        "(wanted: at most 1.2).",
    ]


async def _raise_cairn(folder: Path) -> None:
    async with opened(folder, clock.now()) as store, store.write() as unit:
        address = f"tg:{ASKER}"
        who = (await people.find(unit, [address]))[address]
        words = {"kind": "small_change", "made": "2026-03-02", "notes": [], "fields": FIELDS}
        themes = [KINDS_OF[at % len(KINDS_OF)] for at in range(STONES)]
        await entries.add(unit, [(who, {**words, "theme": theme}) for theme in themes])


async def _ask_again_and_again(api: StandIn, asker: Person) -> None:
    while True:
        had = api.count["sendPhoto"]
        await asker.say("/log cairn")
        while api.count["sendPhoto"] == had:  # noqa: ASYNC110 (the stand-in has no event for it)
            await asyncio.sleep(0.01)
        await asyncio.sleep(APART)


def _row(name: str, stretches: list[Figures]) -> str:
    turns = [turn for one in stretches for turn in one.turns]
    seen = Figures(sum(one.seconds for one in stretches), turns, {})
    return f"| {name} | {len(turns):,} | {seen.at(0.5):.1f} | {seen.at(0.95):.1f} |"
