"""The land that a cairn stands in: a wide sky, hills behind hills, and a low hill in front."""

from __future__ import annotations

import math

from PIL import ImageDraw

from bot.drawing.chance import Chance
from bot.drawing.colours import Colour, Land

SIDE = 1080
FINE = 2
"""Drawn so many times as large, for soft edges."""
CREST = 858.0
DROP = 74.0
"""Where the top of the hill is, and how far it falls to the sides of the picture."""

_HORIZON = 700.0
_STARS = 46


def hill(x: float) -> float:
    """How far the hill has fallen at a place across the picture."""
    return DROP * ((x - SIDE / 2) / (SIDE / 2)) ** 2


def background(pen: ImageDraw.ImageDraw, land: Land) -> None:
    """Sky, sun or moon, stars, the hills far off, and the one in front."""
    chance = Chance("land")
    bands = len(land.sky)
    for number, colour in enumerate(land.sky):
        top = _HORIZON * (number / bands) ** 0.92
        _ridge(pen, colour, top, (7.0, 4.0), chance, flat=number == 0)
    _disc(pen, (812.0, 196.0), 92.0, land.halo)
    _disc(pen, (812.0, 196.0), 60.0, land.disc)
    if land.stars:
        for _ in range(_STARS):
            x, y = chance.between(20, SIDE - 20), chance.between(16, 470)
            size = chance.between(1.0, 2.3)
            if math.hypot(x - 812.0, y - 196.0) > 112:
                _disc(pen, (x, y), size, land.stars)
    for number, colour in enumerate(land.hills):
        _ridge(pen, colour, 610.0 + 62 * number, (46.0 - 9 * number, 17.0), chance)
    front = [(float(x), CREST + hill(x)) for x in range(0, SIDE + 1, 36)]
    _below(pen, front, land.grass)


def shadow(pen: ImageDraw.ImageDraw, land: Land, left: float, right: float) -> None:
    """What the cairn casts on the grass, away from the light."""
    reach = right - left
    ends = left - 0.16 * reach - 16, right + 0.02 * reach + 8
    upper, lower = [], []
    for number in range(25):
        share = number / 24
        x = ends[0] + (ends[1] - ends[0]) * share
        half = (7 + 0.012 * reach) * math.sin(math.pi * share) ** 0.6
        upper.append((x, CREST + hill(x) + 3 - 0.5 * half))
        lower.append((x, CREST + hill(x) + 3 + half))
    pen.polygon(_fine([*upper, *reversed(lower)]), land.shade)


def grass(pen: ImageDraw.ImageDraw, land: Land, left: float, right: float) -> None:
    """Tufts on the hill, and some before the lowest stones, which stand in them."""
    chance = Chance("grass")
    for number in range(150):
        x, far = chance.between(0, SIDE), chance.unit() ** 1.4
        y = CREST + hill(x) + 12 + far * 190
        _tuft(pen, land, (x, y), 9 + 15 * far, chance)
        if number % 4 == 0:
            x = chance.between(left - 20, right + 20)
            _tuft(pen, land, (x, CREST + hill(x) + 8), 11, chance)


def _tuft(
    pen: ImageDraw.ImageDraw, land: Land, at: tuple[float, float], high: float, chance: Chance
) -> None:
    colour = land.blades[int(chance.unit() * len(land.blades))]
    for _ in range(4):
        foot = at[0] + chance.around(0.55 * high)
        tip = foot + chance.around(0.4 * high), at[1] - high * chance.between(0.5, 1.0)
        pen.polygon(_fine([(foot - 1.5, at[1]), tip, (foot + 1.5, at[1])]), colour)


def _ridge(
    pen: ImageDraw.ImageDraw,
    colour: Colour,
    top: float,
    waves: tuple[float, float],
    chance: Chance,
    *,
    flat: bool = False,
) -> None:
    if flat:
        pen.rectangle((0, 0, SIDE * FINE, SIDE * FINE), colour)
        return
    start, second = chance.between(0, math.tau), chance.between(0, math.tau)
    long, short = chance.between(1.1, 1.7), chance.between(2.9, 4.4)
    line = []
    for x in range(0, SIDE + 1, 18):
        turn = math.tau * x / SIDE
        y = top + waves[0] * math.sin(start + long * turn)
        line.append((float(x), y + waves[1] * math.sin(second + short * turn)))
    _below(pen, line, colour)


def _below(pen: ImageDraw.ImageDraw, line: list[tuple[float, float]], colour: Colour) -> None:
    pen.polygon(_fine([*line, (SIDE, SIDE), (0, SIDE)]), colour)


def _disc(pen: ImageDraw.ImageDraw, at: tuple[float, float], radius: float, colour: Colour) -> None:
    x, y = at
    box = (x - radius, y - radius, x + radius, y + radius)
    pen.ellipse([edge * FINE for edge in box], colour)


def _fine(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(x * FINE, y * FINE) for x, y in points]
