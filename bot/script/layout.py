"""Where everything of a file stands, character by character, so that one thing can be changed.

`source` says what a file means; this says from where to where each text, table and list goes,
which lines belong to an entry, and which remarks. All line ends are read as if they were of one
kind, and put back as they were by `splices`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from bot.script.graph import Path
from bot.script.source import plain_value, read_source

_REMARK = re.compile(r"(?:^|(?<=\s))#", re.MULTILINE)


class CannotEdit(Exception):
    """A change that cannot be made without touching more than it should; `str()` says why."""


class Text(NamedTuple):
    """A text. `style` is empty for a plain one, else the character it begins with: " ' | >."""

    start: int
    end: int
    style: str
    value: str


@dataclass(frozen=True, slots=True)
class Group:
    """A table or a list; `flow` when it stands in brackets."""

    start: int
    end: int
    flow: bool
    is_table: bool
    members: tuple[Member, ...]


class Member(NamedTuple):
    """One entry of a table, or one item of a list (`name` is None)."""

    key: str | int
    name: Text | None
    value: Text | Group


@dataclass(frozen=True, slots=True)
class Found:
    """A member, and where it is in its group."""

    group: Group
    index: int

    @property
    def member(self) -> Member:
        """The member itself."""
        return self.group.members[self.index]


