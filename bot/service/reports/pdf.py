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
    PART,
    RULE,
    SMALL,
    SOFT,
    TITLE,
    begin,
    section,
    text,
)
from bot.service.reports.report import Line, Report, Section

if TYPE_CHECKING:
    from fpdf import FPDF
ROOM = 28  # millimetres for somebody's notes


def pdf(report: Report) -> bytes:
    """The document, with a title, its language and a bookmark for each heading."""
    paper = begin(report.title)
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
    if report.everything:
        _heading(paper, report.labels["all"], HEADING, level=0)
        for one in report.everything:
            _part(paper, one)
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


def _part(paper: FPDF, part: Section) -> None:
    _heading(paper, part.heading, PART, level=1)
    for line in part.lines:
        _line(paper, line, answer=line.answer)


def _line(paper: FPDF, line: Line, answer: str = "") -> None:
    lead = f"{answer}: " if answer else ""
    where = "" if answer else f"  ({', '.join(filter(None, (line.part, line.principle)))})"
    text(paper, f"•  {lead}{line.text}{where}", BODY, INK, indent=2)
    if line.note:
        text(paper, f"“{line.note}”", BODY, SOFT, "I", indent=7)
    if line.will:
        text(paper, line.will, BODY, INK, "B", indent=7)
    paper.ln(1)


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
    text(paper, f"•  {line.text}", BODY, INK, indent=2)
    then = f"{report.labels['before']}: {line.before}   {report.labels['now']}: {line.answer}"
    text(paper, then, BODY, SOFT, indent=7)
    paper.ln(1)
