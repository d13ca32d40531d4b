"""A small disk that can be filled and cleared.

A file system of its own where this account may mount one; elsewhere a limit on the size of files,
at which the system refuses to write just the same.
"""

from __future__ import annotations

import errno
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.faults.processes import Cairn

SIZE = "24m"
PIECE = b"\0" * 4096


class Disk:
    """The disk under an installation’s folder."""

    def __init__(self, folder: Path, *, mounted: bool) -> None:
        self.folder = folder
        self.mounted = mounted

    def fill(self, cairn: Cairn) -> None:
        """From now on it takes no more."""
        if not self.mounted:
            cairn.limit_files(cairn.database.stat().st_size)
            return
        with self._ballast.open("wb", buffering=0) as ballast:
            try:
                while True:
                    ballast.write(PIECE)
            except OSError as error:
                assert error.errno == errno.ENOSPC

    def clear(self, cairn: Cairn) -> None:
        """There is room again."""
        if self.mounted:
            self._ballast.unlink()
        else:
            cairn.limit_files(None)

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"


@contextmanager
def small_disk() -> Iterator[Disk]:
    """A disk, until the block ends.

    Not among the folders that pytest clears away: it could not, where a killed run left a mount.
    """
    folder = Path(tempfile.mkdtemp(prefix="cairn-small-disk-"))
    mounted = False
    with suppress(OSError, subprocess.CalledProcessError):
        command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "cairn-test", str(folder)]
        subprocess.run(command, check=True, capture_output=True)
        mounted = True
    try:
        yield Disk(folder, mounted=mounted)
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
        shutil.rmtree(folder)
