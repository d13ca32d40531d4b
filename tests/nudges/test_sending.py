"""The look before a reminder leaves: decided at that moment, marked first, sent at most once."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from unittest.mock import Mock
from zoneinfo import ZoneInfo

import pytest

from bot.nudges.waking import wake
from storage import nudges, outbox, people
from storage.store import Store, Unit

Opener = Callable[[], Awaitable[Any]]


def march(day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of March 2026 in London, in UTC; the 16th is a Monday."""
    london = datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo("Europe/London"))
    return london.astimezone(UTC)


class FailsAtCommit:
    """A store whose disk fills up as the transaction ends."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.read = store.read

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Unit]:
        """All that was written is taken back."""
        async with self._store.write() as unit:
            yield unit
            raise RuntimeError


class Meanwhile:
    """A store in which somebody acts after what was read, and before what is written."""

    def __init__(self, store: Store, act: Callable[[], Awaitable[None]]) -> None:
        self._store = store
        self._act = act
        self.read = store.read

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Unit]:
        """First the other acts."""
        await self._act()
        async with self._store.write() as unit:
            yield unit


def _anybody(_address: str) -> bool:
    return True


async def queued(town: Any, **desk: Any) -> tuple[Any, Any]:
    """Somebody, and the row of what was taken up for them on Wednesday at ten."""
    person = await town.person(**desk)
    await town.promise(person, march(18))
    (row,) = await town.take_up(march(18))
    return person, row


async def test_cleared_it_is_marked_and_counted_and_gone_from_what_waits(town: Any) -> None:
    """Who is to be written to and about what comes back; the row itself has done its work."""
    person, row = await queued(town)
    cleared = await town.send(row, march(18, 10, 1))
    assert cleared.person.id == person.id
    assert cleared.nudge.body["dialogue"] == "look-again"
    assert [one.state for one in await town.slips()] == ["sending"]
    assert await town.unprompted(person) == [march(18, 10, 1).isoformat()]
    assert await town.waiting(person) == []


@pytest.mark.parametrize(
    ("desk", "now", "again"),
    [
        ({"touched": march(18).isoformat()}, march(18, 10, 1), march(18, 10, 15)),
        ({"paused": True}, march(18, 10, 1), march(19, 10, 1)),
        ({"reachable": False}, march(18, 10, 1), march(19, 10, 1)),
        ({"unprompted": [march(18, 10).isoformat()]}, march(18, 10, 1), march(19)),
        ({}, march(18, 19, 0), march(19, 8)),
    ],
)
async def test_what_changed_since_it_was_written_is_heeded(
    town: Any, desk: dict[str, Any], now: datetime, again: datetime
) -> None:
    """A conversation, a pause, a block, a cap, quiet hours: the letter goes, the promise stays."""
    person, row = await queued(town)
    await town.change(person, **desk)
    assert await town.send(row, now) is None
    assert await town.slips() == []
    (nudge,) = await town.waiting(person)
    assert nudge.next_due == again


@pytest.mark.parametrize("state", ["done", "gone"])
async def test_what_was_settled_since_it_was_written_is_let_go(town: Any, state: str) -> None:
    """Somebody who looked at the entry in the meantime is not asked to."""
    person, row = await queued(town)
    await town.change(person, subject=state)
    assert await town.send(row, march(18, 10, 1)) is None
    assert await town.waiting(person) == []
    assert await town.slips() == []


async def test_held_at_the_last_moment_it_comes_later_the_same_day(town: Any) -> None:
    """What was held in the morning is taken up again, and leaves under the same day's name."""
    person, row = await queued(town)
    await town.change(person, touched=march(18).isoformat())
    assert await town.send(row, march(18, 10, 1)) is None
    assert await town.sent(march(18, 10, 15)) == ["a"]


