"""What can be changed on a card, and what each change does to the file's text."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.script import edit
from bot.script.edit import CannotEdit, Value, Where
from bot.script.graph import Path
from bot.script.layout import layout_of
from bot.script.rename import check_new_name, rename
from bot.script.reviewing import Mark, with_mark
from bot.studio.drawn_changes import Drawn, drawn, list_words, order_of
from bot.studio.kinds import KINDS, ORDER, TOP, beginning
from bot.studio.names import id_of
from bot.studio.turning import turned
from bot.studio.ways import split

_MOST = 20_000
_Words = Annotated[str, Field(max_length=_MOST)]
_Key = Annotated[str, Field(max_length=200)] | int
_PathOf = Annotated[tuple[_Key, ...], Field(min_length=1, max_length=8)]


class _Change(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Change):
    """Words typed into a field; an optional field that is emptied goes."""

    do: Literal["words"]
    path: _PathOf
    words: _Words
    optional: bool = False


class Goes(_Change):
    """Where a button, a line of a check, or a step leads; nothing takes the way out."""

    do: Literal["goes"]
    path: _PathOf
    to: _Words


class Ticks(_Change):
    """Which of several are ticked."""

    do: Literal["ticks"]
    path: _PathOf
    value: Annotated[tuple[_Words, ...], Field(max_length=50)]


class AddStep(_Change):
    """A new step, and, where a way should lead to it, that way."""

    do: Literal["add_step"]
    name: _Words
    kind: _Words
    after: _Words
    way: _PathOf | None = None


class AddItem(_Change):
    """A new button, day, line, or thing to ask about; at the end."""

    do: Literal["add_item"]
    path: _PathOf
    words: _Words
    id: _Words = ""


class AddArm(_Change):
    """A new line of a check, before “otherwise”."""

    do: Literal["add_arm"]
    path: _PathOf


class Remove(_Change):
    """An entry or item goes."""

    do: Literal["remove"]
    path: _PathOf


class Move(_Change):
    """An entry or item comes one place earlier or later."""

    do: Literal["move"]
    path: _PathOf
    by: Literal[-1, 1]


class Rename(_Change):
    """A step or a button gets another name, wherever it is named."""

    do: Literal["rename"]
    path: _PathOf
    name: _Words


class Turn(_Change):
    """A step becomes one of another kind, and keeps whatever both kinds have."""

    do: Literal["turn"]
    step: _Words
    kind: _Words


class Read(_Change):
    """Somebody read the words, today: by which role, and what changed because of it."""

    do: Literal["read"]
    by: _Words
    changed: _Words = ""


Change = Annotated[
    Words
    | Goes
    | Ticks
    | AddStep
    | AddItem
    | AddArm
    | Remove
    | Move
    | Rename
    | Turn
    | Read
    | Drawn,
    Field(discriminator="do"),
]


def apply(source: str, change: Change, today: date) -> str:
    """The file's text with a change made to it.

    Args:
        source: The file's text.
        change: What to change.
        today: The day on which it is done.

    Raises:
        CannotEdit: It cannot be made.
    """
    match change:
        case Words():
            return _words(source, change)
        case Goes(path=path, to=to):
            return _goes(source, path, to)
        case Ticks(path=path, value=value):
            one: Value = value[0] if len(value) == 1 and path[-1] == "keep" else list(value)
            return _put(source, path, one) if value else _gone(source, path)
        case AddStep():
            return _add_step(source, change)
        case AddItem():
            return _add_item(source, change)
        case AddArm(path=path):
            return _add_arm(source, path)
        case Remove(path=path):
            return edit.remove(source, path)
        case Move(path=path, by=by):
            return _move(source, path, by)
        case Rename(path=path, name=name):
            return rename(source, path, name.strip())
        case Turn(step=step, kind=kind):
            return turned(source, step, kind)
        case Read(by=by, changed=changed):
            name = f"{_value(source, ('dialogue',))}.yaml"
            return with_mark(source, name, Mark(by, today, changed), today)
        case _:
            return drawn(source, change, today)


def _words(source: str, change: Words) -> str:
    path, words = change.path, change.words.strip()
    if change.optional and not words:
        return _gone(source, path)
    if len(path) == 4 and path[2] in ("buttons", "date"):
        return edit.set_text(source, path, words)
    if (listed := list_words(source, path, words)) is not None:
        return listed
    if isinstance(path[-1], int):
        return edit.set_text(source, path, words)
    return _put(source, path, words)


def _goes(source: str, path: Path, to: str) -> str:
    if len(path) == 4 and path[0] == "steps" and path[2] in ("buttons", "date"):
        label, _ = split(str(_value(source, path)))
        return edit.set_button(source, str(path[1]), str(path[3]), label, to or None)
    if len(path) == 4 and path[2] == "check":
        return edit.put(source, (*path, "go"), to, ("if", "go"))
    if path[-1] == "otherwise":
        if path[-2] not in _members(source, path[:-2]):
            return edit.add(source, path[:-2], None, {"otherwise": to})
        return edit.set_text(source, path, to)
    return _put(source, path, to) if to else _gone(source, path)


def _put(source: str, path: Path, value: Value) -> str:
    # What holds a field says in which order its fields read best; a dialogue's top has its own.
    own = TOP if len(path) == 1 or path[0] == "nudges" else order_of(path)
    return edit.put(source, path, value, ORDER if path[0] == "steps" else own)


def _gone(source: str, path: Path) -> str:
    return edit.remove(source, path) if path[-1] in _members(source, path[:-1]) else source


def _add_step(source: str, change: AddStep) -> str:
    if change.kind not in KINDS:
        raise CannotEdit("There is no such kind of step.")
    name = change.name.strip()
    check_new_name(("steps", name), name)
    names = _members(source, ("steps",))
    after = names.index(change.after) if change.after in names else len(names) - 1
    then = _target(source, change.way) if change.way else ""
    if then in ("", name):  # a step that was taken out and is made again must not lead to itself
        # From a button it leads to the last step, an end as a rule: the next one in the file
        # may be where another button leads, and two answers would be said one after the other.
        is_last = change.way or after + 1 >= len(names)
        then = str((names or [""])[-1] if is_last else names[after + 1])
    value = beginning(change.kind, then)
    source = edit.add(source, ("steps",), name, value, names[after] if names else Where.LAST)
    return _goes(source, change.way, name) if change.way else source


def _add_item(source: str, change: AddItem) -> str:
    path, words = change.path, change.words.strip()
    if path[-1] == "guide":
        return edit.add(source, path, None, words)
    taken = set(_members(source, path))
    id_ = change.id.strip() or id_of(words, taken)
    if path[-1] != "date":
        check_new_name((*path, id_), id_)
    return edit.add(source, path, id_, words)


def _add_arm(source: str, path: Path) -> str:
    arm: Value = {"if": "", "go": ""}
    arms = _value(source, path)
    arms = arms if isinstance(arms, list) else []
    last = len(arms) - (2 if arms and "otherwise" in arms[-1] else 1)
    return edit.add(source, path, None, arm, last if last >= 0 else Where.FIRST)


def _move(source: str, path: Path, by: int) -> str:
    keys = _members(source, path[:-1])
    at = keys.index(path[-1]) + by if path[-1] in keys else -1
    if not 0 <= at < len(keys):
        return source
    after = keys[at] if by > 0 else (keys[at - 1] if at else Where.FIRST)
    return edit.move(source, path, after)


def file_name(title: str, taken: set[str]) -> str:
    """A dialogue's name made of its title, such as `tea-break` of “Tea break”."""
    return id_of(title, {*taken}, "-")


def _members(source: str, path: Path) -> list[str | int]:
    value = _value(source, path)
    if isinstance(value, list):
        return list(range(len(value)))
    return list(value) if isinstance(value, dict) else []


def _target(source: str, way: Path) -> str:
    try:
        value = _value(source, way)
    except CannotEdit:
        return ""
    return split(value)[1] if len(way) == 4 and isinstance(value, str) else str(value)


def _value(source: str, path: Path) -> object:
    value: Any = layout_of(source).tree
    try:
        for key in path:
            value = value[key]
    except (KeyError, IndexError, TypeError):
        told = "What was to be changed is not in the file any more."
        raise CannotEdit(told) from None
    return value
