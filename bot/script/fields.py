"""Reading the fields of a table by name, each as what it should be, with plain complaints.

A field that is read is known; `close` reports whatever nobody asked for (D102).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from bot.script.grammar import JINJA_NAMES
from bot.script.model import Place
from bot.script.problems import Problem, Severity, did_you_mean, listed
from bot.script.source import Entry, Node, Row, Scalar, Table

Value = TypeVar("Value")

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_RESERVED = frozenset({"and", "or", "not", "in", "is", "if", "else", "elif", "endif", "for"})
_RESERVED |= JINJA_NAMES | {"endfor", "true", "false", "none"}


class Notes:
    """The problems found so far."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(
        self, place: Place, code: str, message: str, help_: str = "", severity: Severity = "E"
    ) -> None:
        """Notes one problem."""
        self.problems.append(Problem(place, code, severity, message, help_))

    def unreadable(self, place: Place, message: str, help_: str = "") -> None:
        """Notes that something stands where it makes no sense (D100)."""
        self.add(place, "D100", message, help_)


class Fields:
    """The fields of one table.

    Args:
        node: What should be a table.
        notes: Where problems go.
        what: What the table is called in a complaint, such as “the step “low””.
    """

    def __init__(self, node: Node, notes: Notes, what: str) -> None:
        self.notes = notes
        self.what = what
        self.place = node.place
        self._entries = node.entries if isinstance(node, Table) else {}
        self._read: set[str] = set()
        if not isinstance(node, Table):
            notes.unreadable(node.place, f"{what} should be made of names, each with a colon")

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are written, in the order of the file."""
        return tuple(self._entries)

    def node(self, name: str) -> Node | None:
        """Whatever stands under a name; None when it is not written, or nothing is beside it."""
        self._read.add(name)
        entry = self._entries.get(name)
        if entry is None or (isinstance(entry.value, Scalar) and not entry.value.text.strip()):
            return None
        return entry.value

    def place_of(self, name: str) -> Place:
        """Where a name is written; the table's own place when it is not."""
        entry = self._entries.get(name)
        return entry.name.place if entry else self.place

    def text(self, name: str) -> str | None:
        """The text under a name, without the blank ends."""
        node = self.node(name)
        if isinstance(node, Scalar):
            return node.text.strip()
        if node is not None:
            self.notes.unreadable(
                node.place,
                f"“{name}” should be a text, not a list",
                "put a text that begins with “{{” or “[” in quotes, or below “|”",
            )
        return None

    def needed(self, name: str) -> str:
        """The text under a name that has to be there; empty, and a problem, when it is not."""
        if self.node(name) is None:
            self.notes.unreadable(
                self.place_of(name), f"{self.what} needs “{name}:”", f"add a line “{name}: …”"
            )
            return ""
        return self.text(name) or ""

    def texts(self, name: str) -> tuple[str, ...]:
        """One text, or a list of them."""
        node = self.node(name)
        if node is None:
            return ()
        return tuple(text_in(item, self.notes) for item in items_of(node))

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number between two others."""
        said = self.text(name)
        if said is None:
            return default
        if not (said.isdecimal() and low <= int(said) <= high):
            self.notes.unreadable(
                self.place_of(name), f"“{name}” should be a number from {low} to {high}"
            )
            return default
        return int(said)

    def yes(self, name: str) -> bool:
        """`yes` or `no`; no when it is not written."""
        said = (self.text(name) or "no").lower()
        if said not in ("yes", "no", "true", "false"):
            self.notes.unreadable(self.place_of(name), f"“{name}” should be yes or no")
        return said in ("yes", "true")

    def parsed(self, name: str, parse: Callable[[str], Value]) -> Value | None:
        """A text that `parse` understands; its ValueError becomes a problem."""
        said = self.text(name)
        if said is None:
            return None
        try:
            return parse(said)
        except ValueError as error:
            self.notes.unreadable(self.place_of(name), f"“{name}”: {error}")
            return None

    def table(self, name: str) -> tuple[Entry, ...]:
        """The entries of a table under a name."""
        node = self.node(name)
        if node is None:
            return ()
        if not isinstance(node, Table):
            self.notes.unreadable(
                node.place,
                f"“{name}” should be made of names, each with a colon",
                "write “name: …” on lines of their own, moved in",
            )
            return ()
        return tuple(node)

    def rows(self, name: str) -> tuple[Node, ...]:
        """The items of a list under a name."""
        node = self.node(name)
        if isinstance(node, Row):
            return node.items
        if node is not None:
            self.notes.unreadable(
                node.place, f"“{name}” should be a list", "begin each item with “- ”"
            )
        return ()

    def close(self, elsewhere: Mapping[str, str] | None = None) -> None:
        """Reports the fields that nobody asked for (D102).

        Args:
            elsewhere: For names that belong somewhere else, where that is.
        """
        for name, entry in self._entries.items():
            if name not in self._read:
                belongs = (elsewhere or {}).get(name, "")
                near = did_you_mean(name, self._read - self._entries.keys())
                known = f"known here: {listed(sorted(self._read), 'and')}" if self._read else ""
                self.notes.add(
                    entry.name.place,
                    "D102",
                    f"{self.what} has no field “{name}”",
                    belongs or near or known,
                )


def items_of(node: Node) -> tuple[Node, ...]:
    """A list's items; a single thing counts as a list of one."""
    return node.items if isinstance(node, Row) else (node,)


def text_in(node: Node, notes: Notes) -> str:
    """The text of one item of a list."""
    if isinstance(node, Scalar):
        return node.text.strip()
    notes.unreadable(
        node.place,
        "there should be a text here",
        "put a text with a colon in it in quotes, or below “|”",
    )
    return ""


def check_name(name: Scalar, notes: Notes, what: str) -> None:
    """Complains of a name that texts could not use, such as `so-what` or `if`."""
    if name.text in _RESERVED:
        notes.unreadable(
            name.place, f"“{name.text}” cannot be {what}'s name: texts use this word themselves"
        )
    elif not NAME.fullmatch(name.text):
        better = re.sub(r"[^a-z0-9]+", "_", name.text.lower()).strip("_").lstrip("0123456789_")
        notes.unreadable(
            name.place,
            f"“{name.text}” cannot be {what}'s name",
            "use small letters, digits and _" + (f", such as “{better[:40]}”" if better else ""),
        )


def check_id(name: Scalar, notes: Notes, what: str) -> None:
    """Complains of an id that is not small letters, digits, `_` and `-`."""
    if not ID.fullmatch(name.text):
        notes.unreadable(
            name.place,
            f"“{name.text}” cannot be {what}'s id",
            "use small letters, digits, _ and -; the words people see come after the colon",
        )


def unknown(word: str, known: Iterable[str]) -> str:
    """Help for a word that is not one of the known ones."""
    known = sorted(known)
    near = did_you_mean(word, known)
    return near or (f"choose one of {listed(known)}" if len(known) <= 12 else "")
