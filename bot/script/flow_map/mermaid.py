"""The picture of a dialogue as Mermaid, which many editors and pages draw by themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from textwrap import shorten

from bot.script.flow_map.chart import Arrow, Card, Kind, chart
from bot.script.model import Script

MOST = 70  # characters of a step's text
_SHAPES: dict[Kind, tuple[str, str]] = {
    "start": ("([", "])"),
    "step": ("[", "]"),
    "choice": ("{{", "}}"),
    "end": ("([", "])"),
    "trouble": ("[", "]"),
}
# Signs that Mermaid, or the page that it draws on, would take for its own.
_SIGNS = {one: f"#{ord(one)};" for one in '"#<>&`%'}
TROUBLE = "classDef trouble stroke-width:3px,stroke-dasharray:6 4"


def mermaid(script: Script, walked: Collection[tuple[str, str]] | None = None) -> str:
    """Draws a dialogue, as `svg` does; ways that no transcript walks are dotted."""
    drawn = chart(script, walked)
    lines = [f"%% {_safe(' '.join(script.title.split()))} ({_safe(script.name)})", "flowchart TD"]
    lines += [f"    {_card(at, card)}" for at, card in enumerate(drawn.cards)]
    lines += [f"    {_arrow(arrow)}" for arrow in drawn.arrows]
    if any(card.marks for card in drawn.cards):
        lines.append(f"    {TROUBLE}")
    return "\n".join(lines) + "\n"


def _card(number: int, card: Card) -> str:
    opens, closes = _SHAPES[card.kind]
    mark = ":::trouble" if card.marks else ""
    return f'n{number}{opens}"{"<br/>".join(map(_safe, _lines(card)))}"{closes}{mark}'


def _lines(card: Card) -> Iterator[str]:
    if card.name:
        yield f"{card.name}: {card.does}" if card.does else card.name
    if card.words:
        yield shorten(card.words, MOST, placeholder=" …")
    yield from card.marks


def _arrow(arrow: Arrow) -> str:
    line = "-->" if arrow.walked else "-.->"
    words = "<br/>".join(map(_safe, arrow.labels))
    return f"n{arrow.from_} {line}" + (f'|"{words}"|' if words else "") + f" n{arrow.to}"


def _safe(text: str) -> str:
    return "".join(_SIGNS.get(one, one) for one in text)