async def test_a_letter_dropped_by_stop_does_not_leave(town: Any) -> None:
    """`/stop` takes unsent letters out of the outbox: the sender's own copy is worth nothing."""
    person, row = await queued(town)
    async with town.store.write() as unit:
        await outbox.drop_for(unit, person.address)
    assert await town.send(row, march(18, 10, 1)) is None
    assert await town.sent(march(19, 8)) == ["a"]


async def test_a_promise_let_go_while_its_letter_waits_does_not_leave(town: Any) -> None:
    """Taking a promise back works up to the moment of sending."""
    person, row = await queued(town)
    async with town.store.write() as unit:
        await nudges.delete_all(unit, person)
    assert await town.send(row, march(18, 10, 1)) is None
    assert await town.slips() == []


async def test_erased_while_its_letter_waits_nothing_leaves(town: Any) -> None:
    """Nothing goes to somebody who is no longer known."""
    person, row = await queued(town)
    async with town.store.write() as unit:
        await people.erase(unit, person.id)
    assert await town.send(row, march(18, 10, 1)) is None


async def test_what_waited_past_its_day_comes_on_the_next_once(town: Any) -> None:
    """Telegram away until morning: the promise moves to the next slot, and that is now."""
    _, row = await queued(town)
    assert await town.send(row, march(19, 8, 31)) is None
    assert await town.sent(march(19, 8, 31)) == ["a"]
    assert await town.sent(march(20)) == []


async def test_what_was_moved_overnight_leaves_in_the_morning(town: Any) -> None:
    """Once the promise stands for another day, the row of its first day is worth nothing."""
    _, row = await queued(town)
    assert await town.send(row, march(19, 0, 30)) is None
    assert await town.send(row, march(19, 8)) is None
    assert await town.sent(march(19, 8)) == ["a"]


async def test_what_was_not_sent_in_time_is_handed_over_again(town: Any) -> None:
    """A row that got lost on its way to the transport comes again when its lease has run out."""
    _, row = await queued(town)
    assert await town.take_up(march(18, 10, 1)) == []
    assert await town.take_up(march(18, 10, 2)) == [row]
    assert await town.send(row, march(18, 10, 2))
    assert await town.take_up(march(18, 10, 4)) == []


async def test_a_store_that_fails_at_the_commit_forgets_no_mark(town: Any) -> None:
    """Told to wait, asked again, and the store was busy: the promise is still known, and moves."""
    person, row = await queued(town)
    assert await town.send(row, march(18, 10, 1))
    with pytest.raises(RuntimeError):
        await town.sending.decide(FailsAtCommit(town.store), [row], march(18, 10, 2), _anybody)
    assert await town.send(row, march(18, 19, 30)) is None
    assert await town.unprompted(person) == []
    assert await town.sent(march(19, 8)) == ["a"]


async def test_others_reminders_are_left_for_whoever_can_write_there(town: Any) -> None:
    """A terminal decides about nothing that is Telegram's, and the other way round."""
    person, row = await queued(town)
    looked = await town.sending.decide(town.store, [row], march(18), lambda address: False)
    assert not looked.leaving
    assert not looked.decided
    assert [slip.row for slip in await town.slips()] == [row]
    assert len(await town.waiting(person)) == 1


async def test_told_to_wait_it_may_be_asked_about_again(town: Any) -> None:
    """It was certainly not sent: the same letter leaves a minute later and counts once."""
    person, row = await queued(town)
    assert await town.send(row, march(18, 10, 1))
    assert await town.send(row, march(18, 10, 2))
    assert await town.unprompted(person) == [march(18, 10, 2).isoformat()]


async def test_told_to_wait_until_the_quiet_hours_it_moves(town: Any) -> None:
    """It was certainly not sent, and may not be now: it comes the next morning, uncounted."""
    person, row = await queued(town)
    assert await town.send(row, march(18, 10, 1))
    assert await town.send(row, march(18, 19, 30)) is None
    assert await town.unprompted(person) == []
    assert await town.slips() == []
    assert await town.sent(march(19, 8)) == ["a"]


