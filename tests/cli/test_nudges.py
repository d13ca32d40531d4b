"""`cairn nudges`: how many come when, how long that takes, what became of the rest."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.commands.nudges import ask, horizon, lines_so_far
from bot.health import Figures, HealthPage
from storage import nudges, people
from storage.keyfile import load_or_make
from storage.nudges import Nudge
from storage.store import Store
from tests.cli.conftest import Cairn, free_port

FIGURES = Figures(
    since_poll=1.0,
    up=9.0,
    sent=0,
    unsent=0,
    people=1,
    due=600,
    reminders={"send": {"due": 1200}, "drop": {"paused": 3, "late": 1}, "rest": {"unanswered": 2}},
    taken_up=1300,
    since_tick=4.0,
)


async def _with_reminders(folder: Path, *ahead: timedelta) -> None:
    vault = load_or_make(folder / "master.key", folder / "cairn.db")
    now = datetime.now(UTC)
    store = await Store.open(
        f"sqlite:///{folder / 'cairn.db'}", vault, erased_list=folder / "erased.txt", now=now
    )
    async with store, store.write() as unit:
        owner = await people.add(unit, "tg:1", {}, now.date())
        rows = [Nudge(unit.new_id(), now + one, {"text": "planted"}) for one in ahead]
        rows.append(Nudge(unit.new_id(), None, {"text": "planted"}))
        await nudges.add(unit, [(owner, row) for row in rows])


def test_what_is_to_come_is_counted_by_the_hour(cairn: Cairn, tmp_path: Path) -> None:
    """What is due already counts as now; what never comes, or comes later, is not counted."""
    (tmp_path / "data").mkdir()
    hours = [timedelta(hours=at) for at in (-1, 2, 2, 2, 23, 25)]
    asyncio.run(_with_reminders(tmp_path / "data", *hours))
    ran = cairn("nudges", "--next", "24h")
    assert ran.code == 0
    assert "Reminders in the next 24 hours: 5, of 6 that are on." in ran.out
    assert len(re.findall("█", ran.out)) >= 3
    assert re.search(
        r"The largest wave: 3 at .*; at 30 messages a second it takes 1 second", ran.out
    )
    assert "The running bot does not answer" in ran.out
    assert "planted" not in ran.out
    assert "tg:" not in ran.out


def test_without_a_database_it_says_so(cairn: Cairn) -> None:
    """One plain sentence, and an exit code that means something is missing."""
    ran = cairn("nudges")
    assert ran.code == 1
    assert "no database yet" in ran.out


def test_a_length_that_is_none_is_wrong_use(cairn: Cairn) -> None:
    """The command says what a length looks like."""
    ran = cairn("nudges", "--next", "soon")
    assert ran.code == 2
    assert "not a length of time" in ran.err


@pytest.mark.parametrize(
    ("words", "hours"), [("24h", 24), ("7d", 168), ("12 hours", 12), ("2 days", 48)]
)
def test_lengths_are_read_as_people_write_them(words: str, hours: int) -> None:
    """Short and long forms."""
    assert horizon(words) == timedelta(hours=hours)


async def test_the_running_bot_is_asked_over_http() -> None:
    """Counts with their reasons, the last look, and how long what is due takes to leave."""

    async def figures() -> Figures:
        return FIGURES

    page, port = HealthPage(figures), free_port()
    await page.open("127.0.0.1", port)
    try:
        answer = await asyncio.to_thread(ask, "127.0.0.1", port)
    finally:
        await page.close()
    said = "\n".join(lines_so_far(answer))
    assert "600 due now, 1,300 taken up. Last looked 4 seconds ago." in said
    assert re.search(r"sent +1,200  due 1,200", said)
    assert re.search(r"rested +2  unanswered 2", said)
    assert re.search(r"dropped +4  paused 3, late 1", said)
    assert "What is due has left in about 20 seconds." in said
