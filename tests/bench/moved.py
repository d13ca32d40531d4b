"""Cairn told that it is another time: `python -m tests.bench.moved SECONDS run`.

Only the wall clock is moved on, by so many seconds; everything else is `cairn`.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta

from bot import clock
from bot.cli import main

_now, _ahead = clock.now, timedelta(seconds=float(sys.argv.pop(1)))


def _moved() -> datetime:
    return _now() + _ahead


clock.now = _moved
main()
