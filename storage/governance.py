"""The map of what is stored, read from the tables themselves, for whoever has to answer for it."""

from __future__ import annotations

from dataclasses import dataclass

from storage.tables import metadata


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """One column: what it holds, and which key opens it (None: it lies in clear)."""

    name: str
    holds: str
    sealed_by: str | None


@dataclass(frozen=True, slots=True)
class TableMap:
    """One table: why it exists, how long its rows are kept, and what is in them."""

    table: str
    why: str
    kept: str
    columns: tuple[ColumnMap, ...]

    @property
    def is_personal(self) -> bool:
        """Whether its rows belong to people."""
        return self.table == "people" or any(column.name == "person" for column in self.columns)


def stored() -> list[TableMap]:
    """Every table, in the order in which they are declared.

    Raises:
        KeyError: a table does not say why it exists, or how long its rows are kept.
    """
    return [
        TableMap(
            table.name,
            table.info["why"],
            table.info["kept"],
            tuple(
                ColumnMap(column.name, column.comment or "", column.info.get("sealed"))
                for column in table.columns
            ),
        )
        for table in metadata.tables.values()
    ]
