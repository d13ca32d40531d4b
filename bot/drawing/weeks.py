"""The last check-ins as a small picture: a stone for each, with its word. No scale, no colour code.

Stones stand in rows by week, in the order they came. They differ in outline only, so that nothing
can be read off them but the words themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from itertools import groupby

from PIL import Image, ImageDraw, ImageFont

SCALE = 2  # drawn twice as large, for sharp edges on a phone
WIDTH, ROW, STONE, GAP = 720, 120, (164, 84), 14
GROUND, STONES, INK, SOFT = "#f6f4ef", ("#d9d4c8", "#cfcabd", "#ddd8ce"), "#2b2a27", "#6a665e"
MOST = 28


def draw(kept: Sequence[tuple[date, str]]) -> bytes:
    """A PNG of the given days and words, under 60 KB."""
    weeks = [list(week) for _, week in groupby(kept[-MOST:], lambda one: one[0].isocalendar()[:2])]
    across = (WIDTH - GAP) // (STONE[0] + GAP)
    rows = [week[at : at + across] for week in weeks for at in range(0, len(week), across)]
    size = (WIDTH * SCALE, (len(rows) * ROW + GAP * 2) * SCALE)
    image = Image.new("RGB", size, GROUND)
    pen = ImageDraw.Draw(image)
    word_font = ImageFont.load_default(17 * SCALE)
    day_font = ImageFont.load_default(13 * SCALE)
    for down, row in enumerate(rows):
        for right, (day, word) in enumerate(row):
            left = GAP + right * (STONE[0] + GAP)
            top = GAP + down * ROW
            _stone(pen, (left, top), (down * 7 + right * 3) % 3)
            _words(pen, (left, top + STONE[1] // 2), word, word_font, INK)
            _words(pen, (left, top + STONE[1] + 12), f"{day:%-d %b}", day_font, SOFT)
    out = BytesIO()
    image.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()


def _stone(pen: ImageDraw.ImageDraw, at: tuple[int, int], shape: int) -> None:
    left, top = at
    box = [left, top + shape * 2, left + STONE[0], top + STONE[1] - shape * 2]
    pen.rounded_rectangle([edge * SCALE for edge in box], (26 + shape * 8) * SCALE, STONES[shape])


def _words(
    pen: ImageDraw.ImageDraw,
    at: tuple[int, int],
    words: str,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
    ink: str,
) -> None:
    centre = ((at[0] + STONE[0] // 2) * SCALE, at[1] * SCALE)
    pen.text(centre, words, fill=ink, font=font, anchor="mm")
