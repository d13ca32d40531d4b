"""What is on paper, in the chat: for anybody, at once, with nothing kept of it."""

from __future__ import annotations

import secrets

import pytest

from bot.service.rooms import door
from bot.service.rooms.papers import PAGE
from tests.standin import Message, Person
from tests.talk.running import Cairn, shipped
from tests.talk.test_choice import answers, desk_of, go
from tests.talk.test_consent import rows
from tests.talk.test_huddle import labels, stays_a_stranger

TITLES = [
    "A policy lens", "Cards for those who lead", "Reflect with a colleague",
    "Walking a service together",
    "Is now a good time?", "Walk through a service", "What is in place",
]  # fmt: skip
CARDS = shipped().papers["with-a-colleague"].blocks


async def sent(person: Person, caption: str) -> bytes:
    """The next file with this caption."""
    message = await person.expect(caption)
    assert message.document
    return message.document.data or b""


def heading(said: Message) -> str:
    """The heading of the card that was shown."""
    (found,) = [one.heading for one in CARDS if said.text.startswith(one.heading)]
    return found


async def test_from_tools_two_taps_lead_to_a_page(person: Person) -> None:
    """The titles, six at most on a screen, each a button; then the page, and what else there is."""
    said = await go(person, "/tools", "On paper")
    assert "where nobody needs a phone" in said.text
    assert "Walk through a service (for a group to go over)\n" in said.text
    assert all(title in said.text for title in TITLES[:PAGE])
    assert answers(person) == [*TITLES[:PAGE], "More on paper"]
    assert len(labels(person)) <= 8
    said = await go(person, "Walking a service together")
    assert "as a page, for A4" in said.text
    assert labels(person) == ["As a PDF", "Something else on paper", "Support"]
    page = await sent(person, "Walking a service together")
    assert b"<h1>Walking a service together</h1>" in page
    await go(person, "Something else on paper")
    assert answers(person)[:PAGE] == TITLES[:PAGE]
    await go(person, "More on paper")
    assert answers(person)[: len(TITLES) - PAGE] == TITLES[PAGE:]


async def test_the_same_comes_as_a_pdf(person: Person) -> None:
    """One more tap, and the way back to the page."""
    await go(person, "/tools paper policy-lens")
    await sent(person, "A policy lens")
    said = await go(person, "As a PDF")
    assert "as a PDF" in said.text
    assert (await sent(person, "A policy lens")).startswith(b"%PDF-")
    await go(person, "As a page to print")
    assert b"<h1>A policy lens</h1>" in await sent(person, "A policy lens")


async def test_every_title_sends_its_page(person: Person) -> None:
    """Whatever can be tapped there leads to a file, or to its subjects and then to a file."""
    for title in TITLES[:-1]:
        await go(person, "/tools paper", title)
        assert f"<h1>{title}</h1>".encode() in await sent(person, title)
    checklist = shipped().lists["in-place"]
    for part in checklist.parts:
        await go(person, "/tools paper", "More on paper", "What is in place")
        if part.name not in answers(person):
            await go(person, "More on paper")
        assert len(labels(person)) <= 8
        await go(person, part.name)
        page = await sent(person, f"What is in place: {part.name}")
        assert part.items[0].text.encode() in page


async def test_a_long_list_comes_a_subject_at_a_time_and_round_again(person: Person) -> None:
    """Six subjects and the way to more; after the last ones the first come again."""
    said = await go(person, "/tools paper in-place")
    assert "a subject at a time" in said.text
    names = [part.name for part in shipped().lists["in-place"].parts]
    assert answers(person) == [*names[:PAGE], "More on paper"]
    await go(person, "More on paper")
    assert answers(person) == [*names[PAGE:], "More on paper"]
    await go(person, "More on paper")
    assert answers(person) == [*names[:PAGE], "More on paper"]


async def test_a_stranger_gets_it_too_and_nothing_is_kept(stranger: Person, cairn: Cairn) -> None:
    """From help, or by the command; the page, the PDF, and the cards."""
    await go(stranger, "/help", "On paper")
    assert answers(stranger) == [*TITLES[:PAGE], "More on paper"]
    await go(stranger, "Walk through a service")
    assert b"Before the first contact" in await sent(stranger, "Walk through a service")
    await go(stranger, "As a PDF")
    assert (await sent(stranger, "Walk through a service")).startswith(b"%PDF-")
    await go(stranger, "Something else on paper", "Reflect with a colleague")
    await sent(stranger, "Reflect with a colleague")
    await go(stranger, "Read it here, card by card", "Draw a card", "Another one")
    await stays_a_stranger(cairn, stranger)


