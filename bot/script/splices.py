"""Putting changes into a file's own characters: its line ends, byte order mark and last line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from bot.script.layout import CannotEdit, Layout, keep
from bot.script.source import plain_value, read_source

_LINE_END = re.compile(r"\r\n|\r|\n")
_UNSAFE = "This change cannot be made without touching other parts; make it in the file’s text."


class Splice(NamedTuple):
    """New characters in place of those from `start` to `end` of a layout's text."""

    start: int
    end: int
    text: str


def finished(source: str, layout: Layout, splices: Iterable[Splice], intended: Any) -> str:
    """The file with its changes, when it then says what is intended and nothing else.

    Args:
        source: The file as it was.
        layout: Its layout.
        splices: The changes; no two touch the same characters.
        intended: What the file should say, as nested dicts, lists and texts.

    Raises:
        CannotEdit: It would say something else.
    """
    ordered = sorted(splices, key=lambda one: (one.start, one.end))
    text = _put_together(layout.text, ordered)
    root, problems = read_source(text, "")
    if root is None:
        first = problems[-1]
        raise CannotEdit(f"The file could not be read with this change: {first.message}.")
    tree = plain_value(root)
    if len(problems) > layout.problems or not _same(tree, intended):
        raise CannotEdit(_UNSAFE)
    made = _in_its_own_characters(source, layout.text, ordered, text)
    if made == text:
        keep(made, Layout(text, (tree, len(problems))))
    return made


def _put_together(text: str, splices: Iterable[Splice]) -> str:
    pieces: list[str] = []
    at = 0
    for one in splices:
        pieces += [text[at : one.start], one.text]
        at = max(at, one.end)
    return "".join([*pieces, text[at:]])


def _in_its_own_characters(source: str, before: str, splices: Iterable[Splice], after: str) -> str:
    """The changes with the file's own line ends, each of which may be one or two characters."""
    mark = "\ufeff" if source.startswith("\ufeff") else ""
    body = source.removeprefix("\ufeff")
    ends = _LINE_END.findall(body)
    own = ends[0] if ends else "\n"
    bare = len(ends) < before.count("\n")  # the file's last line had no end
    if bare:
        ends.append(own)
        body += own
    shift = [0]
    for end in ends:
        shift.append(shift[-1] + len(end) - 1)

    def place(at: int) -> int:
        line = before.count("\n", 0, at)
        return at + shift[line]

    moved = [Splice(place(s), place(e), text.replace("\n", own)) for s, e, text in splices]
    result = _put_together(body, moved)
    if (
        bare
        and before.rpartition("\n")[0].rpartition("\n")[2]
        == (after.rpartition("\n")[0].rpartition("\n")[2])
    ):
        result = result.removesuffix(own)
    return mark + result


def _same(one: Any, other: Any) -> bool:
    """Whether two trees say the same in the same order, line ends at the end of a text aside."""
    if one is other:
        return True
    if isinstance(one, str) and isinstance(other, str):
        return one.rstrip("\n") == other.rstrip("\n")
    if isinstance(one, list) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(map(_same, one.values(), other.values()))
    return False
