"""What is seen on a stone from near: grain, bands, veins. Each kind of stone has a mark of its own.

So kinds can be told apart by more than their colour. The marks follow from the stone's seed; of a
small stone the first few of them are drawn, the same that a large one begins with.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PIL import ImageDraw

from bot.drawing.chance import Chance
from bot.drawing.colours import Colour, mixed
from bot.drawing.stones import BLACK, WHITE, Point, Stone

NEAR = 60.0
"""From how many pixels on a stone is wide enough for more than its first marks."""
_ALONG = (-0.5, -0.33, -0.16, 0.0, 0.16, 0.33, 0.5)
LICHEN = ((186, 190, 150), (203, 184, 120), (168, 184, 176))


@dataclass(frozen=True, slots=True)
class Face:
    """The front of a stone in the picture: from its own measure to pixels, and its colour."""

    pen: ImageDraw.ImageDraw
    lies: Callable[[float, float], Point]
    colour: Colour
    stone: Stone
    reach: Point
    size: float

    @classmethod
    def of(
        cls,
        pen: ImageDraw.ImageDraw,
        lies: Callable[[float, float], Point],
        colour: Colour,
        stone: Stone,
    ) -> Face:
        """The face of a stone that lies so."""
        right, top = max(x for x, _ in stone.outline), max(y for _, y in stone.outline)
        size = lies(right, 0.0)[0] - lies(-right, 0.0)[0]
        return cls(pen, lies, colour, stone, (right, top), size)

    def at(self, x: float, y: float) -> Point:
        """A place on it: from -1 to 1 across and up."""
        return self.lies(x * self.reach[0], y * self.reach[1])

    def many(self, most: int) -> int:
        """How many of so many marks can be seen at its size."""
        return max(2, min(most, round(most * self.size / 260)))

    def dot(self, at: Point, wide: float, flat: float, tone: Colour) -> None:
        """A spot, as large as so much of the stone's width."""
        x, y = self.at(*at)
        across = max(1.0, wide * self.size)
        up = max(1.0, across * flat)
        self.pen.ellipse((x - across, y - up, x + across, y + up), tone)

    def line(self, points: list[Point], wide: float, tone: Colour) -> None:
        """A line over the places given."""
        width = max(1, round(wide * self.size))
        self.pen.line([self.at(*one) for one in points], tone, width, joint="curve")

    def lighter(self, share: float) -> Colour:
        """Its colour in more light."""
        return mixed(self.colour, WHITE, share)

    def darker(self, share: float) -> Colour:
        """Its colour in less."""
        return mixed(self.colour, BLACK, share)


def mark(face: Face) -> None:
    """Puts a stone's marks on its face."""
    chance = Chance(f"face:{face.stone.seed}")
    _MARKS.get(face.stone.kind, _grain)(face, chance)
    if chance.unit() < 0.3 and face.size > NEAR:
        _lichen(face, chance)


def _inside(chance: Chance, far: float = 0.72) -> Point:
    turn, out = chance.between(0, math.tau), far * math.sqrt(chance.unit())
    return out * math.cos(turn), out * math.sin(turn) * 0.86


def _grain(face: Face, chance: Chance) -> None:
    """Granite: pepper and salt."""
    tones = face.darker(0.3), face.lighter(0.35), face.darker(0.16)
    for number in range(face.many(44)):
        face.dot(_inside(chance), chance.between(0.006, 0.014), 0.9, tones[number % 3])


def _bands(face: Face, chance: Chance) -> None:
    """Sandstone: laid down in layers."""
    for number in range(3):
        y = -0.52 + 0.42 * number + chance.around(0.12)
        bend, reach = chance.around(0.1), 0.76 - 0.2 * abs(y)
        points = [(x * reach, y + bend * math.cos(2.2 * x)) for x in (-1, -0.5, 0, 0.5, 1)]
        face.line(points, chance.between(0.01, 0.024), face.darker(0.14))
    for _ in range(face.many(18)):
        face.dot(_inside(chance), 0.006, 1.0, face.darker(0.2))


def _layers(face: Face, chance: Chance) -> None:
    """Slate: many thin leaves, all one way."""
    lean = chance.around(0.35)
    for number in range(face.many(7)):
        y = 0.6 - 0.2 * ((number * 3) % 7) + chance.around(0.05)
        reach = (0.8 - 0.35 * abs(y)) * chance.between(0.5, 1.0)
        start = chance.around(0.8 - reach)
        ends = [(start - reach, y - lean * 0.3), (start + reach, y + lean * 0.3)]
        face.line(ends, 0.008, face.lighter(0.2) if number % 2 else face.darker(0.3))


