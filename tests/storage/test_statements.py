"""A batch costs the same statements, however many people are in it."""

from sqlalchemy import event

from storage import entries, outbox, people, shown, updates
from storage.store import Store
from tests.storage.conftest import NOW, TODAY


async def _statements_of_a_batch(store: Store, size: int) -> int:
    """What one batch of answers sends to the database, all told."""
    sent: list[str] = []
    engine = store._writer.sync_engine

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        async with store.write() as unit:
            await updates.fresh(unit, [size * 1000 + n for n in range(size)], NOW)
            found = await people.find(unit, [str(n) for n in range(size)])
            assert len(found) == size
            notes = await shown.of_all(unit, found.values())
            assert len(notes) == size
            await entries.add(unit, [(person, {"text": "a"}) for person in found.values()])
            await people.save(unit, found.values())
            await outbox.add(
                unit,
                [
                    outbox.Letter(unit.new_id(), person.address, {"text": "b"}, person)
                    for person in found.values()
                ],
            )
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(sent)


async def test_a_hundred_answers_cost_as_many_statements_as_one(store: Store) -> None:
    """One statement for each kind of row; never one for each person."""
    async with store.write() as unit:
        for n in range(100):
            await people.add(unit, str(n), {}, TODAY)
    assert await _statements_of_a_batch(store, 1) == 6
    assert await _statements_of_a_batch(store, 100) == 6
