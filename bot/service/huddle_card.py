"""A huddle card: which one comes next, and how it reads, in a team's chat or in a private one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from bot.flow.resting import may_come
from bot.script.folder import Library
from bot.script.huddles import Card
from bot.script.template import Words


def card_text(library: Library, card: Card) -> str:
    """The whole card in light markup: its theme, the question, how long, how to pass and to end."""
    theme = library.themes.get(card.theme)
    return library.words.text(
        "huddle.card",
        theme=Words(theme.name if theme else card.theme),
        ask=Words(card.ask),
        minutes=card.minutes,
        close=Words(card.close),
    ).strip()


def draw_card(
    cards: Sequence[Card],
    seen: Sequence[str],
    themes: Collection[str],
    choose: Callable[[Sequence[str]], str],
) -> Card:
    """Draws a card: none again until the others of these themes had their turn.

    Args:
        cards: All cards.
        seen: The keys of the cards that were had, oldest first.
        themes: The themes to draw from; none of them named means all.
        choose: Chooses one of several keys.

    Raises:
        LookupError: there is no card of these themes.
    """
    pool = {card.key: card for card in cards if not themes or card.theme in themes}
    if not pool:
        raise LookupError("there is no huddle card of these themes")
    return pool[choose(may_come(list(pool), seen))]


def linked_card(library: Library, link: str) -> Card | None:
    """The card that a link or a button names; None for anything else."""
    return next((card for card in library.huddles if card.link == link), None)
