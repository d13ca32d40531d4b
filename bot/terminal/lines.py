"""Lines from a pipe, or from the keyboard with editing and a history that is never written down."""

from __future__ import annotations

import asyncio
import os
import sys
import termios
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PROMPT = "> "


class Lines:
    """Reads lines from standard input. `next` gives None at the end of the input."""

    def __init__(self) -> None:
        self.interactive = sys.stdin.isatty() and sys.stdout.isatty()
        self._pipe = _lines_of(sys.stdin.fileno())
        if self.interactive:
            import readline  # noqa: PLC0415 - importing it is what gives input() its editing

            readline.clear_history()

    def ask(self) -> str | None:
        """The next line, when it is there."""
        if not self.interactive:
            return next(self._pipe, None)
        try:
            return input(PROMPT)
        except EOFError:
            return None

    async def next(self) -> str | None:
        """The next line; being cancelled leaves the reading thread to itself."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[str | None] = loop.create_future()

        def give(line: str | None) -> None:
            if not answer.done():
                answer.set_result(line)

        def read() -> None:
            line = self.ask()
            with suppress(RuntimeError):  # the loop ended while this thread waited
                loop.call_soon_threadsafe(give, line)

        # A thread of its own, not the executor's: nothing must wait for it at the end.
        threading.Thread(target=read, daemon=True).start()
        return await answer

    @contextmanager
    def tidy(self) -> Iterator[None]:
        """Leaves the terminal as it was found, even when a signal ends the conversation."""
        if not self.interactive:
            yield
            return
        found = termios.tcgetattr(sys.stdin)
        try:
            yield
        finally:
            termios.tcsetattr(sys.stdin, termios.TCSANOW, found)


def _lines_of(handle: int) -> Iterator[str]:
    """The lines of a pipe or file, read without Python's buffer: its lock would hold up the end."""
    rest = b""
    while piece := os.read(handle, 65536):
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield line.decode("utf-8", "replace").rstrip("\r")
    if rest:
        yield rest.decode("utf-8", "replace")
