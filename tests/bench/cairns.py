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
from tests.bench.bots import FIRST, cairn, polling, until
from tests.bench.crowd import Crowd, Figures
from tests.bench.seeding import flushed, opened, seed
from tests.standin import Person, StandIn

STONES = 500
TALKING = 20
PAUSE, UNEVEN = 0.25, 0.4
ASKER = FIRST + TALKING
APART = 1.0  # seconds between a picture and the next question for one, in all
KINDS_OF = [*KINDS, None]
FIELDS = {"text": "When the door sticks, I will say so at the desk."}
ASKED = ("", "/log", "/log cairn")


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
    """People talk: with nobody else, with somebody who reads a long log, and who has it drawn.

    The three in turn, and again: whoever opens a log of so many entries has all of it read, with a
    picture and without.
    """
    seen: dict[str, list[Figures]] = {one: [] for one in ASKED}
    photos = 0
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
            async with cairn(api, at):
                await polling(api)
                await crowd.talk(2.0)
                async with crowd.talking(1.0):
                    for _ in range(rounds):
                        for words, stretches in seen.items():
                            asking = asyncio.ensure_future(_ask_again_and_again(api, asker, words))
                            stretches.append(await crowd.stretch(seconds))
                            asking.cancel()
                            await asyncio.sleep(1.0)
                photos = api.count["sendPhoto"]
    quiet, reading, drawing = (_together(one) for one in seen.values())
    times = [drawing.at(share) / quiet.at(share) for share in (0.5, 0.95)]
    more = [drawing.at(share) / reading.at(share) for share in (0.5, 0.95)]
    return [
        f"### {TALKING} people in conversation while cairns of {STONES} stones are drawn",
        "",
        "| somebody else | answers | p50 ms | p95 ms |",
        "| --- | --- | --- | --- |",
        _row("does nothing", quiet),
        _row("opens the log, again and again", reading),
        _row(f"asks for the cairn, again and again ({photos} pictures)", drawing),
        "",
        f"With cairns to without: p50 {times[0]:.2f} times, p95 {times[1]:.2f} (wanted: at most "
        f"1.2); to reading the log alone {more[0]:.2f} and {more[1]:.2f}.",
    ]


async def _raise_cairn(folder: Path) -> None:
    async with opened(folder, clock.now()) as store, store.write() as unit:
        address = f"tg:{ASKER}"
        who = (await people.find(unit, [address]))[address]
        words = {"kind": "small_change", "made": "2026-03-02", "notes": [], "fields": FIELDS}
        themes = [KINDS_OF[at % len(KINDS_OF)] for at in range(STONES)]
        await entries.add(unit, [(who, {**words, "theme": theme}) for theme in themes])


async def _ask_again_and_again(api: StandIn, asker: Person, words: str) -> None:
    while words:
        had = len(asker.messages)
        await asker.say(words)
        await until(lambda had=had: len(asker.messages) > had + 1, "no answer came", 60)  # type: ignore[misc]
        await asyncio.sleep(APART)


def _together(stretches: list[Figures]) -> Figures:
    turns = [turn for one in stretches for turn in one.turns]
    return Figures(sum(one.seconds for one in stretches), turns, {})


def _row(name: str, seen: Figures) -> str:
    return f"| {name} | {len(seen.turns):,} | {seen.at(0.5):.1f} | {seen.at(0.95):.1f} |"
