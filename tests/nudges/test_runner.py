"""The loop: what is due leaves once, moves, waits or is let go; nothing stops the loop."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.nudges.runner import Runner
from storage import nudges, people
from storage.outbox import SENDING, Slip
from storage.problems import StoreBusy


def march(day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of March 2026 in London, in UTC; the 16th is a Monday."""
    london = datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo("Europe/London"))
    return london.astimezone(UTC)


async def test_a_promise_is_kept_when_its_time_comes_and_not_before(town: Any) -> None:
    """One row of the outbox, which says whose it is and which, and is marked when it leaves."""
    person = await town.person()
    nudge = await town.promise(person, march(18))
    assert await town.tick(march(18, 9, 59)) == []
    (row,) = await town.take_up(march(18))
    assert await town.slips() == [Slip(row, person.id, nudge)]
    assert await town.send(row, march(18))
    assert await town.slips() == [Slip(row, person.id, nudge, SENDING)]


async def test_a_promise_is_kept_once(town: Any) -> None:
    """However often the loop looks, and after the message has left, there is no second one."""
    person = await town.person()
    await town.promise(person, march(18))
    assert await town.sent(march(18)) == ["a"]
    for later in (march(18, 10, 1), march(18, 23), march(19, 8), march(25)):
        assert await town.sent(later) == []
    assert await town.waiting(person) == []
    assert await town.unprompted(person) == [march(18).isoformat()]


async def test_a_letter_that_waits_is_not_written_twice(town: Any) -> None:
    """While the first is not sent yet, the same day brings no other."""
    person = await town.person()
    await town.promise(person, march(18))
    await town.tick(march(18))
    assert await town.tick(march(18, 18)) == []
    assert len(await town.slips()) == 1


async def test_a_promise_inside_the_quiet_hours_comes_the_next_morning(town: Any) -> None:
    """It moves to the first moment allowed, and was not late."""
    person = await town.person()
    await town.promise(person, march(18, 20))
    assert await town.tick(march(18, 20)) == []
    (nudge,) = await town.waiting(person)
    assert nudge.body["moved"] == 0
    assert await town.tick(march(19, 7, 59)) == []
    assert await town.tick(march(19, 8)) == ["a"]


async def test_two_promises_for_one_day_come_on_two_days(town: Any) -> None:
    """The day that somebody picked goes first; the other keeps its time of day."""
    person = await town.person()
    await town.promise(person, march(18, 9), "later", kind="remind")
    await town.promise(person, march(18, 9, 30), "picked")
    assert await town.sent(march(18, 10)) == ["picked"]
    assert await town.sent(march(19, 8, 59)) == []
    assert await town.sent(march(19, 9)) == ["later"]


async def test_none_leaves_that_another_of_the_same_look_keeps_back(town: Any) -> None:
    """Within one look the first counts already, though its call has not been made."""
    person = await town.person()
    await town.promise(person, march(18), "first")
    await town.promise(person, march(18), "second")
    assert await town.tick(march(18)) == ["first"]


async def test_a_fourth_in_seven_days_waits(town: Any) -> None:
    """Three a week over everything: the fourth comes when the first is a week old."""
    person = await town.person()
    for number in range(4):
        await town.promise(person, march(16), str(number))
    days = {}
    for day in range(16, 28):
        for text in await town.sent(march(day, 12)):
            days[text] = day
    assert days == {"0": 16, "1": 17, "2": 18, "3": 23}


async def test_other_people_are_not_held_up_by_a_cap(town: Any) -> None:
    """Caps are each person's own."""
    for number in range(3):
        await town.promise(await town.person(number), march(18), str(number))
    assert sorted(await town.sent(march(18))) == ["0", "1", "2"]


async def test_missed_while_down_it_comes_once_at_the_next_allowed_time(town: Any) -> None:
    """Down from Wednesday to Saturday: on Monday morning, not in a heap and not forgotten."""
    person = await town.person()
    await town.promise(person, march(18))
    assert await town.sent(march(21, 12)) == []
    assert await town.sent(march(23, 8)) == ["a"]


async def test_missed_twice_it_is_let_go(town: Any) -> None:
    """A promise that could not be kept on its second day either is dropped quietly."""
    person = await town.person()
    await town.promise(person, march(18))
    assert await town.sent(march(21, 12)) == []
    assert await town.sent(march(24, 9)) == []
    assert await town.waiting(person) == []
    assert await town.slips() == []


async def test_back_within_the_day_it_comes_a_little_late(town: Any) -> None:
    """An hour's outage moves nothing."""
    person = await town.person()
    await town.promise(person, march(18))
    assert await town.sent(march(18, 11)) == ["a"]


async def test_back_on_the_next_working_day_it_comes_at_once(town: Any) -> None:
    """If this moment is allowed, it is the next slot."""
    person = await town.person()
    await town.promise(person, march(18))
    assert await town.sent(march(19, 11)) == ["a"]


@pytest.mark.parametrize("state", ["done", "gone"])
async def test_what_is_settled_is_not_brought_up(town: Any, state: str) -> None:
    """An entry that was looked at since, or deleted, is not asked about."""
    person = await town.person(subject=state)
    await town.promise(person, march(18))
    assert await town.tick(march(18)) == []
    assert await town.waiting(person) == []


