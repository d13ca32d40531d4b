"""`cairn governance`: the map of what is stored, from the tables themselves."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest

from bot.app import BACKUPS, EXPORTS
from storage.tables import metadata

Cairn = Callable[..., Any]


@pytest.mark.parametrize("format", ["text", "md", "html", "csv"])
def test_every_column_of_every_table_is_on_the_map(cairn: Cairn, format: str) -> None:
    """Whatever form the map is asked for in, no table and no column is left out."""
    said = cairn("governance", "--format", format).out
    for table in metadata.tables.values():
        assert table.name in said
        for column in table.columns:
            assert column.name in said


def test_the_files_beside_the_database_are_on_the_map(cairn: Cairn) -> None:
    """Key, list of the erased, logs and exports are stored too."""
    said = cairn("governance").out
    for name in ("master.key", "erased.txt", "logs/", f"{EXPORTS}/", f"{BACKUPS}/"):
        assert name in said


def test_the_spreadsheet_says_for_each_column_why_how_long_and_which_key(cairn: Cairn) -> None:
    """One row for each column, none of its cells empty; what people typed is sealed."""
    rows = list(csv.DictReader(StringIO(cairn("governance", "--format", "csv").out)))
    columns = [row for row in rows if "." in row["Where"] and row["Sealed by"]]
    assert len(columns) == sum(len(table.columns) for table in metadata.tables.values())
    assert all(cell for row in columns for cell in row.values())
    bodies = [row for row in columns if row["Where"].endswith(".body")]
    assert bodies
    assert all("key" in row["Sealed by"] for row in bodies)


def test_the_page_needs_nothing_from_anywhere(cairn: Cairn) -> None:
    """The HTML page can be read on a locked-down laptop: no links, scripts or pictures."""
    page = cairn("governance", "--format", "html").out
    assert not re.search(r"(href|src|@import|<script)", page)
