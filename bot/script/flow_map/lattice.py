"""Boxes, labels and passing lines as vertices in rows, so that nothing can lie upon anything else.

Boxes stand in the even rows. The words of a line stand in the odd row below the box that it
leaves, and take room there like a box. Where a line passes a row it takes a narrow place in it;
all lines to one box share these places, as streets run together. A line that leads back goes down
to below its words, turns, and climbs beside the boxes, in places of its own, to above its target.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.script.flow_map.ranks import loops, ranks

Pair = tuple[int, int]

PASSING = 6.0  # how wide a place is in which lines pass


@dataclass(frozen=True, slots=True)
class Size:
    """How much room a box or a label takes."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """An arrow from one box to another, and the room that its words take, if there are any."""

    from_: int
    to: int
    label: Size | None = None


@dataclass(frozen=True, slots=True)
class Vertex:
    """Something that takes room in a row; `passing` lines do, but have no height."""

    row: int
    size: Size
    passing: bool = False


@dataclass(slots=True)
class Loop:
    """Lines that lead back to one box.

    Attributes:
        climb: The places in which they climb, from the lowest row up to the row of the box.
        joins: For each line, the vertex below which it turns.
    """

    climb: list[int] = field(default_factory=list)
    joins: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Lattice:
    """Everything that takes room, and what is joined with what.

    Attributes:
        vertices: The boxes first, with their own numbers.
        links: From a vertex to one in the next row, and the lines that run there.
        springs: Pairs in neighbouring rows that should stand near each other; nothing is drawn.
        labels: For each line the vertex of its words, if it has any.
        loops: By the box they lead back to.
    """

    vertices: list[Vertex] = field(default_factory=list)
    links: dict[Pair, list[int]] = field(default_factory=dict)
    springs: list[Pair] = field(default_factory=list)
    labels: dict[int, int] = field(default_factory=dict)
    loops: dict[int, Loop] = field(default_factory=dict)

    def rows(self) -> list[list[int]]:
        """The vertices row by row."""
        rows: list[list[int]] = [[] for _ in range(1 + max(one.row for one in self.vertices))]
        for at, vertex in enumerate(self.vertices):
            rows[vertex.row].append(at)
        return rows

    def neighbours(self) -> tuple[list[list[int]], list[list[int]]]:
        """For each vertex those above and those below it that it is joined with."""
        above: list[list[int]] = [[] for _ in self.vertices]
        below: list[list[int]] = [[] for _ in self.vertices]
        for high, low in [*self.links, *self.springs]:
            below[high].append(low)
            above[low].append(high)
        return above, below


def lattice(boxes: Sequence[Size], lines: Sequence[Line]) -> Lattice:
    """Gives every box its row, and every label and passing line its place."""
    return _Builder(boxes, lines).build()


class _Builder:
    def __init__(self, boxes: Sequence[Size], lines: Sequence[Line]) -> None:
        pairs = [(line.from_, line.to) for line in lines]
        self._back = loops(len(boxes), pairs)
        self._rows = [2 * rank for rank in ranks(len(boxes), pairs, self._back)]
        self._lines = lines
        vertices = [Vertex(row, size) for row, size in zip(self._rows, boxes, strict=True)]
        self._made = Lattice(vertices)
        self._passing: dict[Pair, int] = {}

    def build(self) -> Lattice:
        for at, line in enumerate(self._lines):
            if self._back[at]:
                self._add_loop(at, line)
            else:
                self._add_down(at, line)
        for to, loop in self._made.loops.items():
            self._add_climb(to, loop)
        return self._made

    def _add(self, row: int, size: Size | None) -> int:
        self._made.vertices.append(Vertex(row, size or Size(PASSING, 0), size is None))
        return len(self._made.vertices) - 1

    def _link(self, high: int, low: int, line: int) -> None:
        self._made.links.setdefault((high, low), []).append(line)

    def _add_down(self, at: int, line: Line) -> None:
        here, row, last = line.from_, self._rows[line.from_] + 1, self._rows[line.to]
        if line.label:
            here, row = self._add_label(at, line), row + 1
        for passed in range(row, last):
            place = self._passing.get((line.to, passed))
            if place is None:
                place = self._passing[line.to, passed] = self._add(passed, None)
            self._link(here, place, at)
            here = place
        self._link(here, line.to, at)

    def _add_label(self, at: int, line: Line) -> int:
        label = self._add(self._rows[line.from_] + 1, line.label)
        if line.label:
            self._made.labels[at] = label
        self._link(line.from_, label, at)
        return label

    def _add_loop(self, at: int, line: Line) -> None:
        loop = self._made.loops.setdefault(line.to, Loop())
        loop.joins[at] = self._add_label(at, line)

    def _add_climb(self, to: int, loop: Loop) -> None:
        lowest = max(self._made.vertices[label].row for label in loop.joins.values())
        loop.climb = [self._add(row, None) for row in range(lowest, self._rows[to] - 1, -1)]
        for low, high in zip(loop.climb, loop.climb[1:], strict=False):
            row = self._made.vertices[low].row
            for at, label in loop.joins.items():
                if self._made.vertices[label].row >= row:
                    self._link(high, low, at)
        for at, label in loop.joins.items():
            beside = loop.climb[lowest - self._made.vertices[label].row]
            self._made.springs.append((self._lines[at].from_, beside))
        self._made.springs.append((to, loop.climb[-2]))
