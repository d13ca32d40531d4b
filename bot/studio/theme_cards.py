"""Themes and principles as cards: their names and what each is about. Their ids stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.script.graph import Path
from bot.studio.card_fields import Card, Field, line, table, words
from bot.studio.papers import Around
from bot.studio.ways import table_in, text_of

ORDER = ("name", "roadmap_name", "about")
"""The fields of a theme in the order in which they read best."""

_GROUPS = {"themes": "Theme", "principles": "Principle"}


def theme_cards(tree: Any, _around: Around) -> list[Card]:
    """The cards of the themes, then of the principles, in the order of the file.

    Args:
        tree: What the file says, as nested dicts, lists and texts.
    """
    made: list[Card] = []
    for group, kind in _GROUPS.items():
        for id_, one in table_in(table(tree), group).items():
            made.append(
                {
                    "step": f"{group}/{id_}",
                    "path": (group, id_),
                    "title": text_of(table(one).get("name")),
                    "kind": f"{kind} “{id_}”",
                    "summary": "",
                    "fields": list(_fields((group, id_), table(one))),
                }
            )
    return made


def _fields(path: Path, one: Mapping[str, Any]) -> Iterator[Field]:
    yield line((*path, "name"), "Its name, as people read it", one.get("name"))
    yield words((*path, "about"), "What it is about, in a sentence", one.get("about"))
    if path[0] == "themes":
        said = one.get("roadmap_name")
        yield line((*path, "roadmap_name"), "Its name in the Roadmap, letter by letter", said)
