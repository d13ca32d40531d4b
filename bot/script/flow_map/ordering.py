"""The order within each row, so that few lines cross: sweeps by the middle, then single swaps."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from itertools import pairwise

from bot.script.flow_map.lattice import Lattice

SWEEPS = 12
SWAPS = 6
MOST_TO_SWAP = 1500  # vertices; in larger pictures single swaps cost more than they mend


def ordered(lattice: Lattice) -> list[list[int]]:
    """The vertices row by row, from left to right."""
    rows = _first(lattice)
    above, below = lattice.neighbours()
    best, fewest = [row[:] for row in rows], crossings(rows, below)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        if sweep % 2:
            for at in range(len(rows) - 2, -1, -1):
                _by_middle(rows[at], rows[at + 1], below)
        else:
            for at in range(1, len(rows)):
                _by_middle(rows[at], rows[at - 1], above)
        now = crossings(rows, below)
        if now < fewest:
            best, fewest = [row[:] for row in rows], now
    if fewest and len(lattice.vertices) <= MOST_TO_SWAP:
        _swap(best, above, below)
    return best


def crossings(rows: Sequence[Sequence[int]], below: Sequence[Sequence[int]]) -> int:
    """How many pairs of lines cross between neighbouring rows."""
    count = 0
    for row, next_row in pairwise(rows):
        place = {vertex: at for at, vertex in enumerate(next_row)}
        passed: list[int] = []
        for vertex in row:
            ends = [place[low] for low in below[vertex]]
            count += sum(len(passed) - bisect_right(passed, end) for end in ends)
            for end in ends:
                insort(passed, end)
    return count


def _first(lattice: Lattice) -> list[list[int]]:
    """Depth first and in reading order, so that what belongs together begins together."""
    above, below = lattice.neighbours()
    rows: list[list[int]] = [[] for _ in lattice.rows()]
    seen: set[int] = set()
    for root in sorted(range(len(lattice.vertices)), key=lambda one: (bool(above[one]), one)):
        todo = [root]
        while todo:
            here = todo.pop()
            if here not in seen:
                seen.add(here)
                rows[lattice.vertices[here].row].append(here)
                todo += reversed(below[here])
    return rows


def _by_middle(row: list[int], fixed: Sequence[int], joined: Sequence[Sequence[int]]) -> None:
    """Sorts a row by the middle of its neighbours; what has none keeps its place."""
    place = {vertex: at for at, vertex in enumerate(fixed)}
    middle = {
        vertex: sum(place[one] for one in joined[vertex]) / len(joined[vertex])
        for vertex in row
        if joined[vertex]
    }
    moved = iter(sorted(middle, key=middle.__getitem__))
    row[:] = [next(moved) if vertex in middle else vertex for vertex in row]


def _swap(
    rows: list[list[int]], above: Sequence[Sequence[int]], below: Sequence[Sequence[int]]
) -> None:
    """Swaps neighbours wherever that leaves fewer crossings, until nothing is to be gained."""
    place = {vertex: at for row in rows for at, vertex in enumerate(row)}
    for _ in range(SWAPS):
        gained = False
        for row in rows:
            for at in range(len(row) - 1):
                left, right = row[at], row[at + 1]
                gain = sum(
                    _crossed(joined[left], joined[right], place)
                    - _crossed(joined[right], joined[left], place)
                    for joined in (above, below)
                )
                if gain > 0:
                    row[at], row[at + 1] = right, left
                    place[left], place[right] = at + 1, at
                    gained = True
        if not gained:
            return


def _crossed(left: Sequence[int], right: Sequence[int], place: dict[int, int]) -> int:
    """How many lines of the left one cross lines of the right one."""
    ends = sorted(place[one] for one in right)
    return sum(bisect_right(ends, place[one] - 1) for one in left)
