"""A paper as a Word document: a row for every step, and a column in which to comment."""

from __future__ import annotations

import re
from datetime import datetime, time
from io import BytesIO
from itertools import pairwise

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from bot.printing import ooxml
from bot.printing.sheet import HOW_TO_READ, LABELS, Kind, Line, Paper, Row, Sheet, said
from bot.script.markup import parse

HEAD = ("Step", "What people see, and what comes of it", "Your comment")
WIDTHS = (Cm(2.7), Cm(9.7), Cm(5.0))
LANGUAGE = "en-GB"
NOTE = "Note"

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def as_word(paper: Paper) -> bytes:
    """The paper as the bytes of a `.docx` file."""
    document = docx.Document()
    _set_up(document, paper)
    document.add_paragraph(paper.title, "Title")
    document.add_paragraph(f"Printed on {said(paper.day)}.", NOTE)
    for sentence in HOW_TO_READ:
        document.add_paragraph(sentence, NOTE)
    if len(paper.sheets) > 1:
        _contents(document, paper)
    for at, sheet in enumerate(paper.sheets):
        title = document.add_heading(_clean(sheet.title), 1)
        if len(paper.sheets) > 1:
            title.paragraph_format.page_break_before = True
        ooxml.bookmark(title, _bookmark(sheet), at)
        _sheet(document, sheet)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: Document, paper: Paper) -> None:
    about = document.core_properties
    about.title, about.author, about.comments = paper.title, "Cairn", ""
    about.language = LANGUAGE
    about.created = about.modified = datetime.combine(paper.day, time())
    ooxml.speak(document, LANGUAGE)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(1.8)
    page.top_margin = page.bottom_margin = Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.size, normal.paragraph_format.space_after = Pt(11), Pt(4)
    note = document.styles.add_style(NOTE, WD_STYLE_TYPE.PARAGRAPH)
    note.base_style, note.font.size = normal, Pt(9.5)
    note.font.color.rgb = RGBColor(0x40, 0x40, 0x40)
    foot = page.footer.paragraphs[0]
    foot.style = NOTE
    foot.add_run(f"{paper.title}, {said(paper.day)}. Page ")
    ooxml.field(foot, "PAGE", "1")
    foot.add_run(" of ")
    ooxml.field(foot, "NUMPAGES", "1")


def _contents(document: Document, paper: Paper) -> None:
    """A list of links that works as it is, and that Word can fill with page numbers."""
    document.add_paragraph("Contents", "TOC Heading")
    lines = [document.add_paragraph() for _ in paper.sheets]
    ooxml.begin_field(lines[0], r'TOC \o "1-1" \h \z')
    for line, sheet in zip(lines, paper.sheets, strict=True):
        ooxml.link(line, _clean(sheet.title), _bookmark(sheet))
    ooxml.end_field(lines[-1])


def _sheet(document: Document, sheet: Sheet) -> None:
    for line in sheet.about:
        _write(document.add_paragraph(), line)
    table = document.add_table(1, len(HEAD), "Table Grid")
    table.autofit = False
    ooxml.describe(table, _clean(sheet.title), "Step by step, with an empty column for comments.")
    for cell, words in zip(table.rows[0].cells, HEAD, strict=True):
        ooxml.shade(cell)
        cell.paragraphs[0].add_run(words).bold = True
    ooxml.repeat(table.rows[0])
    for row in sheet.rows:
        _row(table, row)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    for row in table.rows:
        ooxml.hold_together(row)
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = width


def _row(table: Table, row: Row) -> None:
    heading, words, _ = table.add_row().cells  # type: ignore[no-untyped-call] # docx's own method has no types
    heading.paragraphs[0].add_run(_clean(row.heading)).bold = True
    for at, line in enumerate(row.lines):
        _write(words.paragraphs[0] if at == 0 else words.add_paragraph(), line)


def _write(paragraph: Paragraph, line: Line) -> None:
    """A line with its marks, in the style of its kind."""
    if line.kind is Kind.WAY:
        paragraph.style = "List Bullet"
    elif line.kind is not Kind.WORDS:
        paragraph.style = NOTE
    if line.kind in LABELS:
        paragraph.add_run(LABELS[line.kind]).bold = True
    marked = parse(_clean(line.text))
    ends = sorted(
        {0, len(marked.plain), *(at for one in marked.spans for at in (one.start, one.end))}
    )
    for start, end in pairwise(ends):
        kinds = {one.kind for one in marked.spans if one.start <= start and end <= one.end}
        run = paragraph.add_run(marked.plain[start:end])
        run.bold, run.italic = "strong" in kinds or None, "gentle" in kinds or None


def _bookmark(sheet: Sheet) -> str:
    return "sheet_" + re.sub(r"\W", "_", sheet.name)


def _clean(text: str) -> str:
    """Without the few characters that no Word document may hold."""
    return _NOT_XML.sub("", text)
