"""A cairn as a picture: a stone for each small change that somebody kept, and nothing else.

Nothing is written on it and nothing can be read off it: no day, no gap, no count, no size that
means more. The stones of one seed look alike in every picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from bot.drawing import landscape
from bot.drawing.colours import LANDS, Land, mixed
from bot.drawing.landscape import CREST, FINE, SIDE, hill
from bot.drawing.stacking import Laid, extent, laid
from bot.drawing.stones import BLACK, WHITE, Point, above, area, stone
from bot.drawing.texture import Face, mark

FEW, MANY, FILLS = 42_000.0, 175_000.0, 45.0
"""How many pixels a cairn covers: with few stones, with many, and how soon it comes to that."""
HIGHEST, WIDEST = 780.0, 1050.0
SUNK, BEDDED, LOW, INWARD = 6.0, 0.2, 0.16, 0.2
"""How far the cairn stands in the grass; how far the dark under a stone reaches down.
The dark inside begins so low on a stone, and so far from its middle."""
NIGHT = (28, 38, 66)
TONES = (
    (1.0, 1.0, 0.0, 0.0, 0.42),
    (0.965, 0.93, 0.006, 0.012, 0.2),
    (0.93, 0.84, 0.012, 0.026, 0.0),
)
"""Wide, high, to the right, up, in the shade: a stone from its edge inwards."""


def draw(stones: Sequence[tuple[str, str | None]], ground: str) -> bytes:
    """A PNG of the cairn of these stones (seed, theme), oldest first, on a light or dark ground."""
    land = LANDS[ground]
    image = Image.new("RGB", (SIDE * FINE, SIDE * FINE))
    pen = ImageDraw.Draw(image)
    landscape.background(pen, land)
    _cairn(pen, land, laid(stone(seed, theme) for seed, theme in stones))
    out = BytesIO()
    small = image.reduce(FINE).quantize(method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    small.save(out, "PNG", compress_level=6)
    return out.getvalue()


def scale(placed: Sequence[Laid]) -> float:
    """Pixels for the width of a common stone: with each stone more, the cairn covers more."""
    covers = FEW + (MANY - FEW) * (1 - math.exp((1 - len(placed)) / FILLS))
    left, right, high = extent(placed)
    size = math.sqrt(covers / sum(area(one.outline) for one in placed))
    return min(size, HIGHEST / high, WIDEST / (right - left))


def _cairn(pen: ImageDraw.ImageDraw, land: Land, placed: Sequence[Laid]) -> None:
    left, right, _ = extent(placed)
    size, middle = scale(placed), (left + right) / 2
    ends = SIDE / 2 + (left - middle) * size, SIDE / 2 + (right - middle) * size
    landscape.shadow(pen, land, *ends)
    lies = [_lies(one, size, middle) for one in placed]
    pen.polygon(_inside(placed, lies), land.gap)
    for one, here in zip(placed, lies, strict=True):
        if one.course:
            pen.polygon([here(0.8 * x, y - BEDDED) for x, y in one.stone.outline], land.gap)
    half = (right - left) / 2
    for one, here in zip(placed, lies, strict=True):
        _stone(pen, land, one, here, (one.centre[0] - middle) / half)
    landscape.grass(pen, land, *ends)


def _inside(placed: Sequence[Laid], lies: Sequence[_Lies]) -> list[Point]:
    """What nobody looks through: all between the outermost stones of each course."""
    courses: list[list[_Lies]] = []
    for one, here in zip(placed, lies, strict=True):
        if one.course == len(courses):
            courses.append([])
        courses[one.course].append(here)
    for course in courses:
        course.sort(key=_across)
    up = [course[0](INWARD, -LOW) for course in courses]
    down = [course[-1](-INWARD, -LOW) for course in reversed(courses)]
    lowest = [here(0.0, 0.0) for here in reversed(courses[0])]
    return [*up, *down, *lowest]


def _across(lies: _Lies) -> float:
    return lies.x


@dataclass(frozen=True, slots=True)
class _Lies:
    """From a stone's own measure to the picture: where it lies, how it leans, how large it is."""

    x: float
    y: float
    cos: float
    sin: float
    slope: float

    def __call__(self, x: float, y: float) -> Point:
        across = x * self.cos - y * self.sin
        up = x * self.sin + y * self.cos
        return self.x + across, self.y - up + self.slope * across


def _lies(one: Laid, size: float, middle: float) -> _Lies:
    x = SIDE / 2 + (one.centre[0] - middle) * size
    y = CREST + SUNK + hill(x) - one.centre[1] * size
    large = one.size * size * FINE
    cos, sin = math.cos(one.angle) * large, math.sin(one.angle) * large
    return _Lies(x * FINE, y * FINE, cos, sin, hill(x + 0.5) - hill(x - 0.5))


def _stone(pen: ImageDraw.ImageDraw, land: Land, one: Laid, lies: _Lies, away: float) -> None:
    """One stone, from its shaded edge to the light on its upper side, and its marks."""
    colour = mixed(one.stone.colour, BLACK, 0.03 * (1 - away) ** 2)
    if land.stars:
        colour = mixed(colour, NIGHT, 0.10)
    outline = one.stone.outline
    for wide, high, right, up, black in TONES:
        tone = mixed(colour, BLACK, black)
        pen.polygon([lies(x * wide + right, y * high + up) for x, y in outline], tone)
    edge = 0.30 * max(y for _, y in outline)
    lit = above([(x * 0.90 + 0.008, y * 0.84 + 0.02) for x, y in outline], edge)
    pen.polygon([lies(x, y) for x, y in lit], mixed(colour, WHITE, 0.15))
    mark(Face.of(pen, lies, colour, one.stone))