async def test_the_rest_of_tools_stays_behind_the_door(stranger: Person, cairn: Cairn) -> None:
    """What is written down there needs a yes first."""
    for command in ("/tools", "/tools page in-place", "/tools 5", "/tools papers"):
        said = await go(stranger, command)
        assert "I am Cairn" in said.text
    await stays_a_stranger(cairn, stranger)


async def test_words_that_changed_do_not_stand_before_what_is_on_paper(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They do stand before the rest of it."""
    monkeypatch.setattr(door, "CONSENT", "2")
    await go(person, "/tools paper policy-lens")
    assert await sent(person, "A policy lens")
    said = await go(person, "/tools")
    assert "The words you agreed to have changed" in said.text


async def test_the_cards_come_round_and_carry_which_one_is_next(
    person: Person, cairn: Cairn
) -> None:
    """All six before one comes again, and nothing is noted of which were seen."""
    before = await desk_of(cairn, person)
    said = await go(person, "/tools read with-a-colleague")
    assert "Six cards for two" in said.text
    assert "Either of you can say “not today”" in said.text
    said = await go(person, "Draw a card")
    seen = [heading(said), *[heading(await go(person, "Another one")) for _ in CARDS[1:]]]
    assert sorted(seen) == sorted(one.heading for one in CARDS)
    assert heading(await go(person, "Another one")) == seen[0]
    after = await desk_of(cairn, person)
    assert (after.seen, after.session) == (before.seen, None)


async def test_a_card_has_its_questions_and_how_to_listen(person: Person) -> None:
    """Numbered, to be asked in turn; below them what helps the one who asks."""
    said = await go(person, "/tools read with-a-colleague 1")
    assert said.text.startswith("Better than you thought\n\n1. What went a little better")
    assert "\n3. What would you like to happen again?\n\nListen for what" in said.text
    assert labels(person) == ["Another one", "Support"]


async def test_a_harder_card_has_a_word_before_it(person: Person) -> None:
    """Its questions come once somebody goes on; another card is as near."""
    said = await go(person, "/tools read with-a-colleague 2")
    assert "may touch on something hard" in said.text
    assert "What from work" not in said.text
    assert labels(person) == ["Go on", "Another one", "Support"]
    said = await go(person, "Go on")
    assert "1. What from work is on your mind" in said.text
    assert heading(await go(person, "Another one")) == CARDS[2].heading


async def test_an_open_question_stays_where_it_is(person: Person, cairn: Cairn) -> None:
    """Fetching a sheet for a meeting costs nobody their place."""
    await go(person, "/checkin", "Stretched")
    before = await desk_of(cairn, person)
    await go(person, "/tools paper policy-lens")
    await sent(person, "A policy lens")
    assert (await desk_of(cairn, person)).session == before.session


@pytest.mark.parametrize(
    "words",
    [
        "paper nothing", "paper in-place/99", "paper from x", "paper from 99",
        "paper policy-lens x", "read", "read nothing",
        "read policy-lens", "read with-a-colleague 99",
        "read with-a-colleague x", "paper in-place from", "paper in-place from 77",
    ],
)  # fmt: skip
async def test_words_behind_the_command_that_mean_nothing_do_no_harm(
    stranger: Person, cairn: Cairn, words: str
) -> None:
    """A mistyped command or an old button shows what there is."""
    said = await go(stranger, f"/tools {words}")
    assert said.text
    assert "Support" in labels(stranger)
    await stays_a_stranger(cairn, stranger)


async def test_numbers_name_the_titles(person: Person) -> None:
    """Whoever types does what a tap does."""
    await go(person, "/tools paper", "“1”")
    assert await sent(person, "A policy lens")


async def test_the_first_card_is_drawn(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not always the same one begins."""
    monkeypatch.setattr(secrets, "choice", lambda pool: pool[-1])
    said = await go(person, "/tools read with-a-colleague", "Draw a card")
    assert heading(said) == CARDS[-1].heading


async def test_nothing_of_it_is_stored(stranger: Person, cairn: Cairn) -> None:
    """Not even that somebody fetched it."""
    before = await rows(cairn)
    await go(stranger, "/tools paper policy-lens pdf")
    await sent(stranger, "A policy lens")
    after = await rows(cairn)
    kept = {name for name in after if after[name] != before.get(name)}
    assert kept <= {"updates", "outbox"}
