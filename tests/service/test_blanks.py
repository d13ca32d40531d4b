"""What is printed to be filled in by hand: papers, and lists for a group, as a page and a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bot.printing.blank_text import as_text
from bot.script.folder import Library, read_folder
from bot.script.papers import Kind, Line
from bot.service.papers import find, names, parts_of, titles
from bot.service.reports.blank import Blank
from bot.service.reports.blank_pdf import blank_pdf
from bot.service.reports.page import blank_page
from bot.settings import SHIPPED_DIALOGUES
from tests.service.opened import a_browser, holds_for_everybody

MOST_BYTES = 64  # of a button's token
MAY_STAND = {
    "html", "head", "meta", "title", "style", "body", "main", "div", "h1", "h2", "p",
    "ul", "ol", "li", "span", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


@cache
def shipped() -> Library:
    """The shipped dialogues."""
    return read_folder(SHIPPED_DIALOGUES, date(2026, 11, 25))[0]


KEYS = [*names(shipped())]


def blank_of(key: str) -> Blank:
    """The shipped blank of this name."""
    found = find(shipped(), key)
    assert found
    return found


class Read(HTMLParser):
    """What a page holds: its tags in order, what they say about themselves, its words by tag."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(page.decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a tag and what it says."""
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Every tag is closed, in order."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Notes what is read, with the tag around it."""
        if data.strip() and self.open[-1:] != ["style"]:
            self.words.append((self.open[-1], data.strip()))

    def within(self, tag: str) -> list[str]:
        """The words of every such tag."""
        return [words for one, words in self.words if one == tag]


# What there is


def test_papers_and_lists_can_be_asked_for_by_name() -> None:
    """Papers first; what would fill more than two sheets comes in parts, by id or by number."""
    assert [one.key for one in titles(shipped())] == [
        "policy-lens",
        "leading",
        "with-a-colleague",
        "walking-together",
        "readiness",
        "walk-through",
        "in-place",
    ]
    assert [one.key for one in titles(shipped()) if one.parts] == ["in-place"]
    assert find(shipped(), "in-place") is None
    assert len(parts_of(shipped(), "in-place")) == 9
    assert parts_of(shipped(), "readiness") == []
    assert find(shipped(), "in-place/2") == find(shipped(), "in-place/leadership")


@pytest.mark.parametrize(
    "key", ["", "nothing", "in-place/0", "in-place/99", "in-place/x", "policy-lens/1", "/", "a/b/c"]
)
def test_a_name_that_nothing_has_finds_nothing(key: str) -> None:
    """An old button, or a slip of the fingers, does no harm."""
    assert find(shipped(), key) is None


def test_every_name_fits_on_a_button() -> None:
    """With the command before it and the longest word behind it."""
    longest = "x" * 40
    checklist = replace(shipped().lists["in-place"], name=longest)
    library = replace(shipped(), lists={longest: checklist})
    for one in (*titles(library), *parts_of(library, longest)):
        for token in (f"/tools paper {one.key} pdf", f"/tools paper {longest} from 12"):
            assert len(token.encode()) <= MOST_BYTES


# What stands on a blank


def test_the_marks_are_the_answers_from_which_something_follows() -> None:
    """“Nothing to note” is a line left empty; few marks leave room for notes beside them."""
    walk = blank_of("walk-through")
    assert {one.marks for one in walk.sections if one.marks} == {("Keep", "Change", "Find out")}
    assert all(one.notes for one in walk.sections if one.marks)
    place = blank_of("in-place/culture")
    (part,) = [one for one in place.sections if one.marks]
    assert part.marks[0] == "Not started"
    assert "Not for us just now" not in part.marks
    assert not part.notes


def test_every_line_of_a_list_is_there_part_by_part() -> None:
    """A group goes over the same words as somebody alone does."""
    for name in ("readiness", "walk-through"):
        checklist, blank = shipped().lists[name], blank_of(name)
        parts = [one for one in blank.sections if one.marks]
        assert [one.heading for one in parts] == [one.name for one in checklist.parts]
        printed = [line.text for one in parts for line in one.lines]
        assert printed == [item.text for item in checklist.items.values()]
        assert [one.heads_up for one in parts] == [one.heads_up for one in checklist.parts]


def test_what_is_needed_from_above_has_a_place_to_write() -> None:
    """On a list whose lines have no room for notes, and on no other."""
    needed = [
        one for one in blank_of("readiness").sections if one.heading == "What is needed from others"
    ]
    (section,) = needed
    (line,) = section.lines
    assert (line.kind, line.text) == (Kind.WRITE, "What we need, and from which post or team")
    assert line.room >= 4
    assert all(
        one.heading != "What is needed from others" for one in blank_of("walk-through").sections
    )


