"""`cairn chat` as a process: through a pipe, and at a real terminal."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0  # seconds; only a hang takes so long


def _environment(tmp_path: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("CAIRN_")}
    data = str(tmp_path / "data")
    return {**own, "PYTHONPATH": str(ROOT), "CAIRN_DATA_DIR": data, "TERM": "xterm-256color"}


def test_lines_through_a_pipe_are_answered_in_plain_words(tmp_path: Path) -> None:
    """Commands and numbers piped into `cairn chat` are answered, and it ends with them."""
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        input=b"/start\n1\n/support\n",
        capture_output=True,
        cwd=tmp_path,
        env=_environment(tmp_path),
        timeout=PATIENCE,
        check=True,
    )
    out = ran.stdout.decode()
    assert ran.stderr == b""
    assert out.index("> /start") < out.index("> 1") < out.index("> /support") < out.index("116 123")
    assert "\x1b" not in out


class Terminal:
    """A person at a real terminal."""

    def __init__(self, tmp_path: Path) -> None:
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            os.chdir(tmp_path)
            command = [sys.executable, "-m", "bot", "chat"]
            os.execve(sys.executable, command, _environment(tmp_path))
        self.shown = ""
        self._seen = 0

    def type(self, words: str) -> None:
        """Types."""
        os.write(self._handle, words.encode())

    def expect(self, words: str) -> None:
        """Waits until these words are shown, after those that were waited for before."""
        end = time.monotonic() + PATIENCE
        while words not in self.shown[self._seen :]:
            assert time.monotonic() < end, self.shown
            if select.select([self._handle], [], [], 0.2)[0]:
                piece = os.read(self._handle, 65536).decode("utf-8", "replace")
                self.shown = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\r", "", self.shown + piece)
        self._seen = self.shown.index(words, self._seen) + len(words)

    def ends(self) -> int:
        """Waits until the program has ended; its exit code."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if select.select([self._handle], [], [], 0.1)[0]:
                try:
                    os.read(self._handle, 65536)
                except OSError:  # the other end is closed
                    break
        _, status = os.waitpid(self.pid, 0)
        self.pid = 0
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        """Leaves nothing behind."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._handle)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A terminal in which `cairn chat` has just been typed."""
    one = Terminal(tmp_path)
    yield one
    one.close()


def test_at_a_terminal_it_greets_answers_and_ends_with_the_input(terminal: Terminal) -> None:
    """Nobody has to know a command to begin, and Ctrl-D leaves."""
    terminal.expect("Ctrl-D")
    terminal.expect("1 Yes, start")
    terminal.expect("> ")
    terminal.type("1\n")
    terminal.expect("s stop")
    terminal.expect("> ")
    terminal.type("\x04")
    assert terminal.ends() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_in_the_middle_of_a_line_ends_it_cleanly(
    terminal: Terminal, number: signal.Signals
) -> None:
    """The exit code is 0, and nothing hangs on the line that was being typed."""
    terminal.expect("1 Yes, start")
    terminal.expect("> ")
    terminal.type("half a li")
    terminal.expect("half a li")
    os.kill(terminal.pid, number)
    assert terminal.ends() == 0
