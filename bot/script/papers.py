"""Papers to print: `dialogues/papers/<name>.yaml`, for people at a table who need no telephone.

A paper is made of blocks, each a heading with a few lines. A line is said, asked, has a place to
write or a box to tick. Nothing of it is ever stored: what is written stands on the paper alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from bot.script.draft import World
from bot.script.fields import Fields, Notes, check_id, text_in
from bot.script.graph import Path
from bot.script.plain_text import hold_plain
from bot.script.problems import Problem, in_order
from bot.script.source import Entry, Node, Row, Scalar, Table, find, read_source
from bot.script.texts import Worded
from bot.script.themed import called_as_file, hold_reviews

MOST_BLOCKS = 12
MOST_LINES = 60  # of all blocks: what two sheets hold in large print
MOST_ROOM = 8  # lines to write on


class Kind(StrEnum):
    """What a line is for; all but `SAY` are the word that stands before it in the file."""

    SAY = "say"
    ASK = "ask"
    WRITE = "write"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paper. `room` says how many lines there are to write on below it."""

    kind: Kind
    text: str
    room: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and what stands below it; `id` names it on a button."""

    id: str
    heading: str
    heads_up: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it is printed.

    Attributes:
        first: What is said before the blocks.
        closing: The last line; may be empty.
    """

    name: str
    title: str
    about: str
    first: tuple[str, ...]
    blocks: tuple[Block, ...]
    closing: str

    @property
    def reads_as_cards(self) -> bool:
        """Whether it can be read on a screen, a block at a time: nothing on it is filled in."""
        kinds = {line.kind for block in self.blocks for line in block.lines}
        return kinds.isdisjoint({Kind.WRITE, Kind.TICK})


def read_paper(
    text: str, file: str, world: World | None = None
) -> tuple[Paper | None, list[Problem]]:
    """Reads one paper.

    Args:
        text: What the file says.
        file: Its name.
        world: The lists there are. None: not known, so nothing is held against it.

    Returns:
        The paper, None where there is nothing to print; and the problems (D1, D207, D4, D5).
    """
    root, problems = read_source(text, file)
    if root is None:
        return None, problems
    notes = Notes()
    notes.problems.extend(problems)
    fields = Fields(root, notes, "a paper")
    paper = Paper(
        _name(fields, file, world or World()),
        fields.needed("title"),
        fields.text("about") or "",
        tuple(one for one in fields.texts("first") if one),
        tuple(_block(entry, notes) for entry in _blocks(fields)),
        fields.text("closing") or "",
    )
    _fits(paper, fields)
    hold_reviews(fields, "papers", paper.name, texts(paper))
    fields.close()
    hold_plain(_written(root), notes, "a paper", one_question=True)
    usable = paper.name and paper.title and any(block.lines for block in paper.blocks)
    return paper if usable else None, in_order(notes.problems)


def texts(paper: Paper) -> Iterator[Worded]:
    """Everything people may read of a paper, in order."""
    yield ("title",), paper.title
    if paper.about:
        yield ("about",), paper.about
    yield from ((("first", at), one) for at, one in enumerate(paper.first))
    for block in paper.blocks:
        here: Path = ("blocks", block.id)
        yield (*here, "heading"), block.heading
        if block.heads_up:
            yield (*here, "heads_up"), block.heads_up
        for at, line in enumerate(block.lines):
            yield (*here, "lines", at), line.text
    if paper.closing:
        yield ("closing",), paper.closing


def _name(fields: Fields, file: str, world: World) -> str:
    """Rule D103: a paper is called as its file is, and as no list is."""
    name = called_as_file(fields, "paper", file)
    node = fields.node("paper")
    if isinstance(node, Scalar):
        check_id(node, fields.notes, "a paper")
    if name and name == PurePath(file).stem and name in (world.lists or ()):
        said = f"a list is called “{name}” too, and it could not be printed beside this"
        fields.notes.add(
            fields.place_of("paper"), "D103", said, "give the paper and its file another name"
        )
    return name


