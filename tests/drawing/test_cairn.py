"""The picture of a cairn: as it was, small enough for a weak signal, and without a word."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from bot.drawing.cairn import draw
from bot.drawing.colours import KINDS

KEPT = Path(__file__).parent / "kept"
SMALL = 216
DIFFERENT = 3.0
"""Of 255, on average over the small picture: what another edition of Pillow may round differently
is below 1, and a stone that lies elsewhere is above it."""
HOW_MANY = [1, 2, 3, 7, 30, 120, 500]


def cairn(number: int) -> list[tuple[str, str | None]]:
    """So many stones, of every theme and of none."""
    themes = [*KINDS, None]
    return [(str((1 << 32) + at), themes[at * 7 % len(themes)]) for at in range(number)]


def opened(data: bytes) -> Image.Image:
    """A picture, as it is seen."""
    return Image.open(BytesIO(data)).convert("RGB")


def apart(one: Image.Image, two: Image.Image) -> float:
    """How different two pictures of one size are, on average."""
    return sum(ImageStat.Stat(ImageChops.difference(one, two)).mean) / 3


@pytest.mark.parametrize("ground", ["light", "dark"])
@pytest.mark.parametrize("number", HOW_MANY)
def test_a_cairn_looks_as_it_did(number: int, ground: str) -> None:
    """People keep these pictures: the same log gives the same cairn in every edition of Cairn.

    After a change on purpose, `python -m tests.drawing.test_cairn` keeps the new ones.
    """
    now = small(draw(cairn(number), ground))
    with Image.open(KEPT / f"{number}-{ground}.png") as kept:
        assert apart(now, kept.convert("RGB")) < DIFFERENT


def small(data: bytes) -> Image.Image:
    """The picture as large as the kept ones."""
    return opened(data).resize((SMALL, SMALL), Image.Resampling.BOX)


@pytest.mark.parametrize("ground", ["light", "dark"])
@pytest.mark.parametrize("number", HOW_MANY)
def test_it_is_a_small_file(number: int, ground: str) -> None:
    """A PNG of a phone's width and under 200 KB."""
    data = draw(cairn(number), ground)
    with Image.open(BytesIO(data)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1080, 1080))
    assert len(data) < 200_000


def test_the_same_stones_give_the_same_bytes() -> None:
    """Nothing of chance or of the clock is in it."""
    assert draw(cairn(30), "dark") == draw(cairn(30), "dark")


def test_another_stone_is_another_picture() -> None:
    """A seed, a theme, the ground: each of them is seen."""
    first = opened(draw([("1", "culture")], "light"))
    for other in (
        draw([("2", "culture")], "light"),
        draw([("1", "policies")], "light"),
        draw([("1", "culture")], "dark"),
    ):
        assert ImageChops.difference(first, opened(other)).getbbox()


def test_the_land_is_the_same_around_every_cairn() -> None:
    """The sky says nothing about how much lies below it."""
    sky = (0, 0, 1080, 90)
    one, many = (opened(draw(cairn(number), "light")).crop(sky) for number in (1, 120))
    assert apart(one, many) < 1


def test_nothing_is_written_in_the_picture() -> None:
    """It has no text, no time, and no note of who made it."""
    with Image.open(BytesIO(draw(cairn(3), "light"))) as picture:
        picture.load()
        assert set(picture.info) <= {"transparency"}


if __name__ == "__main__":
    KEPT.mkdir(exist_ok=True)
    for many in HOW_MANY:
        for on in ("light", "dark"):
            picture = small(draw(cairn(many), on)).quantize(64)
            picture.save(KEPT / f"{many}-{on}.png", optimize=True)
            sys.stdout.write(f"{many}-{on}.png\n")
