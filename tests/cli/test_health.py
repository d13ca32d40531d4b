"""The health page: whether polls come through, and figures about nobody."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp
import pytest

from bot.health import Figures, HealthPage, PortTaken
from tests.cli.conftest import free_port

FIGURES = Figures(
    since_poll=10.0,
    up=500.0,
    sent=7,
    unsent=2,
    people=3,
    due=1,
    reminders={"send": {"due": 4}, "drop": {"paused": 2}},
    taken_up=5,
    since_tick=3.0,
)


def _always(figures: Figures) -> Callable[[], Awaitable[Figures]]:
    async def give() -> Figures:
        return figures

    return give


@asynccontextmanager
async def _asked(figures: Figures, path: str) -> AsyncIterator[aiohttp.ClientResponse]:
    port = free_port()
    page = HealthPage(_always(figures))
    await page.open("127.0.0.1", port)
    try:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}{path}") as answer,
        ):
            yield answer
    finally:
        await page.close()


@pytest.mark.parametrize(
    ("since_poll", "up", "status"),
    [(10.0, 500.0, 200), (181.0, 500.0, 503), (None, 20.0, 200), (None, 181.0, 503)],
)
async def test_health_is_the_last_successful_poll(
    since_poll: float | None, up: float, status: int
) -> None:
    """Three minutes without an answer from Telegram is ill, however alive the port looks."""
    figures = replace(FIGURES, since_poll=since_poll, up=up)
    async with _asked(figures, "/health") as answer:
        assert answer.status == status
        body = await answer.json()
    assert body == {"well": status == 200, "since_poll": up if since_poll is None else since_poll}


async def test_figures_are_numbers_about_nobody() -> None:
    """Nothing on the page of figures could name, or single out, a person."""
    async with _asked(FIGURES, "/metrics") as answer:
        lines = (await answer.text()).splitlines()
    mine = [line for line in lines if line.startswith("cairn_")]
    assert sorted(mine) == [
        "cairn_due 1.0",
        "cairn_people 3.0",
        "cairn_reminders_taken_up 5.0",
        'cairn_reminders{outcome="drop",reason="paused"} 2.0',
        'cairn_reminders{outcome="send",reason="due"} 4.0',
        "cairn_sent 7.0",
        "cairn_since_poll_seconds 10.0",
        "cairn_since_tick_seconds 3.0",
        "cairn_unsent 2.0",
        "cairn_wave_seconds 0.1",
    ]


async def test_a_port_in_use_is_one_sentence() -> None:
    """A second bot on the same address is told which setting to change."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"127.0.0.1:{port} .* CAIRN_HTTP"):
            await HealthPage(_always(FIGURES)).open("127.0.0.1", port)