def _spots(face: Face, chance: Chance) -> None:
    """Rose: pale crystals, some of them large."""
    for _ in range(face.many(20)):
        face.dot(_inside(chance), chance.between(0.008, 0.026), 0.75, face.lighter(0.42))


def _swirls(face: Face, chance: Chance) -> None:
    """Ochre: one broad dark fold, and a thin one beside it."""
    start, high = chance.around(0.3), chance.between(0.25, 0.5)
    for shift, wide in ((0.0, 0.035), (0.2, 0.012)):
        places = (-0.76, -0.5, -0.25, 0.0, 0.25, 0.5, 0.76)
        points = [(x, start - shift + high * math.sin(2.4 * x + start) * 0.6) for x in places]
        face.line(points, wide, face.darker(0.24))


def _shells(face: Face, chance: Chance) -> None:
    """Limestone: what lived in it once, as small rings."""
    for _ in range(face.many(9)):
        place, size = _inside(chance, 0.62), chance.between(0.02, 0.042)
        tone = face.darker(chance.between(0.16, 0.28))
        face.dot(place, size, 0.8, tone)
        face.dot(place, size * 0.6, 0.8, face.lighter(0.2))


def _vein(face: Face, chance: Chance) -> None:
    """Bluestone: a vein of white quartz, right across, and a thin one that leaves it."""
    start, end = chance.around(0.5), chance.around(0.5)
    bend = chance.around(0.3)
    spine = [(1.2 * x, start + (end - start) * (x + 0.5) + bend * math.cos(3 * x)) for x in _ALONG]
    if chance.unit() < 0.4:
        spine = [(0.9 * y - 0.2, 1.1 * x) for x, y in spine]
    wide = chance.between(0.01, 0.02)
    face.line([(x, y - 0.03) for x, y in spine], wide, face.darker(0.1))
    face.line(spine, wide, face.lighter(0.6))
    x, y = spine[2 + int(chance.unit() * 3)]
    face.line(
        [(x, y), (x + chance.around(0.2), y + 0.2), (x + chance.around(0.3), y + 0.36)],
        0.008,
        face.lighter(0.45),
    )


def _pits(face: Face, chance: Chance) -> None:
    """Basalt: holes that the gas left."""
    for _ in range(face.many(16)):
        place, size = _inside(chance), chance.between(0.008, 0.02)
        face.dot((place[0] + 0.012, place[1] - 0.03), size, 0.8, face.lighter(0.26))
        face.dot(place, size, 0.8, face.darker(0.5))


def _flecks(face: Face, chance: Chance) -> None:
    """Bracken: short pale strokes, all one way."""
    lean = chance.around(0.5)
    for _ in range(face.many(17)):
        (x, y), long = _inside(chance, 0.64), chance.between(0.05, 0.13)
        face.line(
            [(x - long, y - long * lean), (x + long, y + long * lean)], 0.01, face.lighter(0.3)
        )


def _streaks(face: Face, chance: Chance) -> None:
    """Sea-glass: a rubbed, cloudy face with a few frosted streaks."""
    lean = chance.between(0.25, 0.7) * (1 if chance.unit() < 0.5 else -1)
    for number in range(face.many(5)):
        x, y = -0.5 + 0.25 * number + chance.around(0.08), chance.around(0.3)
        long = chance.between(0.14, 0.3)
        ends = [(x - lean * long * 0.5, y - long), (x + lean * long * 0.5, y + long)]
        face.line(ends, chance.between(0.008, 0.022), face.lighter(0.4))


def _lichen(face: Face, chance: Chance) -> None:
    x, y = _inside(chance, 0.55)
    tone = mixed(face.colour, LICHEN[int(chance.unit() * 3)], 0.62)
    for _ in range(6):
        place = x + chance.around(0.16), y + chance.around(0.22)
        face.dot(place, chance.between(0.014, 0.045), 0.8, tone)


_MARKS: dict[str, Callable[[Face, Chance], None]] = {
    "culture": _bands,
    "leadership": _layers,
    "workforce-care": _spots,
    "power-sharing": _swirls,
    "knowledge": _shells,
    "feedback": _vein,
    "policies": _pits,
    "budgets": _flecks,
    "service-design": _streaks,
}
