"""Runs `cairn` as a shell would: arguments in, exit code and words out."""

from __future__ import annotations

import gc
import io
import logging
import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog

from bot.cli import main
from bot.settings import SHIPPED_DIALOGUES


def free_port() -> int:
    """A port of this machine that nobody uses just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


Cairn = Callable[..., Ran]


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A folder of its own, no setting but where the data would be; afterwards all is as it was."""
    for name in [name for name in os.environ if name.startswith("CAIRN_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAIRN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(logging, "raiseExceptions", True)
    root, mask = logging.getLogger(), os.umask(0o022)
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("cairn").setLevel(logging.NOTSET)
    os.umask(mask)
    structlog.reset_defaults()
    gc.unfreeze()
    gc.enable()


@pytest.fixture
def cairn(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cairn:
    """Runs a command in this process; words for its standard input may be given."""

    def run(*words: str, given: str = "") -> Ran:
        reading, writing = os.pipe()
        os.write(writing, given.encode())
        os.close(writing)
        monkeypatch.setattr(sys, "argv", ["cairn", *words])
        with os.fdopen(reading, "rb") as pipe:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(pipe))
            with pytest.raises(SystemExit) as end:
                main()
        code = end.value.code
        assert isinstance(code, int | None)
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ran(code or 0, said.out, said.err)

    return run


@pytest.fixture
def dialogues(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A copy of the shipped dialogues, to be broken, that every command reads."""
    folder = tmp_path / "dialogues"
    shutil.copytree(SHIPPED_DIALOGUES, folder)
    monkeypatch.setenv("CAIRN_DIALOGUES", str(folder))
    return folder
