"""A layered picture of boxes and labelled lines: where each box, label and line lies.

Nothing here knows what the boxes mean. Boxes and labels never lie upon one another, and no line
runs through a box or through the words of another line: each has room of its own in its row,
and between two rows lie nothing but lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.script.flow_map.lattice import Lattice, Line, Loop, Size, lattice
from bot.script.flow_map.ordering import ordered
from bot.script.flow_map.placing import TRACK, Placed, placed

__all__ = ["Line", "Picture", "Piece", "Rect", "Size", "laid_out"]

Point = tuple[float, float]

ROUND = 7.0  # the corner of a line that turns
ASIDE = 14.0  # how far from the middle of its box a loop arrives


@dataclass(frozen=True, slots=True)
class Rect:
    """A box on the picture."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one or more lines.

    Attributes:
        points: Its start, and then three points for each cubic curve.
        lines: The lines that run here, by number.
        arrives: Whether it ends at a box.
        climbs: Whether a line begins to lead up here, against the reading direction.
    """

    points: tuple[Point, ...]
    lines: tuple[int, ...]
    arrives: bool = False
    climbs: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole: boxes in their order, labels by the number of their line, and the lines."""

    width: float
    height: float
    boxes: tuple[Rect, ...]
    labels: dict[int, Rect]
    pieces: tuple[Piece, ...]


def laid_out(boxes: Sequence[Size], lines: Sequence[Line]) -> Picture:
    """Lays out boxes and the lines between them; what leads on stands above what it leads to."""
    made = lattice(boxes, lines)
    rows = ordered(made)
    tracks = _Tracks(made, len(rows))
    where = placed(made, rows, tracks.counts)
    return _Drawing(made, len(boxes), where, tracks).picture()


class _Tracks:
    """Which loop runs along in which of the strips between the rows; strip n is above row n."""

    def __init__(self, made: Lattice, rows: int) -> None:
        self.counts = [0] * (rows + 1)
        self._taken: dict[tuple[int, int, bool], int] = {}
        for to, loop in made.loops.items():
            self._take(made.vertices[to].row, to, arrives=True)
            for label in loop.joins.values():
                self._take(made.vertices[label].row + 1, to, arrives=False)

    def _take(self, strip: int, to: int, *, arrives: bool) -> None:
        if (strip, to, arrives) not in self._taken:
            self._taken[strip, to, arrives] = self.counts[strip]
            self.counts[strip] += 1

    def above(self, strip: int, to: int, *, arrives: bool) -> float:
        """How far from the strip's lower edge (arriving) or upper edge the loop runs."""
        return (self._taken[strip, to, arrives] + 0.8) * TRACK


