"""Typed words made even before they are read as times, days or shifts."""

from __future__ import annotations

import re
import unicodedata

_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
]  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_NUMBERS = {
    **{ten + unit: str(_TENS[ten] + at) for ten in _TENS for at, unit in enumerate(_UNITS, 1)},
    **{word: str(at) for at, word in enumerate((*_UNITS, *_TEENS), 1)},
    **{ten: str(number) for ten, number in _TENS.items()},
}
_IN_WORDS = re.compile(
    rf"\b(?:(?:{'|'.join(_TENS)})(?:[ -]?(?:{'|'.join(_UNITS)}))?|{'|'.join(_UNITS + _TEENS)})"
    r"(?=ish\b|\b)"
)
_OH_FIVE = re.compile(r"\b(?:oh|o) ?(?=\d\b)")
_HALF_OF_DAY = re.compile(r"(?<![a-z])([ap])(?:\. ?| )?m\b\.?")
_PICTURES = frozenset({"So", "Sk", "Mn", "Cf"})  # emoji, and the signs that join and tint them
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", **dict.fromkeys("’‘'`")})


def tidy(text: str) -> str:
    """Small letters and single spaces; numbers as digits, one dash, `am` and `pm` without dots.

    Pictures, apostrophes and the marks that end a sentence are left out.
    """
    signs = unicodedata.normalize("NFKC", text.translate(_DASHES))
    words = " ".join("".join(map(_plain, signs)).casefold().split())
    words = _HALF_OF_DAY.sub(r"\1m", words).strip(" .!?,;")
    words = _IN_WORDS.sub(lambda found: _NUMBERS[re.sub("[ -]", "", found[0])], words)
    return _OH_FIVE.sub("0", words)


def _plain(sign: str) -> str:
    if unicodedata.category(sign) in _PICTURES:
        return " "
    digit = unicodedata.decimal(sign, None)
    return sign if digit is None else str(digit)
