"""Run the stand-in as a process of its own: ``python -m tests.standin --port N --token T``."""

import argparse
import asyncio
import signal

from tests.standin.flood import Limits
from tests.standin.server import TOKEN, StandIn


def main() -> None:
    """Serve until SIGTERM or SIGINT; prints one line with the address when it is ready."""
    parser = argparse.ArgumentParser(prog="python -m tests.standin", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--flood", action="store_true", help="apply Telegram's sending limits")
    parser.add_argument("--no-record", action="store_true", help="count calls, keep none")
    chosen = parser.parse_args()
    limits = Limits() if chosen.flood else None
    api = StandIn(chosen.token, port=chosen.port, flood=limits, record=not chosen.no_record)
    asyncio.run(_serve(api))


async def _serve(api: StandIn) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    await api.start()
    print(f"stand-in ready at {api.url}", flush=True)
    await stopped.wait()
    await api.stop()


main()
