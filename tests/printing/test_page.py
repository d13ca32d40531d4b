"""The page to tap through: one file that needs nothing, hides nothing and shuts nobody out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, sync_playwright

from bot.printing.lists import LISTS
from bot.printing.page import Trial, as_page, html, trial
from bot.printing.sheet import Kind, Line, Row, Sheet
from bot.script.folder import Library
from bot.script.markup import escape, plain
from bot.script.model import Review, Script
from bot.script.texts import fingerprint
from tests.printing.shared import paper, scene, shipped, with_script

CHROMIUM = Path("/usr/bin/chromium")
MAY_STAND = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "nav", "section", "div",
    "h1", "h2", "h3", "p", "ul", "li", "a", "span", "strong", "em", "br",
}  # fmt: skip


class Read(HTMLParser):
    """What a page holds: its tags, its addresses, its places, its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a tag and what it says."""
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Every tag is closed, in order."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Notes what is read."""
        if self.open[-1:] != ["style"]:
            self.words += data

    def values(self, name: str) -> list[str]:
        """What the attributes of this name say."""
        return [value for one, value in self.attributes if one == name]


def page_of(script: Script, library: Library) -> str:
    """One dialogue as a page."""
    return as_page(paper(), trial([script], library, scene(library)))


@cache
def everything() -> str:
    """All the shipped words as one page."""
    library = shipped()
    sheets = [sheet for make in LISTS.values() for sheet in make(library)]
    tried = trial([*library.scripts.values()], library, scene(library))
    return as_page(paper(*sheets), tried)


def test_every_link_leads_to_a_place_on_the_page() -> None:
    """All shipped dialogues and lists together: no dead end, and no place twice."""
    read = Read(everything())
    places = read.values("id")
    assert len(set(places)) == len(places)
    links = read.values("href")
    assert len(links) > 1000
    assert {link for link in links if link[:1] != "#" or link[1:] not in places} == set()
    sections = {place for place in places if re.fullmatch(r"screen-\d+|sheet-[\w-]+", place)}
    assert sections - {link[1:] for link in links} - set(read.values("aria-labelledby")) == set()


def test_it_asks_for_nothing_and_runs_nothing() -> None:
    """No script, no picture, no font, no address; and the page itself forbids them."""
    read = Read(everything())
    assert read.tags <= MAY_STAND
    names = {name for name, _ in read.attributes}
    assert not {name for name in names if name.startswith("on")} | names & {
        "src",
        "style",
        "action",
    }
    assert not [value for _, value in read.attributes if "://" in value]
    (policy,) = [value for value in read.values("content") if "default-src" in value]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    style = everything().split("<style>")[1].split("</style>")[0]
    assert not re.findall(r"url\(|@import|@font-face", style)


def test_it_says_what_it_is_at_the_top() -> None:
    """That nothing is stored, when it was printed, and which words these are."""
    script = shipped().scripts["check-in"]
    top = Read(page_of(script, shipped()).split("<main>")[0] + "</body></html>").words
    assert "It stores nothing and sends nothing." in top
    assert "Printed on 25 November 2026." in top
    assert f"the mark {fingerprint(script)}." in top
    assert "Wednesday 25 November 2026, 10:00" in page_of(script, shipped())


def test_it_names_who_read_the_words() -> None:
    """Below each title: by role, when, and whether words have changed since."""
    script = shipped().scripts["check-in"]
    review = Review("two carers <b>", "2026-11-20", "", "000000000000")
    for reviews, told in (
        ((), "Nobody is noted yet as having read these words."),
        ((review,), "Read by two carers <b>, 20 November 2026. Words have changed since then."),
    ):
        reviewed = replace(script, reviews=reviews)
        assert told in Read(page_of(reviewed, shipped())).words


def test_the_support_card_reads_as_on_a_weekday_morning() -> None:
    """What is closed at that hour says so."""
    card = Read(page_of(shipped().scripts["check-in"], shipped())).words
    assert "Closed just now (Monday to Thursday 18:00 to 02:00" in card


