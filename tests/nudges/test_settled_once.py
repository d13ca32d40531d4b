"""Each occurrence is settled once, and counted as what really became of it; nothing is stuck."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.nudges import runner
from bot.nudges.policy import Kind, Reason
from bot.nudges.rules import Rule
from bot.nudges.waking import wake
from storage import nudges

WEDNESDAYS = Rule(frozenset({2}), time(10), date(2026, 3, 16))


def march(day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of March 2026 in London, in UTC; the 16th is a Monday."""
    london = datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo("Europe/London"))
    return london.astimezone(UTC)


def settled(town: Any) -> dict[tuple[str, str], int]:
    """What was counted as sent, rested or dropped."""
    return {
        (kind.value, reason.value): count
        for (kind, reason), count in town.tally.verdicts.items()
        if count and kind in (Kind.SEND, Kind.REST, Kind.DROP)
    }


async def taken_up(town: Any) -> int:
    """The row of Wednesday at ten."""
    (row,) = await town.take_up(march(18))
    return int(row)


async def test_what_is_first_asked_about_after_its_time_is_let_go(town: Any) -> None:
    """Taken up on time and kept from leaving for three hours, it is late, and says so."""
    await town.repeat(await town.person(), WEDNESDAYS)
    row = await taken_up(town)
    assert await town.send(row, march(18, 13, 1)) is None
    assert await town.tick(march(18, 13, 1)) == []
    assert settled(town) == {("drop", "late"): 1}


async def test_a_talk_that_ends_within_the_millisecond_does_not_stop_the_loop(town: Any) -> None:
    """Moments are kept to the millisecond: what waits for the end of a talk waits past it."""
    touched = march(18, 9, 55) + timedelta(microseconds=334_332)
    await town.promise(await town.person(touched=touched.isoformat()), march(18))
    assert await town.tick(march(18)) == []
    almost = march(18, 10, 10) + timedelta(microseconds=334_000)
    assert await town.runner.tick(almost) is False
    assert await town.tick(march(18, 10, 10) + timedelta(seconds=1)) == ["a"]


async def test_what_stays_due_does_not_keep_the_loop_at_one_moment(
    town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However much there is, a tick ends, and says that there is more."""
    for number in range(4):
        await town.promise(await town.person(number), march(18))
    monkeypatch.setattr(runner, "MOST_BATCHES", 3)
    monkeypatch.setattr(runner, "MOST_AT_ONCE", 1)
    assert await town.runner.tick(march(18)) is True
    assert len(town.handed) == 3


async def test_told_to_wait_and_then_refused_it_was_not_sent(town: Any) -> None:
    """What leaves in the end is counted, and not what was to leave a moment before."""
    person = await town.person()
    await town.repeat(person, WEDNESDAYS)
    row = await taken_up(town)
    assert await town.send(row, march(18, 10, 1))
    await town.change(person, paused=True)
    assert await town.send(row, march(18, 10, 2)) is None
    assert settled(town) == {("drop", "paused"): 1}


async def test_told_to_wait_and_sent_it_is_counted_once(town: Any) -> None:
    """However often it is asked about."""
    person = await town.person()
    await town.repeat(person, WEDNESDAYS)
    row = await taken_up(town)
    for minute in (1, 2, 3):
        assert await town.send(row, march(18, 10, minute))
    assert settled(town) == {("send", "due"): 1}


async def test_a_rule_that_changed_while_its_letter_was_told_to_wait_did_not_send_it(
    town: Any,
) -> None:
    """The occurrence is gone with the rule that it was of."""
    person = await town.person()
    await town.repeat(person, WEDNESDAYS)
    row = await taken_up(town)
    assert await town.send(row, march(18, 10, 1))
    (rule,) = await town.waiting(person)
    rule.body["rule"]["at"] = "11:00"
    async with town.store.write() as unit:
        await nudges.save(unit, [(person, rule)])
    assert await town.send(row, march(18, 10, 2)) is None
    assert settled(town) == {("drop", "gone"): 1}
    assert await town.unprompted(person) == []


@pytest.mark.parametrize("again", ["promise", "rule"])
async def test_refused_by_a_blocked_chat_only_a_rule_lets_go(town: Any, again: str) -> None:
    """A promise is kept for their return, and so it is not counted as dropped."""
    person = await town.person()
    if again == "rule":
        await town.repeat(person, WEDNESDAYS)
    else:
        await town.promise(person, march(18))
    assert await town.send(await taken_up(town), march(18, 10, 1))
    await town.refused(person, march(18, 10, 1))
    assert settled(town) == ({("drop", "unreachable"): 1} if again == "rule" else {})
    assert town.tally.verdicts[Kind.HOLD, Reason.UNREACHABLE] == (again == "promise")


async def test_a_closing_note_to_a_blocked_chat_takes_nothing_with_it(town: Any) -> None:
    """What it stood for is where it was, and the note is still to be written."""
    person = await town.person(unanswered=4)
    await town.promise(person, march(18))
    opened = await town.send(await taken_up(town), march(18, 10, 1))
    assert opened.closing
    await town.refused(person, march(18, 10, 1))
    assert len(await town.waiting(person)) == 1
    assert settled(town) == {}


async def test_back_while_the_closing_note_was_told_to_wait_the_promise_comes_once(
    town: Any,
) -> None:
    """It leaves as what it was promised as, and that is settled with it."""
    person = await town.person(unanswered=4)
    await town.promise(person, march(18))
    row = await taken_up(town)
    assert (await town.send(row, march(18, 10, 1))).closing
    await town.change(person, unanswered=0, closed=False)
    assert not (await town.send(row, march(18, 10, 2))).closing
    assert await town.waiting(person) == []
    assert settled(town) == {("send", "due"): 1}


@pytest.mark.parametrize("why", [{"paused": True}, {"reachable": False}])
async def test_time_that_they_asked_for_does_not_make_a_promise_late(
    town: Any, why: dict[str, bool]
) -> None:
    """Kept waiting by its owner for days and then missed by the bot, it has missed one slot only.

    It moves once more, and is not forgotten.
    """
    person = await town.person(**why)
    await town.promise(person, march(18))
    assert await town.sent(march(18)) == []
    back = {name: not value for name, value in why.items()}
    await town.change(person, **back)
    async with town.store.write() as unit:
        await wake(unit, person, march(20, 20))
    assert await town.sent(march(20, 20)) == []
    assert await town.sent(march(24, 12)) == ["a"]


async def test_missed_by_the_bot_and_then_kept_waiting_it_is_not_forgotten(town: Any) -> None:
    """The other way round: down on its day, and asked for quiet on the next."""
    person = await town.person()
    await town.promise(person, march(18))
    assert await town.sent(march(18, 20)) == []
    await town.change(person, paused=True)
    assert await town.sent(march(19, 8)) == []
    await town.change(person, paused=False)
    async with town.store.write() as unit:
        await wake(unit, person, march(24, 12))
    assert await town.sent(march(24, 12)) == ["a"]


async def test_a_chat_that_turned_out_blocked_does_not_make_a_promise_late(town: Any) -> None:
    """Moved once already, refused for the block, back days later: it comes."""
    person = await town.person()
    await town.promise(person, march(18))
    assert await town.tick(march(19, 8)) == ["a"]
    await town.refused(person, march(19, 8))
    await town.change(person, reachable=True)
    async with town.store.write() as unit:
        await wake(unit, person, march(24, 12))
    assert await town.sent(march(24, 12)) == ["a"]
