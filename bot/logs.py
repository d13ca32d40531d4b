"""Logs: one JSON object a line, a file a day, fourteen days; never a word of anybody’s.

Only the fields listed here are written, and only numbers and single plain words as their values,
so a mistake elsewhere cannot put a text, a name or an address into a log. Of what libraries say,
only who said it and how serious it was is kept: their messages may quote anything.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import MutableMapping
from logging.handlers import TimedRotatingFileHandler
from pathlib import Path
from typing import Any

import structlog

KEEP_DAYS = 14
FIELDS = frozenset(
    {
        "act",
        "attempt",
        "code",
        "count",
        "dialogue",
        "edition",
        "error",
        "failures",
        "file",
        "job",
        "kind",
        "lane",
        "level",
        "line",
    }
    | {
        "library",
        "method",
        "port",
        "reason",
        "revision",
        "row",
        "rows",
        "seconds",
        "size",
        "status",
    }
    | {"timestamp", "unmarked", "unsent", "update", "version", "where"}
)
_VALUE = re.compile(r"[\w.:+,/\-]{1,120}", re.ASCII)
_EVENT = re.compile(r"[a-z][a-z _’-]{0,60}")


def start_logging(folder: Path) -> None:
    """Sends everything that is logged from now on to `cairn.log` in the folder.

    Raises:
        OSError: the folder cannot be made or written to.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = TimedRotatingFileHandler(
        folder / "cairn.log", when="midnight", utc=True, backupCount=KEEP_DAYS, encoding="utf-8"
    )
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_only_the_source, structlog.stdlib.add_log_level, _stamp],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("cairn").setLevel(logging.INFO)
    logging.raiseExceptions = False  # a full disk must not print a traceback for every line
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            _stamp,
            only_listed,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=lambda *_: logging.getLogger("cairn"),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def stop_logging() -> None:
    """Closes the file; what is logged afterwards goes nowhere."""
    root = logging.getLogger()
    for handler in root.handlers[:]:
        handler.close()
        root.removeHandler(handler)


def fault(error: BaseException) -> dict[str, str]:
    """What a log may say of an error: its kind, and the places in the code that it came through."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = ",".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return {"error": type(error).__name__, "where": places or "-"}


def only_listed(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Lets through what a log may hold (a structlog processor)."""
    kept = {name: _plain(value) for name, value in event.items() if name in FIELDS}
    words = event.get("event")
    readable = isinstance(words, str) and _EVENT.fullmatch(words)
    return {"event": words if readable else "(not written)", **kept}


_stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    return value if isinstance(value, str) and _VALUE.fullmatch(value) else "(not written)"


def _only_the_source(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    record: logging.LogRecord = event["_record"]
    said = {"event": "a library said something", "library": record.name.split(".")[0]}
    if record.exc_info and record.exc_info[1]:
        said |= fault(record.exc_info[1])
    record.exc_info, record.exc_text, record.stack_info = None, None, None
    return {**said, "_record": record, "_from_structlog": False}
