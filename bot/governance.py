"""The map of what is stored, why and for how long, written out for people who must say yes to it.

Its rows come from the tables themselves, so the map cannot say something else than the database.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from io import StringIO

from bot.logs import KEEP_DAYS
from bot.service.installation import BACKUP_DAYS
from storage.governance import ColumnMap, TableMap, stored

TITLE = "What Cairn stores"
INTRO = (
    "Printed by “cairn governance” from the program’s own tables. “Sealed” means encrypted "
    "(AES-256-GCM) with the key that is named; without that key nobody can read it."
)
NOWHERE = (
    "Never stored: phone number, e-mail address, real name, photo or username; which words of "
    "distress were noticed; who looked at the support card."
)
_HEAD = ("Where", "Why", "How long", "Of a person", "What", "Sealed by")


@dataclass(frozen=True, slots=True)
class FileMap:
    """A file beside the database."""

    name: str
    why: str
    kept: str


FILES = (
    FileMap("master.key", "Opens every other key.", "Until whoever runs Cairn replaces it."),
    FileMap(
        "erased.txt",
        "Random ids of people who were erased, so that a restored backup does not bring them back.",
        "As long as a backup might.",
    ),
    FileMap(
        "backups/",
        "A copy of the database each day, sealed as it is, without the master key.",
        f"{BACKUP_DAYS} days; somebody erased meanwhile is locked in there until then.",
    ),
    FileMap(
        "logs/",
        "What the program did, without texts, names or Telegram ids.",
        f"{KEEP_DAYS} days.",
    ),
    FileMap(
        "exports/",
        "What somebody exported in the terminal; in Telegram an export goes to the chat alone.",
        "Until that person deletes it.",
    ),
)


def as_text() -> str:
    """The map for a terminal."""
    parts = [TITLE, INTRO, NOWHERE]
    for table in stored():
        lines = [f"{table.table}: {table.why}", f"  Kept: {table.kept}"]
        lines += [f"  - {_column(column)}" for column in table.columns]
        parts.append("\n".join(lines))
    parts.append("\n".join(["Files beside the database", *(f"  - {_file(one)}" for one in FILES)]))
    return "\n\n".join(parts) + "\n"


def as_markdown() -> str:
    """The map as a page of the documentation."""
    parts = [f"# {TITLE}", INTRO, NOWHERE]
    for table in stored():
        about = f"{table.why}\n\nKept: {table.kept}"
        rows = [f"| `{one.name}` | {one.holds} | {_seal(one)} |" for one in table.columns]
        parts += [f"## {table.table}", about, "\n".join([*_markdown_head(), *rows])]
    parts += [
        "## Files beside the database",
        "\n".join(f"- `{one.name}`: {one.why} Kept: {one.kept}" for one in FILES),
    ]
    return "\n\n".join(parts) + "\n"


def as_csv() -> str:
    """The map as a table for a spreadsheet, one row for each column of the database."""
    out = StringIO()
    table = csv.writer(out)
    table.writerow(_HEAD)
    table.writerows(_rows(stored()))
    return out.getvalue()


def as_html() -> str:
    """The map as one page without links to anywhere."""
    head = "".join(f"<th>{escape(name)}</th>" for name in _HEAD)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in _rows(stored())
    )
    return (
        f'<!doctype html>\n<html lang="en-GB">\n<meta charset="utf-8">\n<title>{TITLE}</title>\n'
        "<style>body{font-family:sans-serif;margin:2rem}td,th{border:1px solid #999;padding:.3rem;"
        "text-align:left;vertical-align:top}table{border-collapse:collapse}</style>\n"
        f"<h1>{TITLE}</h1>\n<p>{escape(INTRO)}</p>\n<p>{escape(NOWHERE)}</p>\n"
        f"<table>\n<tr>{head}</tr>\n{body}\n</table>\n</html>\n"
    )


FORMATS: dict[str, Callable[[], str]] = {
    "text": as_text,
    "html": as_html,
    "csv": as_csv,
    "md": as_markdown,
}


def _rows(tables: Sequence[TableMap]) -> Iterator[tuple[str, ...]]:
    for table in tables:
        for column in table.columns:
            personal = "yes" if table.is_personal else "no"
            where = f"{table.table}.{column.name}"
            yield where, table.why, table.kept, personal, column.holds, _seal(column)
    for file in FILES:
        yield file.name, file.why, file.kept, "", "", ""


def _markdown_head() -> tuple[str, str]:
    return "| column | holds | sealed by |", "| --- | --- | --- |"


def _seal(column: ColumnMap) -> str:
    return column.sealed_by or "not sealed"


def _column(column: ColumnMap) -> str:
    return f"{column.name}: {column.holds} ({_seal(column)})"


def _file(file: FileMap) -> str:
    return f"{file.name}: {file.why} Kept: {file.kept}"