async def test_refused_because_they_blocked_the_bot_it_is_not_lost(town: Any) -> None:
    """A block shows only when something is sent: the reminder waits for their return."""
    person, row = await queued(town)
    assert await town.send(row, march(18, 10, 1))
    await town.change(person, reachable=False)
    async with town.store.write() as unit:
        dropped = await outbox.drop_for(unit, person.address)
        await town.sending.not_sent(unit, dropped)
    assert await town.unprompted(person) == []
    assert await town.sent(march(19, 9)) == []
    await town.change(person, reachable=True)
    async with town.store.write() as unit:
        await wake(unit, person, march(19, 12))
    assert await town.sent(march(19, 12)) == ["a"]


async def test_sent_it_is_forgotten(town: Any) -> None:
    """Once done, a letter cannot bring its reminder back."""
    person, row = await queued(town)
    assert await town.send(row, march(18, 10, 1))
    town.sending.finished([row])
    async with town.store.write() as unit:
        await town.sending.not_sent(unit, [row])
    assert await town.waiting(person) == []
    assert await town.send(row, march(18, 10, 2)) is None


async def test_a_pause_between_the_decision_and_its_mark_holds(town: Any) -> None:
    """Somebody who pauses in the last few milliseconds gets nothing, and keeps the reminder."""
    person, row = await queued(town)

    async def pause() -> None:
        await town.change(person, paused=True)

    looked = await town.sending.decide(
        Meanwhile(town.store, pause), [row], march(18, 10, 1), _anybody
    )
    assert not looked.leaving
    assert await town.slips() == []
    assert await town.unprompted(person) == []
    assert len(await town.waiting(person)) == 1


async def test_a_stop_between_the_decision_and_its_mark_holds(town: Any) -> None:
    """All deleted just before the mark: nothing leaves, and nothing is written back."""
    person, row = await queued(town)

    async def stop() -> None:
        async with town.store.write() as unit:
            await people.erase(unit, person.id)

    looked = await town.sending.decide(
        Meanwhile(town.store, stop), [row], march(18, 10, 1), _anybody
    )
    assert not looked.leaving
    async with town.store.read() as unit:
        assert await people.count(unit) == 0
        assert await nudges.count_on(unit) == 0


async def test_a_slip_withdrawn_between_the_decision_and_its_mark_is_gone(town: Any) -> None:
    """A row that was taken out of the outbox meanwhile does not leave."""
    person, row = await queued(town)

    async def withdraw() -> None:
        async with town.store.write() as unit:
            await outbox.done(unit, [row])

    looked = await town.sending.decide(
        Meanwhile(town.store, withdraw), [row], march(18, 10, 1), _anybody
    )
    assert not looked.leaving
    assert await town.unprompted(person) == []