class Layout:
    """A file whose parts can be found.

    Attributes:
        text: The file with line feeds for line ends, one at its end, and no byte order mark.
        tree: What the file says, as nested dicts, lists and texts.
        problems: How many problems its reading has (names written twice, cut-off texts).

    Raises:
        CannotEdit: The file cannot be read at all.
    """

    def __init__(self, source: str, read: tuple[Any, int] | None = None) -> None:
        """Finds everything.

        Args:
            source: The file.
            read: Its tree and the number of its problems, where somebody read it already.
        """
        text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        self.text = text if text.endswith("\n") else text + "\n"
        self.tree, self.problems = read or _read(self.text)
        self._starts = [0, *(at.end() for at in re.finditer("\n", self.text))]
        self.lines = self.text.split("\n")[:-1]
        built = _build(self.text)
        assert isinstance(built, Group)
        self.root = built

    def __contains__(self, path: Path) -> bool:
        try:
            self.find(path)
        except CannotEdit:
            return False
        return True

    def find(self, path: Path) -> Found:
        """The entry or item at a path.

        Raises:
            CannotEdit: There is none.
        """
        group: Text | Group = self.root
        found: Found | None = None
        for key in path:
            members = group.members if isinstance(group, Group) else ()
            at = next((at for at, one in enumerate(members) if one.key == key), None)
            if at is None or not isinstance(group, Group):
                raise CannotEdit(f"There is no “{said(path)}” in the file.")
            found = Found(group, at)
            group = group.members[at].value
        if found is None:
            raise CannotEdit("The whole file cannot be changed in one go.")
        return found

    def path_at(self, line: int, col: int) -> Path:
        """The path of the innermost entry or item at a place, both counted from 1."""
        at = self.begin(min(line, len(self.lines)) - 1) + col - 1
        path: Path = ()
        value: Text | Group = self.root
        while isinstance(value, Group):
            inside = [one for one in value.members if (one.name or one.value).start <= at]
            if not inside or at > max(inside[-1].value.end, inside[-1].value.start):
                break
            path = (*path, inside[-1].key)
            value = inside[-1].value
        return path

    def line(self, at: int) -> int:
        """The number of the line in which a character stands, from 0."""
        low, high = 0, len(self._starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._starts[middle] <= at else (low, middle - 1)
        return low

    def begin(self, line: int) -> int:
        """The place of a line's first character."""
        return self._starts[line]

    def column(self, group: Group) -> int:
        """How far the members of a block table or list are moved in."""
        return group.start - self.begin(self.line(group.start))

    def last_line(self, value: Text | Group) -> int:
        """The last line in which something of a value is written."""
        while isinstance(value, Group) and not value.flow and value.members:
            value = value.members[-1].value
        if value.end == value.start:
            return self.line(value.start)
        line = self.line(value.end - 1)
        while line > self.line(value.start) and not self.lines[line].strip():
            line -= 1
        return line

    def extent(self, found: Found) -> tuple[int, int]:
        """The first and last line of a member of a block: its own remarks and lines.

        A remark belongs to what stands directly below it; to what stands above it when it is moved
        in further than that, or when an empty line follows.

        Raises:
            CannotEdit: It shares its line with something else.
        """
        group, member = found.group, found.member
        column = self.column(group)
        first = self.line(self.holder(found)[0])
        if self.lines[first][:column].strip():
            raise CannotEdit(f"“{member.key}” shares its line with what stands before it.")
        above = self.last_line(group.members[found.index - 1].value) if found.index else -1
        while first - 1 > above and 0 <= self._remark(first - 1) <= column:
            first -= 1
        return first, self.last_of(found)

    def last_of(self, found: Found) -> int:
        """The last line of a member of a block, its remarks among them."""
        return self._below(self.last_line(found.member.value), self.column(found.group))

    def _below(self, last: int, column: int) -> int:
        """The last line of the remarks that belong to what ends in a line."""
        run = last + 1
        while self._remark(run) >= 0:
            run += 1
        if run == len(self.lines) or not self.lines[run].strip():
            last = run - 1
        for line in range(last + 1, len(self.lines)):
            if self._remark(line) > column:
                last = line
            elif self.lines[line].strip():
                break
        return last

    def holder(self, found: Found) -> tuple[int, int]:
        """Where a member's name with its colon, or its dash, begins and ends."""
        name = found.member.name
        if name is not None:
            end = name.end
            while self.text[end] in " \t\n":
                end += 1
            return name.start, end + (self.text[end] == ":")
        line, column = self.line(found.member.value.start), self.column(found.group)
        while self.lines[line][column : column + 1] != "-" or self.lines[line][:column].strip():
            line -= 1
            if line < 0:
                raise CannotEdit("This list cannot be changed here; change it in the file’s text.")
        at = self.begin(line) + column
        return at, at + 1

    def has_remarks(self, start: int, end: int) -> bool:
        """Whether a remark stands between two places."""
        blanked = list(self.text[start:end])
        for part in _texts(self.root):
            for at in range(max(part.start, start), min(part.end, end)):
                blanked[at - start] = "x"
        return bool(_REMARK.search("".join(blanked)))

    def blanks(self, line: int, step: int) -> int:
        """How many empty lines follow one another from a line on, upwards (-1) or downwards."""
        count = 0
        while 0 <= line < len(self.lines) and not self.lines[line].strip():
            count += 1
            line += step
        return count

    def _remark(self, line: int) -> int:
        """How far a remark is moved in; -1 where the line is none."""
        stripped = self.lines[line].lstrip() if line < len(self.lines) else ""
        return len(self.lines[line]) - len(stripped) if stripped.startswith("#") else -1


_known: dict[str, Layout] = {}
_MOST_KNOWN = 4


def layout_of(source: str) -> Layout:
    """The layout of a file, kept for the next question about the same text.

    Raises:
        CannotEdit: The file cannot be read at all.
    """
    layout = _known.get(source) or Layout(source)
    keep(source, layout)
    return layout


def keep(source: str, layout: Layout) -> None:
    """Keeps a layout for the next question about the same text."""
    _known.pop(source, None)
    _known[source] = layout
    if len(_known) > _MOST_KNOWN:
        _known.pop(next(iter(_known)), None)


def _read(text: str) -> tuple[Any, int]:
    root, problems = read_source(text, "")
    if root is None:
        first = problems[-1]
        raise CannotEdit(f"Line {first.place.line} cannot be read: {first.message}.")
    return plain_value(root), len(problems)


def said(path: Path) -> str:
    """A path as a sentence would give it."""
    return " › ".join(str(one + 1 if isinstance(one, int) else one) for one in path)


def _texts(value: Text | Group) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
        return
    for member in value.members:
        if member.name is not None:
            yield member.name
        yield from _texts(member.value)


class _Open:
    """A table or list whose end has not been read yet."""

    def __init__(self, event: yaml.CollectionStartEvent) -> None:
        assert event.start_mark is not None
        self.start = event.start_mark.index
        self.flow = bool(event.flow_style)
        self.is_table = isinstance(event, yaml.MappingStartEvent)
        self.members: list[Member] = []
        self.name: Text | None = None

    def add(self, value: Text | Group) -> None:
        if not self.is_table:
            self.members.append(Member(len(self.members), None, value))
        elif self.name is None:
            assert isinstance(value, Text)
            self.name = value
        else:
            self.members.append(Member(self.name.value, self.name, value))
            self.name = None

    def close(self, event: yaml.Event) -> Group:
        assert event.end_mark is not None
        # A block's own end mark stands at whatever comes next.
        end = event.end_mark.index if self.flow else self.members[-1].value.end
        return Group(self.start, end, self.flow, self.is_table, tuple(self.members))


def _build(text: str) -> Text | Group:
    """The parts of a text that `read_source` has accepted."""
    parser = yaml.CSafeLoader(text)
    waiting: list[_Open] = []
    done: Text | Group | None = None
    while (event := parser.get_event()) is not None:
        if isinstance(event, yaml.CollectionStartEvent):
            waiting.append(_Open(event))
            continue
        if isinstance(event, yaml.ScalarEvent):
            assert event.start_mark is not None
            assert event.end_mark is not None
            done = Text(
                event.start_mark.index, event.end_mark.index, event.style or "", event.value
            )
        elif isinstance(event, yaml.CollectionEndEvent):
            done = waiting.pop().close(event)
        else:
            continue
        if waiting:
            waiting[-1].add(done)
    assert done is not None
    return done
