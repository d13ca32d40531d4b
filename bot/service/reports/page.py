"""A report as one page that needs nothing but itself: to read, to print, to open in Word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.service.reports.report import Line, Report


@cache
def _pages() -> Environment:
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    pages.filters["by_part"] = _by_part
    return pages


def _by_part(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """The lines of each part, in the order of the list."""
    return [(part, list(some)) for part, some in groupby(lines, lambda one: one.part)]


def page(report: Report) -> bytes:
    """The page, in UTF-8; everything that a person typed is escaped."""
    return _pages().get_template("report.html").render(report=report).encode()
