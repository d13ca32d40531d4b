"""A long file read step by step, so that after a change only what was changed is read anew.

What a step says does not depend on its neighbours where every step begins on a line of its own,
all moved in alike, and each of them can be read alone. Wherever that is not sure, or anything is
wrong, the file is left to be read as a whole.
"""

from __future__ import annotations

import re
from functools import lru_cache

import yaml

from bot.script.building import Builder, enter
from bot.script.problems import Problem
from bot.script.tree import Entry, Table
from bot.script.yaml_plainly import Complaint

_STEPS = re.compile(r"^steps: *\n(?:[ \t]*(?:#.*)?\n)*(?= +\w)", re.MULTILINE)
_BLANKS = re.compile(" *")
_NAME = re.compile(r"\w", re.ASCII)
# A name after “? ” may lack its value, which the parser then finds further down.
_ASKED = re.compile(r"^[ -]*\?(?!\S)", re.MULTILINE)

_Part = tuple[Table, tuple[Problem, ...]]


def read_step_by_step(text: str, file: str) -> tuple[Table, list[Problem]] | None:
    """Reads the file of a dialogue whose steps stand last.

    Args:
        text: The whole file, with line feeds for line ends.
        file: Its name as problems should give it.

    Returns:
        What `read_source` says of it; None where it has to be read as a whole.
    """
    found = _STEPS.search(text)
    begins = _begins(text, found.end()) if found else []
    if not found or not begins:
        return None
    head = _part(text[: begins[0]], 0, 0, file)
    holder = head[0].entries.get("steps") if head else None
    above = text.count("\n", 0, found.start())
    if head is None or holder is None or holder.name.place.line != above + 1:
        return None
    top, problems = head[0], [*head[1]]
    steps: dict[str, Entry] = {}
    above = text.count("\n", 0, begins[0])
    for start, end in zip(begins, [*begins[1:], len(text)], strict=True):
        part = _part(text[start:end], above, 1, file)
        if part is None:
            return None
        problems += part[1]
        problems += filter(None, [enter(steps, entry) for entry in part[0]])
        above += text.count("\n", start, end)
    first = next(iter(steps.values()))
    below = Table(first.name.place, steps)
    return Table(top.place, {**top.entries, "steps": Entry(holder.name, below)}), problems


def _begins(text: str, start: int) -> list[int]:
    """Where the steps begin, from the first on; nothing where a line could be anything else."""
    column = _column(text, start)
    lines = re.compile(rf"^ {{0,{column}}}(?=[^\s#])", re.MULTILINE)
    begins = [line.start() for line in lines.finditer(text, start)]
    plain = (_column(text, at) == column and _NAME.match(text, at + column) for at in begins)
    return begins if all(plain) else []


def _column(text: str, start: int) -> int:
    blanks = _BLANKS.match(text, start)
    return len(blanks[0]) if blanks else 0


@lru_cache(maxsize=1024)
def _part(text: str, above: int, depth: int, file: str) -> _Part | None:
    """A part of a file that is a table of its own, and what is wrong; None for anything else."""
    if _ASKED.search(text):
        return None
    builder = Builder(file, above, depth)
    try:
        builder.feed(text)
    except (yaml.MarkedYAMLError, Complaint):
        return None
    return (builder.root, tuple(builder.problems)) if isinstance(builder.root, Table) else None
