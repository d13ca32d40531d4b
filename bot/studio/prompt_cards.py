"""A theme's prompts as cards: one for each question, with its two ideas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.script.graph import Path
from bot.script.prompts import WORKING_DAYS
from bot.studio.card_fields import Card, Field, choice, line, note, table, ticks, words
from bot.studio.papers import Around
from bot.studio.ways import list_in, shortened, table_in, text_of

ORDER = ("heads_up", "ask", "principle", "for", "ideas")
"""The fields of a prompt in the order in which they read best."""

_DAYS = dict(
    zip(
        WORKING_DAYS,
        ("Visits people", "On a ward", "At a counter", "At a desk", "Leads others", "Anyone"),
        strict=True,
    )
)
_IDEAS = 2


def prompt_cards(tree: Any, around: Around) -> list[Card]:
    """The cards of a file of prompts, in the order of the file.

    Args:
        tree: What the file says, as nested dicts, lists and texts.
        around: The principles to choose from, and the huddle cards that lead to prompts.
    """
    tree = table(tree)
    theme = text_of(tree.get("theme"))
    told = "People get one of these questions at a time, when a dialogue picks a prompt."
    made: list[Card] = [
        {"step": None, "path": None, "title": around.themes.get(theme, theme), "kind": "",
         "summary": "", "next": "Add a prompt", "fields": [note(("prompts",), told)]}
    ]  # fmt: skip
    for at, (name, value) in enumerate(table_in(tree, "prompts").items()):
        prompt, path = table(value), ("prompts", name)
        made.append(
            {
                "step": name,
                "path": path,
                "number": at + 1,
                "title": name,
                "kind": "",
                "summary": shortened(text_of(prompt.get("ask"))),
                "next": "Add a prompt after it",
                "moves": True,
                "fields": list(_fields(path, prompt, theme, around)),
            }
        )
    return made


def _fields(path: Path, prompt: Mapping[str, Any], theme: str, around: Around) -> Iterator[Field]:
    for card in around.huddles.get(f"{theme}/{path[1]}", ()):
        yield note(path, f"The huddle card “{card}” leads to this question too.")
    heads_up = "One line before a harder subject (may stay empty)"
    yield words((*path, "heads_up"), heads_up, prompt.get("heads_up"), optional=True)
    yield words((*path, "ask"), "The question", prompt.get("ask"))
    ideas = list_in(prompt, "ideas")
    for at in range(max(len(ideas), _IDEAS)):
        said = ideas[at] if at < len(ideas) else ""
        yield line((*path, "ideas", at), f"Idea {at + 1}, a small thing to try", said)
    principles = [[*one] for one in around.principles.items()]
    yield choice((*path, "principle"), "The principle", prompt.get("principle"), principles)
    days = [[*one] for one in _DAYS.items()]
    yield ticks((*path, "for"), "Whose working day it fits", prompt.get("for"), days)
