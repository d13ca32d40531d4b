"""The table that a translator fills in: a CSV file which a spreadsheet opens, and reads back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

# A spreadsheet takes a cell that begins so for a formula, which could fetch or send something.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_SEPARATORS = ",;\t"


class NoSheet(Exception):
    """A file cannot be read as such a table; `str()` is the sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """One text. `where` is `check-in/steps.low.ask`."""

    where: str
    english: str
    translation: str
    state: str
    note: str


COLUMNS = ("where", "English", "translation", "state", "note")
_FIELDS = dict(
    zip((name.casefold() for name in COLUMNS), (f.name for f in fields(Row)), strict=True)
)


def as_csv(rows: Iterable[Row]) -> str:
    """The table, with the sign at its beginning by which a spreadsheet knows its letters."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    writer.writerows([guarded(cell) for cell in astuple(row)] for row in rows)
    return "\ufeff" + sheet.getvalue()


def read_csv(path: Path) -> Iterator[tuple[int, Row]]:
    """The rows of a table, each with the number that a spreadsheet shows beside it.

    Columns may stand in any order, and be parted by commas, semicolons or tabs.

    Raises:
        NoSheet: There is no such file, or it is no such table.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        raise NoSheet(f"There is no file {path} that can be read.") from None
    except UnicodeDecodeError:
        raise NoSheet(
            f"The letters of {path} cannot be told apart. In the spreadsheet, save it as "
            "“CSV UTF-8”."
        ) from None
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise NoSheet(f"{path} is not a table. Save it as “CSV UTF-8”.") from None
    names = [_FIELDS.get(cell.strip().casefold(), "") for cell in rows[0]] if rows else []
    for needed in ("where", "english", "translation"):
        if needed not in names:
            column = COLUMNS[[field.name for field in fields(Row)].index(needed)]
            raise NoSheet(
                f"{path} has no column “{column}”. Keep the first row as it was exported."
            )
    return _rows(names, rows[1:])


def _rows(names: list[str], rows: list[list[str]]) -> Iterator[tuple[int, Row]]:
    empty = dict.fromkeys(_FIELDS.values(), "")
    for number, cells in enumerate(rows, start=2):
        if any(cell.strip() for cell in cells):
            named = zip(names, cells, strict=False)
            yield (
                number,
                Row(**{**empty, **{name: read_cell(cell) for name, cell in named if name}}),
            )


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def read_cell(cell: str) -> str:
    """A cell as it was before it was guarded, with the line ends that scripts have."""
    said = cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    return said[1:] if _GUARDED.match(said) else said
