"""Every dialogue, walked by taps as a person would, with all that holds at each step of the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.flow import engine
from bot.flow.session import Session
from bot.script.markup import plain
from bot.service.acts import Button, Close, Say
from bot.service.desk import Desk
from bot.service.inputs import Arrived, Command, Input, Tapped, Typed, Unreadable
from bot.service.outgoing import Done
from bot.service.service import Service
from storage import people
from storage.keyfile import load_or_make
from storage.store import Store
from tests.flow.scenes import ENTRY, scene
from tests.talk.running import HERE, WEDNESDAY, WallClock, shipped

ADDRESS = "terminal"
WORDS = "plums and pears"
MOST_TAPS_PAST = 8
STEPS = 60
Place = tuple[str, str, int, str]


@dataclass
class Walker:
    """Somebody at the service's door, without a telephone in between."""

    store: Store
    service: Service
    said: Say | None = None
    tried: Counter[tuple[Place, str]] = field(default_factory=Counter)

    async def give(self, what: Input) -> Say:
        """One input; exactly one message comes back, and it is fit to be sent."""
        out = await self.service.handle([Arrived(None, ADDRESS, what)])
        await self.service.done([Done(one.row, None, None, None, None) for one in out if one.row])
        says = [one.act for one in out if isinstance(one.act, Say)]
        assert len(says) == 1, "one answer, one message"
        assert all(isinstance(one.act, Say | Close) for one in out)
        (said,) = says
        assert said.answers <= 8
        assert 0 < len(plain(said.text)) <= 4096
        return said

    async def desk(self) -> Desk:
        """What is kept of them."""
        async with self.store.read() as unit:
            return Desk.from_json((await people.find(unit, [ADDRESS]))[ADDRESS].desk)

    async def put_back(self, desk: Desk) -> None:
        """Everything as it was then."""
        async with self.store.write() as unit:
            person = (await people.find(unit, [ADDRESS]))[ADDRESS]
            person.desk = desk.to_json()
            await people.save(unit, [person])


def buttons(said: Say) -> list[Button]:
    """All buttons, answers first."""
    return [one for row in said.rows for one in row]


def place(session: Session) -> Place:
    """What tells one open question from another."""
    return session.dialogue, session.step, session.line, session.stage


@pytest.fixture
async def walker(tmp_path: Path) -> AsyncIterator[Walker]:
    """Somebody who said yes and has nothing open."""
    clock = WallClock()
    vault = load_or_make(tmp_path / "master.key", tmp_path / "cairn.db")
    store = await Store.open(
        f"sqlite:///{tmp_path / 'cairn.db'}",
        vault,
        erased_list=tmp_path / "erased.list",
        now=clock(),
    )
    service = Service(store, shipped(), HERE, clock)
    await service.start()
    walker = Walker(store, service)
    await walker.give(Tapped("/start yes"))
    await walker.give(Command("stop"))
    yield walker
    await store.close()


@pytest.mark.parametrize("name", sorted(shipped().scripts))
async def test_b07_b08_b12_b32_every_way_by_taps_ends_and_can_be_left_at_each_step(
    walker: Walker, name: str
) -> None:
    """Seeded walks over a whole dialogue; at every new question all ways out are tried.

    Support shows the card and keeps the place; passing everything over ends within eight taps;
    `/stop` ends it in one message; answers are eight at most and come before the ways out.
    """
    chance = Random(name)
    seen: set[Place] = set()
    session: Session | None = None
    for _ in range(STEPS):
        if session is None:
            said, session = await _begin(walker, name)
        here = place(session)
        if here not in seen:
            seen.add(here)
            await _look_at(walker, said, session)
        said = await _go_on(walker, said, session, chance)
        session = (await walker.desk()).session
    assert len(seen) >= 2


async def _begin(walker: Walker, name: str) -> tuple[Say, Session]:
    said = await walker.give(Command("reflect", name))
    session = (await walker.desk()).session
    assert session and session.question
    if session.dialogue != name:  # one that begins about an entry, on the day that was chosen
        session = await _about_an_entry(walker, name)
        said = await walker.give(Unreadable())
    return said, session


async def _about_an_entry(walker: Walker, name: str) -> Session:
    script, desk = shipped().scripts[name], await walker.desk()
    around = scene(now=WEDNESDAY.astimezone(ZoneInfo("Europe/London")))
    session = engine.begin(script, around, entry=ENTRY).session
    assert session
    await walker.put_back(replace(desk, session=session, session_visit=desk.visit))
    return session


async def _go_on(walker: Walker, said: Say, session: Session, chance: Random) -> Say:
    """Takes the answer that was taken least so far; at a question for words, words are one."""
    answers: list[Input] = [Tapped(one.token) for one in buttons(said)[: said.answers]]
    names = [one.label for one in buttons(said)[: said.answers]]
    if session.question and session.question.kind == "text":
        answers.append(Typed(WORDS))
        names.append(WORDS)
    here = place(session)
    fewest = min(walker.tried[here, one] for one in names)
    at = chance.choice([n for n, one in enumerate(names) if walker.tried[here, one] == fewest])
    walker.tried[here, names[at]] += 1
    return await walker.give(answers[at])


async def _look_at(walker: Walker, said: Say, session: Session) -> None:
    before = await walker.desk()
    labels = [one.label for one in buttons(said)]
    assert {"Support", "Pause", "Stop"} <= set(labels)
    assert ("Back" in labels) is bool(session.trail)
    assert not {"Support", "Pause", "Back"} & set(labels[: said.answers])
    assert [len(row) for row in said.rows[-2:]] <= [2, 2]

    card = await walker.give(Command("support"))
    assert "116 123" in card.text
    assert (await walker.desk()).session == session

    await _pass_everything_over(walker, said)
    await walker.put_back(before)

    stopped = await walker.give(Command("stop"))
    assert stopped.text.startswith("Stopped.")
    assert (await walker.desk()).session is None
    assert await walker.service.waiting() == []
    await walker.put_back(before)


async def _pass_everything_over(walker: Walker, said: Say) -> None:
    """Skip where it stands, else the last of the answers: a way past is always one of them."""
    for _ in range(MOST_TAPS_PAST):
        answers = buttons(said)[: said.answers]
        skip = [one for one in answers if one.label in ("Skip", "Stop", "Not today")]
        said = await walker.give(Tapped((skip or answers[-1:])[0].token))
        if (await walker.desk()).session is None:
            return
    raise AssertionError("passing over leads round in a circle")
