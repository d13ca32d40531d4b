"""A text as somebody reads it: without marks, with one blank between words, in our own letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Letters of other alphabets that look just like ours; words written with them read the same.
_ALIKE = str.maketrans("аеорсухіѕјԁһкмтвοαενικρτυχ", "aeopcyxisjdhkmtboaevikptux")
_ODD = re.compile(r"[*_]|[^\S\n]{2,}|[^\x00-\x7f’‘“”–—…]")


@dataclass(frozen=True, slots=True)
class AsRead:
    """Words as they are read.

    Attributes:
        words: In small letters, with straight apostrophes.
        where: For each of its letters, which letter of the text it is; None where all are in place.
    """

    words: str
    where: Sequence[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of these words stands in the text."""
        if self.where is None:
            return start, end
        return self.where[start], self.where[end - 1] + 1 if end > start else self.where[start]


def as_read(text: str) -> AsRead:
    """What a text says to whoever reads it."""
    if not _ODD.search(text):
        return AsRead(text.replace("’", "'").replace("‘", "'").lower(), None)
    letters: list[str] = []
    where: list[int] = []
    for at, letter in enumerate(text):
        shown = _shown(letter)
        if not shown or (shown == " " and letters and letters[-1] == " "):
            continue
        letters.append(shown)
        where.append(at)
    return AsRead("".join(letters), where)


def _shown(letter: str) -> str:
    """One letter as it looks; nothing for what cannot be seen."""
    if letter in "*_" or unicodedata.category(letter) == "Cf":
        return ""
    if letter in "’‘":
        return "'"
    if letter.isspace():
        return letter if letter == "\n" else " "
    small = letter.lower()
    return (small if len(small) == 1 else letter).translate(_ALIKE)
