"""Runs the benchmarks and prints the table that stands in docs/performance.md.

python -m tests.bench [--quick] [--only turns|nudges|nudges.wave …] [--write docs/performance.md]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tests.bench import cairns, keeping, ticks, turns, wave, words
from tests.bench.seeding import Stores

PACKAGES = (
    "python-telegram-bot",
    "aiogram",
    "aiohttp",
    "SQLAlchemy",
    "aiosqlite",
    "cryptography",
    "APScheduler",
)
Part = Callable[[], Awaitable[list[str]]]


@dataclass(frozen=True)
class Size:
    """How long and how large everything is."""

    seconds: float = 6.0
    rounds: int = 3
    stored: int = 500_000
    jobs: int = 100_000
    wave: int = 100_000
    wave_per_second: float = 300.0  # ten times what Telegram permits
    quiet_seconds: float = 60.0
    groups: int = 5_000
    part_way: int = 1_000


QUICK = Size(
    seconds=2.0,
    rounds=1,
    stored=40_000,
    jobs=25_000,
    wave=6_000,
    quiet_seconds=20.0,
    groups=450,
    part_way=100,
)


def parts(size: Size, stores: Stores) -> dict[str, Part]:
    """Everything that can be measured, by name."""
    seconds, rounds = size.seconds, size.rounds
    return {
        "turns.others": lambda: turns.against_the_others(seconds, rounds),
        "turns.alone": lambda: turns.alone(seconds),
        "turns.flood": lambda: turns.beside_a_flood(seconds),
        "turns.stored": lambda: turns.with_many_stored(seconds, rounds, stores, size.stored),
        "nudges.rules": lambda: ticks.with_many_rules(stores, size.stored, rounds),
        "nudges.cron": lambda: ticks.beside_apscheduler(stores, size.jobs, rounds),
        "nudges.wave": lambda: wave.to_people(size.wave, size.wave_per_second, size.quiet_seconds),
        "nudges.groups": lambda: wave.to_groups(size.groups),
        "keeping.export": keeping.exported,
        "cairn.drawn": lambda: cairns.drawn(rounds),
        "cairn.beside": lambda: cairns.beside(seconds / 2, rounds),
        "words.publish": lambda: words.published_meanwhile(size.part_way),
    }


def machine() -> list[str]:
    """What this was measured on."""
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return [
        f"{os.cpu_count()} cores ({cpu}), Python {platform.python_version()}, {versions}. "
        "One machine, one run; the stand-in has one process of its own. Compare by ratio.",
    ]


async def measured(size: Size, only: list[str]) -> str:
    """The parts whose names begin with one of `only`, as a page."""
    blocks = [machine()]
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        for name, part in parts(size, Stores(Path(folder))).items():
            if not name.startswith(tuple(only)):
                continue
            began = time.monotonic()
            lines = await part()
            print("\n".join(lines), f"\n({name}: {time.monotonic() - began:.0f} s)\n", flush=True)
            blocks.append(lines)
    return "\n\n".join("\n".join(lines) for lines in blocks)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small and short, to try the thing")
    parser.add_argument(
        "--only", nargs="+", default=[""], help="the parts whose names begin so, such as nudges"
    )
    parser.add_argument("--write", type=Path, help="put the table into this page, after its head")
    options = parser.parse_args()
    if options.write and options.only != [""]:
        parser.error("a page is written whole: --write and --only do not go together")
    page = asyncio.run(measured(QUICK if options.quick else Size(), options.only))
    if options.write:
        head, _, _ = options.write.read_text().partition("\n## Figures\n")
        options.write.write_text(f"{head}\n## Figures\n\n{page}\n")


if __name__ == "__main__":
    main()
