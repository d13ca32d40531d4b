"""What was published stays as it was, one edition after another."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from storage import editions
from storage.editions import FOLDER, PAGE, hash_of
from storage.store import Store
from storage.tables import edition_texts
from storage.tables import editions as table

NOW = datetime(2026, 11, 25, 12, 15, tzinfo=UTC)


async def test_before_anything_was_published_there_is_no_edition(store: Store) -> None:
    """Nothing is made up for an empty history."""
    async with store.read() as unit:
        assert await editions.newest(unit) is None
        assert await editions.newest_number(unit) is None
        assert await editions.from_folder(unit) is None
        assert await editions.history(unit) == []


async def test_an_edition_comes_back_as_it_was_published(store: Store) -> None:
    """Every file's words, who published them, when and from where."""
    texts = {"check-in.yaml": "How are things?\n", "shared/words.yaml": "Tha i fuar · ☔"}
    async with store.write() as unit:
        made = await editions.add(
            unit, texts, NOW, way=FOLDER, by="practice lead", folder={"a": "b"}
        )
    async with store.read() as unit:
        found = await editions.newest(unit)
        assert found == made
        assert await editions.numbered(unit, 1) == made
        assert await editions.numbered(unit, 2) is None
        assert await editions.texts_of(unit, made.files) == texts
    assert (made.number, made.by, made.at) == (1, "practice lead", NOW)


async def test_a_text_is_kept_once_however_often_it_is_published(store: Store) -> None:
    """A word changed in one file costs one text, not the whole folder again."""
    async with store.write() as unit:
        first = await editions.add(unit, {"a": "one", "b": "two"}, NOW, way=FOLDER, folder={})
        second = await editions.add(unit, {"a": "one", "b": "three"}, NOW, way=PAGE)
    async with store.read() as unit:
        assert (await unit.run(select(func.count()).select_from(edition_texts))).scalar() == 3
        assert await editions.texts_of(unit, first.files) == {"a": "one", "b": "two"}
        assert [one.number for one in await editions.history(unit)] == [2, 1]
        assert await editions.from_folder(unit) == first
        newest = await editions.newest(unit)
    assert newest == second
    assert second.files["a"] == hash_of("one")


async def test_two_cannot_publish_under_one_number(store: Store) -> None:
    """Whoever comes second in the same moment is refused by the table, not mixed in."""
    async with store.write() as unit:
        await editions.add(unit, {"a": "one"}, NOW, way=FOLDER)
    row = {"number": 1, "made_at": NOW, "way": PAGE, "by": "", "files": "{}", "folder": None}
    with pytest.raises(IntegrityError):
        async with store.write() as unit:
            await unit.run(table.insert(), row)