class _Drawing:
    def __init__(self, made: Lattice, boxes: int, where: Placed, tracks: _Tracks) -> None:
        self._made = made
        self._boxes = boxes
        self._where = where
        self._tracks = tracks
        self._ports = self._leaving()

    def picture(self) -> Picture:
        """The picture, moved so that it begins at the upper left corner."""
        pieces = [*self._links(), *self._turns()]
        boxes = [self._rect(at) for at in range(self._boxes)]
        labels = {line: self._rect(at) for line, at in self._made.labels.items()}
        rects = [*boxes, *labels.values()]
        points = [point for piece in pieces for point in piece.points]
        left = min([one.left for one in rects] + [x for x, _ in points])
        top = min([one.top for one in rects] + [y for _, y in points])
        return Picture(
            max([one.right for one in rects] + [x for x, _ in points]) - left,
            max([one.bottom for one in rects] + [y for _, y in points]) - top,
            tuple(_moved(one, left, top) for one in boxes),
            {line: _moved(one, left, top) for line, one in labels.items()},
            tuple(
                Piece(
                    tuple((x - left, y - top) for x, y in one.points),
                    one.lines,
                    one.arrives,
                    one.climbs,
                )
                for one in pieces
            ),
        )

    def _rect(self, at: int) -> Rect:
        vertex, where = self._made.vertices[at], self._where
        size, top = vertex.size, where.tops[vertex.row]
        if at >= self._boxes:  # words stand in the middle of their row, boxes at its upper edge
            top += (where.bottoms[vertex.row] - top - size.height) / 2
        return Rect(where.x[at] - size.width / 2, top, size.width, size.height)

    def _leaving(self) -> dict[tuple[int, int], float]:
        """Where each line leaves its box: side by side along the lower edge, in their order."""
        out: dict[int, list[int]] = {}
        for high, low in self._made.links:
            if high < self._boxes:
                out.setdefault(high, []).append(low)
        ports = {}
        for box, lows in out.items():
            rect = self._rect(box)
            lows.sort(key=self._where.x.__getitem__)
            for at, low in enumerate(lows, 1):
                ports[box, low] = rect.left + rect.width * at / (len(lows) + 1)
        return ports

    def _links(self) -> list[Piece]:
        """The lines from row to row; a vertex that is passed is crossed from edge to edge."""
        loops = self._made.loops.values()
        climbing = {one for loop in loops for one in loop.climb}
        lowest = {loop.climb[0] for loop in loops}
        x, where, pieces = self._where.x, self._where, []
        for (high, low), lines in self._made.links.items():
            row = self._made.vertices[high].row
            start, bottom = x[high], where.bottoms[row]
            begin = where.tops[row]
            if high < self._boxes:
                start = self._ports[high, low]
                begin = self._rect(high).bottom
            top = where.tops[row + 1]
            middle = (bottom + top) / 2
            curve = ((start, middle), (x[low], middle), (x[low], top))
            points = (*_straight((start, begin), (start, bottom)), *curve)
            if high in climbing:
                pieces.append(Piece(points[::-1], tuple(lines), climbs=low in lowest))
            else:
                pieces.append(Piece(points, tuple(lines), arrives=low < self._boxes))
        return pieces

    def _turns(self) -> list[Piece]:
        """The lower and the upper turn of every loop."""
        pieces = []
        for to, loop in self._made.loops.items():
            pieces += [self._lower_turn(to, loop, line) for line in loop.joins]
            pieces.append(self._upper_turn(to, loop))
        return pieces

    def _lower_turn(self, to: int, loop: Loop, line: int) -> Piece:
        label = loop.joins[line]
        row = self._made.vertices[label].row
        climb = next(one for one in loop.climb if self._made.vertices[one].row == row)
        x, top = self._where.x, self._where.tops[row]
        along = self._where.bottoms[row] + self._tracks.above(row + 1, to, arrives=False)
        points = _turned([(x[label], top), (x[label], along), (x[climb], along), (x[climb], top)])
        return Piece(points, (line,))

    def _upper_turn(self, to: int, loop: Loop) -> Piece:
        x, row = self._where.x, self._made.vertices[to].row
        last, top = loop.climb[-1], self._where.tops[row]
        aside = min(ASIDE, self._made.vertices[to].size.width / 3)
        side = aside if x[last] > x[to] else -aside
        along = top - self._tracks.above(row, to, arrives=True)
        end = x[to] + side
        points = _turned([(x[last], top), (x[last], along), (end, along), (end, top)])
        return Piece(points, tuple(loop.joins), arrives=True)


def _moved(rect: Rect, left: float, top: float) -> Rect:
    return Rect(rect.left - left, rect.top - top, rect.width, rect.height)


def _straight(start: Point, end: Point) -> tuple[Point, ...]:
    return (start, start, end, end)


def _turned(corners: Sequence[Point]) -> tuple[Point, ...]:
    """A line round corners, each of them rounded as far as there is room."""
    points = [corners[0]]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        come, go = _towards(corner, before), _towards(corner, after)
        points += [points[-1], come, come, corner, corner, go]
    return (*points, points[-1], corners[-1], corners[-1])


def _towards(corner: Point, other: Point) -> Point:
    """A point near the corner on the way to the other one."""
    far = abs(other[0] - corner[0]) + abs(other[1] - corner[1])
    share = min(ROUND / far, 0.5) if far else 0.0
    return (corner[0] + (other[0] - corner[0]) * share, corner[1] + (other[1] - corner[1]) * share)
