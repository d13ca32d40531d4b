"""`python -m tests.faults.launch`: `cairn run`, with something about it changed for a test.

    --again            for each line on stdin, runs once more in a fork that has imported everything
    --hours FILE       the wall clock is so many hours off as the file says, read at each look;
                       reminders are looked for twice a second, not three times a minute
    --fails-at WORD    answering a message that is just this word always fails
    --patience SECONDS how long a poll may stay open, and how long any answer may take

Everything else is the real thing: each run is a process of its own, with its own memory.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import datetime, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import NoReturn
from unittest.mock import patch


class SecretKeptError(RuntimeError):
    """Raised with the words of a person in it, as careless code does."""


def main() -> None:
    """Runs once, or again and again."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--hours", type=Path)
    parser.add_argument("--fails-at")
    parser.add_argument("--patience", type=float)
    chosen = parser.parse_args()
    if chosen.patience:
        _hurry(chosen.patience)
    if chosen.hours:
        _move_clock(chosen.hours)
    if chosen.fails_at:
        _fail_at(chosen.fails_at)
    if chosen.again:
        _again()
    else:
        _run()


def _run() -> None:
    from bot.cli import main as cairn

    sys.argv = ["cairn", "run"]
    cairn()


def _again() -> None:
    """A start that has nothing left to import takes a tenth of the time."""
    for module in ("apscheduler.schedulers.asyncio", "bot.health", "bot.telegram.transport"):
        import_module(module)
    from bot import clock
    from bot.script.files import files_in
    from bot.script.folder import read_files
    from bot.script.memo import Memo
    from bot.settings import read_settings

    # One installation's dialogues stay the same from start to start.
    memo = Memo()
    read_files(files_in(read_settings().dialogues), clock.now().date(), memo)
    patch("bot.app.Memo", lambda: memo).start()
    while sys.stdin.readline():
        child = os.fork()
        if child == 0:
            _run_and_leave()
        _, status = os.waitpid(child, 0)
        print("ended", os.waitstatus_to_exitcode(status), flush=True)


def _run_and_leave() -> NoReturn:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    print("pid", os.getpid(), flush=True)
    code = 0
    try:
        _run()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    sys.stderr.flush()
    os._exit(code)


def _hurry(seconds: float) -> None:
    from bot.telegram import http
    from bot.telegram.transport import TelegramTransport

    patch("bot.telegram.api._ANSWER", http.within(seconds)).start()
    patch("bot.telegram.http._ANSWER", http.within(seconds)).start()
    patch("bot.telegram.poller.ANSWER_SECONDS", seconds).start()
    hasty = partial(TelegramTransport, poll_seconds=int(seconds))
    patch("bot.telegram.transport.TelegramTransport", hasty).start()


def _move_clock(file: Path) -> None:
    from bot import clock
    from bot.nudges.runner import Runner

    real = clock.now

    def now() -> datetime:
        return real() + timedelta(hours=float(file.read_text()))

    patch("bot.clock.now", now).start()
    patch("bot.service.service.Runner", partial(Runner, every=0.5)).start()


def _fail_at(word: str) -> None:
    from bot.service.dispatch import dispatch
    from bot.service.inputs import Typed
    from bot.service.moment import Moment

    async def failing(moment: Moment) -> None:
        await dispatch(moment)
        if isinstance(moment.input, Typed) and moment.input.text == word:
            raise SecretKeptError(word)

    patch("bot.service.answering.dispatch", failing).start()


if __name__ == "__main__":
    main()
