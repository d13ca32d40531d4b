"""What happens to a batch: once, in order, and never at the cost of somebody else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count

import pytest
from sqlalchemy import func, select, update

from bot.service import inbox
from bot.service.acts import Say, Withdraw
from bot.service.dispatch import dispatch
from bot.service.inputs import Command, Left, Tapped, Typed
from bot.service.moment import Moment
from bot.service.outgoing import Done, Outgoing
from storage.problems import StoreBusy, StoreFull
from storage.store import Store, Unit
from storage.tables import PERSONAL, metadata, outbox, people
from tests.service.conftest import House

BAD = "something that nobody foresaw"


def _said(out: list[Outgoing], address: str) -> str:
    return " ".join(o.act.text for o in out if o.address == address and isinstance(o.act, Say))


async def _rows(store: Store) -> dict[str, int]:
    """How many rows every table has."""
    async with store.read() as unit:
        return {
            table.name: (await unit.run(select(func.count()).select_from(table))).scalar_one()
            for table in metadata.sorted_tables
        }


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Makes one kind of words fail, whoever writes them; lists what was tried."""
    seen: list[object] = []

    async def fragile(moment: Moment) -> None:
        seen.append(moment.input)
        await dispatch(moment)
        if moment.input == Typed(BAD):
            raise ZeroDivisionError

    monkeypatch.setattr("bot.service.answering.dispatch", fragile)
    return seen


async def test_an_input_that_fails_harms_nobody_else(house: House, tried: list[object]) -> None:
    """The others are answered as if nothing had been; the one is told so, kindly."""
    for who in "abc":
        await house.begun(who)
    batch = [
        house.arrived("a", Command("checkin")),
        house.arrived("b", Typed(BAD)),
        house.arrived("c", Command("log")),
    ]
    before = await house.desk("b")
    out = await house.hand_in(batch)
    assert "Something did not work here" in _said(out, "b")
    assert "Something did not work" not in _said(out, "a") + _said(out, "c")
    assert "Your log" in _said(out, "c")
    after = await house.desk("b")
    assert before
    assert after
    assert (after.session, after.screen, after.visit) == (
        before.session,
        before.screen,
        before.visit,
    )
    # All together, and then each alone.
    assert tried.count(Typed(BAD)) == 2


async def test_an_input_that_fails_is_acknowledged(house: House, tried: list[object]) -> None:
    """It does not come again, and does not fail again."""
    await house.begun("a")
    bad = house.arrived("a", Typed(BAD))
    await house.hand_in([bad])
    tried.clear()
    assert await house.hand_in([bad]) == []
    assert tried == []


async def test_only_the_failing_one_of_several_is_lost(house: House, tried: list[object]) -> None:
    """What the same person did before and after it still counts."""
    await house.begun("a")
    said = await house.give("a", Command("reflect"), Typed(BAD), Command("log"))
    assert "Something did not work here" in said
    assert "Your log" in said
    desk = await house.desk("a")
    assert desk
    assert desk.session
    assert desk.screen


async def test_a_desk_that_cannot_be_read_harms_nobody_else(house: House) -> None:
    """Somebody's row is damaged: they are told kindly, and the bot goes on for everybody."""
    for who in "ab":
        await house.begun(who)
    async with house.store.write() as unit:
        theirs = people.c.lookup == unit.vault.lookup("a")
        await unit.run(update(people).where(theirs).values(desk=b"damaged"))
    batch = [house.arrived("a", Command("log")), house.arrived("b", Command("log"))]
    out = await house.hand_in(batch)
    assert "did not work" in _said(out, "a")
    assert "Your log" in _said(out, "b")
    assert await house.hand_in(batch) == []


async def test_a_stranger_whose_input_fails_is_answered(house: House, tried: list[object]) -> None:
    """The door is not shut, and nothing is kept of them."""
    assert "did not work" in await house.give("s", Typed(BAD))
    assert (await _rows(house.store))["people"] == 0


def _in_trouble(store: Store, at: int, problem: type[Exception]) -> Callable[[], object]:
    """The store's transactions, of which one, counted from 1, meets a problem."""
    write, tries = store.write, count(1)

    @asynccontextmanager
    async def troubled(*, first: bool = False) -> AsyncIterator[Unit]:
        if next(tries) == at:
            raise problem("cairn.db")
        async with write(first=first) as unit:
            yield unit

    return troubled


TROUBLES = pytest.mark.parametrize("problem", [StoreBusy, StoreFull])


@TROUBLES
async def test_a_store_in_trouble_is_nobodys_fault(
    house: House, monkeypatch: pytest.MonkeyPatch, problem: type[Exception]
) -> None:
    """It is raised through, nothing is counted, and the same batch then goes through."""
    await house.begun("a")
    batch = [house.arrived("a", Command("log"))]
    with monkeypatch.context() as during:
        during.setattr(house.store, "write", _in_trouble(house.store, 1, problem))
        with pytest.raises(problem):
            await house.service.handle(batch)
    assert "Your log" in _said(await house.hand_in(batch), "a")