async def test_nobody_is_written_to_in_the_middle_of_a_conversation(town: Any) -> None:
    """It waits until a quarter of an hour after the last word, and stands for the same day."""
    person = await town.person(touched=march(18, 9, 55).isoformat())
    await town.promise(person, march(18))
    assert await town.tick(march(18)) == []
    assert await town.tick(march(18, 10, 9)) == []
    assert await town.tick(march(18, 10, 10)) == ["a"]


async def test_a_pause_holds_and_loses_nothing(town: Any) -> None:
    """After weeks of quiet, what was promised comes at the next look, once."""
    person = await town.person(paused=True)
    await town.promise(person, march(3))
    for day in range(3, 21):
        assert await town.tick(march(day)) == []
    await town.change(person, paused=False)
    assert await town.sent(march(23, 10)) == ["a"]


async def test_who_cannot_be_reached_is_not_written_to(town: Any) -> None:
    """Nothing is written for somebody who blocked the bot, and nothing is thrown away."""
    person = await town.person(reachable=False)
    await town.promise(person, march(18))
    assert await town.tick(march(18)) == []
    assert await town.tick(march(20)) == []
    assert len(await town.waiting(person)) == 1


@pytest.mark.parametrize("erased", [False, True])
async def test_let_go_after_it_was_taken_up_it_does_not_come(town: Any, erased: bool) -> None:
    """Between taking a reminder up and deciding, `/stop` wins, and so does `/forget`."""
    person = await town.person()
    await town.promise(person, march(18))
    (row,) = await town.take_up(march(18))
    async with town.store.write() as unit:
        if erased:
            await people.erase(unit, person.id)
        else:
            await nudges.delete_all(unit, person)
    assert await town.send(row, march(18)) is None
    assert await town.slips() == []


async def test_more_than_one_batch_is_dealt_with_in_one_look(town: Any) -> None:
    """A wave larger than a transaction does not wait for the next tick."""
    for number in range(120):
        await town.promise(await town.person(number), march(18), str(number))
    assert len(await town.tick(march(18))) == 120


async def test_a_busy_store_loses_nothing_even_with_the_clock_set_back(town: Any) -> None:
    """What was taken up is taken back with the rest of the transaction, and is due still."""
    for number in range(3):
        await town.promise(await town.person(number), march(18), str(number))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.nudges.runner.outbox.take_up", _busy)
        with pytest.raises(StoreBusy):
            await town.tick(march(18, 10, 1))
    assert town.handed == []
    assert sorted(await town.tick(march(18, 10, 0))) == ["0", "1", "2"]


async def _busy(_unit: Any, _due: Sequence[Any]) -> list[Slip]:
    raise StoreBusy("cairn.db")


async def test_what_one_loop_has_taken_up_another_leaves_alone(town: Any) -> None:
    """Its lease keeps every other loop from it."""
    for number in range(3):
        await town.promise(await town.person(number), march(18), str(number))
    others: list[int] = []
    other = Runner(town.store, lambda: town.now, others.extend, tally=town.tally)
    assert len(await town.take_up(march(18))) == 3
    await other.tick(march(18, 10, 1))
    assert others == []


async def test_taken_up_and_then_the_clock_set_back_it_waits_for_its_time(town: Any) -> None:
    """It is not sent before its time because it was due once already."""
    await town.promise(await town.person(), march(18))
    (row,) = await town.take_up(march(18))
    assert await town.send(row, march(18, 9)) is None
    assert await town.tick(march(18, 9, 1)) == []
    assert await town.tick(march(18, 10, 2)) == ["a"]


async def test_no_more_are_taken_up_than_there_is_room_for(town: Any) -> None:
    """A wave is taken up as it is sent, and the longest due come first."""
    for number in range(5):
        await town.promise(await town.person(number), march(18, 9, number), str(number))
    room_left = iter([2, 2, 2])
    runner = Runner(
        town.store,
        lambda: town.now,
        town.handed.extend,
        tally=town.tally,
        room=lambda: next(room_left),
    )
    assert await runner.tick(march(18))
    assert len(town.handed) == 2
    assert await runner.tick(march(18))
    found = [await town.send(row, march(18)) for row in town.handed]
    assert [one.text for one in found] == ["0", "1", "2", "3"]


async def test_the_loop_goes_on_through_errors_and_a_clock_set_back(
    town: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """A busy store, a broken clock, a wall clock an hour back: the next look comes all the same.

    Its pace is the event loop's own; the wall clock is read once for each look, and passed on.
    """
    await town.promise(await town.person(), march(18))
    looks: Iterator[datetime | Exception] = iter(
        [march(18, 9), StoreBusy("cairn.db"), march(18, 8), RuntimeError(), march(18)]
    )
    delivered = asyncio.Event()

    def clock() -> datetime:
        one = next(looks)
        if isinstance(one, Exception):
            raise one
        return one

    def deliver(_rows: Sequence[int]) -> None:
        delivered.set()

    running = asyncio.create_task(
        Runner(town.store, clock, deliver, tally=town.tally, every=0.0).run()
    )
    async with asyncio.timeout(20):
        await delivered.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    said = capsys.readouterr().out
    assert [said.count(words) for words in ("nudges wait", "nudges failed")] == [1, 1]


async def test_what_is_logged_says_nothing_about_anybody(
    town: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Kinds, reasons and counts; no text, no id, no address."""
    person = await town.person()
    await town.promise(person, march(18), "very private")
    await town.sent(march(18))
    said = capsys.readouterr().out
    assert "send" in said
    for private in ("private", person.id, "terminal:"):
        assert private not in said
