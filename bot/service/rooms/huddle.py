"""`/huddle`: one card with a question for a team to talk about, for anybody and at once.

All its buttons are commands, so that they work for a stranger, of whom nothing is kept: a button
carries the card that was shown, so that “Another one” is another one.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from bot.script.huddles import Card
from bot.service.acts import Button
from bot.service.desk import Desk
from bot.service.huddle_card import card_text, draw_card, linked_card
from bot.service.moment import Moment
from bot.service.rooms import door
from bot.service.rooms.room import naming

PAGE = 5  # subjects; with the ways on there are never more than eight buttons
ANOTHER = ("button.another_card", "/huddle another")
SAME_SUBJECT = ("button.another_card", "/huddle same")
PICK = ("button.pick_subject", "/huddle subjects")
MORE = ("button.more_subjects", "/huddle subjects")
THINK = ("button.think_private", "/start")


async def open_card(moment: Moment, argument: str) -> None:
    """`/huddle`: a card; `another` and `same` with the one shown; `of` a theme; `subjects`."""
    what, _, named = argument.partition(" ")
    if not moment.library.huddles:
        moment.say("huddle.none")
        moment.offer(("button.help", "/help"))
    elif what == "subjects":
        _show_subjects(moment, int(named) if named.isdecimal() else 0)
    elif what == "of":
        _show_card(moment, None, named)
    else:
        shown = linked_card(moment.library, named)
        _show_card(moment, shown, shown.theme if shown and what == "same" else "")


def _show_card(moment: Moment, shown: Card | None, theme: str) -> None:
    """Draws a card, of one theme if one was picked, and not the one that was just shown."""
    cards = moment.library.huddles
    themes = {theme} & {card.theme for card in cards}
    seen = [card.key for card in _seen(moment) if card != shown] + ([shown.key] if shown else [])
    card = draw_card(cards, seen, themes, secrets.choice)
    _remember(moment, card)
    moment.say_text(card_text(moment.library, card))
    has_others = sum(one.theme == theme for one in cards) > 1
    another = SAME_SUBJECT if has_others else ANOTHER
    moment.offer(naming(another, card.link), PICK, naming(THINK, card.link))
    if moment.desk is None:
        moment.offer(("button.what_this_is", "/start"))
    moment.offer(("way.support", "/support"))


def _keeper(moment: Moment) -> Desk | None:
    """The desk, where its person agreed to what is kept today."""
    desk = moment.desk
    return desk if desk and not door.needs_new_yes(desk) else None


def _seen(moment: Moment) -> list[Card]:
    """The cards that this person had, oldest first."""
    by_link = {card.link: card for card in moment.library.huddles}
    desk = _keeper(moment)
    return [by_link[link] for link in (desk.seen if desk else ()) if link in by_link]


def _remember(moment: Moment, card: Card) -> None:
    """Notes that a card had its turn, among the prompts that had theirs; not of a stranger."""
    desk = _keeper(moment)
    if desk:
        others = tuple(one for one in desk.seen if one != card.link)
        moment.desk = replace(desk, seen=(*others, card.link))


def _show_subjects(moment: Moment, first: int) -> None:
    """The themes that have a card, a few at a time and round again."""
    with_cards = {card.theme for card in moment.library.huddles}
    themes = [theme for id_, theme in moment.library.themes.items() if id_ in with_cards]
    first = first if first < len(themes) else 0
    moment.say("huddle.subjects")
    moment.answers += tuple(
        Button(theme.name, f"/huddle of {theme.id}") for theme in themes[first : first + PAGE]
    )
    if len(themes) > PAGE:
        after = first + PAGE
        moment.offer(naming(MORE, str(after if after < len(themes) else 0)))
    moment.offer(("way.support", "/support"))
