"""What somebody would like to bring to supervision: marked, listed, on one page, talked about."""

from __future__ import annotations

import json

import pytest

from tests.standin import Message, Person
from tests.talk.test_choice import answers, go
from tests.talk.test_privacy import keep

pytestmark = pytest.mark.usefixtures("reader")

FORM, ROTA = "Ask who wrote the form", "The rota came late"


async def kept_to_bring(person: Person, words: str) -> None:
    """Keeps a line under “to bring”, as “Space to think” does."""
    await go(person, "/reflect space-to-think", "Skip", "Skip", f"“{words}”", "Yes, keep it")


async def marked(person: Person, words: str) -> None:
    """Keeps a small change, and marks it in the log."""
    await keep(person, words)
    await go(person, "/log", f"1. {words}")
    await go(person, "Bring it to supervision")


async def page_of(person: Person) -> str:
    """Makes the page."""
    await person.tap("Make the page")
    await person.expect("Here is the page")
    await person.expect("What I would like to bring")
    document = person.last.document
    assert document and document.name == "to-bring.html"
    return document.data.decode()


async def test_what_was_kept_to_bring_and_what_was_marked_stand_on_one_page(
    person: Person,
) -> None:
    """Both are listed before there is a page, and stand on it with room for notes below each."""
    await kept_to_bring(person, ROTA)
    await marked(person, FORM)
    said = await go(person, "/bring")
    assert ROTA in said.text and FORM in said.text
    assert len(answers(person)) <= 8
    page = await page_of(person)
    assert page.index(ROTA) < page.index(FORM)
    assert page.count('<table class="room"') == 3  # one below each, and one for anything else


async def test_the_page_is_there_as_a_pdf_too(person: Person) -> None:
    """Of the same things, and as private; the page and the PDF stand beside each other."""
    await kept_to_bring(person, ROTA)
    await go(person, "/bring")
    await page_of(person)
    await person.tap("As a PDF")
    said = await person.expect("as a PDF, for A4")
    assert "goes to nobody unless you send it" in said.text
    assert answers(person)[:2] == ["Make the page", "These were talked about"]
    await person.expect("What I would like to bring")
    document = person.last.document
    assert document and document.name == "to-bring.pdf"
    assert document.data.startswith(b"%PDF-") and b"/Lang (en-GB)" in document.data


async def test_nothing_leaves_without_being_sent_and_one_line_says_so(person: Person) -> None:
    """The page comes to this chat alone, and the words beside it say that it goes no further."""
    await kept_to_bring(person, ROTA)
    await go(person, "/bring")
    await person.tap("Make the page")
    said = await person.expect("Here is the page")
    assert "goes to nobody unless you send it" in said.text
    assert "lies in this chat until you delete it" in said.text


async def test_the_mark_is_taken_off_in_the_log(person: Person) -> None:
    """One tap marks an entry, and another takes that back; the entry is shown each time."""
    await marked(person, FORM)
    assert "marked to bring to supervision" in person.last.text
    said = await go(person, "Do not bring it")
    assert FORM in said.text and "marked" not in said.text
    said = await go(person, "/bring")
    assert "Nothing is marked to bring" in said.text


async def test_any_of_it_can_be_left_out_of_the_page(person: Person) -> None:
    """What is left out is said to be, is not on the page, and can be put back."""
    await kept_to_bring(person, ROTA)
    await marked(person, FORM)
    await go(person, "/bring")
    said = await go(person, "Leave out 1: The rota ca…")
    assert "Left out: The rota" in said.text
    page = await page_of(person)
    assert FORM in page and ROTA not in page
    await go(person, "Back to the list", "Put back 1: The rota ca…")
    assert ROTA in await page_of(person)


async def test_with_all_of_it_left_out_there_is_no_page(person: Person) -> None:
    """It is said, and the list stands there again."""
    await kept_to_bring(person, ROTA)
    said = await go(person, "/bring", "Leave out 1: The rota ca…", "Make the page")
    assert "nothing to put on a page" in said.text
    assert "Put back 1: The rota ca…" in answers(person)


async def test_a_page_ticks_nothing_off_and_one_tap_does(person: Person) -> None:
    """All stays marked after a page; “These were talked about” unmarks it and keeps the entries."""
    await kept_to_bring(person, ROTA)
    await marked(person, FORM)
    await go(person, "/bring")
    await page_of(person)
    said = await go(person, "Back to the list")
    assert ROTA in said.text and FORM in said.text
    said = await go(person, "These were talked about")
    assert "stay in your log" in said.text
    said = await go(person, "/bring")
    assert "Nothing is marked" in said.text
    said = await go(person, "/log")
    assert ROTA in said.text and FORM in said.text
    assert "/bring" not in said.text


async def test_what_was_left_out_stays_marked_when_the_rest_was_talked_about(
    person: Person,
) -> None:
    """Only what was on the page was talked about."""
    await kept_to_bring(person, ROTA)
    await marked(person, FORM)
    await go(person, "/bring", "Leave out 1: The rota ca…", "These were talked about")
    said = await go(person, "/bring")
    assert ROTA in said.text and FORM not in said.text


async def test_many_things_stand_on_several_screens_and_on_one_page(person: Person) -> None:
    """Four at a time with what can be done about them; the page has them all."""
    for number in range(6):
        await kept_to_bring(person, f"Thing number {number}")
    first = await go(person, "/bring")
    assert len(answers(person)) == 8
    second = await go(person, "More of it")
    assert "Thing number 3" in first.text and "Thing number 4" not in first.text
    assert "Thing number 5" in second.text
    page = await page_of(person)
    assert all(f"Thing number {number}" in page for number in range(6))


async def test_the_log_leads_to_it_once_something_is_marked(person: Person) -> None:
    """Before that there is nothing to say about it."""
    said = await go(person, "/log")
    assert "/bring" not in said.text
    await kept_to_bring(person, ROTA)
    said = await go(person, "/log")
    assert "/bring sets out" in said.text


async def test_the_word_alone_is_no_command(person: Person) -> None:
    """“bring” may be an answer, so only /bring with its slash opens the list."""
    await kept_to_bring(person, ROTA)
    said: Message = await go(person, "/log", "“bring”")
    assert "Shall I keep this" in said.text


async def test_words_stay_words_on_the_page(person: Person) -> None:
    """Whatever was typed is shown as it was typed, and is no markup."""
    await kept_to_bring(person, "<b>late</b> & *again*")
    await go(person, "/bring")
    page = await page_of(person)
    assert "&lt;b&gt;late&lt;/b&gt; &amp; *again*" in page


async def test_a_mark_is_exported(person: Person) -> None:
    """The page to read says it beside the entry, and the data has it."""
    await marked(person, FORM)
    await person.say("/export")
    for said in ("everything I hold", "To read", "For a computer"):
        await person.expect(said)
    page, data = [one.document.data.decode() for one in person.messages if one.document]
    assert "marked to bring to supervision" in page
    assert json.loads(data)["log"][0]["bring"] is True
