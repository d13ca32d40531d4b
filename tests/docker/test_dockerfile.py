"""The Dockerfile, read as a text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HADOLINT = Path(sys.executable).parent / "hadolint"


def test_hadolint_finds_nothing() -> None:
    """The usual mistakes are not made."""
    ran = subprocess.run([HADOLINT, ROOT / "Dockerfile"], capture_output=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, b"")


def test_only_what_runs_is_copied() -> None:
    """Neither data, nor keys, nor tests, nor the history can get into an image."""
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert ignored[0] == "*"
    allowed = {line[1:] for line in ignored if line.startswith("!")}
    copied = set()
    for line in (ROOT / "Dockerfile").read_text("utf-8").splitlines():
        if line.startswith("COPY") and "--from" not in line:
            copied |= set(line.split()[1:-1])
    assert copied == allowed
