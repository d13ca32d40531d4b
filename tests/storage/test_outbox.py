"""Letters leave in order, come back after a crash, and can be called back before they are sent."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from storage import outbox, people
from storage.outbox import SENDING, Letter, Slip
from storage.people import Person
from storage.problems import SealBroken
from storage.store import Store, Unit
from tests.storage.conftest import NOW, TODAY, Opener


def _letter(unit: Unit, address: str, **more: object) -> Letter:
    return Letter(unit.new_id(), address, {"text": f"to {address}"}, **more)  # type: ignore[arg-type] # a test's shorthand


async def test_what_was_not_sent_is_there_after_a_restart(opened: Opener) -> None:
    """Letters of people and of strangers come back whole, in the order they were written."""
    store = await opened()
    async with store.write() as unit:
        person = await people.add(unit, "77", {}, TODAY)
        letters = [
            _letter(unit, "77", owner=person, not_before=NOW),
            _letter(unit, "99"),
        ]
        await outbox.add(unit, letters)
    await store.close()
    store = await opened()
    async with store.read() as unit:
        back = await outbox.waiting(unit)
    assert [(one.id, one.address, one.body) for one in back] == [
        (one.id, one.address, one.body) for one in letters
    ]
    assert [one.owner and one.owner.id for one in back] == [person.id, None]
    assert [one.not_before for one in back] == [NOW, None]
    assert back[0].owner is not None
    assert back[0].owner.key == person.key


async def test_what_was_sent_is_gone(store: Store) -> None:
    """Only the letters named are let go."""
    async with store.write() as unit:
        letters = [_letter(unit, "77") for _ in range(3)]
        await outbox.add(unit, letters)
        await outbox.done(unit, [letters[0].id, letters[2].id])
        assert [one.id for one in await outbox.waiting(unit)] == [letters[1].id]


@pytest.fixture
async def mairi(store: Store) -> Person:
    """One person."""
    async with store.write() as unit:
        return await people.add(unit, "77", {}, TODAY)


async def test_a_reminder_that_waits_gets_no_second_row(store: Store, mairi: Person) -> None:
    """Taken up again, the row that waits is handed over once more, beside what is new."""
    async with store.write() as unit:
        (first,) = await outbox.take_up(unit, [(1, mairi.id)])
        assert first == Slip(first.row, mairi.id, 1)
        again = await outbox.take_up(unit, [(1, mairi.id), (2, mairi.id)])
        assert again == [first, Slip(again[1].row, mairi.id, 2)]
        assert await outbox.all_slips(unit) == again
        assert await outbox.waiting(unit) == []


async def test_a_row_taken_up_holds_no_word_and_no_address(store: Store, mairi: Person) -> None:
    """What it says is written at the moment of sending, and is never stored."""
    async with store.write() as unit:
        await outbox.take_up(unit, [(1, mairi.id)])
    with sqlite3.connect(store.database) as connection:
        assert connection.execute("SELECT address, body FROM outbox").fetchall() == [(b"", b"")]
    connection.close()


async def test_one_reminder_goes_out_once_a_day(store: Store, mairi: Person) -> None:
    """Two rows cannot be marked with the same name; another day is another name."""
    async with store.write() as unit:
        (first,) = await outbox.take_up(unit, [(1, mairi.id)])
        await outbox.mark_sending(unit, {first.row: "nudge:1:2026-11-23"})
        (second,) = await outbox.take_up(unit, [(1, mairi.id)])
        assert second.row != first.row
    with pytest.raises(IntegrityError):
        async with store.write() as unit:
            await outbox.mark_sending(unit, {second.row: "nudge:1:2026-11-23"})
    async with store.write() as unit:
        await outbox.mark_sending(unit, {second.row: "nudge:1:2026-11-24"})


async def test_a_reminder_that_may_have_been_sent_counts_as_sent(
    store: Store, mairi: Person
) -> None:
    """After a crash, what was being handed over is let go; what was not is kept."""
    async with store.write() as unit:
        first, second = await outbox.take_up(unit, [(1, mairi.id), (2, mairi.id)])
        await outbox.mark_sending(unit, {first.row: "nudge:1:2026-11-23"})
        assert await outbox.slips(unit, [first.row]) == [replace(first, state=SENDING)]
        assert await outbox.drop_uncertain(unit) == 1
        assert await outbox.all_slips(unit) == [second]


async def test_what_is_not_sent_to_a_chat_can_be_called_back(store: Store, mairi: Person) -> None:
    """A chat's letters and reminders; the other chats' stay."""
    async with store.write() as unit:
        iain = await people.add(unit, "78", {}, TODAY)
        mine, other = _letter(unit, "77"), _letter(unit, "78")
        await outbox.add(unit, [mine, other])
        first, second = await outbox.take_up(unit, [(1, mairi.id), (2, iain.id)])
        assert sorted(await outbox.drop_for(unit, "77")) == sorted([mine.id, first.row])
        assert [one.id for one in await outbox.waiting(unit)] == [other.id]
        assert await outbox.all_slips(unit) == [second]


async def test_nothing_else_is_kept_of_a_stranger(store: Store) -> None:
    """Once the letter to somebody who agreed to nothing is sent, no row has anything of them."""
    async with store.write() as unit:
        letter = _letter(unit, "77")
        await outbox.add(unit, [letter])
    async with store.write() as unit:
        await outbox.done(unit, [letter.id])
    with sqlite3.connect(store.database) as connection:
        for table in ("people", "outbox", "entries", "checkins", "nudges", "shown", "updates"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    connection.close()


@pytest.mark.parametrize("column", ["address", "body"])
async def test_a_letter_cannot_be_turned_to_another_chat(store: Store, column: str) -> None:
    """Somebody who can write to the file cannot swap where letters go, or what they say."""
    async with store.write() as unit:
        await outbox.add(unit, [_letter(unit, "77"), _letter(unit, "78")])
    with sqlite3.connect(store.database) as thief:
        thief.execute(
            f"UPDATE outbox SET {column} = (SELECT {column} FROM outbox ORDER BY id LIMIT 1)"
        )
    thief.close()
    with pytest.raises(SealBroken):
        async with store.read() as unit:
            await outbox.waiting(unit)


async def test_a_wait_is_kept_to_the_millisecond(store: Store) -> None:
    """Moments come back as they were given, in UTC."""
    moment = NOW + timedelta(milliseconds=123)
    async with store.write() as unit:
        await outbox.add(unit, [_letter(unit, "77", not_before=moment)])
        assert (await outbox.waiting(unit))[0].not_before == moment


async def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    """A time that could be anywhere is a mistake, not a guess."""
    with pytest.raises(Exception, match="needs its zone"):
        async with store.write() as unit:
            await outbox.add(unit, [_letter(unit, "77", not_before=NOW.replace(tzinfo=None))])
