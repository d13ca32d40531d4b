"""What the tests of printing share: the shipped words, a morning, scripts of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from bot.commands.printing import scene_on
from bot.flow.scene import Scene
from bot.printing.sheet import Paper, Row, Sheet
from bot.script.folder import Library, read_folder
from bot.script.markup import plain
from bot.script.model import Script
from bot.script.reader import read_script
from bot.settings import SHIPPED_DIALOGUES

TODAY = date(2026, 11, 25)  # a Wednesday


@cache
def shipped() -> Library:
    """The shipped dialogues."""
    return read_folder(SHIPPED_DIALOGUES, TODAY)[0]


def with_script(steps: str, head: str = "") -> tuple[Script, Library]:
    """A dialogue of these steps, and the shipped library with it."""
    text = (
        f"dialogue: mine\ntitle: Mine\nabout: One of my own.\nminutes: 2\n{head}\nsteps:\n{steps}"
    )
    script, problems = read_script(text, "mine.yaml")
    assert script, [one.line() for one in problems]
    library = shipped()
    return script, replace(library, scripts={**library.scripts, "mine": script})


def scene(library: Library) -> Scene:
    """The morning on which everything is played."""
    return scene_on(TODAY, library, "Europe/London")


def paper(*sheets: Sheet) -> Paper:
    """A paper of today."""
    return Paper("Words to read", TODAY, sheets)


def read(row: Row) -> list[str]:
    """The lines of a row as they are read, without their marks."""
    return [plain(line.text) for line in row.lines]
