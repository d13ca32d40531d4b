"""Changing one thing in a file's text, so that everything else stays exactly as it was.

Nothing is written anew: the new words are put between the characters before and after them, so
remarks, order, empty lines and quotes survive. Every change is read again before it is given back;
one that would say anything else than was meant is refused with a plain sentence.

Paths are names and numbers: `("steps", "low", "buttons", "talk")`, `("steps", "more", "guide", 0)`.
Line ends at the end of a text have no meaning in a script; its way of writing gives them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from enum import Enum
from functools import partial
from typing import Any

from bot.script.graph import Path
from bot.script.layout import CannotEdit, Found, Group, Layout, Text, layout_of, said
from bot.script.placing import inserted, replaced, text_splices, whole
from bot.script.splices import Splice, finished
from bot.script.writing import Value, entry, label_of, name_of, rendered, tidied

__all__ = [
    "CannotEdit", "Value", "Where", "add", "move", "put", "remove", "set_button", "set_text",
    "set_texts", "set_value",
]  # fmt: skip

_ARROW = re.compile(r"\s*(?:->|→).*", re.DOTALL)
_OPTIONS = ("buttons", "date")


class Where(Enum):
    """A place among the members of a table or list, beside “after this one”."""

    FIRST = "first"
    LAST = "last"


After = str | int | Where
_Retext = tuple[Found, Path, str]


def set_text(source: str, path: Path, words: str) -> str:
    """Changes the words at a path; the words on a button keep where it leads.

    Raises:
        CannotEdit: There is no text there, or the words cannot be written.
    """
    return set_texts(source, {path: words})


def set_texts(source: str, texts: Mapping[Path, str]) -> str:
    """Changes the words at many paths in one go, each as `set_text` does.

    Raises:
        CannotEdit: As `set_text`; then nothing is changed.
    """
    layout = layout_of(source)
    changes: list[_Retext] = []
    for path, words in texts.items():
        found = layout.find(path)
        old = found.member.value
        if not isinstance(old, Text):
            raise CannotEdit(f"“{said(path)}” is not a text but a list.")
        changes.append((found, path, _with_its_arrow(path, old, tidied(words))))
    return _retexted(source, layout, *changes)


def set_button(source: str, step: str, id_: str, label: str, go: str | None) -> str:
    """Changes the words on a button or an offered day, and where it leads.

    Args:
        source: The file.
        step: The step it belongs to.
        id_: The button's id.
        label: Its words.
        go: The step it leads to; None for the step's `next`.

    Raises:
        CannotEdit: There is no such button, or the words cannot be written.
    """
    layout = layout_of(source)
    words = label_of(label)
    for field in _OPTIONS:
        path: Path = ("steps", step, field, id_)
        try:
            found = layout.find(path)
        except CannotEdit:
            continue
        return _retexted(source, layout, (found, path, f"{words} -> {go}" if go else words))
    raise CannotEdit(f"The step “{step}” has no button “{id_}”.")


def set_value(source: str, path: Path, value: Value) -> str:
    """Changes whatever stands at a path into a text, a list or a table.

    What stood in brackets stays in brackets.

    Raises:
        CannotEdit: There is nothing at the path, remarks would be lost, or it cannot be written.
    """
    layout = layout_of(source)
    found = layout.find(path)
    if isinstance(value, str) and isinstance(found.member.value, Text):
        return _retexted(source, layout, (found, path, tidied(value)))
    if _plain(layout.tree, path) == value:
        return source
    intended = _intended(layout, path[:-1], lambda holder: _set(holder, path[-1], value))
    return finished(source, layout, replaced(layout, found, value), intended)


def add(
    source: str, parent: Path, name: str | None, value: Value, after: After = Where.LAST
) -> str:
    """Adds an entry to a table, or an item (None) to a list.

    Args:
        source: The file.
        parent: The table or list; an entry with nothing beside it becomes one.
        name: The new entry's name.
        value: What stands under it.
        after: The name or number that it comes after, or where it comes.

    Raises:
        CannotEdit: The name is taken, or there is no place for it.
    """
    layout = layout_of(source)
    group = layout.root if not parent else layout.find(parent).member.value
    if isinstance(group, Text):
        if group.value.strip():
            raise CannotEdit(f"“{said(parent)}” is a text; nothing can be added to it.")
        return set_value(source, parent, [value] if name is None else {name: value})
    _fits(group, parent, name)
    at = _index(group, after)
    key: str | int = at if name is None else name
    intended = _intended(layout, parent, lambda holder: _insert(holder, at, key, value))
    if group.flow:
        return finished(source, layout, [_in_brackets(layout, group, intended, parent)], intended)
    column = layout.column(group)
    splice = inserted(layout, group, at, entry(name, value, column))
    return finished(source, layout, [splice], intended)


def put(source: str, path: Path, value: Value, order: Sequence[str] = ()) -> str:
    """Changes what stands under a name, or adds the name after those that come before it.

    Args:
        source: The file.
        path: The entry of a table.
        value: What to put there.
        order: The names of such a table in the order in which they read best.

    Raises:
        CannotEdit: As `set_value` and `add`.
    """
    parent, name = path[:-1], str(path[-1])
    layout = layout_of(source)
    group = layout.root if not parent else layout.find(parent).member.value
    here = [str(one.key) for one in group.members] if isinstance(group, Group) else []
    if name in here:
        return set_value(source, path, value)
    before = order[: order.index(name)] if name in order else ()
    earlier = [one for one in here if one in before]
    if earlier:
        return add(source, parent, name, value, after=earlier[-1])
    return add(source, parent, name, value, Where.FIRST if name in order else Where.LAST)


def remove(source: str, path: Path) -> str:
    """Takes an entry or item out, with the remarks that belong to it.

    When it was the last one, its name stays with nothing beside it.

    Raises:
        CannotEdit: There is none, or it shares its line with something else.
    """
    layout = layout_of(source)
    found = layout.find(path)
    group = found.group
    intended = _intended(layout, path[:-1], lambda holder: _drop(holder, path[-1]))
    if group.flow:
        splice = _in_brackets(layout, group, intended, path[:-1])
        return finished(source, layout, [splice], intended)
    if len(group.members) == 1:
        if len(path) == 1:
            raise CannotEdit("The file would be empty.")
        intended = _intended(layout, path[:-2], lambda holder: _set(holder, path[-2], ""))
    start, end = whole(layout, found)
    return finished(source, layout, [Splice(start, end, "")], intended)


def move(source: str, path: Path, after: After) -> str:
    """Moves an entry or item, with the remarks that belong to it, among its neighbours.

    Raises:
        CannotEdit: There is none, or it shares its line with something else.
    """
    layout = layout_of(source)
    found = layout.find(path)
    group, index = found.group, found.index
    at = _index(group, after)
    if at in (index, index + 1):
        return source
    intended = _intended(layout, path[:-1], lambda holder: _shift(holder, index, at))
    if group.flow:
        splice = _in_brackets(layout, group, intended, path[:-1])
        return finished(source, layout, [splice], intended)
    start, end = whole(layout, found)
    first, last = layout.extent(found)
    lines = "".join(f"{line}\n" for line in layout.lines[first : last + 1])
    splices = [Splice(start, end, ""), inserted(layout, group, at, lines)]
    return finished(source, layout, splices, intended)


def _retexted(source: str, layout: Layout, *changes: _Retext) -> str:
    splices: list[Splice] = []
    intended = layout.tree
    for found, path, words in changes:
        old = found.member.value
        assert isinstance(old, Text)
        if old.value.rstrip("\n") != words:
            splices += text_splices(layout, found, words)
            intended = _changed(intended, path[:-1], partial(_set, key=path[-1], value=words))
    return finished(source, layout, splices, intended) if splices else source


def _with_its_arrow(path: Path, old: Text, words: str) -> str:
    """The words, on a button with where the old ones lead."""
    if not _is_option(path):
        return words
    arrow = _ARROW.search(old.value.rstrip("\n"))
    way = arrow[0] if arrow else ""
    joint = " " if way and not way[0].isspace() else ""  # there were no words on it before
    return f"{label_of(words)}{joint}{way}".lstrip()


def _in_brackets(layout: Layout, group: Group, intended: Any, path: Path) -> Splice:
    if layout.has_remarks(group.start, group.end):
        raise CannotEdit("There are remarks inside this list; change it in the file’s text.")
    return Splice(group.start, group.end, rendered(_plain(intended, path), 0, flow=True)[0])


# -- what is meant ----------------------------------------------------------------------------


def _is_option(path: Path) -> bool:
    return len(path) == 4 and path[0] == "steps" and path[2] in _OPTIONS


def _plain(tree: Any, path: Path) -> Any:
    for key in path:
        tree = tree[key]
    return tree


def _intended(layout: Layout, path: Path, change: Callable[[Any], None]) -> Any:
    """What the file should say once something at a path is changed."""
    return _changed(layout.tree, path, change)


def _changed(tree: Any, path: Path, change: Callable[[Any], None]) -> Any:
    """A tree with a change at a path; whatever lies beside the path is the same object."""
    tree = holder = copy(tree)
    for key in path:
        holder[key] = holder = copy(holder[key])
    change(holder)
    return tree


def _set(holder: Any, key: str | int, value: Value) -> None:
    holder[key] = value


def _drop(holder: Any, key: str | int) -> None:
    del holder[key]


def _insert(holder: Any, at: int, key: str | int, value: Value) -> None:
    if isinstance(holder, list):
        holder.insert(at, value)
        return
    pairs = list(holder.items())
    pairs.insert(at, (key, value))
    holder.clear()
    holder.update(pairs)


def _shift(holder: Any, index: int, at: int) -> None:
    pairs = list(holder.items()) if isinstance(holder, dict) else holder
    pairs.insert(at - (at > index), pairs.pop(index))
    if isinstance(holder, dict):
        holder.clear()
        holder.update(pairs)


def _index(group: Group, after: After) -> int:
    if isinstance(after, Where):
        return 0 if after is Where.FIRST else len(group.members)
    at = next((at for at, one in enumerate(group.members) if one.key == after), None)
    if at is None:
        raise CannotEdit(f"There is no “{after}” to come after.")
    return at + 1


def _fits(group: Group, parent: Path, name: str | None) -> None:
    if group.is_table != (name is not None):
        raise CannotEdit(f"“{said(parent)}” is {'a table' if group.is_table else 'a list'}.")
    if name is not None:
        name_of(name)
        if any(one.key == name for one in group.members):
            raise CannotEdit(f"There is a “{name}” here already.")
