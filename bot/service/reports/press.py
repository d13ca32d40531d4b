"""What the PDFs share: the sheet, its faces, a heading, a paragraph, the letters that there are.

The parts that write it are read when somebody asks for one: they would be a tenth of everybody's
start.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fpdf import FPDF

FONT, MARGIN, LEADING = "OpenSans", 20, 1.4  # millimetres; line height against the letters
TITLE, HEADING, PART, BODY, SMALL = 20, 14, 11.5, 10.5, 9  # points
INK, SOFT, RULE = (35, 34, 31), (91, 87, 79), (207, 202, 189)
POINT = 0.3528  # millimetres


def begin(title: str, *, margin: float = MARGIN, numbered: bool = False) -> FPDF:
    """An empty sheet of A4 with a title and a language; `numbered`: each page has its number."""
    from fpdf import FPDF  # noqa: PLC0415

    # What it writes to a log when a letter is missing is the letter itself.
    for name in ("fpdf", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)

    class Numbered(FPDF):
        def footer(self) -> None:
            self.set_y(-12)
            self.set_font(FONT, "", SMALL)
            self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="R")

    paper = Numbered(format="A4") if numbered else FPDF(format="A4")
    paper.set_lang("en-GB")
    paper.set_title(title)
    paper.set_margins(margin, margin)
    paper.set_auto_page_break(auto=True, margin=margin)
    for style, name in (("", "Regular"), ("B", "SemiBold"), ("I", "Italic")):
        with as_file(files("ttf_opensans") / "ttf" / f"OpenSans-{name}.ttf") as font:
            paper.add_font(FONT, style, font)
    paper.add_page()
    return paper


def section(paper: FPDF, words: str, size: float, *, level: int) -> None:
    """Notes a heading among the bookmarks, and writes it."""
    paper.set_font(FONT, "B", size)  # before the bookmark, which would choose a font of its own
    paper.start_section(shown(words), level=level)
    text(paper, words, size, INK, "B")
    paper.ln(0.5)


def text(
    paper: FPDF,
    words: str,
    size: float,
    ink: tuple[int, int, int],
    style: str = "",
    *,
    indent: float = 0,
) -> None:
    """A paragraph over the whole width, from `indent` millimetres on."""
    paper.set_font(FONT, style, size)
    paper.set_text_color(*ink)
    paper.set_x(paper.l_margin + indent)
    height = size * LEADING * POINT
    paper.multi_cell(0, height, shown(words), align="L", new_x="LMARGIN", new_y="NEXT")


@cache
def _letters() -> frozenset[int]:
    """Every letter that all three faces have."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415

    where = files("ttf_opensans") / "ttf" / "OpenSans-Regular.ttf"
    with as_file(where) as font, TTFont(font, lazy=True) as face:
        return frozenset(face.getBestCmap())


def shown(words: str) -> str:
    """The words as they can be printed; of a sign that no face has, its name in brackets."""
    return "".join(_named(words))


def _named(words: str) -> Iterable[str]:
    for letter in words:
        if letter in "\n\t" or ord(letter) in _letters():
            yield letter
        elif unicodedata.category(letter) not in ("Mn", "Cf", "Sk"):
            yield f"({unicodedata.name(letter, 'a sign').lower()})"
