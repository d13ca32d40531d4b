"""One stone: its outline, size, tint and texture, all from its seed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.drawing.chance import Chance
from bot.drawing.colours import GRANITE, KINDS, Colour, mixed

Point = tuple[float, float]
WHITE, BLACK = (255, 252, 244), (24, 22, 28)
COLUMN = 0.05
"""How finely a stone is felt from above and below, in widths of a common stone."""


@dataclass(frozen=True, slots=True)
class Stone:
    """A stone around the point (0, 0), y upwards; a common one is about one wide."""

    seed: str
    kind: str
    outline: tuple[Point, ...]
    colour: Colour


def stone(seed: str, theme: str | None) -> Stone:
    """The stone of this seed: the same for ever, and like no other."""
    kind = theme if theme in KINDS else GRANITE
    chance = Chance(seed)
    wide = 0.74 + 0.72 * chance.unit() ** 1.5
    high = chance.between(0.43, 0.56) * wide**0.22
    corners = 7 + int(chance.unit() * 4)
    square_x, square_y = chance.between(2.8, 4.6), chance.between(2.8, 4.2)
    lean = chance.around(0.1)
    points = []
    for number in range(corners):
        turn = (number + 0.5 + chance.around(0.27)) * math.tau / corners
        across, up = math.cos(turn), math.sin(turn)
        near = 1.0 - chance.between(0.0, 0.13)
        x = math.copysign(abs(across) ** (2 / square_x), across) * near
        y = math.copysign(abs(up) ** (2 / square_y), up) * near
        points.append((x + lean * y, y))
    rounded = _rounded(_rounded(points, 0.17), 0.24)
    left, right = min(x for x, _ in rounded), max(x for x, _ in rounded)
    low, top = min(y for _, y in rounded), max(y for _, y in rounded)
    fit_x, fit_y = wide / (right - left), high / (top - low)
    middle_x, middle_y = (left + right) / 2, (low + top) / 2
    outline = tuple(((x - middle_x) * fit_x, (y - middle_y) * fit_y) for x, y in rounded)
    shade = chance.around(0.075)
    colour = mixed(KINDS[kind], WHITE if shade > 0 else BLACK, abs(shade))
    return Stone(seed, kind, outline, colour)


def turned(points: Sequence[Point], angle: float, size: float) -> list[Point]:
    """The points, turned and made larger."""
    cos, sin = math.cos(angle) * size, math.sin(angle) * size
    return [(x * cos - y * sin, x * sin + y * cos) for x, y in points]


def above(outline: Sequence[Point], edge: float) -> list[Point]:
    """The part of an outline that lies above an edge."""
    kept = []
    x0, y0 = outline[-1]
    for x1, y1 in outline:
        if (y0 > edge) != (y1 > edge):
            share = (edge - y0) / (y1 - y0)
            kept.append((x0 + (x1 - x0) * share, edge))
        if y1 > edge:
            kept.append((x1, y1))
        x0, y0 = x1, y1
    return kept


def area(outline: Sequence[Point]) -> float:
    """How much an outline covers."""
    twice = 0.0
    x0, y0 = outline[-1]
    for x1, y1 in outline:
        twice += x0 * y1 - x1 * y0
        x0, y0 = x1, y1
    return abs(twice) / 2


def felt(outline: Sequence[Point]) -> dict[int, tuple[float, float]]:
    """How low and how high an outline reaches, by column."""
    found: dict[int, tuple[float, float]] = {}
    x0, y0 = outline[-1]
    for x1, y1 in outline:
        first, last = round(x0 / COLUMN), round(x1 / COLUMN)
        slope = (y1 - y0) / (x1 - x0) if first != last else 0.0
        low, high = (y0, y1) if y0 < y1 else (y1, y0)
        for column in range(first, last + 1) if first <= last else range(last, first + 1):
            y = min(high, max(low, y0 + (column * COLUMN - x0) * slope))
            known = found.get(column)
            if known is None:
                found[column] = y, y
            elif y < known[0]:
                found[column] = y, known[1]
            elif y > known[1]:
                found[column] = known[0], y
        x0, y0 = x1, y1
    return found


def _rounded(points: Sequence[Point], near: float) -> list[Point]:
    """The same shape with its corners cut, as frost and feet do."""
    cut, far = [], 1 - near
    x0, y0 = points[-1]
    for x1, y1 in points:
        cut.append((x0 * far + x1 * near, y0 * far + y1 * near))
        cut.append((x0 * near + x1 * far, y0 * near + y1 * far))
        x0, y0 = x1, y1
    return cut
