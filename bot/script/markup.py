"""The two marks a text may carry: `*strong*` and `_gentle_`.

A mark counts only around whole words, so `snake_case`, `5 * 3` and a row of `____` stay as
they are. A backslash takes a mark's meaning away; `escape` puts one before everything that
could be read as a mark, and is used on whatever a person typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["strong", "gentle"]

_KINDS: dict[str, Kind] = {"*": "strong", "_": "gentle"}
_SPECIAL = re.compile(r"[*_\\]")
_ESCAPED = re.compile(r"\\([*_\\])")


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of the plain text: code points, `end` not included."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, and where they were."""

    plain: str
    spans: tuple[Span, ...] = ()


def escape(text: str) -> str:
    """Markup that shows exactly this text."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def unescape(markup: str) -> str:
    """Takes back what `escape` did; other marks stay."""
    return _ESCAPED.sub(r"\1", markup)


def plain(markup: str) -> str:
    """What is read when the marks are left out."""
    return parse(markup).plain


def parse(markup: str) -> Marked:
    """Takes the marks out of a text; anything that does not pair up stays as typed.

    The spans are in the order of their starts, the longer first, and never cross.
    """
    if not _SPECIAL.search(markup):
        return Marked(markup)
    chars, marks = _unescaped(markup)
    ends = _pairs(chars, marks)
    starts = {start: end for end, start in ends.items()}
    shown: list[str] = []
    opened: dict[int, int] = {}
    spans: list[Span] = []
    for index, char in enumerate(chars):
        if index in starts:
            opened[index] = len(shown)
        elif index in ends:
            spans.append(Span(_KINDS[char], opened[ends[index]], len(shown)))
        else:
            shown.append(char)
    return Marked("".join(shown), tuple(sorted(spans, key=lambda s: (s.start, -s.end))))


def _unescaped(markup: str) -> tuple[list[str], list[int]]:
    """The characters without their backslashes, and which of them may be marks."""
    chars: list[str] = []
    marks: list[int] = []
    index = 0
    while index < len(markup):
        char = markup[index]
        if char == "\\" and _SPECIAL.match(markup, index + 1):
            index += 1
            char = markup[index]
        elif char in _KINDS:
            marks.append(len(chars))
        chars.append(char)
        index += 1
    return chars, marks


def _pairs(chars: list[str], marks: list[int]) -> dict[int, int]:
    """Each closing mark with its opening one, properly nested and within a paragraph."""
    pairs: dict[int, int] = {}
    open_marks: list[int] = []
    for index in marks:
        char = chars[index]
        before = chars[index - 1] if index else " "
        after = chars[index + 1] if index + 1 < len(chars) else " "
        if char in (before, after):
            continue
        start = next((mark for mark in reversed(open_marks) if chars[mark] == char), None)
        if start is not None and _closes(before, after) and not _new_paragraph(chars, start, index):
            pairs[index] = start
            del open_marks[open_marks.index(start) :]
        elif _opens(before, after):
            open_marks.append(index)
    return pairs


def _opens(before: str, after: str) -> bool:
    return not before.isalnum() and not after.isspace()


def _closes(before: str, after: str) -> bool:
    return not before.isspace() and not after.isalnum()


def _new_paragraph(chars: list[str], start: int, end: int) -> bool:
    return any(chars[at] == chars[at + 1] == "\n" for at in range(start, end - 1))
