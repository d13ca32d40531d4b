"""`INSERT … ON CONFLICT DO NOTHING`, which SQLite and PostgreSQL both understand."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ClauseElement, Insert, Table, insert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import SyntaxExtension


class _OrNothing(SyntaxExtension, ClauseElement):
    """Says nothing but itself, so that one compiled statement serves every use."""

    inherit_cache = True
    _traverse_internals: list[Any] = []  # noqa: RUF012 - SQLAlchemy's name and type for it

    def apply_to_insert(self, insert_stmt: Insert) -> None:
        """Stand between the values and RETURNING."""
        insert_stmt.apply_syntax_extension_point(self.append_replacing_same_type, "post_values")


@compiles(_OrNothing)
def _say(element: _OrNothing, compiler: object, **_: object) -> str:
    return "ON CONFLICT DO NOTHING"


def insert_new(table: Table) -> Insert:
    """An INSERT that passes over rows whose unique key is already there.

    With `returning`, the rows that were not there come back, and only they.
    """
    return insert(table).ext(_OrNothing())
