"""What somebody learned: set down in a dialogue, kept in the log, one page to pass on."""

from __future__ import annotations

import json

import pytest

from tests.standin import Person, StandIn
from tests.talk.running import begun
from tests.talk.test_choice import answers, go

pytestmark = pytest.mark.usefixtures("reader")

BEFORE, CHANGED, TELL = "Three doors, no sign", "A sign at the gate", "Ask who gets lost"
PAGE = "As a page to pass on"


async def told(person: Person, *ways: str) -> None:
    """Goes through the dialogue and keeps it."""
    await go(person, "/reflect share-learning", "Begin", *ways, "Yes, keep it")


async def all_of_it(person: Person) -> None:
    """With some of the questions passed over."""
    await told(person, f"“{BEFORE}”", f"“{CHANGED}”", "Skip", "Two more", "Skip", f"“{TELL}”")


async def page_of(person: Person) -> str:
    """Asks for the page."""
    await person.tap(PAGE)
    said = await person.expect("goes to nobody unless you send it")
    assert "read it once more for names" in said.text
    await person.expect("Something I changed")
    document = person.last.document
    assert document and document.name == "learning.html"
    return document.data.decode()


async def test_it_opens_with_care_and_not_today(person: Person) -> None:
    """The first words say what it is and that hard things can stay out; “Not today” ends it."""
    said = await go(person, "/reflect share-learning")
    assert "something hard, leave that out" in said.text
    assert answers(person) == ["Begin", "Not today"]
    said = await go(person, "Not today")
    assert "That is fine" in said.text


async def test_what_was_kept_makes_a_page_at_once(person: Person) -> None:
    """Each answer has its heading; what was passed over is not there at all."""
    await all_of_it(person)
    page = await page_of(person)
    assert "What it was like before" in page and BEFORE in page
    assert "What I changed" in page and CHANGED in page
    assert "What I would tell others" in page and TELL in page
    assert "What helped" not in page and "What came of it" not in page


async def test_the_page_is_there_later_in_the_log(person: Person) -> None:
    """The entry shows all its parts, and has the same page."""
    await all_of_it(person)
    said = await go(person, "/log")
    assert f"{CHANGED}\nSomething learned" in said.text
    said = await go(person, f"1. {CHANGED}")
    assert BEFORE in said.text and TELL in said.text
    assert len(answers(person)) <= 8
    assert BEFORE in await page_of(person)


async def test_the_page_is_there_as_a_pdf_too(person: Person) -> None:
    """One tap below the page."""
    await all_of_it(person)
    await page_of(person)
    await person.tap("As a PDF")
    said = await person.expect("as a PDF, for A4")
    assert "read it once more for names" in said.text
    await person.expect("Something I changed")
    document = person.last.document
    assert document and document.name == "learning.pdf"
    assert document.data.startswith(b"%PDF-")


async def test_words_that_are_changed_in_the_log_are_changed_on_the_page(person: Person) -> None:
    """What the log shows is a part of it, so both say the new words."""
    await all_of_it(person)
    await go(person, "/log", f"1. {CHANGED}", "Change the words", "“A large sign”", "Keep")
    await go(person, "/log", "1. A large sign")
    page = await page_of(person)
    assert "A large sign" in page and CHANGED not in page


async def test_other_entries_have_no_such_page(person: Person) -> None:
    """Only what was learned is a case to pass on."""
    await go(person, "/reflect going-well", "“A queue”", "I am not sure", "Yes, keep it")
    await go(person, "/log", "1. A queue")
    assert PAGE not in answers(person)


async def test_nobody_gets_the_page_of_somebody_else(person: Person, api: StandIn) -> None:
    """The number of an entry opens it for the person whose entry it is, and for nobody else."""
    await all_of_it(person)
    (((page,),),) = (person.last.raw["reply_markup"]["inline_keyboard"][:1],)
    command, _, entry = page["callback_data"].rpartition(" ")
    assert command == "/tools learning"
    other = api.person(first_name="Isla")
    await begun(other)
    said = await go(other, f"/tools learning {entry}")
    assert "already forgotten" in said.text
    assert not [one for one in other.messages if one.document]


async def test_it_is_exported_and_forgotten_like_any_entry(person: Person) -> None:
    """The export has every part of it; removed, it has no page any more."""
    await all_of_it(person)
    await person.say("/export")
    for line in ("everything I hold", "To read", "For a computer"):
        await person.expect(line)
    page, data = [one.document.data.decode() for one in person.messages if one.document]
    assert BEFORE in page and TELL in page
    assert json.loads(data)["log"][0]["fields"]["tell"] == TELL
    await go(person, "/log", f"1. {CHANGED}", "Remove it", "Yes, remove it")
    said = await go(person, "/tools learning 1")
    assert "already forgotten" in said.text
