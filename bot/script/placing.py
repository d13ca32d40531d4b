"""Where the characters of a change go: beside a name, below it, between two entries."""

from __future__ import annotations

import re

from bot.script.layout import CannotEdit, Found, Group, Layout, Text
from bot.script.splices import Splice
from bot.script.writing import Value, below, one_line, rendered

_HEAD = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])(?![^\s])")
_OWN_INDENT = re.compile(r"[|>][+-]?\d")


def text_splices(layout: Layout, found: Found, words: str) -> list[Splice]:
    """What changes when the text of a member does; it stays below its `|` where it was."""
    old = found.member.value
    assert isinstance(old, Text)
    indent = _body_indent(layout, found, old)
    if old.style in ("|", ">") or ("\n" in words and not found.group.flow):
        lines = below(words, indent)
        if lines:
            chomp = "-" if layout.text[old.start : old.start + 3].find("-") > 0 else ""
            head = f"|{chomp if old.style in ('|', '>') else ''}{lines[0]}"
            return _put_in(layout, found, head, lines[1])
    style = old.style if old.style in ("'", '"') else ""
    return _put_in(layout, found, one_line(words, style, flow=found.group.flow), "")


def replaced(layout: Layout, found: Found, value: Value) -> list[Splice]:
    """What changes when the value of a member does; what stood in brackets stays in brackets.

    Raises:
        CannotEdit: Remarks would be lost, or the value cannot be written.
    """
    old = found.member.value
    flow = found.group.flow or (isinstance(old, Group) and old.flow)
    start = layout.holder(found)[1] if isinstance(old, Group) and not old.flow else old.start
    if isinstance(old, Group) and layout.has_remarks(start, old.end):
        raise CannotEdit("There are remarks inside this list; change it in the file’s text.")
    column = 0 if found.group.flow else layout.column(found.group)
    item = found.member.name is None
    beside, lines = rendered(value, column, flow=flow, item=item)
    return _put_in(layout, found, beside, lines)


def _put_in(layout: Layout, found: Found, beside: str, lines: str) -> list[Splice]:
    """Puts a value in place of another: a part beside the name, and the lines below it.

    A remark beside the name stays where it is.
    """
    old = found.member.value
    after_name = old.start if found.group.flow else layout.holder(found)[1]
    start, end = old.start, old.end
    first, last = layout.line(start), layout.last_line(old)
    if isinstance(old, Group) and not old.flow:
        named = layout.line(after_name)
        if first == named:  # the first entry stands beside the dash of an item
            end = layout.begin(last) + len(layout.lines[last])
            first = last
        else:
            start = end = after_name
            first = named
    elif isinstance(old, Text) and old.style in ("|", ">"):
        head = _HEAD.match(layout.text, start)
        end = head.end() if head else start + 1
    else:
        first = last
    if beside and start == after_name and not found.group.flow:
        beside = f" {beside}"
    elif not beside:
        start = after_name
    body = Splice(layout.begin(first + 1), layout.begin(last + 1), lines)
    return [Splice(start, end, beside), body]


def inserted(layout: Layout, group: Group, at: int, lines: str) -> Splice:
    """Puts lines before the member that is number `at`, with an empty line where there are some."""
    if at == 0:
        place = layout.extent(Found(group, 0))[0]
        lines += "\n" if _spaced(layout, group, 0) else ""
    else:
        place = layout.last_of(Found(group, at - 1)) + 1
        lines = ("\n" if _spaced(layout, group, at) else "") + lines
    return Splice(layout.begin(place), layout.begin(place), lines)


def _spaced(layout: Layout, group: Group, at: int) -> bool:
    """Whether the members around a place have an empty line between them."""
    if len(group.members) == 1 and _beside_dash(layout, group):
        return False
    neighbour = min(max(at, 1), len(group.members) - 1) if at else 1
    line = layout.extent(Found(group, neighbour if len(group.members) > 1 else 0))[0]
    return layout.blanks(line - 1, -1) > 0


def _beside_dash(layout: Layout, group: Group) -> bool:
    """Whether a table begins beside the dash of an item, as in `- name: Shout`."""
    line = layout.line(group.start)
    return bool(layout.lines[line][: group.start - layout.begin(line)].strip())


def whole(layout: Layout, found: Found) -> tuple[int, int]:
    """All that goes with a member: its lines, and the empty ones that set it apart."""
    first, last = layout.extent(found)
    above, after = layout.blanks(first - 1, -1), layout.blanks(last + 1, 1)
    if found.index == len(found.group.members) - 1:
        first -= above
    elif above or found.index == 0:
        last += after
    return layout.begin(first), layout.begin(last + 1)


def _body_indent(layout: Layout, found: Found, old: Text) -> int:
    """How far the lines below a `|` are moved in: as far as they were, or as is usual."""
    if found.group.flow:
        return 0
    if old.style in ("|", ">"):
        first, last = layout.line(old.start) + 1, layout.last_line(old)
        written = [line for line in layout.lines[first : last + 1] if line.strip()]
        if written and not _OWN_INDENT.match(layout.text, old.start):
            return len(written[0]) - len(written[0].lstrip(" "))
    return layout.column(found.group) + 2
