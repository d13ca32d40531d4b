"""Lists as a page to tap through shows them: the first few lines, some of them answered already.

A page remembers nothing, so what was found and what can be chosen are shown from a sample.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.flow.scene import Scene
from bot.flow.sheet import Mark, Sheet
from bot.script.lists import Checklist

PARTS, LINES = 3, 2  # the first of a list, and of each part
SAMPLED = (
    "Only the first parts and lines of a list are shown here, and a few are answered already;"
    " “cairn print lists” has all of them."
)


def sampled(scene: Scene) -> Scene:
    """The same moment, with short lists and something written down in each."""
    lists = {name: _short(one) for name, one in scene.lists.items()}
    sheets = {name: _written(one, scene.now.date().isoformat()) for name, one in lists.items()}
    known: Mapping[str, Sheet] = sheets
    return replace(scene, lists=lists, sheets=known)


def _short(checklist: Checklist) -> Checklist:
    parts = tuple(replace(part, items=part.items[:LINES]) for part in checklist.parts[:PARTS])
    return replace(checklist, parts=parts)


def _written(checklist: Checklist, day: str) -> Sheet:
    """One line for each answer, from the first part on."""
    sheet = Sheet(checklist.name, "sample")
    answered = zip(checklist.items.values(), checklist.answers, strict=False)
    for item, answer in answered:
        sheet = sheet.marked(item.key, Mark(answer.id, on=day))
    return sheet
