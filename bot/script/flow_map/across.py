"""Where everything stands across: as straight as there is room for, in the order of each row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import ceil, floor, inf

from bot.script.flow_map.lattice import Lattice, Vertex

BOX_GAP, LABEL_GAP, LINE_GAP = 26.0, 14.0, 9.0  # room to the right and left of each
STEP = 8.0
NEAR, FAR = 16.0, 48.0  # how far a box, and a passing line, moves so that a line is straight
ROUNDS = 60
STIFF = 16.0  # how much more a passing line wants to be straight than others

Pull = tuple[list[tuple[int, float]], float]  # who pulls, how hard each; and all of them together


def across(lattice: Lattice, rows: Sequence[Sequence[int]]) -> list[float]:
    """The middle of each vertex: rounds of pulling every row to the middle of its neighbours."""
    vertices = lattice.vertices
    rooms = [[_room(vertices[a], vertices[b]) for a, b in pairwise(row)] for row in rows]
    offsets = [list(accumulate(gaps, initial=0.0)) for gaps in rooms]
    x = [0.0] * len(vertices)
    for row, places in zip(rows, offsets, strict=True):
        for vertex, place in zip(row, places, strict=True):
            x[vertex] = place - places[-1] / 2
    above, below, both = _pulls(lattice)
    order = range(len(rows))
    for turn in range(ROUNDS):
        pulls = both if turn >= ROUNDS // 2 else (above, below)[turn % 2]
        moved = 0.0
        for at in order if turn % 2 == 0 else reversed(order):
            moved = max(moved, _pull(rows[at], offsets[at], x, pulls))
        if turn > ROUNDS // 2 and moved < 1:
            break
    _close_up(lattice, rows, rooms, x)
    # What is nearly above one another stands exactly so; rooms are whole steps, so none is lost.
    x = [STEP * floor(at / STEP + 0.5) for at in x]
    _straighten(lattice, rows, rooms, x)
    return x


def _room(left: Vertex, right: Vertex) -> float:
    """How far apart the middles of two neighbours must be."""
    gap = min(_gap(left), _gap(right))
    if not (left.passing or right.passing):
        gap = max(_gap(left), _gap(right))
    return STEP * ceil(((left.size.width + right.size.width) / 2 + gap) / STEP)


def _gap(vertex: Vertex) -> float:
    if vertex.passing:
        return LINE_GAP
    return LABEL_GAP if vertex.row % 2 else BOX_GAP


def _pulls(lattice: Lattice) -> tuple[list[Pull], list[Pull], list[Pull]]:
    """For each vertex, who pulls it from above, from below, and from both."""
    above: list[list[tuple[int, float]]] = [[] for _ in lattice.vertices]
    below: list[list[tuple[int, float]]] = [[] for _ in lattice.vertices]
    for high, low in [*lattice.links, *lattice.springs]:
        passing = lattice.vertices[high].passing and lattice.vertices[low].passing
        below[high].append((low, STIFF if passing else 1.0))
        above[low].append((high, STIFF if passing else 1.0))
    both = [[*up, *down] for up, down in zip(above, below, strict=True)]
    summed = [
        [(pull, sum(force for _, force in pull)) for pull in one] for one in (above, below, both)
    ]
    return summed[0], summed[1], summed[2]


def _pull(
    row: Sequence[int], offsets: Sequence[float], x: list[float], pulls: Sequence[Pull]
) -> float:
    """Moves a row to where it is pulled: the nearest places, by least squares, that keep apart.

    Returns how far anything has moved.
    """
    blocks: list[tuple[float, float, int]] = []  # where, how firmly, how many vertices
    for vertex, offset in zip(row, offsets, strict=True):
        pull, firm = pulls[vertex]
        where = x[vertex]
        if pull:
            where = sum([x[one] * force for one, force in pull]) / firm
        where, firm, many = where - offset, firm or 0.1, 1
        while blocks and blocks[-1][0] > where:
            other, weight, others = blocks.pop()
            where = (other * weight + where * firm) / (weight + firm)
            firm, many = weight + firm, many + others
        blocks.append((where, firm, many))
    wanted = [where for where, _, many in blocks for _ in range(many)]
    moved = 0.0
    for vertex, where, offset in zip(row, wanted, offsets, strict=True):
        moved = max(moved, abs(x[vertex] - where - offset))
        x[vertex] = where + offset
    return moved


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
