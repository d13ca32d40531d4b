"""The sorts of files that are written as cards: who finds their problems, what their cards are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from bot.flow.scene import Catalogue
from bot.script.draft import World
from bot.script.folder import THEMES
from bot.script.graph import Path
from bot.script.problems import Problem
from bot.script.prompts import read_prompts
from bot.script.reader import read_script
from bot.script.support import read_support
from bot.script.themes import read_themes
from bot.studio.advice import Beside, beside
from bot.studio.cards import cards
from bot.studio.drawn_advice import beside_drawn
from bot.studio.papers import SUPPORT, Around, name_of, title_of
from bot.studio.prompt_cards import prompt_cards
from bot.studio.seen import Seen, prompts_seen, support_seen
from bot.studio.support_cards import support_cards
from bot.studio.theme_cards import theme_cards

_DIALOGUE = re.compile(r"[^/\\\x00]{1,80}\.yaml")
_PROMPTS = re.compile(r"prompts/[^/\\\x00.][^/\\\x00]{0,79}\.yaml")


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of file.

    Attributes:
        problems: What has to be mended in a text, given its path and what lies around it.
        cards: The cards of what a text says.
        beside: What stands beside a card for a problem, given its path in the text.
        title: What a file is called in a list, given its text, its path, and the themes’ names.
        seen: What a person sees of a text; None for what can be played, or is only a choice.
        dialogue: Whether it can be played.
    """

    problems: Callable[[str, str, World], list[Problem]]
    cards: Callable[[Any, Around], list[dict[str, Any]]]
    beside: Callable[[Problem, Path, Any], Beside]
    title: Callable[[str, str, Mapping[str, str]], str]
    seen: Callable[[str, Catalogue, datetime], Iterator[Seen]] | None = None
    dialogue: bool = False


DIALOGUE = Sort(
    lambda text, path, world: read_script(text, path, world)[1],
    cards,
    beside,
    lambda text, path, _: title_of(text, name_of(path)),
    dialogue=True,
)
PROMPT = Sort(
    lambda text, path, world: read_prompts(text, path, world)[1],
    prompt_cards,
    beside_drawn,
    lambda _, path, themes: f"Prompts: {themes.get(name_of(path), name_of(path))}",
    prompts_seen,
)
SUPPORT_CARD = Sort(
    lambda text, path, world: read_support(text, path, world.today)[1],
    support_cards,
    beside_drawn,
    lambda *_: "The support card",
    support_seen,
)
THEME = Sort(
    lambda text, path, _: read_themes(text, path)[2],
    theme_cards,
    beside_drawn,
    lambda *_: "Themes and principles",
)


def drawn_on(path: str) -> Sort | None:
    """The sort of a file that dialogues draw on; None for a dialogue and for whatever else."""
    sort = sort_of(path)
    return None if sort is DIALOGUE else sort


def sort_of(path: str) -> Sort | None:
    """The sort of a file; None for whatever is not written as cards, or is no file's name."""
    if path == THEMES:
        return THEME
    if path == SUPPORT:
        return SUPPORT_CARD
    if _PROMPTS.fullmatch(path):
        return PROMPT
    return DIALOGUE if _DIALOGUE.fullmatch(path) else None


def address_of(path: str) -> str | None:
    """The page on which a file is written; None where there is none."""
    sort = sort_of(path)
    if sort is None:
        return None
    return f"/dialogues/{quote(name_of(path))}" if sort.dialogue else f"/words/{quote(path)}"
