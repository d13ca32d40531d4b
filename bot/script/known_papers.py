"""Every field of a paper to print, with a sentence about each; the others are in `known`."""

from __future__ import annotations

from bot.script.known import REVIEWED, Fields
from bot.script.papers import MOST_ROOM
from bot.script.shapes import TEXT, TEXTS, Known, named, number, rows, table

LINE_OF_PAPER: Fields = {
    "ask": Known("A question, to be asked aloud."),
    "write": Known("What to write, with room below it."),
    "tick": Known("What to tick."),
    "room": Known("With “write”: how many lines there are to write on.", number(1, MOST_ROOM)),
}
BLOCK: Fields = {
    "heading": Known("What stands above it.", needed=True),
    "heads_up": Known("One line before a harder block."),
    "lines": Known(
        "Its lines, each after “- ”: words alone, or after “ask:”, “write:” or “tick:”.",
        rows({"anyOf": [TEXT, table(LINE_OF_PAPER)]}),
        needed=True,
    ),
}
PAPER: Fields = {
    "paper": Known("The file’s name without “.yaml”.", needed=True),
    "title": Known("What people read above it, and on its button.", needed=True),
    "about": Known("A line about it: what it is for, and for whom."),
    "reviewed": REVIEWED,
    "first": Known("What is said before the blocks, one line or several.", TEXTS),
    "blocks": Known("The blocks, each below its own name.", named(table(BLOCK)), needed=True),
    "closing": Known("The last line."),
}
