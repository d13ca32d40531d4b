"""Lists to go over: `dialogues/lists/<name>.yaml`, statements or things to notice, in parts.

A self-assessment, a checklist and the stages of a walk are all of this kind: every item is answered
with one of the same few words, and with a note if somebody likes. No answer is worth more than
another; which of them are shown first in what was found is for the file to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.script.draft import World
from bot.script.fields import Fields, Notes, check_id, text_in, unknown
from bot.script.graph import Path
from bot.script.model import Choice
from bot.script.plain_text import hold_plain
from bot.script.problems import Problem, in_order
from bot.script.source import Entry, Node, Scalar, Table, find, read_source
from bot.script.texts import Worded
from bot.script.themed import called_as_file, hold_reviews

MOST_ANSWERS = 6  # with Skip and Stop below them, eight buttons
MOST_PARTS = 12
LONGEST_LABEL = 30
LONGEST_ITEM = 200


@dataclass(frozen=True, slots=True)
class Item:
    """One statement, or one thing to notice. `key` is `<part>/<id>` and is what is stored."""

    key: str
    text: str
    principle: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a list: a theme, a stage of a way. `theme` sorts what is kept because of it."""

    id: str
    name: str
    theme: str
    heads_up: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Checklist:
    """A list as it is gone over.

    Attributes:
        answers: The same few for every item, in the order in which they are offered.
        strengths: The answers shown first in what was found, in this order.
        starts: The answers behind which a small change might start, in this order.
        above: The answers that name what is needed from others further up.
        unsure: The answers that name what is to be found out.
    """

    name: str
    title: str
    about: str
    answers: tuple[Choice, ...]
    parts: tuple[Part, ...]
    strengths: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every item by its key, in order."""
        return {item.key: item for part in self.parts for item in part.items}

    def part_of(self, key: str) -> Part | None:
        """The part that an item stands in, by the item's key or the part's id."""
        id_ = key.partition("/")[0]
        return next((part for part in self.parts if part.id == id_), None)

    def label(self, answer: str) -> str:
        """The words of an answer; empty for one that is not there any more."""
        return next((one.label for one in self.answers if one.id == answer), "")


def read_list(
    text: str, file: str, world: World | None = None
) -> tuple[Checklist | None, list[Problem]]:
    """Reads one list.

    Args:
        text: What the file says.
        file: Its name.
        world: The themes and principles there are. None: not known, so nothing is held against it.

    Returns:
        The list, None where nobody could go over it; and the problems (D1, D205, D207, D4, D5).
    """
    root, problems = read_source(text, file)
    if root is None:
        return None, problems
    notes = Notes()
    notes.problems.extend(problems)
    world = world or World()
    fields = Fields(root, notes, "a list")
    answers = _answers(fields)
    found = {
        field: _named_answers(fields, field, answers)
        for field in ("strengths", "starts", "above", "unsure")
    }
    checklist = Checklist(
        called_as_file(fields, "list", file),
        fields.needed("title"),
        fields.text("about") or "",
        answers,
        tuple(_part(entry, notes, world) for entry in _parts(fields)),
        **found,
    )
    hold_reviews(fields, "lists", checklist.name, texts(checklist))
    fields.close()
    hold_plain(_written(root), notes, "a list", one_question=True)
    usable = checklist.name and answers and any(part.items for part in checklist.parts)
    return checklist if usable else None, in_order(notes.problems)


def texts(checklist: Checklist) -> Iterator[Worded]:
    """Everything people may read of a list, in order."""
    yield ("title",), checklist.title
    if checklist.about:
        yield ("about",), checklist.about
    for answer in checklist.answers:
        yield ("answers", answer.id), answer.label
    for part in checklist.parts:
        here: Path = ("parts", part.id)
        yield (*here, "name"), part.name
        if part.heads_up:
            yield (*here, "heads_up"), part.heads_up
        for item in part.items:
            yield (*here, "items", item.key.partition("/")[2], "text"), item.text


def _answers(fields: Fields) -> tuple[Choice, ...]:
    """The answers, rules D402 and D403 among them."""
    notes = fields.notes
    answers: list[Choice] = []
    for entry in fields.table("answers"):
        check_id(entry.name, notes, "an answer")
        label = text_in(entry.value, notes)
        if not label:
            said = f"the answer “{entry.name.text}” has no words"
            notes.unreadable(entry.name.place, said, f"write “{entry.name.text}: Its words”")
        elif len(label) > LONGEST_LABEL:
            said = f"this answer has {len(label)} characters, and {LONGEST_LABEL} fit a button"
            notes.add(entry.value.place, "D402", said, "find shorter words", "W")
        answers.append(Choice(entry.name.text, label, None, entry.name.place))
    if not answers:
        notes.unreadable(
            fields.place_of("answers"),
            "a list needs “answers:”",
            "write them below it, such as “keep: Keep”",
        )
    elif len(answers) > MOST_ANSWERS:
        said = f"there are {len(answers)} answers, and {MOST_ANSWERS} fit beside Skip and Stop"
        notes.add(fields.place_of("answers"), "D403", said, "take some out")
    return tuple(answers)


def _named_answers(fields: Fields, field: str, answers: Iterable[Choice]) -> tuple[str, ...]:
    """Rule D211: what is sorted by answers names answers there are."""
    known = [one.id for one in answers]
    named = fields.texts(field)
    for one in named:
        if one not in known:
            said = f"“{field}” names an answer “{one}” that the list does not have"
            fields.notes.add(fields.place_of(field), "D211", said, unknown(one, known))
    return named


def _parts(fields: Fields) -> tuple[Entry, ...]:
    entries = fields.table("parts")
    if not entries:
        fields.notes.unreadable(
            fields.place_of("parts"),
            "a list needs “parts:”",
            "write at least one below it, with “name:” and “items:”",
        )
    elif len(entries) > MOST_PARTS:
        said = f"there are {len(entries)} parts, and {MOST_PARTS} are plenty"
        fields.notes.unreadable(fields.place_of("parts"), said, "make a second list")
    return entries


def _part(entry: Entry, notes: Notes, world: World) -> Part:
    id_ = entry.name.text
    check_id(entry.name, notes, "a part")
    fields = Fields(entry.value, notes, f"the part “{id_}”")
    theme = fields.text("theme") or ""
    _known(fields, "theme", theme, world.themes)
    items = tuple(_item(one, id_, notes, world) for one in fields.table("items"))
    if not items:
        said = f"the part “{id_}” has no items"
        notes.unreadable(entry.name.place, said, "write them below “items:”")
    part = Part(id_, fields.needed("name"), theme, fields.text("heads_up") or "", items)
    fields.close()
    return part


def _item(entry: Entry, part: str, notes: Notes, world: World) -> Item:
    """An item: its text alone, or a text with the principle it goes with."""
    name = entry.name.text
    check_id(entry.name, notes, "an item")
    if isinstance(entry.value, Scalar):
        item = Item(f"{part}/{name}", entry.value.text.strip())
    else:
        fields = Fields(entry.value, notes, f"the item “{name}”")
        principle = fields.text("principle") or ""
        _known(fields, "principle", principle, world.principles)
        item = Item(f"{part}/{name}", fields.needed("text"), principle)
        fields.close()
    if not item.text and isinstance(entry.value, Scalar):
        notes.unreadable(entry.name.place, f"the item “{name}” has no words", f"write “{name}: …”")
    elif len(item.text) > LONGEST_ITEM:
        said = f"this item has {len(item.text)} characters, and {LONGEST_ITEM} are plenty"
        notes.add(entry.value.place, "D401", said, "say it shorter", "W")
    return item


def _known(fields: Fields, field: str, said: str, known: Iterable[str] | None) -> None:
    """Rule D205: themes and principles that nobody knows."""
    if said and known is not None and said not in known:
        help_ = unknown(said, known)
        fields.notes.add(fields.place_of(field), "D205", f"there is no {field} “{said}”", help_)


def _written(root: Table) -> Iterator[Scalar]:
    yield from _scalars(find(root, "title"), find(root, "about"))
    for part in _values(root, "parts"):
        yield from _scalars(find(part, "name"), find(part, "heads_up"))
        for item in _values(part, "items"):
            yield from _scalars(item if isinstance(item, Scalar) else find(item, "text"))


def _values(node: Node, field: str) -> Iterator[Node]:
    below = node.entries.get(field) if isinstance(node, Table) else None
    if below and isinstance(below.value, Table):
        yield from (entry.value for entry in below.value)


def _scalars(*nodes: Node) -> Iterator[Scalar]:
    yield from (one for one in nodes if isinstance(one, Scalar))
