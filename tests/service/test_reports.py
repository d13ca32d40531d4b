"""A sheet to take along: as a page, as a table, as a PDF."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bot.flow.sheet import Mark, Sheet
from bot.script.lists import Checklist
from bot.service.reports.page import page
from bot.service.reports.pdf import pdf
from bot.service.reports.press import shown
from bot.service.reports.report import Report, make
from bot.service.reports.table import table
from tests.flow.scenes import library
from tests.service.opened import a_browser, holds_for_everybody

DAY = "2026-03-04"


def walked(*marks: tuple[str, Mark], about: str = "The front desk") -> Sheet:
    """A walk in which these marks were made."""
    sheet = Sheet("walk-through", "1", about={"service": about})
    for key, mark in marks:
        sheet = sheet.marked(key, mark)
    return sheet


def report(sheet: Sheet, before: Sheet | None = None) -> Report:
    """The report on it."""
    shipped = library()
    checklist: Checklist = shipped.lists[sheet.list]
    return make(checklist, sheet, shipped.words, shipped.principles, before)


WALK = walked(
    ("arriving/right-place", Mark("change", "Behind the plant", on=DAY)),
    ("arriving/first-read", Mark("keep", on=DAY)),
    ("waiting/how-long", Mark("change", will="When I open up, I will say how long.", on=DAY)),
    ("staff/where-unsafe", Mark("find-out", on=DAY)),
)


def test_what_is_there_comes_first_and_everything_last() -> None:
    """Then what was begun with, where else one might start, and what to find out."""
    made = report(WALK)
    assert [one.heading for one in made.sections] == [
        "What is there already",
        "Small changes to begin with",
        "Where a small change might start",
        "To find out",
    ]
    assert [line.id for line in made.sections[2].lines] == ["arriving/right-place"]
    assert [one.heading for one in made.everything] == ["Arriving", "Waiting", "The staff’s side"]
    assert b"Behind the plant" in page(made)
    assert page(made).count(b"How does somebody know that they have come") == 1
    assert made.facts[0] == ("Service", "The front desk")
    assert ("Begun", "Wednesday 4 March 2026") in made.facts


def test_what_was_noted_to_a_question_stands_first() -> None:
    """The question is what it was about; a statement stays what it is, with its answer below."""
    noted = report(WALK).sections[2].lines[0]
    assert (noted.first, noted.where) == ("“Behind the plant”", "Arriving, Change")
    assert noted.then.endswith("?")
    sheet = Sheet("in-place").marked("culture/time-to-think", Mark("starting", "On Mondays"))
    (section,) = report(sheet).sections
    (said,) = section.lines
    assert said.first == library().lists["in-place"].items["culture/time-to-think"].text
    assert (said.then, said.where) == ("“On Mondays”", "The feel of the place, Starting")


def test_a_long_note_is_short_on_the_page_and_whole_in_the_table() -> None:
    """Nothing is lost, and a meeting is not given two sheets of one thought."""
    made = report(walked(("arriving/right-place", Mark("change", "plover " * 500, on=DAY))))
    assert page(made).decode().count("plover") < 70
    assert "the table has all of it" in page(made).decode()
    assert table(made).decode().count("plover") == 500


def test_an_empty_sheet_is_a_page_too() -> None:
    """A walk without a single note: a title, and nothing that looks broken."""
    made = report(walked())
    assert made.sections == made.everything == ()
    assert b"<h1>Walk through a service</h1>" in page(made)


def test_nothing_is_added_up() -> None:
    """No share, no total, no mark on the page: its only digits are days and the style's."""
    shown = re.sub(r"<style>.*?</style>|<svg.*?</svg>", "", page(report(WALK)).decode(), flags=re.S)
    words = re.sub(r"<[^>]*>", " ", shown)
    assert not re.search(r"\d+ ?(%|of|out of|/)", words)
    assert set(re.findall(r"\d+", words)) == {"4", "2026"}


def test_what_somebody_typed_is_shown_and_never_obeyed() -> None:
    """Markup stays text on the page, and a formula stays text in a spreadsheet."""
    evil = "=HYPERLINK(1)<script>alert(1)</script>"
    made = report(walked(("arriving/right-place", Mark("change", evil, on=DAY)), about="<b>Desk"))
    shown = page(made).decode()
    assert "<script" not in shown
    assert "<b>" not in shown
    assert "&lt;script&gt;" in shown
    rows = list(csv.reader(StringIO(table(made).decode("utf-8-sig"))))
    assert [cell for row in rows for cell in row if "HYPERLINK" in cell] == [f"'{evil}"]


def test_the_table_has_the_ids_so_that_two_services_can_be_put_side_by_side() -> None:
    """One row for each item that something was said about, with its id first."""
    rows = list(csv.reader(StringIO(table(report(WALK)).decode("utf-8-sig"))))
    ids = [row[0] for row in rows if row and "/" in row[0]]
    assert rows[0][:2] == ["Id", "Part"]
    assert ids == [
        "arriving/right-place", "arriving/first-read", "waiting/how-long", "staff/where-unsafe",
    ]  # fmt: skip


def test_then_and_now_stand_side_by_side_in_words_and_as_stones() -> None:
    """Only what was answered both times; a stone for each line that is there."""
    then = walked(("arriving/right-place", Mark("keep", on=DAY)), ("ending/gone", Mark("keep")))
    made = report(WALK, then)
    (beside,) = made.sections
    assert beside.compares
    (line,) = beside.lines
    assert (line.before, line.answer, line.stood, line.stands) == ("Keep", "Change", True, False)
    shown = page(made).decode()
    assert shown.count("<ellipse") == 1
    assert 'aria-hidden="true"' in shown


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser."""
    with a_browser() as found:
        yield found


@pytest.mark.parametrize("how", ["light", "dark", "print"])
def test_nobody_is_shut_out(browser: Browser, tmp_path: Path, how: str) -> None:
    """Then and now, notes and a small change: all of it as axe checks it, on a phone's width."""
    then = walked(("arriving/right-place", Mark("keep", on=DAY)))
    file = tmp_path / "report.html"
    file.write_bytes(page(report(WALK, then)))
    holds_for_everybody(browser, file, print_=how == "print", dark=how == "dark")


@pytest.mark.parametrize("about", ["The front desk", "Приёмная 🌱 Ўзбек"])
def test_the_pdf_has_all_of_it_whatever_was_typed(
    about: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A sign that the faces lack is named in words, and no word gets into a log."""
    sheet = walked(("arriving/right-place", Mark("change", "plover " * 700, on=DAY)), about=about)
    assert pdf(report(sheet)).startswith(b"%PDF-")
    assert "plover" not in caplog.text
    assert about not in caplog.text
    assert shown("🌱 Żółć – “so”…") == "(seedling) Żółć – “so”…"


@pytest.mark.parametrize("sheet", [WALK, walked()])
def test_the_page_needs_nothing_but_itself(sheet: Sheet) -> None:
    """No address, no script: it opens without a network and can be sent by e-mail."""
    shown = page(report(sheet)).decode()
    assert "http" not in shown.replace("http-equiv", "")
    assert "<script" not in shown
