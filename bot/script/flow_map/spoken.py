"""The picture in words, for whoever listens: a summary, and a sentence or two for each box."""

from __future__ import annotations

from bot.script.flow_map.chart import Arrow, Card, Chart


def summary(drawn: Chart) -> str:
    """How much there is, and what is the matter with it."""
    steps = [card for card in drawn.cards if card.step]
    ends = sum(card.kind == "end" for card in steps)
    parts = [
        f"The flow of “{drawn.script.name}”: {_count(len(steps), 'step')}, {_count(ends, 'end')}."
    ]
    troubled = [card.title for card in drawn.cards if card.marks]
    if troubled:
        parts.append(f"Look at: {', '.join(troubled)}.")
    unwalked = sum(len(arrow.labels) or 1 for arrow in drawn.arrows if not arrow.walked)
    if unwalked:
        parts.append(f"No transcript walks {_count(unwalked, 'way')}.")
    return " ".join(parts)


def spoken(drawn: Chart, number: int) -> str:
    """A box: its name, what it does, what is the matter, and where it leads."""
    card = drawn.cards[number]
    parts = [_named(card), *(f"{mark[0].upper()}{mark[1:]}." for mark in card.marks)]
    ways = [_way(drawn, arrow) for arrow in drawn.arrows if arrow.from_ == number]
    if ways:
        parts.append(f"Leads to {'; '.join(ways)}.")
    return " ".join(filter(None, parts))


def _named(card: Card) -> str:
    said = f"{card.name}, {card.does}" if card.does else card.name
    return f"{said}: {card.words}" if card.words else said and f"{said}."


def _way(drawn: Chart, arrow: Arrow) -> str:
    by = f" by {', '.join(f'“{label}”' for label in arrow.labels)}" if arrow.labels else ""
    unwalked = "" if arrow.walked else ", which no transcript walks"
    return f"{drawn.cards[arrow.to].title}{by}{unwalked}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
