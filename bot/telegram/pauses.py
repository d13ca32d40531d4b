"""Waiting a little longer each time."""

from __future__ import annotations

import asyncio

FIRST_SECONDS = 0.2
LONGEST_SECONDS = 5.0


def seconds_after(failures: int, first: float = FIRST_SECONDS) -> float:
    """How long to wait after so many failures in a row: double each time, with an end to it."""
    return min(first * 2.0 ** min(max(failures, 1) - 1, 30), LONGEST_SECONDS)


async def rest(seconds: float, unless: asyncio.Event) -> None:
    """Wait so many seconds, or until the event is set."""
    try:
        async with asyncio.timeout(seconds):
            await unless.wait()
    except TimeoutError:
        return
