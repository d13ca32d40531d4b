"""The picture of a dialogue as an SVG that stands alone: no script, no font, nothing to fetch."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from xml.sax.saxutils import escape, quoteattr

from bot.script.flow_map import shapes
from bot.script.flow_map.chart import Card, Chart, chart
from bot.script.flow_map.layout import Line, Rect, laid_out
from bot.script.flow_map.measure import wrapped
from bot.script.flow_map.spoken import spoken, summary
from bot.script.flow_map.style import STYLE
from bot.script.flow_map.typeset import (
    LINE,
    PADDING,
    SIGN,
    card_lines,
    card_size,
    label_lines,
    label_size,
)
from bot.script.model import Script

Link = Callable[[str], str]

MARGIN = 24.0
LEAST = 430.0  # what the line that explains the dots needs
HEADING, BELOW = 20.0, 26.0  # the size of the heading, and from one line of it to the next
DOTTED = "Dotted: no transcript walks this way yet."


def svg(
    script: Script,
    walked: Collection[tuple[str, str]] | None = None,
    link: Link | None = None,
) -> str:
    """Draws a dialogue.

    Args:
        script: Any script, also one with problems: a draft's own will do.
        walked: The ways that transcripts walk, by the step that is left and `Way.by`; the others
            are dotted. None: not known, and nothing is dotted.
        link: Gives the address that a step's box leads to; None: the boxes lead nowhere.
    """
    return "\n".join(_Drawing(chart(script, walked), link).parts()) + "\n"


class _Drawing:
    def __init__(self, drawn: Chart, link: Link | None) -> None:
        self._chart = drawn
        self._link = link
        self._picture = laid_out(
            [card_size(card) for card in drawn.cards],
            [Line(arrow.from_, arrow.to, label_size(arrow)) for arrow in drawn.arrows],
        )

    def parts(self) -> Iterator[str]:
        """The lines of the file."""
        room = max(self._picture.width, LEAST)
        title = f"{self._chart.script.title} ({self._chart.script.name})"
        heading = wrapped(title, room, HEADING, bold=True)
        top = MARGIN + BELOW * (len(heading) + self._chart.dotted) + PADDING
        wide, high = room + 2 * MARGIN, self._picture.height + top + MARGIN
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="flow" role="list" '
            f'aria-labelledby="flow-title flow-about" width="{wide:.0f}" height="{high:.0f}" '
            f'viewBox="0 0 {wide:.0f} {high:.0f}">'
        )
        yield f'<title id="flow-title">{escape(self._chart.script.title)}</title>'
        yield f'<desc id="flow-about">{escape(summary(self._chart))}</desc>'
        yield f"<style>{STYLE}</style>"
        yield '<g aria-hidden="true">'
        yield shapes.rectangle(Rect(0, 0, wide, high), 0, "ground")
        for at, words in enumerate(heading):
            yield shapes.text(MARGIN, MARGIN + HEADING + at * BELOW, words, "heading")
        if self._chart.dotted:
            yield from _explained(MARGIN + HEADING + len(heading) * BELOW)
        yield "</g>"
        across = MARGIN + (room - self._picture.width) / 2
        yield f'<g transform="translate({across:.1f} {top:.1f})">'
        yield from self._arrows()
        for number, (card, rect) in enumerate(
            zip(self._chart.cards, self._picture.boxes, strict=True)
        ):
            yield from self._card(number, card, rect)
        yield "</g></svg>"

    def _arrows(self) -> Iterator[str]:
        arrows = self._chart.arrows
        yield '<g aria-hidden="true">'
        for piece in self._picture.pieces:
            yield shapes.line(piece, walked=any(arrows[one].walked for one in piece.lines))
        for number, rect in self._picture.labels.items():
            yield f'<g class="label{"" if arrows[number].walked else " unwalked-words"}">'
            yield shapes.rectangle(rect, 3)
            for at, words in enumerate(label_lines(arrows[number]), 1):
                middle, down = rect.left + rect.width / 2, rect.top + LINE * at - 4
                yield shapes.text(middle, down, words, middle=True)
            yield "</g>"
        yield "</g>"

    def _card(self, number: int, card: Card, rect: Rect) -> Iterator[str]:
        label = quoteattr(spoken(self._chart, number))
        yield f'<g role="listitem" class="{"trouble" if card.marks else card.kind}">'
        if self._link and card.step:
            yield f"<a href={quoteattr(self._link(card.step))} aria-label={label}>"
            yield '<g aria-hidden="true">'
        else:
            yield f'<g role="img" aria-label={label}>'
        yield shapes.outline(card.kind, rect)
        for at, (what, words) in enumerate(card_lines(card), 1):
            left, down = rect.left + PADDING, rect.top + PADDING + LINE * at - 4.5
            if what == "mark":
                yield shapes.sign(left, down)
                left += SIGN
            if card.kind == "start":
                yield shapes.text(rect.left + rect.width / 2, down, words, what, middle=True)
            else:
                yield shapes.text(left, down, words, what)
        yield "</g></a></g>" if self._link and card.step else "</g></g>"


def _explained(y: float) -> Iterator[str]:
    yield f'<path class="line unwalked" d="M{MARGIN:.1f} {y - 4:.1f}h36"/>'
    yield shapes.text(MARGIN + 46, y, DOTTED, "does")
