"""What dialogues draw on, as a person sees it in the chat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.flow.scene import Catalogue
from bot.script.markup import parse
from bot.script.problems import listed
from bot.script.prompts import read_prompts
from bot.script.support import STAFF, SupportCard, read_support
from bot.service.card import card_text

Seen = dict[str, Any]


def support_seen(text: str, words: Catalogue, now: datetime) -> Iterator[Seen]:
    """The support cards at this moment, and what comes before the first where others are at risk.

    Args:
        text: The file as it is written.
        words: Cairn's own words.
        now: The moment, in the zone of whoever reads it.
    """
    cards, _ = read_support(text, "support.yaml", now.date())
    for name, card in cards.items():
        if name != STAFF:
            yield _note(f"The card “{name}”")
        yield _said(card_text(card, now, words))
        yield from _gaps(card)
    yield _note("When somebody writes that another person may be at risk, this comes first:")
    yield _said(words.text("distress.somebody_else"))
    route = cards[STAFF].shown().safeguarding
    if route:
        yield _said(words.text("distress.route", route=route))


def prompts_seen(text: str, _words: Catalogue, _now: datetime) -> Iterator[Seen]:
    """Each question with its heads-up before it and its ideas after it."""
    for at, prompt in enumerate(read_prompts(text, "prompts.yaml")[0], 1):
        yield _note(f"{at} {prompt.key.rpartition('/')[2]}")
        if prompt.heads_up:
            yield _said(prompt.heads_up)
        yield _said(prompt.ask)
        yield _said("\n".join(f"{number}. {idea}" for number, idea in enumerate(prompt.ideas, 1)))


def _gaps(card: SupportCard) -> Iterator[Seen]:
    if card.gaps():
        yield _note(f"Left out until it is filled in: {listed(card.gaps(), 'and')}.")


def _note(words: str) -> Seen:
    return {"note": words}


def _said(markup: str) -> Seen:
    marked = parse(markup)
    spans = [(span.kind, span.start, span.end) for span in marked.spans]
    return {"text": marked.plain, "marks": spans}
