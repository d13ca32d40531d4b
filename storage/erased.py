"""The list of erased people: random ids in a file outside the database, one a line.

A restored backup would bring people back who were erased since; this list is applied at every
start. The ids point to nothing that still exists, and say neither who nor when.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from storage.problems import StoreFull


def append(path: Path, ids: Iterable[str]) -> None:
    """Add ids, on the disk before this returns; raises StoreFull when they cannot be written."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            # A leading line end closes a line that a crash cut short.
            os.write(handle, "".join(f"\n{person}\n" for person in ids).encode())
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError:
        raise StoreFull(str(path)) from None


def read(path: Path) -> list[str]:
    """The ids in the file, none when there is no file yet."""
    if not path.exists():
        return []
    return [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
