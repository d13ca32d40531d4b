"""Where the stones of a cairn lie: each is set down where it finds hold, and stays there.

A stone goes on the highest course that is wide enough to carry it, else beside the lowest one. So
every cairn is wide below and narrow above, however many stones there are, and one stone more moves
none of the others.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.drawing.stones import COLUMN, Point, Stone, felt, turned

BASE, TOP, FADES = 1.3, 0.8, 6.0
"""How large stones are in the lowest course and far up, and over how many courses that changes."""
INSET, ROUNDS, MOST_INSET = 0.0, 0.006, 0.16
"""How far, on each side, a course stands back from the one below, and how much more each time."""
CLOSE = 0.06
"""How far a stone reaches over the one beside it, and over the uneven top of those below."""
PRESSED = 0.3
STEEPEST = 0.14
SPIRE = 4


@dataclass(frozen=True, slots=True)
class Laid:
    """A stone in its place: its outline in the cairn, y upwards from the top of the hill."""

    stone: Stone
    outline: tuple[Point, ...]
    centre: Point
    angle: float
    size: float
    course: int


@dataclass(slots=True)
class _Course:
    """One row of stones: where it begins and ends, and how high it is at each column."""

    left: float
    right: float
    tops: dict[int, float] = field(default_factory=dict)

    @property
    def wide(self) -> float:
        return self.right - self.left


def size_in(course: int) -> float:
    """How large stones are in a course, to their own size."""
    return TOP + (BASE - TOP) * math.exp(-course / FADES)


def laid(stones: Iterable[Stone]) -> list[Laid]:
    """Sets the stones down, one after the other."""
    courses: list[_Course] = []
    sizes: list[float] = []
    found = []
    for one in stones:
        wide = 2 * max(x for x, _ in one.outline)
        if len(sizes) <= len(courses):
            sizes.append(size_in(len(courses)))
        number, left = _place(courses, [wide * size for size in sizes])
        right = left + wide * sizes[number]
        if number == len(courses):
            courses.append(_Course(left, right))
        mine = courses[number]
        mine.left, mine.right = min(mine.left, left), max(mine.right, right)
        below = courses[number - 1].tops if number else {}
        outline, centre, angle = _set_down(one, (left + right) / 2, sizes[number], below, mine.tops)
        found.append(Laid(one, outline, centre, angle, sizes[number], number))
    return found


def extent(placed: Sequence[Laid]) -> tuple[float, float, float]:
    """How far a cairn reaches to the left, to the right, and up."""
    return (
        min(x for one in placed for x, _ in one.outline),
        max(x for one in placed for x, _ in one.outline),
        max(y for one in placed for _, y in one.outline),
    )


def _place(courses: list[_Course], wide: list[float]) -> tuple[int, float]:
    """The course for a stone, which is so wide in each of them, and where its left end comes."""
    for number in range(len(courses), 0, -1):
        below, mine = courses[number - 1], wide[number]
        inset = min(MOST_INSET, INSET + ROUNDS * number)
        if number == len(courses):
            alone = number < SPIRE and mine < 0.97 * below.wide
            if alone or mine <= below.wide - 2 * inset:
                return number, (below.left + below.right - mine) / 2
            continue
        here = courses[number]
        room = here.left - below.left - inset, below.right - inset - here.right
        if max(room) >= mine - CLOSE:
            return number, _beside(here, mine, to_the_right=room[1] >= room[0])
    if not courses:
        return 0, -wide[0] / 2
    return 0, _beside(courses[0], wide[0], to_the_right=courses[0].left + courses[0].right <= 0)


def _beside(course: _Course, wide: float, *, to_the_right: bool) -> float:
    return course.right - CLOSE if to_the_right else course.left + CLOSE - wide


def _set_down(
    one: Stone, x: float, size: float, below: dict[int, float], tops: dict[int, float]
) -> tuple[tuple[Point, ...], Point, float]:
    """Lays a stone on what is below it, leaning as that does, and adds it to the tops."""
    shift = round(x / COLUMN)
    angle = 0.0
    if below:
        reach = round(0.3 * size / COLUMN)
        left, right = (_mean(below, shift + side * reach) for side in (-1, 1))
        angle = math.atan2(right - left, 2 * reach * COLUMN)
        angle = max(-STEEPEST, min(STEEPEST, 0.8 * angle))
    outline = turned(one.outline, angle, size)
    columns = felt(outline)
    rests = sorted(below[at] - low for c, (low, _) in columns.items() if (at := shift + c) in below)
    flat = sorted(-low for low, _ in columns.values())
    # Not on the one highest point: a stone is bedded in, and hides a little of those it lies on.
    y = rests[int((1 - PRESSED) * len(rests))] if rests else flat[-1]
    for column, (_, high) in columns.items():
        at = shift + column
        tops[at] = max(tops.get(at, -1.0), y + high)
    x = shift * COLUMN
    placed = tuple((px + x, py + y) for px, py in outline)
    return placed, (x, y), angle


def _mean(tops: dict[int, float], at: int) -> float:
    near = [tops[column] for column in range(at - 3, at + 4) if column in tops]
    return sum(near) / len(near) if near else 0.0
