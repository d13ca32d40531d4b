"""Pictures on their way: drawn beside the loop before their turn to be sent, and kept nowhere.

Drawing takes a third of a second of one processor, which nobody else should wait for. So a process
of its own draws, one picture at a time, and the line of its chat waits; no sender does. Whoever
waited too long for a picture gets its words.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import structlog

import bot.service
from bot.service.acts import Drawing, Print
from bot.telegram.lines import Job

PATIENCE = 45.0  # seconds, from when it is wanted
AT_ONCE = 1

_HOUSE = Path(bot.service.__file__).parents[2]

logger = structlog.get_logger()


class NotDrawn(Exception):
    """The process that draws gave no picture."""


class Drawings:
    """Draws what is to be sent, each job's picture once."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Semaphore(AT_ONCE)

    def wanted(self, job: Job) -> bool:
        """Whether a job has to wait for its picture."""
        return isinstance(job.act, Drawing | Print) and job.picture is None

    def begin(self, job: Job, then: Callable[[], None]) -> None:
        """Has a job's picture drawn, if it is not being drawn already; calls `then` after it.

        A picture that could not be drawn is empty: its words are sent instead.
        """
        if not job.drawing and isinstance(job.act, Drawing | Print):
            job.drawing = True
            task = asyncio.create_task(self._draw(job, job.act, then))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Lets go of all that is being drawn; it is drawn again after the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _draw(self, job: Job, act: Drawing | Print, then: Callable[[], None]) -> None:
        picture = b""
        try:
            async with asyncio.timeout(PATIENCE), self._turn:
                picture = await drawn_beside(act.kind, act.of)
        except (TimeoutError, NotDrawn, OSError) as error:
            logger.warning("picture_not_drawn", error=type(error).__name__)
        job.picture = picture
        then()


async def drawn_beside(kind: str, of: Mapping[str, Any]) -> bytes:
    """The picture of a recipe, drawn by a process of its own.

    Raises:
        NotDrawn: it ended without a picture.
        OSError: it could not be started.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.service.made",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,  # an error would show what the recipe says
        cwd=_HOUSE,
        # It needs no settings, and so gets none: token and key stay with the bot.
        env={name: value for name, value in os.environ.items() if not name.startswith("CAIRN_")},
    )
    try:
        picture, _ = await process.communicate(json.dumps({"kind": kind, "of": of}).encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode or not picture:
        raise NotDrawn
    return picture
