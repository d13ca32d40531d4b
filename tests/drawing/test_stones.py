"""The stones of a cairn: no two the same, the same for ever, and told apart by everybody."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.drawing.cairn import NIGHT, scale
from bot.drawing.chance import Chance
from bot.drawing.colours import GRANITE, KINDS, Colour, mixed
from bot.drawing.stacking import SPIRE, Laid, laid
from bot.drawing.stones import Stone, area, stone
from tests.talk.running import shipped

APART = 0.08
"""How far two kinds are apart in OKLab: about four times what is just noticeable."""

# How the light that each sort of cone takes in is seen where one sort is missing (Machado, Oliveira
# and Fernandes 2009, severity 1, for linear RGB).
VISION = {
    "all three": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def seen(colour: Colour, vision: str) -> tuple[float, float, float]:
    """A colour in OKLab, as it looks to somebody."""
    linear = [((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    red, green, blue = (
        max(0.0, sum(row[at] * linear[at] for at in range(3))) for row in VISION[vision]
    )
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def stones(number: int, start: int = 0) -> list[Stone]:
    """So many stones of all kinds."""
    kinds = list(KINDS)
    return [stone(str(start + at), kinds[at % len(kinds)]) for at in range(number)]


def test_the_same_seed_gives_the_same_numbers_for_ever() -> None:
    """These numbers must never change: they are the stones that people know."""
    chance = Chance("4294967297")
    assert [round(chance.unit(), 4) for _ in range(3)] == [0.2482, 0.849, 0.7529]
    assert round(Chance("4294967298").unit(), 4) == 0.715


def test_no_two_stones_are_the_same() -> None:
    """Five hundred of one kind, one after the other, differ in outline, and in size or shape."""
    many = [stone(str((1 << 32) + at), "culture") for at in range(500)]
    assert len({one.outline for one in many}) == 500
    measures = {
        (round(one.outline[0][0], 2), round(area(one.outline), 3), len(one.outline)) for one in many
    }
    assert len(measures) > 490


def test_a_stone_of_no_theme_or_an_unknown_one_is_granite() -> None:
    """A coordinator's own theme has stones too."""
    assert stone("1", None).kind == stone("1", "a-theme-of-ours").kind == GRANITE


def test_every_theme_has_a_stone_of_its_own() -> None:
    """The nine themes as they are shipped, and granite."""
    assert {*shipped().themes, GRANITE} == KINDS.keys()


@pytest.mark.parametrize("vision", VISION)
def test_kinds_are_told_apart(vision: str) -> None:
    """Any two kinds are well apart by day and by night, with every way of seeing colours."""
    for share in (0.0, 0.1):
        kinds = {kind: mixed(colour, NIGHT, share) for kind, colour in KINDS.items()}
        near = min(
            (math.dist(seen(kinds[one], vision), seen(kinds[two], vision)), one, two)
            for one, two in combinations(kinds, 2)
        )
        assert near[0] > APART, near


@pytest.mark.parametrize("vision", VISION)
def test_a_stone_looks_like_its_own_kind(vision: str) -> None:
    """However its own tint fell out, no other kind is as near."""
    for one in stones(500):
        place = seen(one.colour, vision)
        far = {kind: math.dist(place, seen(colour, vision)) for kind, colour in KINDS.items()}
        assert min(far, key=far.__getitem__) == one.kind


def test_no_colour_is_a_signal() -> None:
    """None is a bright red, amber or green: a stone is neither good nor bad."""
    for kind, colour in KINDS.items():
        _, a, b = seen(colour, "all three")
        hue = math.degrees(math.atan2(b, a)) % 360
        bright = math.hypot(a, b) > 0.1
        assert not (bright and (hue < 110 or 120 < hue < 170)), kind


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 120), st.integers(0, 10**9))
def test_one_stone_more_moves_none_of_the_others(number: int, start: int) -> None:
    """What lies stays where and as it lies."""
    many = stones(number + 1, start)
    assert laid(many)[:-1] == laid(many[:-1])


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**9))
def test_a_cairn_only_grows(start: int) -> None:
    """With each stone more the cairn covers more of the picture, and is as high or higher."""
    placed = laid(stones(150, start))
    covered, high = 0.0, 0.0
    for number in range(1, len(placed) + 1):
        part = placed[:number]
        covers = scale(part) ** 2 * sum(area(one.outline) for one in part)
        top = max(y for one in part for _, y in one.outline)
        assert covers > covered - 1e-6
        assert top >= high
        covered, high = covers, top


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**9))
def test_every_stone_lies_on_something(start: int) -> None:
    """Each has hold on the hill or on a stone of the course below, and none hangs in the air."""
    placed = laid(stones(150, start))
    for number, one in enumerate(placed):
        low = min(y for _, y in one.outline)
        if one.course == 0:
            assert abs(low) < 0.05
        else:
            below = [other for other in placed[:number] if _carries(other, one)]
            assert low > min(y for other in below for _, y in other.outline) + 0.1


def _carries(below: Laid, one: Laid) -> bool:
    left, right = min(x for x, _ in one.outline), max(x for x, _ in one.outline)
    under = [(x, y) for x, y in below.outline if left <= x <= right]
    low = min(y for _, y in one.outline)
    return below.course == one.course - 1 and bool(under) and max(y for _, y in under) > low - 0.02


def test_it_is_wide_below_and_narrow_above() -> None:
    """Courses become narrower upwards, and their stones smaller, past the first balanced few."""
    placed = laid(stones(500))
    courses = max(one.course for one in placed) + 1
    assert courses > SPIRE
    wide, size = [], []
    for course in range(courses):
        mine = [one for one in placed if one.course == course]
        wide.append(
            max(x for one in mine for x, _ in one.outline)
            - min(x for one in mine for x, _ in one.outline)
        )
        size.append(mine[0].size)
    assert wide == sorted(wide, reverse=True)
    assert size == sorted(size, reverse=True)
