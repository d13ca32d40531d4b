"""`cairn studio`: the coordinators' pages on this machine, without Telegram."""

from __future__ import annotations

import asyncio
import gc
import signal
from zoneinfo import ZoneInfo

from bot import clock
from bot.problems import CannotStart
from bot.settings import Settings
from bot.studio.folder_bench import FolderBench
from bot.studio.local import LocalStudio


class PortTaken(CannotStart):
    """The studio cannot have the port it was given; `str()` is the sentence."""


async def serve(settings: Settings, port: int) -> None:
    """Serves the studio until it is told to stop.

    Raises:
        PortTaken: Something else listens there.
    """
    zone = ZoneInfo(settings.timezone)
    bench = FolderBench(settings.dialogues)

    def show() -> None:
        print(f"  {studio.address}", flush=True)

    def again() -> None:
        print("That link is used up. For another browser:", flush=True)
        show()

    studio = LocalStudio(bench, lambda: clock.now().astimezone(zone), again)
    try:
        runner = await studio.start(port)
    except OSError:
        told = (
            f"Something else listens on port {port}; choose another with --port, or leave it out."
        )
        raise PortTaken(told) from None
    await studio.get_ready()
    gc.collect()
    gc.freeze()  # what is loaded by now stays; no collection has to look at it again
    # A full collection would hold up the words that somebody types by a quarter of a second, each
    # time that the folder was read anew; what is read makes hardly any garbage of that kind.
    gc.set_threshold(700, 10, 200)
    gc.enable()
    print(f"The studio, over {settings.dialogues}. Open this in your browser:", flush=True)
    show()
    print("It works on this machine alone. Ctrl+C ends it.", flush=True)
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    await stop.wait()
    await runner.cleanup()