async def test_what_others_do_meanwhile_changes_nothing(
    town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else's tap between a decision and its mark costs no second decision."""
    person, row = await queued(town)
    other = await town.person(2)

    async def tap() -> None:
        await town.change(other, paused=True)

    opened = Mock(side_effect=town.host.opened)
    monkeypatch.setattr(town.host, "opened", opened)
    looked = await town.sending.decide(
        Meanwhile(town.store, tap), [row], march(18, 10, 1), _anybody
    )
    assert list(looked.leaving) == [row]
    assert opened.call_count == 1
    assert await town.unprompted(person) == [march(18, 10, 1).isoformat()]


async def test_a_mark_that_was_not_committed_counts_for_nothing(town: Any) -> None:
    """A store that fails in the middle leaves everything as it was; asking again works."""
    person, row = await queued(town)
    with pytest.raises(RuntimeError):
        await town.sending.decide(FailsAtCommit(town.store), [row], march(18, 10, 1), _anybody)
    assert await town.send(row, march(18, 10, 2))
    assert await town.unprompted(person) == [march(18, 10, 2).isoformat()]


async def test_a_mark_that_was_not_committed_leaves_nothing_to_take_back(town: Any) -> None:
    """Refused after such a failure, the reminder is where it always was."""
    person, row = await queued(town)
    with pytest.raises(RuntimeError):
        await town.sending.decide(FailsAtCommit(town.store), [row], march(18, 10, 1), _anybody)
    await town.change(person, paused=True)
    assert await town.send(row, march(18, 10, 2)) is None
    assert len(await town.waiting(person)) == 1


async def test_only_what_a_cap_still_needs_is_remembered(town: Any) -> None:
    """When the bot wrote first is kept for a week and the day its clocks may need, no longer."""
    old = [march(9, 10), march(11, 10)]
    person, row = await queued(town, unprompted=[one.isoformat() for one in old])
    assert await town.send(row, march(18, 10, 1))
    assert await town.unprompted(person) == [old[1].isoformat(), march(18, 10, 1).isoformat()]


async def test_after_a_pause_what_fell_due_is_looked_at_at_once(town: Any) -> None:
    """Coming back the same day brings the reminder that day, and what is to come stays put."""
    person = await town.person(paused=True)
    await town.promise(person, march(18), "now")
    await town.promise(person, march(20), "friday")
    assert await town.sent(march(18)) == []
    await town.change(person, paused=False)
    async with town.store.write() as unit:
        await wake(unit, person, march(18, 15))
    assert await town.sent(march(18, 15)) == ["now"]
    assert await town.sent(march(20, 9, 59)) == []
    assert await town.sent(march(20)) == ["friday"]


def _killed_after(work: Callable[[], Awaitable[None]]) -> None:
    """Runs `work` in another process, which is killed the moment it is done."""

    def child() -> None:
        asyncio.run(_as_coroutine(work))
        os.kill(os.getpid(), signal.SIGKILL)

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL


async def _as_coroutine(work: Callable[[], Awaitable[None]]) -> None:
    await work()


def test_killed_between_the_mark_and_the_call_it_counts_as_sent(opener: Opener) -> None:
    """Nobody knows whether it arrived: after the restart it does not go out again, ever."""

    async def before() -> None:
        town = await opener()
        _, row = await queued(town)
        assert await town.send(row, march(18, 10, 1))

    async def after() -> None:
        town = await opener()
        async with town.store.write() as unit:
            assert await outbox.drop_uncertain(unit) == 1
            (person,) = (await people.find(unit, ["terminal:1"])).values()
        for day in (18, 19, 20, 23):
            assert await town.sent(march(day, 11)) == []
        assert await town.slips() == []
        assert await town.unprompted(person) == [march(18, 10, 1).isoformat()]
        await town.store.close()

    _killed_after(before)
    asyncio.run(after())


def test_killed_before_the_mark_the_letter_still_leaves_once(opener: Opener) -> None:
    """A letter that was only written is sent after the restart."""

    async def before() -> None:
        await queued(await opener())

    async def after() -> None:
        town = await opener()
        async with town.store.write() as unit:
            assert await outbox.drop_uncertain(unit) == 0
        (slip,) = await town.slips()
        assert await town.send(slip.row, march(18, 10, 5))
        assert await town.sent(march(19)) == []
        await town.store.close()

    _killed_after(before)
    asyncio.run(after())


def test_killed_after_taking_up_it_is_taken_up_again(opener: Opener) -> None:
    """A lease runs out by itself, and the promise is kept two minutes later."""

    async def before() -> None:
        town = await opener()
        await town.promise(await town.person(), march(18))
        async with town.store.write() as unit:
            await nudges.claim(unit, march(18), march(18, 10, 2), 50)

    async def after() -> None:
        town = await opener()
        assert await town.sent(march(18, 10, 1)) == []
        assert await town.sent(march(18, 10, 2)) == ["a"]
        await town.store.close()

    _killed_after(before)
    asyncio.run(after())
