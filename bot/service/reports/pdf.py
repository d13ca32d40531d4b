"""A report as a PDF, A4: for whatever goes to a meeting or a board.

The parts that write it are read when somebody asks for one: they would be a tenth of everybody's
start. It takes about a quarter of a second, so it is made beside the loop, as a message leaves.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from bot.service.reports.report import Line, Report, Section

if TYPE_CHECKING:
    from fpdf import FPDF

FONT, MARGIN, LEADING = "OpenSans", 20, 1.4  # millimetres; line height against the letters
ROOM = 28  # millimetres for somebody's notes
TITLE, HEADING, PART, BODY, SMALL = 20, 14, 11.5, 10.5, 9  # points
INK, SOFT, RULE = (35, 34, 31), (91, 87, 79), (207, 202, 189)


def pdf(report: Report) -> bytes:
    """The document, with a title, its language and a bookmark for each heading."""
    # What it writes to a log when a letter is missing is the letter itself.
    for name in ("fpdf", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    paper = _paper(report)
    for section in report.sections:
        if section.heading:
            _heading(paper, section.heading, HEADING, level=0)
        for line in section.lines:
            if section.compares:
                _compared(paper, line, report)
            elif section.prose or section.room:
                _said(paper, line, report, room=section.room)
            else:
                _line(paper, line)
        if section.room and not section.lines:
            _room(paper, report)
    if report.everything:
        _heading(paper, report.labels["all"], HEADING, level=0)
        for section in report.everything:
            _part(paper, section)
    paper.ln(4)
    _text(paper, report.closing, SMALL, SOFT)
    return bytes(paper.output())


def _paper(report: Report) -> FPDF:
    from fpdf import FPDF  # noqa: PLC0415

    paper = FPDF(format="A4")
    paper.set_lang("en-GB")
    paper.set_title(report.title)
    paper.set_margins(MARGIN, MARGIN)
    paper.set_auto_page_break(auto=True, margin=MARGIN)
    for style, name in (("", "Regular"), ("B", "SemiBold"), ("I", "Italic")):
        with as_file(files("ttf_opensans") / "ttf" / f"OpenSans-{name}.ttf") as font:
            paper.add_font(FONT, style, font)
    paper.add_page()
    _text(paper, report.title, TITLE, INK, "B")
    paper.ln(1)
    for name, said in report.facts:
        _text(paper, f"{name}: {said}", BODY, SOFT)
    return paper


def _heading(paper: FPDF, words: str, size: float, *, level: int) -> None:
    paper.ln(5 if level == 0 else 3)
    if paper.will_page_break(25):  # a heading stays with what it is above
        paper.add_page()
    if level == 0:
        paper.set_draw_color(*RULE)
        paper.line(MARGIN, paper.get_y(), paper.w - MARGIN, paper.get_y())
        paper.ln(2)
    paper.set_font(FONT, "B", size)  # before the bookmark, which would choose a font of its own
    paper.start_section(shown(words), level=level)
    _text(paper, words, size, INK, "B")
    paper.ln(0.5)


def _part(paper: FPDF, section: Section) -> None:
    _heading(paper, section.heading, PART, level=1)
    for line in section.lines:
        _line(paper, line, answer=line.answer)


def _line(paper: FPDF, line: Line, answer: str = "") -> None:
    lead = f"{answer}: " if answer else ""
    where = "" if answer else f"  ({', '.join(filter(None, (line.part, line.principle)))})"
    _text(paper, f"•  {lead}{line.text}{where}", BODY, INK, indent=2)
    if line.note:
        _text(paper, f"“{line.note}”", BODY, SOFT, "I", indent=7)
    if line.will:
        _text(paper, line.will, BODY, INK, "B", indent=7)
    paper.ln(1)


def _said(paper: FPDF, line: Line, report: Report, *, room: bool) -> None:
    paper.ln(2)
    if room and paper.will_page_break(ROOM):  # the room stays with what it is for
        paper.add_page()
    _text(paper, line.text, BODY, INK)
    if line.part:
        _text(paper, line.part, SMALL, SOFT)
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
    _text(paper, report.labels["note"], SMALL, SOFT, indent=2)
    paper.set_y(top + ROOM + 2)


def _compared(paper: FPDF, line: Line, report: Report) -> None:
    _text(paper, f"•  {line.text}", BODY, INK, indent=2)
    then = f"{report.labels['before']}: {line.before}   {report.labels['now']}: {line.answer}"
    _text(paper, then, BODY, SOFT, indent=7)
    paper.ln(1)


def _text(
    paper: FPDF,
    words: str,
    size: float,
    ink: tuple[int, int, int],
    style: str = "",
    *,
    indent: float = 0,
) -> None:
    paper.set_font(FONT, style, size)
    paper.set_text_color(*ink)
    paper.set_x(MARGIN + indent)
    height = size * LEADING * 0.3528  # millimetres in a point
    paper.multi_cell(0, height, shown(words), align="L", new_x="LMARGIN", new_y="NEXT")


@cache
def _letters() -> frozenset[int]:
    """Every letter that all three faces have."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415

    regular = files("ttf_opensans") / "ttf" / "OpenSans-Regular.ttf"
    with as_file(regular) as path, TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def shown(words: str) -> str:
    """The words as they can be printed; of a sign that no face has, its name in brackets."""
    return "".join(_named(words))


def _named(words: str) -> Iterable[str]:
    for letter in words:
        if letter in "\n\t" or ord(letter) in _letters():
            yield letter
        elif unicodedata.category(letter) not in ("Mn", "Cf", "Sk"):
            yield f"({unicodedata.name(letter, 'a sign').lower()})"
