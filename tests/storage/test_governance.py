"""The map of what is stored tells all of it, from the tables themselves."""

import re

import pytest
from sqlalchemy import inspect

from storage.governance import TableMap, stored
from storage.store import Store

IN_CLEAR = {
    "installation": {"id", "key_check", "created", "starts"},
    "people": {"id", "lookup", "desk_version", "kind", "last_seen"},
    "editions": {"number", "made_at", "way", "by", "files", "folder"},
    "edition_texts": {"hash", "text"},
    "drafts": {"path", "text", "over", "saved_at"},
    "revisions": {"hash", "dialogue", "source", "first_used"},
    "entries": {"id", "person"},
    "checkins": {"id", "person", "month"},
    "nudges": {"id", "person", "next_due", "state", "lease_until", "not_after"},
    "outbox": {"id", "person", "chat", "lane", "not_before", "state", "occurrence"},
    "shown": {"id", "person", "made_at"},
    "updates": {"id", "seen_at"},
    "coordinators": {"person", "since"},
    "invitations": {"code", "person", "until"},
    "sheets": {"id", "person"},
    "handovers": {"code", "person", "until"},
    "readings": {"id", "secret", "path", "text", "until", "state"},
    "remarks": {"id", "reading", "made_at", "settled_at"},
}
"""Looked at one by one: adding a column in clear must be decided here, too."""


@pytest.mark.parametrize("table", stored(), ids=lambda table: table.table)
def test_every_table_says_why_and_how_long_and_what_each_column_holds(table: TableMap) -> None:
    """No table without a purpose and an end, no column without a sentence."""
    assert table.why.endswith(".")
    assert table.kept
    for column in table.columns:
        assert re.fullmatch(r"\S.*\.", column.holds), column.name


def test_nothing_lies_in_clear_unnoticed() -> None:
    """The columns that are not sealed are these and no others."""
    found = {
        table.table: {column.name for column in table.columns if column.sealed_by is None}
        for table in stored()
    }
    assert found == IN_CLEAR


async def test_the_map_is_of_the_real_tables(store: Store) -> None:
    """What the map names is what the database has, but for the migrations’ own note."""
    async with store.read() as unit:
        real = await unit.conn.run_sync(
            lambda connection: {
                name: {column["name"] for column in inspect(connection).get_columns(name)}
                for name in inspect(connection).get_table_names()
            }
        )
    real.pop("alembic_version")
    assert {t.table: {column.name for column in t.columns} for t in stored()} == real


def test_personal_tables_are_told_apart() -> None:
    """The map says whose rows belong to people."""
    assert {table.table for table in stored() if not table.is_personal} == {
        "drafts",
        "edition_texts",
        "editions",
        "installation",
        "readings",
        "remarks",
        "revisions",
        "updates",
    }
