"""The parts of a Word document that python-docx has no words for."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

_HEAD_COLOUR = "E3E8EA"


def speak(document: Document, language: str) -> None:
    """Says in which language everything is, for spelling and for screen readers."""
    found = [*document.styles.element.iter(qn("w:lang"))]
    for one in (*found, *document.settings.element.iter(qn("w:themeFontLang"))):
        one.set(qn("w:val"), language)


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Something that Word works out, such as PAGE, and what stands there until it has."""
    begin_field(paragraph, code)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Paragraph, code: str) -> None:
    """Opens a field; what follows up to `end_field` is what it shows for now."""
    _mark(paragraph, "begin")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)
    _mark(paragraph, "separate")


def end_field(paragraph: Paragraph) -> None:
    """Closes a field."""
    _mark(paragraph, "end")


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Makes a paragraph a place that links can lead to; no two have the same number."""
    id_ = str(number)
    start = _made("w:bookmarkStart", id=id_, name=name)
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(_made("w:bookmarkEnd", id=id_))


def link(paragraph: Paragraph, words: str, bookmark_: str) -> None:
    """Words that lead to a bookmark."""
    run = paragraph.add_run(words)
    run.underline = True
    link_ = _made("w:hyperlink", anchor=bookmark_, history="1")
    run._r.addprevious(link_)
    link_.append(run._r)


def describe(table: Table, title: str, description: str) -> None:
    """Says what a table is, and that its first row is its head and its first column names rows."""
    properties = table._tbl.tblPr
    for look in properties.iter(qn("w:tblLook")):
        for name, value in (("firstRow", "1"), ("firstColumn", "1"), ("noVBand", "1")):
            look.set(qn(f"w:{name}"), value)
    properties.append(_made("w:tblCaption", val=title))
    properties.append(_made("w:tblDescription", val=description))


def repeat(row: _Row) -> None:
    """Makes a row the head of its table, repeated on each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def hold_together(row: _Row) -> None:
    """Keeps a row on one page."""
    # The schema wants this one before the mark of the head.
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def shade(cell: _Cell) -> None:
    """A light ground under the words of a table's head."""
    cell._tc.get_or_add_tcPr().append(_made("w:shd", val="clear", color="auto", fill=_HEAD_COLOUR))


def _mark(paragraph: Paragraph, kind: str) -> None:
    paragraph.add_run()._r.append(_made("w:fldChar", fldCharType=kind))


def _made(tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