def test_a_part_alone_has_its_name_in_the_title() -> None:
    """Whoever finds the sheet later knows which it was."""
    blank = blank_of("in-place/culture")
    assert blank.title == "What is in place: The feel of the place"
    assert blank.name == "in-place-culture"
    assert [one.heading for one in blank.sections if one.marks] == [""]


# The page


@pytest.mark.parametrize("key", KEYS)
def test_a_page_is_made_of_headings_lists_and_tables_alone(key: str) -> None:
    """What a screen reader and Word know; nothing is asked for, nothing runs, and it says so."""
    blank = blank_of(key)
    read = Read(blank_page(blank))
    assert set(read.tags) <= MAY_STAND
    assert read.within("h1") == [blank.title]
    assert read.within("h2") == [one.heading for one in blank.sections if one.heading]
    names_ = {name for name, _ in read.attributes}
    assert not {name for name in names_ if name.startswith("on")} | names_ & {"src", "href"}
    assert ("lang", "en-GB") in read.attributes
    (policy,) = [value for _, value in read.attributes if "default-src" in value]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert not re.findall(rb"url\(|@import|@font-face", blank_page(blank))


@pytest.mark.parametrize("key", KEYS)
def test_every_word_of_a_blank_is_on_its_page_and_in_its_text(key: str) -> None:
    """Each once, in the order of the file, with the lines to write on and the boxes to tick."""
    blank = blank_of(key)
    read, text = Read(blank_page(blank)), as_text(blank)
    words = [words for _, words in read.words]
    lines = [*blank.first, *(line for one in blank.sections for line in one.lines)]
    at = 0
    for line in lines:
        at = words.index(line.text, at) + 1
        assert line.text in text
    ruled = blank_page(blank).count(b"<tr><td>&nbsp;</td></tr>")
    assert ruled == sum(line.room for line in lines)
    assert words.count("☐") == sum(line.kind is Kind.TICK for line in lines)
    assert text.count("[ ]") == words.count("☐") + sum(
        len(one.lines) * len(one.marks) for one in blank.sections
    )


def test_a_table_says_what_its_columns_and_rows_are() -> None:
    """So that a box is never only a box to somebody who does not see it."""
    page = blank_page(blank_of("walk-through")).decode()
    assert page.count('<th scope="col" class="mark">Keep</th>') == 8
    assert page.count('<th scope="row">') == 48
    assert page.count('<td class="mark"></td>') == 3 * 48
    assert page.count('<td class="notes"></td>') == 48


def test_questions_are_a_numbered_list_and_cards_stay_in_one_piece() -> None:
    """On paper as on the screen, three questions are three questions."""
    page = blank_page(blank_of("with-a-colleague")).decode()
    assert page.count("<ol>") == 6
    assert page.count('<div class="card">') == 6
    assert "☐" not in page


def test_what_an_author_wrote_is_shown_as_text() -> None:
    """A sign that means something to a browser is a sign."""
    blank = replace(blank_of("policy-lens"), first=(Line(Kind.SAY, "<b>A & B</b>"),))
    assert b"&lt;b&gt;A &amp; B&lt;/b&gt;" in blank_page(blank)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser."""
    with a_browser() as found:
        yield found


@pytest.mark.parametrize("key", ["walking-together", "with-a-colleague", "policy-lens", "leading",
                                 "readiness", "walk-through", "in-place/culture"])  # fmt: skip
@pytest.mark.parametrize("media", ["screen", "print"])
def test_nobody_is_shut_out(browser: Browser, tmp_path: Path, key: str, media: str) -> None:
    """WCAG 2.2 AA as axe checks it, on a telephone too; nothing but the file is asked for."""
    file = tmp_path / "blank.html"
    file.write_bytes(blank_page(blank_of(key)))
    holds_for_everybody(browser, file, print_=media == "print")


# The PDF


def pages(data: bytes) -> int:
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type /Page\b", data))


@pytest.mark.parametrize("key", KEYS)
def test_a_pdf_is_two_sheets_at_most(key: str) -> None:
    """Printed on both sides; with its language, a title and a bookmark for each heading."""
    data = blank_pdf(blank_of(key))
    assert data.startswith(b"%PDF-")
    assert 1 <= pages(data) <= 4
    assert b"/Lang (en-GB)" in data
    assert data.count(b"/Dest") >= len([1 for one in blank_of(key).sections if one.heading])


def test_a_pdf_of_a_theme_is_one_page() -> None:
    """Eight lines and what came of them, on one side, in letters of twelve points."""
    assert {pages(blank_pdf(blank_of(key))) for key in KEYS if key.startswith("in-place/")} == {1}


def test_a_sign_that_the_face_has_not_is_named() -> None:
    """No empty square on paper: the sign's name stands in its place."""
    blank = replace(blank_of("policy-lens"), title="A lens 🪨", first=(Line(Kind.TICK, "漢"),))
    assert pages(blank_pdf(blank)) == 2
