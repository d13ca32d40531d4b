"""The few shapes that the picture is made of, as SVG."""

from __future__ import annotations

from xml.sax.saxutils import escape

from bot.script.flow_map.chart import Kind
from bot.script.flow_map.layout import Piece, Rect

CUT = 10  # the corners of a choice
TIP = 8


def text(x: float, y: float, line: str, look: str = "", *, middle: bool = False) -> str:
    """A line of type that begins at `x`, or has its middle there."""
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text{_named(look)}{anchor} x="{x:.1f}" y="{y:.1f}">{escape(line)}</text>'


def rectangle(rect: Rect, corner: float, look: str = "") -> str:
    """A box with round corners."""
    return (
        f'<rect{_named(look)} x="{rect.left:.1f}" y="{rect.top:.1f}" width="{rect.width:.1f}" '
        f'height="{rect.height:.1f}" rx="{corner:.0f}"/>'
    )


def outline(kind: Kind, rect: Rect) -> str:
    """A card: a start is a pill, an end has two lines round it, a choice its corners cut off."""
    if kind == "start":
        return rectangle(rect, rect.height / 2, "box")
    if kind == "end":
        inner = Rect(rect.left + 4, rect.top + 4, rect.width - 8, rect.height - 8)
        return rectangle(rect, 16, "box") + rectangle(inner, 12, "inner")
    if kind == "choice":
        across, down = rect.width - 2 * CUT, rect.height - 2 * CUT
        return (
            f'<path class="box" d="M{rect.left + CUT:.1f} {rect.top:.1f}h{across:.1f}l{CUT} {CUT}'
            f'v{down:.1f}l-{CUT} {CUT}h-{across:.1f}l-{CUT} -{CUT}v-{down:.1f}z"/>'
        )
    return rectangle(rect, 5, "box")


def line(piece: Piece, *, walked: bool) -> str:
    """A part of an arrow, with a tip where it arrives and where it begins to climb."""
    (x, y), *rest = piece.points
    curves = "".join(
        "C" + " ".join(f"{right:.1f} {down:.1f}" for right, down in rest[at : at + 3])
        for at in range(0, len(rest), 3)
    )
    look = "line" if walked else "line unwalked"
    drawn = f'<path class="{look}" d="M{x:.1f} {y:.1f}{curves}"/>'
    x, y = piece.points[-1]
    if piece.arrives:
        return f'{drawn}<path class="tip" d="M{x:.1f} {y:.1f}l-4.5 -{TIP}h9z"/>'
    if piece.climbs:
        return f'{drawn}<path class="tip" d="M{x:.1f} {y - 2:.1f}l-4.5 {TIP}h9z"/>'
    return drawn


def sign(x: float, y: float) -> str:
    """A triangle that says: look here."""
    return (
        f'<path class="sign" d="M{x + 7:.1f} {y - 11:.1f}l7 12h-14z'
        f'M{x + 7:.1f} {y - 6.5:.1f}v3M{x + 7:.1f} {y - 1.2:.1f}v0.1"/>'
    )


def _named(look: str) -> str:
    return f' class="{look}"' if look else ""
