"""A delivery that comes twice is seen once."""

from datetime import timedelta

import pytest

from storage import updates
from storage.store import Store
from tests.storage.conftest import NOW


async def test_exactly_the_new_ones_are_returned(store: Store) -> None:
    """Of a batch, those known already fall out, and one named twice counts once."""
    async with store.write() as unit:
        assert await updates.fresh(unit, [5, 6, 6], NOW) == {5, 6}
        assert await updates.fresh(unit, [4, 5, 6, 7], NOW) == {4, 7}
        assert await updates.fresh(unit, [], NOW) == set()


async def test_a_batch_may_be_larger_than_one_statement_takes(store: Store) -> None:
    """Thousands at once are told apart as well."""
    async with store.write() as unit:
        await updates.fresh(unit, range(0, 5000, 2), NOW)
        assert await updates.fresh(unit, range(5000), NOW) == set(range(1, 5000, 2))


async def test_what_was_taken_back_is_new_again(store: Store) -> None:
    """A batch that failed is not remembered: its deliveries are answered when they come again."""
    with pytest.raises(RuntimeError):
        async with store.write() as unit:
            await updates.fresh(unit, [5], NOW)
            raise RuntimeError
    async with store.write() as unit:
        assert await updates.fresh(unit, [5], NOW) == {5}


async def test_old_ones_are_forgotten(store: Store) -> None:
    """Before a moment means before it, not at it."""
    async with store.write() as unit:
        await updates.fresh(unit, [1], NOW - timedelta(hours=49))
        await updates.fresh(unit, [2], NOW - timedelta(hours=48))
        assert await updates.forget(unit, NOW - timedelta(hours=48)) == 1
        assert await updates.fresh(unit, [1, 2], NOW) == {1}
