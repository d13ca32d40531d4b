"""A report or a blank as one page that needs nothing but itself: to read, print, open in Word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.script import papers
from bot.service.reports.blank import Blank
from bot.service.reports.report import Line, Report


@cache
def _pages() -> Environment:
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters.update(by_part=_by_part, runs=_runs)
    return pages


def _by_part(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """The lines of each part, in the order of the list."""
    return [(part, list(some)) for part, some in groupby(lines, lambda one: one.part)]


def _runs(lines: Iterable[papers.Line]) -> list[tuple[papers.Kind, list[papers.Line]]]:
    """Lines of one kind that follow each other, together: a list of questions is one list."""
    return [(kind, list(some)) for kind, some in groupby(lines, lambda one: one.kind)]


def page(report: Report) -> bytes:
    """The page, in UTF-8; everything that a person typed is escaped."""
    return _pages().get_template("report.html").render(report=report).encode()


def blank_page(blank: Blank) -> bytes:
    """The page to print, in UTF-8, black on white, with lines to write on."""
    return _pages().get_template("blank.html").render(blank=blank).strip().encode()
