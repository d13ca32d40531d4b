"""What stands beside a draft: its cards, and each problem with the words it is about."""

from __future__ import annotations

from typing import Any

from bot.script.layout import CannotEdit, Layout, layout_of
from bot.script.problems import Problem
from bot.script.reader import read_script
from bot.studio.cards import cards
from bot.studio.workbench import Around


def look(text: str, path: str, around: Around) -> dict[str, Any]:
    """The cards and problems of a draft, as the page takes them.

    Returns:
        `cards` is None where the text cannot be read at all; `problems` have the path of what they
        are about, and line and column for the text.
    """
    _, found = read_script(text, path, around.world)
    try:
        layout = layout_of(text)
    except CannotEdit:
        return {"cards": None, "problems": [_told(one, None) for one in found]}
    shown = cards(layout.tree, around)
    return {"cards": shown, "problems": [_told(one, layout) for one in found]}


def _told(one: Problem, layout: Layout | None) -> dict[str, Any]:
    return {
        "path": layout.path_at(one.place.line, one.place.col) if layout else (),
        "line": one.place.line,
        "col": one.place.col,
        "code": one.code,
        "must": one.severity == "E",
        "message": _sentence(one.message),
        "help": _sentence(one.help),
    }


def _sentence(words: str) -> str:
    words = words.strip()
    if not words:
        return ""
    return words[0].upper() + words[1:] + ("" if words[-1] in ".?:…" else ".")
