"""A batch of answers costs the same statements, however many people are in it."""

from __future__ import annotations

import re

from sqlalchemy import event

from bot.service.inputs import Arrived, Command, Typed
from bot.service.outgoing import Done
from tests.service.conftest import House

MANY = re.compile(r"\(\?.*\?\)|\(\?\)")  # values, for one row or for many
PEOPLE = [f"p{number}" for number in range(50)]


async def _statements(house: House, batch: list[Arrived]) -> list[str]:
    """What one batch sends to the database, from the first read to the commit, and its marks."""
    sent: list[str] = []
    engine = house.store._writer.sync_engine

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(MANY.sub("?", statement))

    event.listen(engine, "before_cursor_execute", note)
    try:
        out = await house.service.handle(batch)
        marks = [
            Done(one.row, 1, one.person, getattr(one.act, "visit", None)) for one in out if one.row
        ]
        await house.service.done(marks)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return sent


async def test_fifty_people_cost_as_many_statements_as_one(house: House) -> None:
    """A tap that asks the next question: the same statements, once for all who are in the batch."""
    for who in PEOPLE:
        await house.begun(who)
        await house.give(who, Command("checkin"))
    one, *rest = PEOPLE
    alone = await _statements(house, [house.arrived(one, house.button(one, "Stretched"))])
    together = await _statements(
        house, [house.arrived(who, house.button(who, "Stretched")) for who in rest]
    )
    assert together == alone
    assert len(alone) == 7


async def test_words_and_open_questions_cost_no_more(house: House) -> None:
    """Typed words, a command and a stranger in one batch, and still nothing for each person."""
    for who in PEOPLE:
        await house.begun(who)

    def batch(number: int) -> list[Arrived]:
        kinds = (Command("reflect"), Command("help"), Typed("hello"))
        known = [house.arrived(who, kind) for who in PEOPLE[:number] for kind in kinds]
        return [*known, *(house.arrived(f"s{n}", Command("start")) for n in range(number))]

    few, many = await _statements(house, batch(2)), await _statements(house, batch(50))
    assert len(many) == len(few)
