"""Cairn as a process of its own: started, killed, ended, and what it said."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from tests.standin import StandIn

ROOT = Path(__file__).parents[2]
READY = "Cairn is ready"
START_SECONDS = 240.0  # a whole virtual machine may stand still for minutes, and its clock goes on


class Cairn:
    """One installation: a folder, and the process that runs in it.

    Args:
        api: Its Telegram.
        folder: Where its data, its key and its errors go.
        module: What is run: `bot`, or `tests.faults.launch` with `arguments`.
        arguments: For the module.
        settings: More settings, or others.
    """

    def __init__(
        self,
        api: StandIn,
        folder: Path,
        module: str = "bot",
        arguments: Sequence[str] = ("run",),
        **settings: str,
    ) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._command = [sys.executable, "-m", module, *arguments]
        self._again = "--again" in arguments
        self._settings = {
            "CAIRN_TELEGRAM_TOKEN": api.token,
            "CAIRN_TELEGRAM_API_URL": api.url,
            "CAIRN_DATA_DIR": str(self.data),
            "CAIRN_MASTER_KEY_FILE": str(folder / "key" / "master.key"),
            "CAIRN_HTTP": "127.0.0.1:0",
            "CAIRN_ADMIN_IDS": "1",  # else each start says how to become the first coordinator
            "CAIRN_SEND_PER_SECOND": "1000",
            "CAIRN_SEND_PER_CHAT": "100",
            **settings,
        }
        self._process: asyncio.subprocess.Process | None = None
        self.pid = 0
        self.running = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.running:
            os.kill(self.pid, signal.SIGKILL)
        if self._process and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def start(self) -> None:
        """Starts it and waits until it says that it is ready.

        Raises:
            AssertionError: it ended in place of that.
        """
        await self.spawn()
        line = await self._line(READY, "ended")
        self.running = line.startswith(READY)
        assert self.running, f"it did not start: {self.errors()}"

    async def spawn(self) -> None:
        """Starts it, and waits for nothing."""
        if self._process is None or not self._again:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / "stderr").open("a") as errors:
                self._process = await asyncio.create_subprocess_exec(
                    *self._command,
                    cwd=self.folder,
                    env=_environment(self._settings),
                    stdin=asyncio.subprocess.PIPE,
                    stdout=asyncio.subprocess.PIPE,
                    stderr=errors,
                )
        self.pid = self._process.pid
        if self._again:
            assert self._process.stdin
            self._process.stdin.write(b"once more\n")
            self.pid = int((await self._line("pid")).split()[1])
        self.running = True

    async def kill(self) -> None:
        """SIGKILL: it has no say in it."""
        os.kill(self.pid, signal.SIGKILL)
        assert await self.ended() == -signal.SIGKILL

    async def stop(self) -> int:
        """SIGTERM; its exit code."""
        os.kill(self.pid, signal.SIGTERM)
        return await self.ended()

    async def ended(self, within: float = START_SECONDS) -> int:
        """Waits for its end; its exit code."""
        assert self._process
        if self._again:
            code = int((await self._line("ended")).split()[1])
        else:
            code = await asyncio.wait_for(self._process.wait(), within)
        self.running = False
        return code

    def limit_files(self, size: int | None) -> None:
        """No file of the running process can grow over so many bytes; None: as big as it likes."""
        hard = resource.prlimit(self.pid, resource.RLIMIT_FSIZE)[1]
        soft = hard if size is None else size
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (soft, hard))

    @property
    def database(self) -> Path:
        """The database’s file."""
        return self.data / "cairn.db"

    def errors(self) -> str:
        """What it has written to stderr in all its runs."""
        return (self.folder / "stderr").read_text("utf-8")

    def log(self) -> str:
        """What it has logged in all its runs."""
        return "".join(file.read_text("utf-8") for file in (self.data / "logs").iterdir())

    async def _line(self, *beginnings: str) -> str:
        """The next line on its stdout that begins so; “ended” where there is none."""
        assert self._process and self._process.stdout
        async with asyncio.timeout(START_SECONDS):
            while line := (await self._process.stdout.readline()).decode():
                if line.startswith(beginnings):
                    return line
        return "ended"


def _environment(settings: dict[str, str]) -> dict[str, str]:
    rest = {name: each for name, each in os.environ.items() if not name.startswith("CAIRN_")}
    return {**rest, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **settings}
