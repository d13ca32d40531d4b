"""A blank as plain text, to be read out: a row of dots where there is something to write."""

from __future__ import annotations

from collections.abc import Iterator

from bot.script.papers import Kind, Line
from bot.service.reports.blank import Blank, Section

DOTS = "." * 60


def as_text(blank: Blank) -> str:
    """The whole blank, line by line."""
    lines = [blank.title, "=" * len(blank.title), *filter(None, [blank.about]), ""]
    lines += [row for line in blank.first for row in _line(line)]
    for section in blank.sections:
        lines += ["", *_section(section)]
    if blank.closing:
        lines += ["", blank.closing]
    return "\n".join(lines) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield from filter(None, (section.heading, section.heads_up))
    for line in section.lines:
        yield from _line(line)
        if section.marks:
            yield "    " + "  ".join(f"[ ] {mark}" for mark in section.marks)
        if section.notes:
            yield f"    {DOTS}"


def _line(line: Line) -> Iterator[str]:
    yield f"[ ] {line.text}" if line.kind is Kind.TICK else f"- {line.text}"
    yield from (f"    {DOTS}" for _ in range(line.room))
