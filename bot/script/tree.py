"""What a file says, as a tree that knows where everything stands; every scalar of it is text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from bot.script.model import Place


class Scalar(NamedTuple):
    """A text.

    Attributes:
        indent: How far it is moved in, where it stands below `|`; None everywhere else.
    """

    place: Place
    text: str
    indent: int | None = None

    def at(self, line: int, col: int = 1) -> Place:
        """The place of a character of the text without its blank ends, both counted from 1."""
        if self.indent is None:
            return self.place
        blank = self.text[: len(self.text) - len(self.text.lstrip())].count("\n")
        last = max(self.text.count("\n"), 1)
        return Place(self.place.file, self.place.line + min(line + blank, last), self.indent + col)


class Entry(NamedTuple):
    """A name and what stands under it."""

    name: Scalar
    value: Node


@dataclass(frozen=True, eq=False)
class Table:
    """Names, each with something under it, in the order of the file. Only the same is equal."""

    place: Place
    entries: Mapping[str, Entry]

    @cached_property
    def plain(self) -> dict[str, object]:
        """What it says, as `plain_value` gives it; not to be changed."""
        return {name: plain_value(entry.value) for name, entry in self.entries.items()}

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())


class Row(NamedTuple):
    """A list."""

    place: Place
    items: tuple[Node, ...]


Node = Scalar | Table | Row


def find(node: Node, *path: str | int) -> Node:
    """What stands under these names and numbers, or the nearest thing above it that exists."""
    for step in path:
        if isinstance(node, Table) and step in node.entries:
            node = node.entries[str(step)].value
        elif isinstance(node, Row) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node


def find_name(node: Node, *path: str | int) -> Place:
    """Where the last name of the path is written; as near as possible when it is not."""
    *above, last = path
    holder = find(node, *above)
    if isinstance(holder, Table) and last in holder.entries:
        return holder.entries[str(last)].name.place
    return find(holder, last).place


def plain_value(node: Node) -> object:
    """The tree as nested dicts, lists and strings: the same for two files that say the same.

    It is not to be changed: two trees that share a part share what it says.
    """
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Row):
        return [plain_value(item) for item in node.items]
    return node.plain
