"""What there is on paper, by name: papers, and lists for a group, whole or a part at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.script.folder import Library
from bot.script.lists import Checklist, Part
from bot.script.markup import plain
from bot.service.reports.blank import Blank, of_list, of_paper

MOST_ITEMS = 50  # what two sheets hold, printed on both sides; a longer list comes in parts


@dataclass(frozen=True, slots=True)
class Title:
    """One thing that can be printed.

    Attributes:
        key: What it is asked for by: `policy-lens`, `in-place/2`; short enough for a button.
        group: Whether it is a list, which a group goes over.
        parts: Whether it is printed a part at a time, so that a part has to be picked.
    """

    key: str
    title: str
    about: str
    group: bool = False
    parts: bool = False


def titles(library: Library) -> list[Title]:
    """Everything that can be printed: papers by title, then lists by title."""
    papers = [
        Title(one.name, plain(one.title), plain(one.about)) for one in library.papers.values()
    ]
    lists = [
        Title(one.name, plain(one.title), plain(one.about), group=True, parts=_in_parts(one))
        for one in library.lists.values()
    ]
    return [one for some in (papers, lists) for one in sorted(some, key=lambda one: one.title)]


def parts_of(library: Library, name: str) -> list[Title]:
    """The parts of a list that is printed a part at a time; none for anything else."""
    checklist = library.lists.get(name)
    if checklist is None or not _in_parts(checklist):
        return []
    return [Title(f"{name}/{at}", plain(one.name), "") for at, one in enumerate(checklist.parts, 1)]


def find(library: Library, key: str) -> Blank | None:
    """The blank of this key; a part may be named by its id, too. None where there is none."""
    name, _, named = key.partition("/")
    paper, checklist = library.papers.get(name), library.lists.get(name)
    if paper and not named:
        return of_paper(paper, library.words)
    if checklist is None or (not named and _in_parts(checklist)):
        return None
    part = _named(checklist, named)
    return of_list(checklist, library.words, part) if part or not named else None


def names(library: Library) -> Sequence[str]:
    """Every key by which something can be printed, in words rather than numbers."""
    found = [one.key for one in titles(library) if not one.parts]
    lists = [one for one in library.lists.values() if _in_parts(one)]
    return [*found, *(f"{one.name}/{part.id}" for one in lists for part in one.parts)]


def _in_parts(checklist: Checklist) -> bool:
    return len(checklist.items) > MOST_ITEMS


def _named(checklist: Checklist, named: str) -> Part | None:
    numbered = {str(at): one for at, one in enumerate(checklist.parts, 1)}
    return numbered.get(named) or next((p for p in checklist.parts if p.id == named), None)
