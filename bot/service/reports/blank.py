"""A blank: what is printed to be read out and filled in by hand. A paper, or a list for a group.

Plain values; a page, a PDF and a text are made of them. Nothing on a blank is about anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.script.lists import Checklist, Part
from bot.script.markup import plain
from bot.script.papers import Kind, Line, Paper
from bot.script.words import Catalogue

FEW_MARKS = 3  # beside so many there is room for a column of notes
ROOM_FOUND = {"strengths": 2, "starts": 2, "above": 4}  # lines to write on, at the end of a list


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines.

    Attributes:
        marks: Where there are some, every line has a box for each of them.
        notes: Whether every line has room for notes beside its boxes.
    """

    heading: str
    lines: tuple[Line, ...]
    heads_up: str = ""
    marks: tuple[str, ...] = ()
    notes: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """The words above the columns of boxes."""

    what: str
    notes: str


@dataclass(frozen=True, slots=True)
class Blank:
    """All that stands on it.

    Attributes:
        name: What its file is called, without an ending.
        first: What stands before the sections.
        cards: Whether each section is a card, to be kept in one piece.
    """

    name: str
    title: str
    about: str
    first: tuple[Line, ...]
    sections: tuple[Section, ...]
    closing: str
    labels: Labels
    cards: bool = False


def of_paper(paper: Paper, words: Catalogue) -> Blank:
    """A paper as it stands in its file."""
    return Blank(
        paper.name,
        plain(paper.title),
        plain(paper.about),
        tuple(Line(Kind.SAY, plain(one)) for one in paper.first),
        tuple(
            Section(plain(one.heading), tuple(map(_plain, one.lines)), plain(one.heads_up))
            for one in paper.blocks
        ),
        plain(paper.closing),
        _labels(words),
        cards=paper.reads_as_cards,
    )


def of_list(checklist: Checklist, words: Catalogue, part: Part | None = None) -> Blank:
    """A list for a group to go over: its lines with boxes, and what came of it to write down.

    Args:
        checklist: The list.
        words: Cairn's own words.
        part: The one part that is printed; None for all of them.
    """
    title = plain(checklist.title)
    parts = checklist.parts if part is None else (part,)
    return Blank(
        checklist.name if part is None else f"{checklist.name}-{part.id}",
        title if part is None else f"{title}: {plain(part.name)}",
        plain(checklist.about),
        (
            Line(Kind.SAY, plain(words.text("paper.together"))),
            Line(Kind.WRITE, plain(words.text("paper.what_day")), 1),
        ),
        (
            *(_part(checklist, one, alone=part is not None) for one in parts),
            *_found(checklist, words),
        ),
        plain(words.text("report.closing")),
        _labels(words),
    )


def _part(checklist: Checklist, part: Part, *, alone: bool) -> Section:
    """A part's lines with their boxes; a part that is alone has its name in the title."""
    marks = _marks(checklist)
    lines = tuple(Line(Kind.SAY, plain(item.text)) for item in part.items)
    heading = "" if alone else plain(part.name)
    return Section(heading, lines, plain(part.heads_up), marks, len(marks) <= FEW_MARKS)


def _marks(checklist: Checklist) -> tuple[str, ...]:
    """The answers from which something follows; the others are a line left empty."""
    lead_on = {*checklist.strengths, *checklist.starts, *checklist.unsure}
    if len(lead_on) > FEW_MARKS:  # else that is for the notes beside them
        lead_on |= {*checklist.above}
    return tuple(plain(one.label) for one in checklist.answers if one.id in lead_on)


def _found(checklist: Checklist, words: Catalogue) -> Iterator[Section]:
    """What to write down together at the end, strengths first, unless they stand in the notes."""
    has_notes = len(_marks(checklist)) <= FEW_MARKS
    for heading, room in ROOM_FOUND.items():
        if getattr(checklist, heading) and not (has_notes and heading in ("strengths", "above")):
            line = Line(Kind.WRITE, plain(words.text(f"paper.{heading}")), room)
            yield Section(plain(words.text(f"report.{heading}")), (line,))


def _plain(line: Line) -> Line:
    return Line(line.kind, plain(line.text), line.room)


def _labels(words: Catalogue) -> Labels:
    return Labels(plain(words.text("paper.line")), plain(words.text("paper.notes")))
