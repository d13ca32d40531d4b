"""Logs: useful to whoever runs Cairn, and empty of everybody’s words."""

from __future__ import annotations

import ast
import json
import logging
from collections.abc import Iterator
from logging.handlers import TimedRotatingFileHandler
from pathlib import Path

import pytest
import structlog

from bot.logs import FIELDS, KEEP_DAYS, fault, only_listed, start_logging, stop_logging

ROOT = Path(__file__).resolve().parent.parent.parent
SECRET = "Morag wrote this at 07700900123"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """A log file being written."""
    start_logging(tmp_path / "logs")
    yield tmp_path / "logs" / "cairn.log"
    stop_logging()


def _lines(log: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()]


def test_a_line_is_json_with_time_level_and_event(log: Path) -> None:
    """What is written can be searched by a program."""
    structlog.get_logger().info("ready", seconds=1.5)
    (line,) = _lines(log)
    assert (line["event"], line["level"], line["seconds"]) == ("ready", "info", 1.5)
    assert str(line["timestamp"]).endswith("Z")


def test_words_of_a_person_cannot_get_into_a_log(log: Path) -> None:
    """Neither in an unlisted field, nor as a listed one’s value, nor as the event."""
    structlog.get_logger().info("ready", text=SECRET, kind=SECRET, reason=[SECRET])
    structlog.get_logger().info(SECRET)
    structlog.get_logger().info(SECRET.lower())
    written = log.read_text("utf-8")
    assert "morag" not in written.lower()
    assert "07700900123" not in written
    assert "ready" in written


def test_of_an_error_only_kind_and_place_are_written(log: Path) -> None:
    """An error’s message may quote anything; its class and lines of code do not."""
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        structlog.get_logger().error("failed", **fault(error))
    (line,) = _lines(log)
    assert line["error"] == "ValueError"
    assert str(line["where"]).startswith("test_logs.py:")
    assert "Morag" not in log.read_text("utf-8")


def test_what_a_library_says_is_left_out(log: Path) -> None:
    """Only who said it and the kind of error stay; a library may log a whole request."""
    try:
        raise OSError(SECRET)
    except OSError:
        logging.getLogger("aiohttp.server").exception("GET /bot%s", SECRET)
    logging.getLogger("aiohttp.server").warning(SECRET)
    first, second = _lines(log)
    assert (first["library"], first["error"]) == ("aiohttp", "OSError")
    assert second["library"] == "aiohttp"
    assert "Morag" not in log.read_text("utf-8")


def test_a_log_is_kept_for_fourteen_days(log: Path) -> None:
    """A file a day, and the fifteenth is deleted."""
    handlers = logging.getLogger().handlers
    (mine,) = [one for one in handlers if isinstance(one, TimedRotatingFileHandler)]
    assert (KEEP_DAYS, mine.backupCount, mine.when) == (14, 14, "MIDNIGHT")
    assert Path(mine.baseFilename) == log


def _logging_calls() -> Iterator[ast.Call]:
    for path in ROOT.glob("bot/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "logger"
            ):
                yield node


def test_every_event_is_words_of_the_program() -> None:
    """What is logged is named by a word in the code, never put together while it runs."""
    calls = list(_logging_calls())
    assert len(calls) > 20
    for call in calls:
        event = call.args[0]
        assert isinstance(event, ast.Constant), ast.unparse(call)
        kept = only_listed(None, "", {"event": event.value})
        assert kept == {"event": event.value}


def test_every_field_that_the_code_logs_is_listed() -> None:
    """A field that nobody listed would silently be left out of the line."""
    logged = {word.arg for call in _logging_calls() for word in call.keywords if word.arg}
    assert logged
    assert logged - FIELDS == set()
