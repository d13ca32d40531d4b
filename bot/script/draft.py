"""A script together with the file it was read from, so that rules can point at places."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.script.graph import Path, Way, follows, ways
from bot.script.joined import Amount, before
from bot.script.model import Place, Script
from bot.script.problems import Problem, Severity
from bot.script.reads import Read, reads
from bot.script.source import Scalar, Table, find, find_name
from bot.script.texts import Worded, all_texts


@dataclass(frozen=True, slots=True)
class World:
    """What a rule needs to know from other files. None: not known, so nothing is held against it.

    Attributes:
        dialogues: The names of all dialogues.
        themes: The ids of the themes.
        principles: The ids of the principles.
        cards: The names of the support cards.
        lists: The names of the lists to go over.
        today: The day on which the files are checked.
    """

    dialogues: Collection[str] | None = None
    themes: Collection[str] | None = None
    principles: Collection[str] | None = None
    cards: Collection[str] | None = None
    lists: Collection[str] | None = None
    today: date | None = None


@dataclass(frozen=True)
class Draft:
    """What the rules look at."""

    script: Script
    root: Table
    world: World

    @cached_property
    def ways(self) -> dict[str, tuple[Way, ...]]:
        """All ways out of every step."""
        return {name: tuple(ways(step)) for name, step in self.script.steps.items()}

    @cached_property
    def texts(self) -> tuple[Worded, ...]:
        """Everything people may read of the script."""
        return tuple(all_texts(self.script))

    @cached_property
    def after(self) -> dict[str, tuple[str, ...]]:
        """For every step the existing steps that may follow it."""
        return follows(self.ways)

    @cached_property
    def before(self) -> dict[str, Amount]:
        """For every step the most that is said in front of it in the same message."""
        return before(self.script, self.after)

    @cached_property
    def places(self) -> tuple[Read, ...]:
        """Every place of the script that reads values."""
        return tuple(reads(self.script))

    def at(self, *path: str | int) -> Place:
        """Where something stands, or the nearest thing above it."""
        return find(self.root, *path).place

    def name_at(self, *path: str | int) -> Place:
        """Where the name of something stands."""
        return find_name(self.root, *path)

    def line_at(self, path: Path, line: int, col: int = 1) -> Place:
        """A line of a text, or a character in it, counted from 1."""
        node = find(self.root, *path)
        return node.at(line, col) if isinstance(node, Scalar) else node.place


def problem(
    place: Place, code: str, message: str, help_: str = "", severity: Severity = "E"
) -> Problem:
    """A problem, in the order in which rules think of it."""
    return Problem(place, code, severity, message, help_)
