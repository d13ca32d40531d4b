"""The machine fails under Cairn: its disk, its database, its clock; or an answer fails, always."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import now
from tests.faults.crowd import FAILED, WORDS, Crowd
from tests.faults.disk import small_disk
from tests.faults.held import everything_is_held, export
from tests.faults.processes import Cairn
from tests.standin import Person, StandIn

PEOPLE = 5
SEED = 20261125
LAUNCH = "tests.faults.launch"
BUSY_SECONDS = 5.0  # how long the store itself waits for a lock


async def test_a_full_disk_is_waited_for_and_nothing_is_lost(api: StandIn) -> None:
    """While the disk is full nobody is answered; with room again everybody is, by itself."""
    with small_disk() as disk:
        async with (
            Cairn(api, disk.folder / "here") as cairn,
            Crowd(api, PEOPLE, SEED) as crowd,
        ):
            await cairn.start()
            await crowd.begin()
            crowd.talk()
            await asyncio.sleep(2)
            disk.fill(cairn)
            await _stalls(crowd)
            disk.clear(cairn)
            await _goes_on(crowd)
            assert await cairn.stop() == 0
            assert cairn.errors() == ""
            assert "StoreFull" in _plain_log(cairn, crowd)


async def test_a_locked_database_is_waited_for_and_nothing_is_lost(
    api: StandIn, tmp_path: Path
) -> None:
    """While another program holds the database everybody waits, and then is answered."""
    async with Cairn(api, tmp_path) as cairn, Crowd(api, PEOPLE, SEED) as crowd:
        await cairn.start()
        await crowd.begin()
        crowd.talk()
        await asyncio.sleep(1)
        with _locked(cairn.database):
            await _stalls(crowd)
            await asyncio.sleep(BUSY_SECONDS)
        await _goes_on(crowd)
        assert await cairn.stop() == 0
        assert cairn.errors() == ""
        assert "StoreBusy" in _plain_log(cairn, crowd)


async def test_a_clock_set_back_an_hour_repeats_nothing_and_holds_nothing_up(
    api: StandIn, tmp_path: Path
) -> None:
    """What came back does not come twice, what was promised still comes, and people can talk."""
    hours = tmp_path / "hours"
    hours.write_text("0")
    async with (
        Cairn(api, tmp_path, LAUNCH, ["--hours", str(hours)]) as cairn,
        Crowd(api, 2, SEED) as crowd,
    ):
        await cairn.start()
        await crowd.begin()
        first, second = crowd.talkers
        await first.keep_something("In a week")
        at = await _comes_back(first.person)
        later = (at - now()) / timedelta(hours=1) + 0.1
        hours.write_text(f"{later}")
        await first.person.expect("come back to something today", within=20)

        await second.say("/checkin")
        hours.write_text(f"{later - 1}")
        await second.tap("Rather not say")
        await second.keep_something("In a week")
        await first.person.expect_nothing(2)
        hours.write_text(f"{later}")
        await first.person.expect_nothing(2)

        due = (await _comes_back(second.person) - now()) / timedelta(hours=1)
        hours.write_text(f"{due + 0.1}")
        await second.person.expect("come back to something today", within=20)
        assert await cairn.stop() == 0
        assert cairn.errors() == ""


async def test_an_input_that_always_fails_is_answered_kindly_and_hurts_nobody_else(
    api: StandIn, tmp_path: Path
) -> None:
    """It is acknowledged, logged without its words, and changes nothing; the others are served."""
    word = "kaleidoscope"
    async with (
        Cairn(api, tmp_path, LAUNCH, ["--fails-at", word]) as cairn,
        Crowd(api, PEOPLE, SEED) as crowd,
    ):
        await cairn.start()
        await crowd.begin()
        unlucky, *others = crowd.talkers
        await unlucky.say("/checkin")
        await unlucky.tap("Okay")
        await api.network_down()  # so that all of these come in one batch
        for each in crowd.talkers:
            each.person.read()
        for each in others:
            await each.person.say("/help")
        await unlucky.person.say(word)
        await api.network_up()
        for each in others:
            await each.person.expect("What you can do here", within=20)
        await unlucky.person.expect(FAILED, within=20)
        await api.wait_idle(20)

        unlucky.listen()
        await unlucky.say("fine, thank you")  # the question is still open
        answer = await unlucky.tap("Keep")
        assert "Would anything else be of use?" in answer.text
        await cairn.stop()
        unlucky.person.read()
        await cairn.start()
        await unlucky.person.expect_nothing(1)
        assert await cairn.stop() == 0
        log = _plain_log(cairn, crowd)
        assert word not in log + cairn.errors()
        (failed,) = (line for line in _lines(log) if line["event"] == "input_failed")
        assert failed["error"] == "SecretKeptError"
        assert isinstance(failed["update"], int)


async def test_a_damaged_row_hurts_nobody_but_its_person(api: StandIn, tmp_path: Path) -> None:
    """Whoever it belongs to is told that something is wrong here; everybody else is served."""
    async with Cairn(api, tmp_path) as cairn, Crowd(api, 2, SEED) as crowd:
        await cairn.start()
        unlucky, lucky = crowd.talkers
        await unlucky.begin()
        assert await cairn.stop() == 0
        with closing(sqlite3.connect(cairn.database)) as database, database:
            database.execute("UPDATE people SET desk = zeroblob(length(desk))")
        await cairn.start()
        unlucky.person.read()
        await unlucky.person.say("/log")
        await unlucky.person.expect(FAILED, within=20)
        await lucky.begin()
        await lucky.keep_something()
        assert await cairn.stop() == 0
        assert "SealBroken" in _plain_log(cairn, crowd)


async def _stalls(crowd: Crowd) -> None:
    """Waits until nobody has been answered for two seconds."""
    async with asyncio.timeout(30):
        heard = -1
        while heard != crowd.answers:
            heard = crowd.answers
            await asyncio.sleep(2)


async def _goes_on(crowd: Crowd) -> None:
    """Everybody is answered, comes to an end, and has all that was kept."""
    await crowd.finish()
    assert crowd.repeats == crowd.surplus == 0
    await everything_is_held(crowd)


@contextmanager
def _locked(database: Path) -> Iterator[None]:
    """This process holds the database, and Cairn’s cannot write."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def _comes_back(person: Person) -> datetime:
    """When the person’s one promise is due."""
    (promise,) = (await export(person))["to_come_back_to"]
    person.read()
    return datetime.fromisoformat(promise["at"])


def _plain_log(cairn: Cairn, crowd: Crowd) -> str:
    """The log, after a look that it names nobody and quotes nobody."""
    log = cairn.log()
    for talker in crowd.talkers:
        assert str(talker.person.id) not in log
        assert talker.person.first_name not in log
    assert not re.search("|".join(WORDS), log)
    return log


def _lines(log: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.splitlines()]
