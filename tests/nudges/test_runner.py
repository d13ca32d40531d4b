"""The loop: what is due becomes one letter, moves, waits or is let go; nothing stops the loop."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.nudges.runner import Runner
from storage import nudges, outbox, people
from storage.outbox import Letter
from storage.problems import StoreBusy


def march(day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of March 2026 in London, in UTC; the 16th is a Monday."""
    london = datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo("Europe/London"))
    return london.astimezone(UTC)


async def test_a_promise_is_kept_when_its_time_comes_and_not_before(town: Any) -> None:
    """One letter, in the lane for what the bot begins, named after the reminder and the day."""
    person = await town.person()
    nudge = await town.promise(person, march(18))
    assert await town.tick(march(18, 9, 59)) == []
    assert await town.tick(march(18)) == ["a"]
    (letter,) = await town.letters()
    assert (letter.lane, letter.occurrence) == (outbox.NUDGE, f"nudge:{nudge}:2026-03-18")
    assert letter.address == person.address


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
    assert len(await town.letters()) == 1


async def test_a_promise_inside_the_quiet_hours_comes_the_next_morning(town: Any) -> None:
    """It moves to the first moment allowed, and was not late."""
    person = await town.person()
    await town.promise(person, march(18, 20))
    assert await town.tick(march(18, 20)) == []
    assert await town.tick(march(19, 7, 59)) == []
    assert await town.tick(march(19, 8)) == ["a"]
    (nudge,) = await town.waiting(person)
    assert nudge.body["moved"] == 0


async def test_two_promises_for_one_day_come_on_two_days(town: Any) -> None:
    """The day that somebody picked goes first; the other keeps its time of day."""
    person = await town.person()
    await town.promise(person, march(18, 9), "later", kind="remind")
    await town.promise(person, march(18, 9, 30), "picked")
    assert await town.sent(march(18, 10)) == ["picked"]
    assert await town.sent(march(19, 8, 59)) == []
    assert await town.sent(march(19, 9)) == ["later"]


async def test_no_letter_is_written_that_another_of_the_same_look_keeps_back(town: Any) -> None:
    """Within one look the first letter counts already, though it has not left."""
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
    assert await town.letters() == []


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
async def test_let_go_after_it_was_taken_up_it_does_not_come(
    town: Any, monkeypatch: pytest.MonkeyPatch, erased: bool
) -> None:
    """Between taking a reminder up and deciding, `/stop` wins, and so does `/forget`."""
    person = await town.person()
    await town.promise(person, march(18))
    claim = nudges.claim

    async def stopped_meanwhile(unit: Any, *about: Any) -> list[Any]:
        taken = await claim(unit, *about)
        if erased:
            await people.erase(unit, person.id)
        else:
            await nudges.delete_all(unit, person)
        return taken

    monkeypatch.setattr(nudges, "claim", stopped_meanwhile)
    assert await town.tick(march(18)) == []
    assert await town.letters() == []


async def test_one_that_cannot_be_written_is_put_off_alone(town: Any) -> None:
    """The others leave on time; the broken one is tried again in an hour."""
    for number in range(4):
        await town.promise(await town.person(number), march(18), str(number))
    town.host.broken = {"2"}
    assert sorted(await town.tick(march(18))) == ["0", "1", "3"]
    assert await town.tick(march(18, 10, 59)) == []
    town.host.broken = set()
    assert await town.tick(march(18, 11)) == ["2"]


async def test_one_that_stays_broken_is_let_go_in_the_end(town: Any) -> None:
    """Put off, it still stands for its own day: late that evening, let go on the next."""
    person = await town.person()
    await town.promise(person, march(18))
    town.host.broken = {"a"}
    for hours in range(38):
        await town.tick(march(18) + timedelta(hours=hours))
    assert await town.waiting(person) == []


async def test_more_than_one_batch_is_dealt_with_in_one_look(town: Any) -> None:
    """A wave larger than a transaction does not wait for the next tick."""
    for number in range(120):
        await town.promise(await town.person(number), march(18), str(number))
    assert len(await town.tick(march(18))) == 120


async def test_a_busy_store_loses_nothing_even_with_the_clock_set_back(town: Any) -> None:
    """What was taken up is taken back with the rest of the transaction, and dealt with next."""
    for number in range(3):
        await town.promise(await town.person(number), march(18), str(number))
    add = outbox.add
    failing = True

    async def busy_once(unit: Any, letters: Sequence[Letter]) -> list[Letter]:
        if failing:
            raise StoreBusy("cairn.db")
        return await add(unit, letters)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.nudges.deciding.outbox.add", busy_once)
        with pytest.raises(StoreBusy):
            await town.tick(march(18, 10, 1))
        failing = False
        assert town.delivered == []
        assert sorted(await town.tick(march(18, 10, 0))) == ["0", "1", "2"]


async def test_what_one_loop_has_taken_up_another_leaves_alone(town: Any) -> None:
    """While reminders are dealt with one by one, their lease keeps every other loop from them."""
    for number in range(3):
        await town.promise(await town.person(number), march(18), str(number))
    town.host.broken.add("1")
    other = Runner(town.store, town.host, lambda: town.now, town.delivered.extend, tally=town.tally)
    seen: list[Sequence[Letter]] = []

    async def meanwhile() -> None:
        await other.tick(march(18, 10, 1))
        seen.append(list(town.delivered))

    compose = town.host.compose

    def interrupted(*given: Any, **more: Any) -> Any:
        if not seen and town.tally.written:
            tasks.append(asyncio.ensure_future(meanwhile()))
        return compose(*given, **more)

    tasks: list[asyncio.Future[None]] = []
    town.host.compose = interrupted
    await town.runner.tick(march(18, 10, 1))
    await asyncio.gather(*tasks)
    assert sorted(letter.body["text"] for letter in town.delivered) == ["0", "2"]


async def test_taken_up_and_then_the_clock_set_back_it_waits_for_its_time(town: Any) -> None:
    """What a busy store kept back is not sent before its time because it was due once already."""
    await town.promise(await town.person(), march(18))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.nudges.deciding.outbox.add", _busy)
        with pytest.raises(StoreBusy):
            await town.tick(march(18))
    assert await town.tick(march(18, 9)) == []
    assert await town.tick(march(18, 10, 2)) == ["a"]


async def _busy(_unit: Any, _letters: Sequence[Letter]) -> list[Letter]:
    raise StoreBusy("cairn.db")


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

    def deliver(_letters: Sequence[Letter]) -> None:
        delivered.set()

    running = asyncio.create_task(
        Runner(town.store, town.host, clock, deliver, tally=town.tally, every=0.0).run()
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
    """Kinds, reasons and counts; no text, no id, no address, and of an error its kind only."""
    person = await town.person()
    await town.promise(person, march(18), "very private")
    other = await town.person(2)
    await town.promise(other, march(18), "a broken secret")
    town.host.broken = {"a broken secret"}
    await town.sent(march(18))
    said = capsys.readouterr().out
    assert "send" in said
    assert "RuntimeError" in said
    for private in ("private", "secret", person.id, other.id, "terminal:"):
        assert private not in said
