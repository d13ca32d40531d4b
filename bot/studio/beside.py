"""What stands beside a draft: its cards, and each problem with the words it is about."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import Any

from bot.script.layout import CannotEdit, Layout, layout_of
from bot.script.problems import Problem
from bot.studio.card_fields import Card
from bot.studio.papers import Around
from bot.studio.sorts import DIALOGUE, Sort, sort_of


def look(text: str, path: str, around: Around, before: str | None = None) -> dict[str, Any]:
    """The cards and problems of a draft, as the page takes them.

    Args:
        text: The draft.
        path: The name of its file.
        around: What lies around it.
        before: The text whose cards the page shows; a card that is the same as one of those is
            given as its number there, for a long dialogue has hundreds.

    Returns:
        `cards` is None where the text cannot be read at all; `problems` have the path of what they
        are about and the words for a card, and line and column for the text.
    """
    sort = sort_of(path) or DIALOGUE
    found = sort.problems(text, path, around.world)
    try:
        layout = layout_of(text)
    except CannotEdit:
        return {"cards": None, "problems": [_told(one, sort, None) for one in found]}
    made = _cards(text, sort, around)
    known: dict[str | None, tuple[int, Card]] = {}
    if before is not None:
        with suppress(CannotEdit):
            shown_now = enumerate(_cards(before, sort, around))
            known = {card["step"]: (at, card) for at, card in shown_now}
    shown = [_number_or_card(known.get(card["step"]), card) for card in made]
    return {"cards": shown, "problems": [_told(one, sort, layout) for one in found]}


def first_to_mend(text: str, path: str, around: Around) -> str:
    """The first thing that keeps a draft from being played, as its card says it."""
    found = look(text, path, around)["problems"]
    must = [one for one in found if one["must"] and one["code"].startswith(("D1", "D2"))]
    if not must:
        return ""
    at, said = must[0]["path"], must[0]["card"]["message"]
    return f"At “{at[1]}”: {said}" if len(at) > 1 and at[0] == "steps" else str(said)


@lru_cache(maxsize=3)
def _cards(text: str, sort: Sort, around: Around) -> tuple[Card, ...]:
    return tuple(sort.cards(layout_of(text).tree, around))


def _number_or_card(shown: tuple[int, Card] | None, card: Card) -> Card | int:
    """The number of a card that the page shows and that is the same; else the card."""
    return shown[0] if shown and shown[1] == card else card


def _told(one: Problem, sort: Sort, layout: Layout | None) -> dict[str, Any]:
    path = layout.path_at(one.place.line, one.place.col) if layout else ()
    card = sort.beside(one, path, layout.tree if layout else None)
    return {
        "path": card.at,
        "line": one.place.line,
        "col": one.place.col,
        "code": one.code,
        "must": one.severity == "E",
        "message": sentence(one.message),
        "help": sentence(one.help),
        "card": {"message": sentence(card.message), "help": sentence(card.help)},
    }


def sentence(words: str) -> str:
    """Words of a rule as a sentence: with a capital, and a full stop where there is none."""
    words = words.strip()
    if not words:
        return ""
    return words[0].upper() + words[1:] + ("" if words[-1] in ".?:…" else ".")
