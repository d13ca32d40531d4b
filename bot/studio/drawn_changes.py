"""What can be changed on the cards of prompts, themes and support lines, beside plain words."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.script import edit
from bot.script.edit import CannotEdit, Value, Where
from bot.script.graph import Path
from bot.script.layout import layout_of
from bot.studio import prompt_cards, support_cards, theme_cards
from bot.studio.names import id_of

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HOW = "on the service’s own page"
_Words = Annotated[str, Field(max_length=2_000)]
_PathOf = Annotated[
    tuple[Annotated[str, Field(max_length=200)] | int, ...], Field(min_length=2, max_length=4)
]


class _Change(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AddPrompt(_Change):
    """A new question, after another one or first; its name is made of its words."""

    do: Literal["add_prompt"]
    words: _Words
    after: _Words


class AddLine(_Change):
    """Somebody new to talk to, at the end of one part of a support card."""

    do: Literal["add_line"]
    path: _PathOf
    words: _Words


class CheckedToday(_Change):
    """Somebody looked at a service's own page today."""

    do: Literal["checked_today"]
    path: _PathOf


Drawn = AddPrompt | AddLine | CheckedToday


def drawn(source: str, change: Drawn, today: date) -> str:
    """The file's text with a change made to it.

    Raises:
        CannotEdit: It cannot be made.
    """
    match change:
        case AddPrompt():
            return _add_prompt(source, change)
        case AddLine(path=path, words=words):
            line: Value = {"name": words.strip()}
            if isinstance(_at(source, path), list):
                return edit.add(source, path, None, line)
            return edit.put(source, path, [line], order_of(path))
        case CheckedToday(path=path):
            said = _at(source, path)
            how = said[10:] if isinstance(said, str) and _DAY.match(said) else f", {_HOW}"
            return edit.put(source, path, f"{today.isoformat()}{how}", order_of(path))


def list_words(source: str, path: Path, words: str) -> str | None:
    """The text with words put into a list: opening hours, or a prompt's ideas.

    Returns:
        None where the path leads to no such list.

    Raises:
        CannotEdit: The words cannot be put there.
    """
    if _is_hours(path):
        stretches = [line.strip() for line in words.splitlines() if line.strip()]
        hours: Value = stretches if len(stretches) > 1 else words.strip()
        return edit.put(source, path, hours, order_of(path))
    if len(path) == 4 and path[0] == "prompts" and isinstance(at := path[3], int):
        ideas = _at(source, path[:3])
        ideas = ideas if isinstance(ideas, list) else []
        if at >= len(ideas):
            more = [*ideas, *[""] * (at - len(ideas)), words]
            return edit.put(source, path[:3], more, order_of(path[:3]))
    return None


def order_of(path: Path) -> tuple[str, ...]:
    """The names beside which an entry stands, in the order in which they read best."""
    if path[0] == "prompts":
        return prompt_cards.ORDER
    if path[0] in ("themes", "principles"):
        return theme_cards.ORDER
    return support_cards.LINE_ORDER if len(path) == 4 else support_cards.ORDER


def _is_hours(path: Path) -> bool:
    return len(path) == 4 and isinstance(path[2], int) and path[3] == "open"


def _add_prompt(source: str, change: AddPrompt) -> str:
    words = change.words.strip()
    if not words:
        raise CannotEdit("A prompt needs a question.")
    prompt: Value = {"ask": words, "for": ["anyone"]}
    known = _at(source, ("prompts",))
    if not isinstance(known, dict):
        return edit.put(source, ("prompts",), {id_of(words, set(), "-"): prompt}, ("theme",))
    after = change.after if change.after in known else Where.FIRST
    return edit.add(source, ("prompts",), id_of(words, {*known}, "-"), prompt, after)


def _at(source: str, path: Path) -> Any:
    """What stands at a path; None where nothing does."""
    value: Any = layout_of(source).tree
    for key in path:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return None
    return value
