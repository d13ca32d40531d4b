"""A report as one page that needs nothing but itself: to read, to print, to open in Word."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.service.reports.report import Report


@cache
def _pages() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )


def page(report: Report) -> bytes:
    """The page, in UTF-8; everything that a person typed is escaped."""
    return _pages().get_template("report.html").render(report=report).encode()
