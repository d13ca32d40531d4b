"""Long work in a thread, beside people who are being answered and must not notice it."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class _NoCollections:
    """While somebody is in here, nothing is collected; afterwards, what is there stays."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1
            gc.disable()

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                gc.freeze()
                gc.enable()


_no_collections = _NoCollections()


async def aside(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Does something that makes very many objects, in a thread.

    A full collection over all of them would hold everybody up for more than a second (measured by
    `python -m tests.bench --only words`), so none is made meanwhile, and what was made is not
    looked at again; `tidy` does that at night.
    """
    with _no_collections:
        return await asyncio.to_thread(work, *args, **kwargs)


def tidy() -> None:
    """Lets go of what only holds on to itself; for an hour in which nobody waits."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
