"""A report as a PDF, A4: for whatever goes to a meeting or a board.

It takes about a quarter of a second, so it is made beside the loop, as a message leaves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.service.reports.press import (
    BODY,
    HEADING,
    INK,
    MARGIN,
    RULE,
    SMALL,
    SOFT,
    TITLE,
    begin,
    section,
    text,
)
from bot.service.reports.report import Line, Report

if TYPE_CHECKING:
    from fpdf import FPDF
INDENT, LINE = 6, 16  # millimetres
ROOM = 28  # millimetres for somebody's notes


def pdf(report: Report) -> bytes:
    """The document, with a title, its language and a bookmark for each heading."""
    paper = begin(report.title, numbered=True)
    text(paper, report.title, TITLE, INK, "B")
    paper.ln(1)
    for name, said in report.facts:
        text(paper, f"{name}: {said}", BODY, SOFT)
    for one in report.sections:
        if one.heading:
            _heading(paper, one.heading, HEADING, level=0)
        for line in one.lines:
            if one.compares:
                _compared(paper, line, report)
            elif one.prose or one.room:
                _said(paper, line, report, room=one.room)
            else:
                _line(paper, line)
        if one.room and not one.lines:
            _room(paper, report)
    paper.ln(4)
    text(paper, report.closing, SMALL, SOFT)
    return bytes(paper.output())


def _heading(paper: FPDF, words: str, size: float, *, level: int) -> None:
    paper.ln(5 if level == 0 else 3)
    if paper.will_page_break(25):  # a heading stays with what it is above
        paper.add_page()
    if level == 0:
        paper.set_draw_color(*RULE)
        paper.line(MARGIN, paper.get_y(), paper.w - MARGIN, paper.get_y())
        paper.ln(2)
    section(paper, words, size, level=level)


def _line(paper: FPDF, line: Line) -> None:
    if paper.will_page_break(LINE):  # its parts stay together
        paper.add_page()
    _bulleted(paper, line.first, BODY, INK)
    if line.then:
        text(paper, line.then, BODY, SOFT, indent=INDENT)
    if line.where:
        text(paper, line.where, SMALL, SOFT, indent=INDENT)
    if line.will:
        text(paper, line.will, BODY, INK, "B", indent=INDENT)
    paper.ln(1.5)


def _bulleted(paper: FPDF, words: str, size: float, ink: tuple[int, int, int]) -> None:
    """A paragraph whose lines stand below each other, and not below their bullet."""
    top = paper.get_y()
    page = paper.page_no()
    text(paper, words, size, ink, indent=INDENT)
    below = paper.get_y()
    if paper.page_no() == page:
        paper.set_y(top)
        text(paper, "•", size, ink, indent=INDENT - 4)
        paper.set_y(below)


def _said(paper: FPDF, line: Line, report: Report, *, room: bool) -> None:
    paper.ln(2)
    if room and paper.will_page_break(ROOM):  # the room stays with what it is for
        paper.add_page()
    text(paper, line.text, BODY, INK)
    if line.part:
        text(paper, line.part, SMALL, SOFT)
    if room:
        _room(paper, report)


def _room(paper: FPDF, report: Report) -> None:
    paper.ln(1)
    if paper.will_page_break(ROOM):
        paper.add_page()
    paper.set_draw_color(*RULE)
    top = paper.get_y()
    paper.rect(MARGIN, top, paper.w - 2 * MARGIN, ROOM)
    paper.set_y(top + 1)
    text(paper, report.labels["note"], SMALL, SOFT, indent=2)
    paper.set_y(top + ROOM + 2)


def _compared(paper: FPDF, line: Line, report: Report) -> None:
    _bulleted(paper, line.text, BODY, INK)
    then = f"{report.labels['before']}: {line.before}   {report.labels['now']}: {line.answer}"
    text(paper, then, BODY, SOFT, indent=INDENT)
    paper.ln(1)
