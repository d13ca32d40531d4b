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


def pdf(report: Report) -> bytes:
    """The document, with a title, its language and a bookmark for each heading."""
    paper = begin(report.title)
    text(paper, report.title, TITLE, INK, "B")
    paper.ln(1)
    for name, said in report.facts:
        text(paper, f"{name}: {said}", BODY, SOFT)
    for one in report.sections:
        _heading(paper, one.heading, HEADING, level=0)
        for line in one.lines:
            if one.compares:
                _compared(paper, line, report)
            else:
                _line(paper, line)
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


def _compared(paper: FPDF, line: Line, report: Report) -> None:
    text(paper, f"•  {line.text}", BODY, INK, indent=2)
    then = f"{report.labels['before']}: {line.before}   {report.labels['now']}: {line.answer}"
    text(paper, then, BODY, SOFT, indent=7)
    paper.ln(1)
