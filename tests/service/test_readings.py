"""Asking somebody to read words by a link, and what they say about them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.script.reviewing import LONGEST_ROLE
from bot.service.readings import (
    LIVES,
    LONGEST_REMARK,
    MOST_REMARKS,
    CannotAsk,
    CannotSay,
    Over,
    Readings,
    changed,
)
from bot.service.retention import forget_old
from storage.store import Store
from tests.service.conftest import NOW, shipped

DIALOGUES = Path(__file__).parents[2] / "dialogues"
PATH = "check-in.yaml"
TEXT = (DIALOGUES / PATH).read_text("utf-8")
ASK = ("steps", "today", "ask")


class Desk:
    """Readings, and a clock that can be moved."""

    def __init__(self, store: Store) -> None:
        self.now = NOW
        self.readings = Readings(store, self.clock)

    def clock(self) -> datetime:
        """This moment."""
        return self.now

    async def begun(self, role: str = "two carers", text: str = TEXT) -> tuple[int, str]:
        """Somebody was asked: the number of the reading, and the secret of the link."""
        made, secret = await self.readings.ask(PATH, text, role)
        return made.id, secret

    async def said(self) -> list[tuple[tuple[str, ...], str]]:
        """Everything that was said about the file."""
        asked = await self.readings.asked(PATH)
        return [(one.where, one.words) for each in asked for one in each.remarks]


@pytest.fixture
def desk(store: Store) -> Desk:
    """Nobody was asked yet."""
    return Desk(store)


async def test_what_a_reader_says_reaches_the_coordinators(desk: Desk) -> None:
    """About words, about a group of answers, and about the whole; with who was asked, by role."""
    reading, secret = await desk.begun("  people with\nlived experience ")
    assert await desk.readings.enter(secret) == reading
    found, said = await desk.readings.to_read(reading)
    assert (found.text, said) == (TEXT, [])
    await desk.readings.say(reading, ASK, " Warm. ")
    await desk.readings.say(reading, ("steps", "today", "buttons"), "One more?")
    await desk.readings.say(reading, (), "Good.")
    assert await desk.said() == [
        (ASK, "Warm."),
        (("steps", "today", "buttons"), "One more?"),
        ((), "Good."),
    ]
    (asked,) = await desk.readings.asked(PATH)
    assert (asked.reading.asked, asked.is_open) == ("people with lived experience", True)


@pytest.mark.parametrize(
    ("role", "text"), [(" ", TEXT), ("x" * (LONGEST_ROLE + 1), TEXT), ("carers", "title: [")]
)
async def test_nobody_is_asked_without_a_role_or_without_words(
    desk: Desk, role: str, text: str
) -> None:
    """A role that is missing or too long, and a file that cannot be read."""
    with pytest.raises(CannotAsk):
        await desk.begun(role, text)
    assert await desk.readings.asked(PATH) == []


async def test_a_link_ends_by_itself(desk: Desk) -> None:
    """After fourteen days it lets nobody in, and whoever is in says nothing more."""
    reading, secret = await desk.begun()
    desk.now += LIVES - timedelta(seconds=1)
    await desk.readings.say(reading, (), "In time.")
    desk.now += timedelta(seconds=1)
    await over(desk, reading, secret)
    assert await desk.said() == [((), "In time.")]


async def test_a_link_that_was_taken_back_or_read_to_the_end_is_over(desk: Desk) -> None:
    """What was said by it stays; a link that is over cannot be ended once more."""
    for end in (desk.readings.take_back, desk.readings.finish):
        reading, secret = await desk.begun()
        await desk.readings.say(reading, (), "Stays.")
        await end(reading)
        await over(desk, reading, secret)
    first, second = await desk.readings.asked(PATH)
    assert [first.to_note, second.to_note] == [False, True]
    await desk.readings.take_back(second.reading.id)
    assert (await desk.readings.asked(PATH))[1].to_note
    assert len(await desk.said()) == 2


async def over(desk: Desk, reading: int, secret: str) -> None:
    """Nothing is possible by this link any more."""
    assert not await desk.readings.is_open(reading)
    with pytest.raises(Over, match="over"):
        await desk.readings.enter(secret)
    with pytest.raises(Over):
        await desk.readings.to_read(reading)
    with pytest.raises(Over):
        await desk.readings.say(reading, (), "Late.")
    with pytest.raises(Over):
        await desk.readings.unsay(reading, 1)
    with pytest.raises(Over):
        await desk.readings.finish(reading)


async def test_a_guessed_link_leads_nowhere(desk: Desk) -> None:
    """Nor does an empty one, or the hash that is kept of a true one."""
    await desk.begun()
    for guess in ("", "guess", "0" * 64):
        with pytest.raises(Over):
            await desk.readings.enter(guess)


async def test_only_the_words_that_were_given_can_be_spoken_of(desk: Desk) -> None:
    """Not another file’s, not words that are not there, not nothing, not a book."""
    reading, _ = await desk.begun()
    for where in (("steps", "no-such-step", "ask"), ("reviewed",), ("steps", "today", "ask", "0")):
        with pytest.raises(CannotSay, match="not among"):
            await desk.readings.say(reading, where, "x")
    for words in ("", " \n", "x" * (LONGEST_REMARK + 1)):
        with pytest.raises(CannotSay):
            await desk.readings.say(reading, ASK, words)
    await desk.readings.say(reading, ASK, "x" * LONGEST_REMARK)
    assert len(await desk.said()) == 1


async def test_there_is_an_end_to_how_much_is_said_by_one_link(desk: Desk) -> None:
    """Whoever has a link cannot fill the disk with it; another link is not held up by that."""
    reading, _ = await desk.begun()
    for _ in range(MOST_REMARKS):
        await desk.readings.say(reading, (), "Again.")
    with pytest.raises(CannotSay, match="300"):
        await desk.readings.say(reading, (), "Once more.")
    other, _ = await desk.begun()
    await desk.readings.say(other, (), "Another.")


async def test_a_reader_takes_back_their_own_words_and_no_others(desk: Desk) -> None:
    """The number of a remark is no key to it."""
    mine, _ = await desk.begun()
    other, _ = await desk.begun()
    remark = await desk.readings.say(mine, (), "Mine.")
    await desk.readings.unsay(other, remark)
    assert await desk.said() == [((), "Mine.")]
    await desk.readings.unsay(mine, remark)
    assert await desk.said() == []


async def test_a_remark_about_words_that_changed_since_is_told_apart(desk: Desk) -> None:
    """Only words count, and only those it is about; of the whole, any of them."""
    reading, _ = await desk.begun()
    found, _ = await desk.readings.to_read(reading)
    assert "How are things just now?" in TEXT
    now = TEXT.replace("How are things just now?", "How are things today?")
    assert changed(found, now, ASK)
    assert changed(found, now, ())
    assert not changed(found, now, ("steps", "today", "buttons"))
    assert not changed(found, f"# a note\n{TEXT}", ())


async def test_what_is_settled_is_forgotten_once_the_link_is_over(desk: Desk, store: Store) -> None:
    """Settling can be taken back; what was read to the end waits for its note."""
    reading, _ = await desk.begun()
    remark = await desk.readings.say(reading, (), "Done.")
    await desk.readings.settle(remark, True)
    await desk.readings.finish(reading)
    desk.now += timedelta(days=1)
    await forget_old(store, shipped().words, desk.now)
    (asked,) = await desk.readings.asked(PATH)
    assert asked.remarks[0].settled
    to_note = await desk.readings.to_note(reading)
    assert to_note
    assert to_note.asked == "two carers"
    await desk.readings.noted(reading)
    assert await desk.readings.to_note(reading) is None
    await desk.readings.settle(remark, False)
    await forget_old(store, shipped().words, desk.now)
    assert len(await desk.said()) == 1, "opened again, it stays"
    await desk.readings.settle(remark, True)
    await forget_old(store, shipped().words, desk.now)
    assert await desk.readings.asked(PATH) == []
