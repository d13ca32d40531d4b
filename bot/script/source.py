"""A YAML file as a tree that knows where everything stands, and in which every scalar is text.

So `no:` may be a button's id and `14:30` a time. Only the plain part of YAML is read: what would
let a file say one thing and mean another (names written twice, anchors, tags, merge keys) is
refused. The C parser's events are used directly, for speed and because anchors show there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import yaml

from bot.script.model import Place
from bot.script.problems import Problem
from bot.script.yaml_plainly import Complaint, explain, refuse_characters

MAX_CHARACTERS = 300_000
MAX_DEPTH = 12

_CUT_OFF = re.compile(r"\s+#[^\s#]")


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


@dataclass(frozen=True, slots=True)
class Table:
    """Names, each with something under it, in the order of the file."""

    place: Place
    entries: Mapping[str, Entry]

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
    """The tree as nested dicts, lists and strings: the same for two files that say the same."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Row):
        return [plain_value(item) for item in node.items]
    return {name: plain_value(entry.value) for name, entry in node.entries.items()}


def read_source(
    text: str, file: str, begin: str = "title: …"
) -> tuple[Table | None, list[Problem]]:
    """Reads a file whose outermost part is a table.

    Args:
        text: The whole file.
        file: Its name as problems should give it.
        begin: A line that such a file may begin with, for whoever left it empty.

    Returns:
        The table, or None when the file cannot be read at all; and what is wrong (D100, D101).
    """
    if len(text) > MAX_CHARACTERS:
        place = Place(file, 1, 1)
        return None, [
            Problem(place, "D100", "E", "the file is too large to be a script", "split it up")
        ]
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    problem = refuse_characters(text)
    if problem:
        return None, [_refusal(problem, file)]
    builder = _Builder(file)
    try:
        builder.feed(text)
    except yaml.MarkedYAMLError as error:
        return None, [*builder.problems, _refusal(explain(error, text), file)]
    except Complaint as complaint:
        return None, [*builder.problems, _refusal(complaint, file)]
    if not isinstance(builder.root, Table):
        empty = "the file is empty or not made of names"
        return None, [_refusal(Complaint(1, 1, empty, f"begin with a line “{begin}”"), file)]
    return builder.root, builder.problems


def _refusal(complaint: Complaint, file: str) -> Problem:
    place = Place(file, complaint.line, complaint.col)
    return Problem(place, "D100", "E", complaint.message, complaint.help)


class _Open:
    """A table or list whose end has not been read yet."""

    def __init__(self, place: Place, is_table: bool) -> None:
        self.place = place
        self.is_table = is_table
        self.entries: dict[str, Entry] = {}
        self.items: list[Node] = []
        self.name: Scalar | None = None

    def close(self) -> Node:
        if self.is_table:
            return Table(self.place, self.entries)
        return Row(self.place, tuple(self.items))


class _Builder:
    """Turns the parser's events into a tree, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[_Open] = []
        self._documents = 0
        self._lines: list[str] = []
        self._cut_off: set[int] = set()

    def feed(self, text: str) -> None:
        """Reads all events.

        Raises:
            Complaint: The file holds something that scripts do without.
            yaml.MarkedYAMLError: The file is not YAML.
        """
        self._lines = text.split("\n")
        if "#" in text:
            self._cut_off = {at for at, line in enumerate(self._lines) if _CUT_OFF.search(line)}
        parser = yaml.CSafeLoader(text)
        while (event := parser.get_event()) is not None:
            if isinstance(event, yaml.ScalarEvent):
                self._add(self._scalar(event), event)
            elif isinstance(event, yaml.CollectionStartEvent):
                if event.anchor or event.tag:
                    self._refuse_extras(event)
                if len(self._open) == MAX_DEPTH:
                    raise self._complain(event, "this stands too deep inside other parts", "")
                opened = _Open(self._place(event), isinstance(event, yaml.MappingStartEvent))
                if self._open and self._open[-1].is_table and self._open[-1].name is None:
                    raise self._complain(
                        event,
                        "a name cannot be a list or a pair of curly brackets",
                        "put a text that begins with “{{” or “[” in quotes, or below “|”",
                    )
                self._open.append(opened)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._add(self._open.pop().close(), event)
            elif isinstance(event, yaml.AliasEvent):
                raise self._complain(
                    event,
                    "a text cannot begin with “*” here",
                    "put the text in quotes, or on its own lines below “|”",
                )
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    raise self._complain(event, "a line “---” begins a second file", "take it out")

    def _add(self, node: Node, event: yaml.Event) -> None:
        if not self._open:
            self.root = node
            return
        holder = self._open[-1]
        if not holder.is_table:
            holder.items.append(node)
        elif holder.name is None:
            assert isinstance(node, Scalar)
            if node.text == "<<":
                raise self._complain(event, "“<<” has no meaning here", "write the lines out")
            holder.name = node
        else:
            self._enter(holder, holder.name, node)
            holder.name = None

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        if event.anchor or event.tag:
            self._refuse_extras(event)
        place = self._place(event)
        if not event.style:
            self._check_plain(event)
        elif event.style == "|":
            return Scalar(place, event.value, self._indent(place.line))
        return Scalar(place, event.value)

    def _enter(self, holder: _Open, name: Scalar, node: Node) -> None:
        first = holder.entries.get(name.text)
        if first is None:
            holder.entries[name.text] = Entry(name, node)
            return
        self.problems.append(
            Problem(
                name.place,
                "D101",
                "E",
                f"“{name.text}” is written twice; it stands in line {first.name.place.line} too",
                "give one of them another name, or take it out",
            )
        )

    def _refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor:
            raise self._complain(
                event,
                "a text cannot begin with “&” here",
                "put the text in quotes, or on its own lines below “|”",
            )
        if event.tag and not (event.tag == "!" and event.implicit):
            raise self._complain(
                event,
                "a text cannot begin with “!” here",
                "put the text in quotes, or on its own lines below “|”",
            )

    def _indent(self, above: int) -> int:
        """How far the first written line below a line is moved in."""
        written = (line for line in self._lines[above:] if line.strip())
        first = next(written, "")
        return len(first) - len(first.lstrip())

    def _check_plain(self, event: yaml.ScalarEvent) -> None:
        """Two slips with which YAML would quietly show people something else."""
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        if end.line in self._cut_off and _CUT_OFF.match(self._lines[end.line], end.column):
            cut = "what follows “#” in this line is not read"
            advice = "put the whole text in quotes; a remark has a space after its “#”"
            self.problems.append(_refusal(self._complain(event, cut, advice), self.file))
        if end.line == start.line:
            return
        further = self._lines[start.line + 1 : end.line + 1]
        if any(line.lstrip().startswith("- ") for line in further):
            joined = "the lines with “- ” below are read as part of this text"
            advice = "leave nothing beside the name when a list follows"
            self.problems.append(_refusal(self._complain(event, joined, advice), self.file))

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None
        return Place(self.file, mark.line + 1, mark.column + 1)

    def _complain(self, event: yaml.Event, message: str, advice: str) -> Complaint:
        place = self._place(event)
        return Complaint(place.line, place.col, message, advice)
