"""The picture of the last check-ins: small, valid, and without any scale."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot.drawing.weeks import MOST, SCALE, WIDTH, draw
from bot.service.history import ANSWERS

FIRST = date(2026, 10, 26)


def _kept(number: int, apart: int = 1) -> list[tuple[date, str]]:
    return [
        (FIRST + timedelta(days=at * apart), ANSWERS[at % 4].capitalize()) for at in range(number)
    ]


@pytest.mark.parametrize("number", [1, 28, 100])
@pytest.mark.parametrize("apart", [0, 1, 7])
def test_the_picture_is_small_enough_for_a_weak_signal(number: int, apart: int) -> None:
    """A PNG under 60 KB, however many there are: all on one day, daily, or one a week."""
    data = draw(_kept(number, apart))
    assert len(data) < 60_000
    with Image.open(BytesIO(data)) as picture:
        picture.load()
        assert picture.format == "PNG"
        assert picture.width == WIDTH * SCALE
        # Telegram refuses pictures whose sides are too different, or too large together.
        assert picture.height <= 20 * picture.width
        assert picture.width + picture.height <= 10_000


def test_only_the_newest_are_drawn() -> None:
    """What is older than the last few weeks is left out, from the beginning."""
    assert draw(_kept(MOST + 30)) == draw(_kept(MOST + 30)[-MOST:])
    assert draw(_kept(MOST)) != draw(_kept(MOST)[1:])


def test_the_word_alone_tells_two_pictures_apart() -> None:
    """Whichever word it is, the stone below it is the same: nothing is scored by colour or size."""
    colours = []
    for word in ("Steady", "Running on empty"):
        with Image.open(BytesIO(draw([(FIRST, word)]))) as picture:
            corner = picture.convert("RGB").crop((0, 0, WIDTH * SCALE, 60))
            colours.append(corner.tobytes())
    assert colours[0] == colours[1]
