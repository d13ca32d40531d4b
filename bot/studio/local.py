"""The studio of one's own machine: over a folder, and reached from here alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.studio.app import Studio
from bot.studio.door import OwnDoor
from bot.studio.site import Site, this_machine
from bot.studio.workbench import Workbench


class LocalStudio:
    """A studio that listens on this machine.

    Args:
        bench: The files.
        now: This moment, in the zone in which dialogues are tried.
        used: Called when a link was used up, so that another one can be shown.
    """

    def __init__(
        self, bench: Workbench, now: Callable[[], datetime], used: Callable[[], None]
    ) -> None:
        self.door = OwnDoor(used)
        self.port = 0
        self._studio = Studio(bench, self.door, self._site, now)

    @property
    def address(self) -> str:
        """The address with the token that works once, to be opened in a browser."""
        return f"http://127.0.0.1:{self.port}/enter#{self.door.token}"

    async def start(self, port: int) -> web.AppRunner:
        """Opens the studio on this machine alone.

        Args:
            port: Where; 0 for any that is free.

        Raises:
            OSError: The port is taken.
        """
        runner = web.AppRunner(self._studio.app(), access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        try:
            await site.start()
        except BaseException:
            await runner.cleanup()
            raise
        self.port = runner.addresses[0][1]
        return runner

    async def get_ready(self) -> None:
        """Reads everything before anybody plays, which takes longest."""
        await self._studio.get_ready()

    def _site(self) -> Site:
        return this_machine(self.port)