def test_hostile_words_are_words() -> None:
    """A tag in a label, a message, a title or a name of a list is shown, not obeyed."""
    script, library = with_script(
        """
  one:
    ask: <script>alert(1)</script> & *</p>*
    why: <img src=x onerror=alert(1)>
    buttons:
      a: <script>x</script> -> two
      b: x" onclick="x -> two
    skip: two
  two:
    end: </section></main>
""",
    )
    hostile = "<style>*{display:none}</style>"
    script = replace(script, title=hostile, about=hostile)
    library = replace(library, scripts={**library.scripts, "mine": script})
    row = Row(1, hostile, (Line(Kind.WORDS, hostile),))
    tried = trial([script], library, scene(library))
    text = as_page(paper(Sheet("s", hostile, (), (row,))), tried)
    read = Read(text)
    assert read.tags <= MAY_STAND
    assert not {name for name, _ in read.attributes if name.startswith("on")}
    for words in (
        "<script>alert(1)</script> & </p>",
        "<script>x</script>",
        'x" onclick="x',
        hostile,
    ):
        assert words in read.words
    assert text.count("<style>") == 1


@given(st.text(alphabet="ab <>&\"'*_\\\n{}"))
def test_markup_becomes_html_that_says_the_same(text: str) -> None:
    """Whatever is written: the words stay, tags are closed, and nothing else becomes a tag."""
    for markup in (text, escape(text)):
        read = Read(str(html(markup)))
        assert read.tags <= {"p", "br", "strong", "em"}
        assert "".join(read.words.split()) == "".join(plain(markup).split())


def test_a_cut_page_says_so() -> None:
    """Where a way goes on beyond the page, a place says it; the beginning says it too."""
    whole = trial([shipped().scripts["check-in"]], shipped(), scene(shipped()))
    screens = tuple(
        replace(one, taps=tuple(replace(tap, to=0 if tap.to > 5 else tap.to) for tap in one.taps))
        for one in whole.screens[:5]
    )
    read = Read(as_page(paper(), Trial(whole.dialogues, screens, whole.moment, whole.card)))
    assert {link[1:] for link in read.values("href")} <= set(read.values("id"))
    assert "cut" in read.values("id")
    assert "There are more screens than one page can hold." in read.words


@pytest.fixture
def browser_page(tmp_path: Path) -> Iterator[Page]:
    """The check-in and the lists in a real browser, from a file; asking elsewhere fails."""
    if not CHROMIUM.exists():
        pytest.skip("there is no chromium here to open the page with")
    library = shipped()
    lists = [sheet for make in LISTS.values() for sheet in make(library)]
    tried = trial([library.scripts["check-in"]], library, scene(library))
    file = tmp_path / "check-in.html"
    file.write_text(as_page(paper(*lists), tried), "utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        yield page
        assert {url.partition("#")[0] for url in asked} == {file.as_uri()}
        browser.close()


def test_it_can_be_tapped_through_in_a_browser(browser_page: Page) -> None:
    """One screen at a time; the browser’s Back takes an answer back; the keyboard works."""
    page = browser_page
    assert page.locator("section:visible").count() == 1
    page.get_by_role("link", name="Begin", exact=True).click()
    assert page.locator("section:visible").count() == 1
    assert page.get_by_text("How are things just now?", exact=True).is_visible()
    page.get_by_role("link", name="Steady", exact=True).focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("Is there something from today that you would like").first.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SECTION"
    page.go_back()
    assert page.get_by_role("link", name="Steady", exact=True).is_visible()
    page.locator("section:visible").get_by_role("link", name="Support").click()
    assert page.locator("#support").get_by_text("Samaritans", exact=True).is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(browser_page: Page, scheme: str) -> None:
    """WCAG 2.2 AA as axe checks it: the beginning, a question, the end, the card and a list."""
    from axe_playwright_python.sync_playwright import Axe

    page = browser_page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    for place in ("", "#screen-1", "#screen-18", "#support", "#sheet-questions-culture"):
        page.goto(page.url.partition("#")[0] + place)
        found = Axe().run(page, options={"runOnly": rules})
        assert found.violations_count == 0, found.generate_report()


def test_printed_on_paper_it_is_a_list_of_all_screens(browser_page: Page) -> None:
    """Every screen stands there, and every button names the screen it leads to."""
    page = browser_page
    page.emulate_media(media="print")
    sections = page.locator("section")
    assert page.locator("section:visible").count() == sections.count()
    first = page.locator("#screen-1 .taps:not(.ways) a").first
    assert re.search(r"\(screen \d+\)$", first.inner_text())
