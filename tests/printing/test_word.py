"""The Word document, opened again: words, buttons, comments, language, and what is read aloud."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table

from bot.printing.lists import LISTS
from bot.printing.reading import sheet_of
from bot.printing.sheet import Kind, Line, Row, Sheet
from bot.printing.word import HEAD, as_word
from tests.printing.shared import paper, read, shipped


def opened(*sheets: Sheet) -> Document:
    """The printed document as Word would open it."""
    return docx.Document(BytesIO(as_word(paper(*sheets))))


@pytest.fixture(scope="module")
def check_in() -> Document:
    """The check-in, printed and opened."""
    return opened(sheet_of(shipped().scripts["check-in"], shipped()))


def _the_table(document: Document) -> Table:
    (table,) = document.tables
    return table


def test_every_step_is_a_row_with_room_for_a_comment(check_in: Document) -> None:
    """Number and name, all that people see, and an empty cell."""
    sheet = sheet_of(shipped().scripts["check-in"], shipped())
    head, *rows = _the_table(check_in).rows
    assert tuple(cell.text for cell in head.cells) == HEAD
    assert HEAD[2] == "Your comment"
    assert len(rows) == len(sheet.rows)
    for printed, row in zip(rows, sheet.rows, strict=True):
        heading, words, comment = printed.cells
        assert heading.text == row.heading
        assert comment.text == ""
        for line in read(row):
            assert line in words.text
    assert "“Steady” goes to step 3, remember." in rows[0].cells[1].text


def test_the_head_is_repeated_and_no_row_is_torn(check_in: Document) -> None:
    """On page two as on page one; the table says which row and column name the others."""
    table = _the_table(check_in)
    heads = [row for row in table.rows if row._tr.xpath("./w:trPr/w:tblHeader")]
    assert [row._tr for row in heads] == [table.rows[0]._tr]
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)
    (look,) = table._tbl.tblPr.xpath("./w:tblLook")
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert table._tbl.tblPr.xpath("./w:tblCaption/@w:val") == ["How things are just now"]


def test_the_language_is_british_english(check_in: Document) -> None:
    """In the properties, the styles and the settings, so that nothing is read as American."""
    assert check_in.core_properties.language == "en-GB"
    assert set(check_in.styles.element.xpath("//w:lang/@w:val")) == {"en-GB"}
    assert check_in.settings.element.xpath("//w:themeFontLang/@w:val") == ["en-GB"]


def test_it_has_a_title_real_headings_and_page_numbers(check_in: Document) -> None:
    """What a screen reader goes by: the title property, heading styles; and pages for talking."""
    assert check_in.core_properties.title == "Words to read"
    styles = [(one.style.name if one.style else "", one.text) for one in check_in.paragraphs]
    assert styles[0] == ("Title", "Words to read")
    assert ("Heading 1", "How things are just now") in styles
    foot = check_in.sections[0].footer.paragraphs[0]._p
    assert [code.strip() for code in foot.xpath(".//w:instrText/text()")] == ["PAGE", "NUMPAGES"]


def test_several_have_a_list_of_contents_that_leads_to_them() -> None:
    """A link for each, to a bookmark that is there, inside a field that Word can renew."""
    library = shipped()
    sheets = [sheet_of(script, library) for script in library.scripts.values()]
    body = opened(*sheets).element.body
    links = body.xpath(".//w:hyperlink/@w:anchor")
    assert links == body.xpath(".//w:bookmarkStart/@w:name")
    assert len(set(links)) == len(sheets)
    assert len(set(body.xpath(".//w:bookmarkStart/@w:id"))) == len(sheets)
    kinds = body.xpath(".//w:fldChar/@w:fldCharType")
    assert kinds == ["begin", "separate", "end"]
    assert [sheet.title for sheet in sheets] == body.xpath(".//w:hyperlink//w:t/text()")


def test_marks_become_bold_and_italic() -> None:
    """*strong* and _gentle_ are seen, not read."""
    line = Line(Kind.WORDS, "Plain *strong _both_* _gentle_ 5 * 3")
    runs = _the_table(opened(Sheet("s", "S", (), (Row(1, "Step 1", (line,)),)))).rows[1].cells[1]
    said = [(run.text, bool(run.bold), bool(run.italic)) for run in runs.paragraphs[0].runs]
    assert said == [
        ("Plain ", False, False),
        ("strong ", True, False),
        ("both", True, True),
        (" ", False, False),
        ("gentle", False, True),
        (" 5 * 3", False, False),
    ]


def test_nothing_in_it_can_break_the_file() -> None:
    """Signs of XML are words like others; what no document may hold is left out."""
    hostile = "</w:t><script>&amp;\x07\ufffe"
    lines = (Line(Kind.WORDS, hostile), Line(Kind.WAY, hostile))
    document = opened(Sheet("a b", hostile, (lines[0],), (Row(1, hostile, lines),)))
    cells = _the_table(document).rows[1].cells
    assert cells[0].text == "</w:t><script>&amp;"
    assert cells[1].text.split("\n") == ["</w:t><script>&amp;"] * 2


def test_it_asks_nothing_of_a_network_and_holds_no_macro() -> None:
    """Nothing in the file leads outside it."""
    sheets = [sheet for make in LISTS.values() for sheet in make(shipped())]
    with ZipFile(BytesIO(as_word(paper(*sheets)))) as file:
        names = file.namelist()
        links = "".join(file.read(name).decode() for name in names if name.endswith(".rels"))
    assert not [name for name in names if "vba" in name.lower()]
    assert not re.findall(r'TargetMode="External"', links)
