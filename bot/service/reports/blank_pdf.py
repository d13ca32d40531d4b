"""A blank as a PDF, A4, black on white: to print as it is, or to send on."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, cast

from bot.script.papers import Kind, Line
from bot.service.reports.blank import Blank, Labels, Section
from bot.service.reports.press import FONT, POINT, begin, section, shown, text

if TYPE_CHECKING:
    from fpdf import FPDF

BLACK = (0, 0, 0)
MARGIN, CARD = 16, 5  # millimetres: around the page, within a card
TITLE, ABOUT, HEADING, BODY, COLUMN, CLOSING = 20, 13, 14, 12, 10, 11  # points
RULE, BOX = 8, 4.2  # millimetres: from one line to write on to the next; a box to tick
NOTES, MARK, WIDE_MARK = 41, 17, 22  # millimetres: the columns
LONG_MARK = 16  # characters, from which on its column is a wide one
LOWEST_ROW = 11.5


@lru_cache(maxsize=64)
def blank_pdf(blank: Blank) -> bytes:
    """The document, with a title, its language, a bookmark for each heading and page numbers."""
    paper = begin(blank.title, margin=MARGIN, numbered=True)
    paper.c_margin = 0  # so that words begin where the lines to write on do
    paper.set_draw_color(*BLACK)
    paper.set_line_width(0.25)
    text(paper, blank.title, TITLE, BLACK, "B")
    if blank.about:
        text(paper, blank.about, ABOUT, BLACK)
    paper.ln(1)
    _lines(paper, blank.first)
    for one in blank.sections:
        if blank.cards:
            _card(paper, one)
        else:
            _section(paper, one, blank.labels)
    if blank.closing:
        paper.ln(4)
        text(paper, blank.closing, CLOSING, BLACK)
    return bytes(paper.output())


def _section(paper: FPDF, one: Section, labels: Labels) -> None:
    paper.ln(4)
    _keep_together(paper, one)
    _head(paper, one)
    if one.marks:
        _boxes(paper, one, labels)
    else:
        _lines(paper, one.lines)


def _head(paper: FPDF, one: Section) -> None:
    if one.heading:
        section(paper, one.heading, HEADING, level=0)
    if one.heads_up:
        top = paper.get_y()
        text(paper, one.heads_up, BODY, BLACK, indent=4)
        left = paper.l_margin + 0.75
        paper.set_line_width(1.5)
        paper.line(left, top + 0.75, left, paper.get_y() - 0.75)
        paper.set_line_width(0.25)
        paper.ln(1.5)


def _card(paper: FPDF, one: Section) -> None:
    """A section with a line around it, along which it can be cut out."""
    paper.ln(5)
    room = _height(paper, one, within=2 * CARD) + CARD + 2
    if paper.will_page_break(room):
        paper.add_page()
    top = paper.get_y()
    paper.set_y(top + CARD)
    paper.set_margins(MARGIN + CARD, MARGIN)
    paper.set_x(MARGIN + CARD)
    _head(paper, one)
    _lines(paper, one.lines, bullets=False)
    paper.set_margins(MARGIN, MARGIN)
    bottom = paper.get_y() + 2
    paper.set_dash_pattern(dash=1.5, gap=1)
    paper.rect(MARGIN, top, paper.w - 2 * MARGIN, bottom - top)
    paper.set_dash_pattern()
    paper.set_xy(MARGIN, bottom)


def _lines(paper: FPDF, lines: tuple[Line, ...], *, bullets: bool = True) -> None:
    for kind, some in groupby(lines, key=lambda one: one.kind):
        group = [*some]
        for at, line in enumerate(group, 1):
            match kind:
                case Kind.ASK:
                    _hanging(paper, f"{at}.", line.text, ABOUT)
                case Kind.SAY if bullets and len(group) > 1:
                    _hanging(paper, "•", line.text, BODY)
                case Kind.WRITE:
                    _rules(paper, line)
                case Kind.TICK:
                    _tick(paper, line)
                case _:
                    text(paper, line.text, BODY, BLACK)
        paper.ln(1)


def _hanging(paper: FPDF, sign: str, words: str, size: float) -> None:
    paper.set_font(FONT, "", size)
    paper.cell(7, size * 1.4 * POINT, sign)
    text(paper, words, size, BLACK, indent=7)
    paper.ln(0.6)


def _rules(paper: FPDF, line: Line) -> None:
    """What to write, and lines to write it on, all on one page."""
    paper.ln(1)
    if paper.will_page_break(_lines_high(paper, line.text) + line.room * RULE):
        paper.add_page()
    text(paper, line.text, BODY, BLACK)
    for _ in range(line.room):
        paper.ln(RULE)
        paper.line(paper.l_margin, paper.get_y(), paper.w - paper.r_margin, paper.get_y())
    paper.ln(1)


def _tick(paper: FPDF, line: Line) -> None:
    paper.ln(0.8)
    if paper.will_page_break(_lines_high(paper, line.text)):
        paper.add_page()
    paper.rect(paper.l_margin, paper.get_y() + 0.9, BOX, BOX)
    text(paper, line.text, BODY, BLACK, indent=8)
    paper.ln(0.8)


def _boxes(paper: FPDF, one: Section, labels: Labels) -> None:
    """A table with a box for every mark beside each line; its head comes again on a new page."""
    from fpdf.enums import TableCellFillMode  # noqa: PLC0415
    from fpdf.fonts import FontFace  # noqa: PLC0415

    marks = [WIDE_MARK if len(mark) > LONG_MARK else MARK for mark in one.marks]
    notes = [NOTES] if one.notes else []
    widths = (paper.epw - sum(marks) - sum(notes), *notes, *marks)
    paper.set_font(FONT, "", BODY)
    with paper.table(
        col_widths=widths,
        line_height=BODY * 1.25 * POINT,
        padding=(1, 0.5, 1.6, 1.2),
        text_align="LEFT",
        v_align="TOP",
        cell_fill_mode=TableCellFillMode.NONE,
        headings_style=FontFace(emphasis="BOLD", size_pt=COLUMN),
        min_row_height=LOWEST_ROW,
    ) as table:
        head = table.row()
        for label in (labels.what, *([labels.notes] if notes else []), *one.marks):
            head.cell(shown(label), v_align="BOTTOM")
        for line in one.lines:
            row = table.row()
            row.cell(shown(line.text), padding=(1, 2, 1.6, 1.2))
            for _ in widths[1:]:
                row.cell("")


def _keep_together(paper: FPDF, one: Section) -> None:
    """A new page where a section that fits one would be torn, or a heading left alone."""
    if paper.will_page_break(_height(paper, one)):
        paper.add_page()


def _height(paper: FPDF, one: Section, within: float = 0) -> float:
    """About how high a section is."""
    high = 9.0 if one.heading else 0.0
    high += _lines_high(paper, one.heads_up, within + 4) + 1.5 if one.heads_up else 0
    if one.marks:
        taken = sum(MARK for _ in one.marks) + (NOTES if one.notes else 0) + 3
        rows = (_lines_high(paper, line.text, taken) * 1.25 / 1.4 for line in one.lines)
        return high + 12 + sum(max(LOWEST_ROW, row + 2.6) for row in rows)
    return high + sum(_line_high(paper, line, within) for line in one.lines)


def _line_high(paper: FPDF, line: Line, within: float) -> float:
    indent = 0 if line.kind is Kind.WRITE else 7
    size = ABOUT if line.kind is Kind.ASK else BODY
    return _lines_high(paper, line.text, within + indent, size) + line.room * RULE + 2


def _lines_high(paper: FPDF, words: str, taken: float = 0, size: float = BODY) -> float:
    """How high the words are, where so many millimetres of the width are taken."""
    paper.set_font(FONT, "", size)
    width = paper.w - 2 * MARGIN - taken
    lines = paper.multi_cell(width, 1, shown(words), dry_run=True, output="LINES")
    return len(cast("list[str]", lines)) * size * 1.4 * POINT
