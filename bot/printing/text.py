"""A paper as plain text, to be read aloud."""

from __future__ import annotations

from collections.abc import Iterator

from bot.printing.sheet import HOW_TO_READ, LABELS, Kind, Line, Paper, Row, Sheet, said
from bot.script.markup import plain


def as_text(paper: Paper) -> str:
    """The whole paper, row by row."""
    lines = [paper.title, f"Printed on {said(paper.day)}.", *HOW_TO_READ]
    if len(paper.sheets) > 1:
        lines += ["", "Contents", *(f"- {sheet.title}" for sheet in paper.sheets)]
    for sheet in paper.sheets:
        lines += _sheet(sheet)
    return "\n".join(lines) + "\n"


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield from ("", "", sheet.title, "=" * len(sheet.title))
    for line in sheet.about:
        yield from _line(line)
    for row in sheet.rows:
        yield from _row(row)


def _row(row: Row) -> Iterator[str]:
    yield from ("", row.heading)
    for line in row.lines:
        yield from _line(line)


def _line(line: Line) -> list[str]:
    text = LABELS.get(line.kind, "") + plain(line.text)
    if line.kind is Kind.WORDS:
        return [f"    {one}".rstrip() for one in text.split("\n")]
    return [f"  - {text}" if line.kind is Kind.WAY else text]
