"""The YAML parser's events become a tree.

They are used directly, for speed and because anchors show there.
"""

from __future__ import annotations

import re

import yaml

from bot.script.model import Place
from bot.script.problems import Problem
from bot.script.tree import Entry, Node, Row, Scalar, Table
from bot.script.yaml_plainly import Complaint

MAX_DEPTH = 12

_CUT_OFF = re.compile(r"\s+#[^\s#]")


def refusal(complaint: Complaint, file: str) -> Problem:
    """Why a file cannot be read, or not as it is meant (D100)."""
    place = Place(file, complaint.line, complaint.col)
    return Problem(place, "D100", "E", complaint.message, complaint.help)


def enter(entries: dict[str, Entry], entry: Entry) -> Problem | None:
    """Puts an entry among those of its table, or says that its name is there already (D101)."""
    name = entry.name
    first = entries.setdefault(name.text, entry)
    if first is entry:
        return None
    return Problem(
        name.place,
        "D101",
        "E",
        f"“{name.text}” is written twice; it stands in line {first.name.place.line} too",
        "give one of them another name, or take it out",
    )


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


class Builder:
    """Turns the parser's events into a tree, without recursion.

    Args:
        file: The file's name, for places and problems.
        above: How many lines of the file stand above what is fed.
        depth: Inside how many other parts it stands there.
    """

    def __init__(self, file: str, above: int = 0, depth: int = 0) -> None:
        self.file = file
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._above = above
        self._deepest = MAX_DEPTH - depth
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
                if len(self._open) == self._deepest:
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
            twice = enter(holder.entries, Entry(holder.name, node))
            self.problems += [twice] if twice else []
            holder.name = None

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        if event.anchor or event.tag:
            self._refuse_extras(event)
        place = self._place(event)
        if not event.style:
            self._check_plain(event)
        elif event.style == "|" and event.value.strip():
            return Scalar(place, event.value, self._indent(place.line - self._above))
        return Scalar(place, event.value)

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
        first = next(line for line in self._lines[above:] if line.strip())
        return len(first) - len(first.lstrip())

    def _check_plain(self, event: yaml.ScalarEvent) -> None:
        """Two slips with which YAML would quietly show people something else."""
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        if end.line in self._cut_off and _CUT_OFF.match(self._lines[end.line], end.column):
            cut = "what follows “#” in this line is not read"
            advice = "put the whole text in quotes; a remark has a space after its “#”"
            self.problems.append(refusal(self._complain(event, cut, advice), self.file))
        if end.line == start.line:
            return
        further = self._lines[start.line + 1 : end.line + 1]
        if any(line.lstrip().startswith("- ") for line in further):
            joined = "the lines with “- ” below are read as part of this text"
            advice = "leave nothing beside the name when a list follows"
            self.problems.append(refusal(self._complain(event, joined, advice), self.file))

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None
        return Place(self.file, self._above + mark.line + 1, mark.column + 1)

    def _complain(self, event: yaml.Event, message: str, advice: str) -> Complaint:
        place = self._place(event)
        return Complaint(place.line, place.col, message, advice)
