"""`cairn studio` from the command line."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _studio(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "studio", *words],
        cwd=ROOT,
        env={**os.environ, "CAIRN_DIALOGUES": str(ROOT / "dialogues")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_shows_a_link_and_ends_when_asked() -> None:
    """It prints where to go, answers there, and ends cleanly."""
    with _studio() as running:
        assert running.stdout is not None
        assert "Open this in your browser" in running.stdout.readline()
        address = running.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address, timeout=30) as page:
            assert b"Open the studio" in page.read()
        running.send_signal(signal.SIGTERM)
        _, complaints = running.communicate(timeout=30)
    assert running.returncode == 0
    assert complaints == ""


def test_a_port_that_is_taken_is_told_in_a_sentence() -> None:
    """No traceback, and what to do next."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with _studio("--port", str(port)) as running:
            _, told = running.communicate(timeout=60)
    assert running.returncode == 1
    assert told.startswith(f"Something else listens on port {port}")
    assert len(told.splitlines()) == 1