@TROUBLES
async def test_a_batch_half_answered_waits_for_the_store(
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    tried: list[object],
    problem: type[Exception],
) -> None:
    """Some of it is committed by then: to hand it back would lose what they were told."""
    monkeypatch.setattr(inbox, "PAUSE", 0)
    for who in "ab":
        await house.begun(who)
    monkeypatch.setattr(house.store, "write", _in_trouble(house.store, 3, problem))
    batch = [house.arrived("a", Command("log")), house.arrived("b", Typed(BAD))]
    out = await house.service.handle(batch)
    assert "Your log" in _said(out, "a")
    assert "did not work" in _said(out, "b")


async def test_a_delivery_that_comes_twice_is_answered_once(house: House) -> None:
    """In two batches, and twice within one."""
    await house.begun("a")
    one, two = house.arrived("a", Command("help")), house.arrived("a", Command("log"))
    assert len(await house.hand_in([one])) == 1
    assert await house.hand_in([one]) == []
    out = await house.hand_in([one, two, two])
    assert _said(out, "a").count("Your log") == 1


async def test_a_forged_button_is_only_closed(house: House) -> None:
    """Nobody can make a batch fail for the others with a button that was never shown."""
    await house.begun("a")
    for open_it in ("reflect", "log"):
        await house.give("a", Command(open_it))
        nonce, visit, _ = house.button("a", "Stop").token.split(".")
        for key in ("98", "b", "p") if open_it == "log" else ("98",):
            said = await house.give("a", Tapped(f"{nonce}.{visit}.{key}"))
            assert "That one is closed" in said
            *_, visit, _ = house.button("a", "Stop").token.split(".")


async def test_b08_b32_stop_and_support_go_first(house: House) -> None:
    """Whoever wants out, or wants somebody, does not wait behind what they wrote before."""
    await house.begun("a")
    await house.give("a", Command("reflect"))
    out = await house.hand_in(
        [
            house.arrived("a", Typed("words")),
            house.arrived("a", Command("support")),
            house.arrived("a", Tapped("/stop")),
        ]
    )
    said = [one.act.text for one in out if isinstance(one.act, Say)]
    assert "Samaritans" in said[0]
    assert "Stopped" in said[1]
    assert len(said) == 3


async def test_a_flood_from_one_person_ends_in_one_kind_line(house: House) -> None:
    """Twenty are answered; the rest are acknowledged together."""
    await house.begun("a")
    out = await house.hand_in([house.arrived("a", Command("help")) for _ in range(60)])
    said = [one.act.text for one in out if isinstance(one.act, Say)]
    assert len(said) == 21
    assert "Several messages came at once" in said[-1]


async def test_a_stranger_leaves_no_row_behind(house: House) -> None:
    """Looking round, support, privacy, words: once it is sent, the database is as it was."""
    before = await _rows(house.store)
    for input_ in (
        Command("start"),
        Command("start", "look"),
        Command("support"),
        Command("privacy"),
        Command("help"),
        Command("reflect"),
        Command("stop"),
        Command("start", "not_now"),
        Typed("hello"),
        Tapped("ab.1.0"),
        Left(),
    ):
        out = await house.service.handle([house.arrived("s", input_)])
        async with house.store.read() as unit:
            waiting = (await unit.run(select(outbox.c.person))).scalars().all()
            assert list(waiting) == [None] * len(out)
            assert (await unit.run(select(func.count()).select_from(people))).scalar_one() == 0
        await house.service.done([Done(one.row) for one in out])
    after = await _rows(house.store)
    assert after.pop("updates") == 11  # numbers of deliveries, kept for two days
    assert after == {name: rows for name, rows in before.items() if name != "updates"}


async def test_after_forget_nothing_is_left_of_somebody(house: House) -> None:
    """Log, check-ins, promises, desk, key, letters not yet sent: no row in any table."""
    await house.begun("a")
    await house.begun("b")
    await house.give("a", Command("checkin", "keep"))
    await house.give("a", Command("checkin"))
    await house.tap("a", "Okay")
    await house.give("a", Command("stop"), Command("log"))
    await house.give("a", Typed("Ask what helped", 7))
    await house.tap("a", "Keep")
    await house.tap("a", "In a week")
    await house.give("a", Command("claim", house.claims.open()), Command("coordinators"))
    await house.tap("a", "Invite a colleague")
    await house.give("a", Command("reflect", "where-are-we"))
    for label in ("Look at one subject", "The feel of the place", "Starting", "Stop"):
        await house.tap("a", label)
    await house.give("a", Command("tools"))
    await house.tap("a", "What I wrote down")
    await house.tap("a", "Where are we?")
    await house.tap("a", "Hand it on to a colleague")
    await house.tap("a", "Without my notes")
    full = await _rows(house.store)
    assert {table.name for table in PERSONAL if not full[table.name]} <= {"outbox"}
    await house.service.handle([house.arrived("a", Command("help"))])  # not sent yet
    await house.give("a", Command("forget"))
    await house.tap("a", "Everything")
    out = await house.hand_in([house.arrived("a", house.button("a", "Yes, forget everything"))])
    assert any(isinstance(one.act, Withdraw) for one in out)
    assert all(one.person is None for one in out)
    left = await _rows(house.store)
    assert left["people"] == 1
    assert {table.name: left[table.name] for table in PERSONAL} == {
        table.name: 0 for table in PERSONAL
    }
    assert await house.desk("b")
