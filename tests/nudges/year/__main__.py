"""`python -m tests.nudges.year --people 1000 --write FILE`: plays the year, and writes its account.

Prints how many occurrences there were of each outcome, and what went wrong, if anything did.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import structlog

from bot.script.folder import read_folder
from tests.nudges.year.account import counts, reckon, tallied
from tests.nudges.year.town import DAYS, Town

DIALOGUES = Path(__file__).parents[3] / "dialogues"
MOST_SHOWN = 20


def main() -> int:
    """Plays the year; 1 if anything went wrong."""
    asked = _asked()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    library, _ = read_folder(DIALOGUES, date(2026, 2, 2))
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        people, seed, days = asked.people, asked.seed, asked.days
        town = Town(Path(folder), library, people, seed, days, at_midnight=_told)
        asyncio.run(town.run())
    account = reckon(town.book, town.end)
    tallied(town.book, town.machine.told())
    if asked.write:
        asked.write.write_text("".join(f"{one}\n" for one in account))
    print(f"{asked.people} people, {asked.days} days, {time.monotonic() - began:.0f} s")
    for name, figure in town.machine.figures.items():
        print(f"{figure:8} {name}")
    print(f"{len(account):8} occurrences")
    for outcome, number in counts(account).most_common():
        print(f"{number:8} {outcome}")
    print(f"{len(town.book.wrong):8} wrong")
    for one in town.book.wrong[:MOST_SHOWN]:
        print(f"  {one}")
    return 1 if town.book.wrong else 0


def _told(day: date) -> None:
    """Says how far the year has come, once a month."""
    if day.day == 1:
        print(f"{day:%B %Y}", file=sys.stderr, flush=True)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Plays a year of reminders.")
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--write", type=Path, help="where the account goes, a line an occurrence")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