def _blocks(fields: Fields) -> tuple[Entry, ...]:
    entries = fields.table("blocks")
    if not entries:
        fields.notes.unreadable(
            fields.place_of("blocks"),
            "a paper needs “blocks:”",
            "write at least one below it, with “heading:” and “lines:”",
        )
    elif len(entries) > MOST_BLOCKS:
        said = f"there are {len(entries)} blocks, and {MOST_BLOCKS} are plenty"
        fields.notes.unreadable(fields.place_of("blocks"), said, "make a second paper")
    return entries


def _block(entry: Entry, notes: Notes) -> Block:
    id_ = entry.name.text
    check_id(entry.name, notes, "a block")
    fields = Fields(entry.value, notes, f"the block “{id_}”")
    lines = tuple(_line(node, notes) for node in fields.rows("lines"))
    if not lines:
        said = f"the block “{id_}” has no lines"
        notes.unreadable(entry.name.place, said, "write them below “lines:”, each after “- ”")
    block = Block(id_, fields.needed("heading"), fields.text("heads_up") or "", lines)
    fields.close()
    return block


def _line(node: Node, notes: Notes) -> Line:
    """A line that is said, or one with “ask:”, “write:” or “tick:” before its words."""
    if not isinstance(node, Table):
        text = text_in(node, notes)
        if isinstance(node, Scalar) and not text:
            notes.unreadable(node.place, "this line has no words", "write them, or take it out")
        return Line(Kind.SAY, text)
    fields = Fields(node, notes, "a line of a paper")
    said = {kind: fields.text(kind) for kind in (Kind.ASK, Kind.WRITE, Kind.TICK)}
    room = fields.number("room", 1, 1, MOST_ROOM)
    found = [kind for kind in said if kind in fields]
    fields.close()
    misspelt = not found and fields.names != ("room",)
    if misspelt:  # told already, with the nearest word
        return Line(Kind.SAY, "")
    if len(found) != 1:
        help_ = "write “- ask: …”, “- write: …” or “- tick: …”, or the words alone"
        notes.unreadable(node.place, "a line is asked, written on or ticked, one of them", help_)
        return Line(Kind.SAY, "")
    kind = found[0]
    if not said[kind]:
        notes.unreadable(node.place, "this line has no words", f"write “- {kind}: …”")
    if "room" in fields and kind is not Kind.WRITE:
        said_so = "“room” says how many lines there are to write on"
        notes.unreadable(fields.place_of("room"), said_so, "give it to a line with “write:”")
    return Line(kind, said[kind] or "", room if kind is Kind.WRITE else 0)


def _fits(paper: Paper, fields: Fields) -> None:
    """Rule D401: two sheets are what people take along."""
    number = sum(1 + line.room for block in paper.blocks for line in block.lines)
    if number > MOST_LINES:
        said = f"there are {number} lines, with those to write on, and {MOST_LINES} fit two sheets"
        help_ = "leave some out, or make a second paper"
        fields.notes.add(fields.place_of("blocks"), "D401", said, help_, "W")


def _written(root: Table) -> Iterator[Scalar]:
    yield from _scalars(root, "title", "about", "first", "closing")
    blocks = find(root, "blocks")
    for entry in blocks if isinstance(blocks, Table) else ():
        yield from _scalars(entry.value, "heading", "heads_up", "lines")


def _scalars(node: Node, *names: str) -> Iterator[Scalar]:
    """The texts below these names: alone, in a list, or each after the word of its kind."""
    for name in names:
        value = (
            node.entries[name].value if isinstance(node, Table) and name in node.entries else None
        )
        for one in value.items if isinstance(value, Row) else (value,):
            if isinstance(one, Scalar):
                yield one
            elif isinstance(one, Table):
                yield from _scalars(one, Kind.ASK, Kind.WRITE, Kind.TICK)
