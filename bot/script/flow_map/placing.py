"""Where everything stands: across as straight as there is room for, and down row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, inf

from bot.script.flow_map.lattice import Lattice, Pair, Vertex

BOX_GAP, LABEL_GAP, LINE_GAP = 26.0, 14.0, 9.0  # room to the right and left of each
ROW_GAP, TRACK = 24.0, 9.0  # between rows; and more for every line that runs along there
SLANT, MOST_SLANT = 0.07, 34.0  # and more where a line has far to go
STEP = 8.0
NEAR, FAR = 16.0, 48.0  # how far a box, and a passing line, moves so that a line is straight
ROUNDS = 60
STIFF = 16.0  # how much more a passing line wants to be straight than others


@dataclass(frozen=True, slots=True)
class Placed:
    """The middle of each vertex across, and the upper and lower edge of each row."""

    x: list[float]
    tops: list[float]
    bottoms: list[float]


def placed(lattice: Lattice, rows: Sequence[Sequence[int]], tracks: Sequence[int]) -> Placed:
    """Places everything.

    Args:
        lattice: What is to be placed.
        rows: The order in each row.
        tracks: How many lines run along above each row; one more number for below the last.
    """
    x = _across(lattice, rows)
    slants = [0.0] * (len(rows) + 1)
    for high, low in lattice.links:
        strip = lattice.vertices[low].row
        slants[strip] = max(slants[strip], abs(x[high] - x[low]))
    highs = [max(lattice.vertices[one].size.height for one in row) for row in rows]
    tops, bottoms, y = [], [], 0.0
    for at, high in enumerate(highs):
        y += TRACK * tracks[at]
        if at:
            gap = ROW_GAP if high and highs[at - 1] else ROW_GAP / 2  # no words in between
            y += gap + min(SLANT * slants[at], MOST_SLANT)
        tops.append(y)
        y += high
        bottoms.append(y)
    return Placed(x, tops, bottoms)


def room(left: Vertex, right: Vertex) -> float:
    """How far apart the middles of two neighbours must be."""
    gap = min(_gap(left), _gap(right))
    if not (left.passing or right.passing):
        gap = max(_gap(left), _gap(right))
    return STEP * ceil(((left.size.width + right.size.width) / 2 + gap) / STEP)


def _gap(vertex: Vertex) -> float:
    if vertex.passing:
        return LINE_GAP
    return LABEL_GAP if vertex.row % 2 else BOX_GAP


def _across(lattice: Lattice, rows: Sequence[Sequence[int]]) -> list[float]:
    """Rounds of pulling every row to the middle of its neighbours, as far as the order allows."""
    vertices = lattice.vertices
    rooms = [[room(vertices[a], vertices[b]) for a, b in pairwise(row)] for row in rows]
    x = [0.0] * len(vertices)
    for row, apart in zip(rows, rooms, strict=True):
        at = -sum(apart) / 2
        for vertex, gap in zip(row, [*apart, 0.0], strict=True):
            x[vertex] = at
            at += gap
    pulls = _pulls(lattice)
    order = range(len(rows))
    for turn in range(ROUNDS):
        both = turn >= ROUNDS // 2
        for at in order if turn % 2 == 0 else reversed(order):
            sides = (0, 1) if both else (turn % 2,)
            _pull(rows[at], rooms[at], x, [pulls[side] for side in sides])
    _close_up(lattice, rows, rooms, x)
    # What is nearly above one another stands exactly so; rooms are whole steps, so none is lost.
    x = [STEP * floor(at / STEP + 0.5) for at in x]
    _straighten(lattice, rows, rooms, x)
    return x


def _straighten(
    lattice: Lattice,
    rows: Sequence[Sequence[int]],
    rooms: Sequence[Sequence[float]],
    x: list[float],
) -> None:
    """Puts what continues a line right below what it continues, as far as there is room."""
    above, below = lattice.neighbours()
    for row, gaps in zip(rows, rooms, strict=True):
        for at, vertex in enumerate(row):
            leading = [one for one in above[vertex] if len(below[one]) == 1]
            if len(above[vertex]) > 1:  # lines that join: the one that comes from afar goes on
                leading = [one for one in leading if lattice.vertices[one].passing]
            most = FAR if lattice.vertices[vertex].passing else NEAR
            if len(leading) != 1 or abs(x[leading[0]] - x[vertex]) > most:
                continue
            least = x[row[at - 1]] + gaps[at - 1] if at else -inf
            greatest = x[row[at + 1]] - gaps[at] if at + 1 < len(row) else inf
            if least <= x[leading[0]] <= greatest:
                x[vertex] = x[leading[0]]


def _close_up(
    lattice: Lattice,
    rows: Sequence[Sequence[int]],
    rooms: Sequence[Sequence[float]],
    x: list[float],
) -> None:
    """Moves parts that nothing joins next to each other; nothing else pulls them together."""
    part = _parts(lattice)
    for one in sorted(set(part), key=lambda one: min(x[at] for at in _members(part, one))):
        slack = [
            x[right] - x[left] - apart
            for row, gaps in zip(rows, rooms, strict=True)
            for left, right, apart in zip(row, row[1:], gaps, strict=False)
            if part[right] == one != part[left]
        ]
        for at in _members(part, one) if slack else ():
            x[at] -= min(slack)


def _members(part: Sequence[int], one: int) -> list[int]:
    return [at for at, other in enumerate(part) if other == one]


def _parts(lattice: Lattice) -> list[int]:
    """For each vertex the first one of the part that it belongs to."""
    part = list(range(len(lattice.vertices)))
    for high, low in [*lattice.links, *lattice.springs]:
        first, second = sorted((_first(part, high), _first(part, low)))
        part[second] = first
    return [_first(part, at) for at in range(len(part))]


def _first(part: list[int], at: int) -> int:
    while part[at] != at:
        part[at] = at = part[part[at]]
    return at


Pulls = list[list[tuple[int, float]]]


def _pulls(lattice: Lattice) -> tuple[Pulls, Pulls]:
    """For each vertex, who pulls it from above and from below, and how hard."""
    above: Pulls = [[] for _ in lattice.vertices]
    below: Pulls = [[] for _ in lattice.vertices]
    for high, low in [*lattice.links, *lattice.springs]:
        force = _force(lattice, (high, low))
        below[high].append((low, force))
        above[low].append((high, force))
    return above, below


def _force(lattice: Lattice, pair: Pair) -> float:
    high, low = (lattice.vertices[one].passing for one in pair)
    return STIFF if high and low else 1.0


def _pull(
    row: Sequence[int], apart: Sequence[float], x: list[float], sides: Sequence[Pulls]
) -> None:
    """Moves a row to where it is pulled: the nearest places, by least squares, that keep apart."""
    offsets, total = [0.0], 0.0
    for gap in apart:
        total += gap
        offsets.append(total)
    blocks: list[tuple[float, float, int]] = []  # where, how firmly, how many vertices
    for vertex, offset in zip(row, offsets, strict=True):
        forces = [(x[one], force) for side in sides for one, force in side[vertex]]
        weight = sum(force for _, force in forces)
        if weight:
            wanted = sum(at * force for at, force in forces) / weight
        else:
            wanted, weight = x[vertex], 0.1
        block = (wanted - offset, weight, 1)
        while blocks and blocks[-1][0] > block[0]:
            before = blocks.pop()
            firm = before[1] + block[1]
            middle = (before[0] * before[1] + block[0] * block[1]) / firm
            block = (middle, firm, before[2] + block[2])
        blocks.append(block)
    moved = [where for where, _, many in blocks for _ in range(many)]
    for vertex, where, offset in zip(row, moved, offsets, strict=True):
        x[vertex] = where + offset
