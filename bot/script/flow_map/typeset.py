"""What stands in a box and on an arrow, line by line, and how much room that takes."""

from __future__ import annotations

from bot.script.flow_map.chart import Arrow, Card
from bot.script.flow_map.lattice import Size
from bot.script.flow_map.measure import width, wrapped

NAME, TEXT = 14.0, 13.0  # sizes of the type
LINE = 17.0  # from one line of type to the next
ROOM = 176.0  # the longest line in a box
LABEL_ROOM = 150.0  # and on an arrow
PADDING = 12.0
SIGN = 20.0  # what the sign before a mark takes
WORDS = 3  # lines that a step's text may take

Line = tuple[str, str]  # what it is (name, does, words, mark), and the line


def card_lines(card: Card) -> list[Line]:
    """What stands in a box; its marks are short enough for a line each."""
    return [
        *(("name", line) for line in wrapped(card.name, ROOM, NAME, bold=True)),
        *(("does", line) for line in wrapped(card.does, ROOM, TEXT)),
        *(("words", line) for line in wrapped(card.words, ROOM, TEXT, WORDS)),
        *(("mark", mark) for mark in card.marks),
    ]


def card_size(card: Card) -> Size:
    """How large the box has to be."""
    lines = card_lines(card)
    return Size(max(map(_wide, lines)) + 2 * PADDING, LINE * len(lines) + 2 * PADDING)


def label_lines(arrow: Arrow) -> list[str]:
    """What stands on an arrow."""
    return [line for label in arrow.labels for line in wrapped(label, LABEL_ROOM, TEXT)]


def label_size(arrow: Arrow) -> Size | None:
    """How much room the words of an arrow take, if there are any."""
    lines = label_lines(arrow)
    if not lines:
        return None
    return Size(max(width(line, TEXT) for line in lines) + 8, LINE * len(lines) + 2)


def _wide(one: Line) -> float:
    what, line = one
    size = NAME if what == "name" else TEXT
    extra = SIGN if what == "mark" else 0
    return width(line, size, bold=what in ("name", "mark")) + extra
