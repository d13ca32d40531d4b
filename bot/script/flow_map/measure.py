"""How wide words are, and how they break into lines, without a font at hand.

The widths are those of a wide sans-serif face. Most faces are narrower, so what is measured here
fits its box on every machine.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import east_asian_width, normalize

# Thousandths of the size of the type, each class rounded up.
_CLASSES = {
    300: "\"'ijl",
    350: " ,./:;\\‘’·",
    400: "!()-[]ft",
    450: "Ir|",
    500: '"_`–',
    550: "?Jcsz“”",
    600: "*FLkvxy",
    650: "$0123456789EPSTYabdeghnopqu{}",
    700: "ABCKRVXZ",
    750: "NU",
    800: "&DGHOQ",
    850: "#+<=>^w~→",
    900: "M",
    950: "%",
    1000: "@Wm…—",
}
_WIDTHS = {char: width for width, chars in _CLASSES.items() for char in chars}
_OTHER, _FULL = 850, 1400  # letters of other scripts; signs that fill a square, and pictures
_BOLD = 1.15


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is at most, in the unit of `size`."""
    return sum(map(_char, text)) * size / 1000 * (_BOLD if bold else 1)


def wrapped(text: str, room: float, size: float, most: int = 0, *, bold: bool = False) -> list[str]:
    """The text in lines no wider than `room`.

    Args:
        text: Any text; its own line breaks count as spaces.
        room: How wide a line may be.
        size: The size of the type.
        most: How many lines at most, the last one then ends with “…”; 0 for all of them.
        bold: Whether it is set in bold.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".lstrip()
        if width(longer, size, bold=bold) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, room, size, bold)
        lines += whole
    if line:
        lines.append(line)
    if not most or len(lines) <= most:
        return lines
    return [*lines[: most - 1], _cut(lines[most - 1], room, size, bold)]


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    """A word that is too long for a line, broken behind a joint, or else where the line is full."""
    pieces = []
    while word:
        fits = 1
        while fits < len(word) and width(word[: fits + 1], size, bold=bold) <= room:
            fits += 1
        if fits < len(word):
            fits = 1 + max(word.rfind(joint, 0, fits) for joint in "_-/") or fits
        pieces.append(word[:fits])
        word = word[fits:]
    return pieces


def _cut(line: str, room: float, size: float, bold: bool) -> str:
    line = line.rstrip(" ,.;:")
    while line and width(line + "…", size, bold=bold) > room:
        line = line[:-1].rstrip()
    return line + "…"


@lru_cache(maxsize=4096)
def _char(char: str) -> int:
    known = _WIDTHS.get(char) or _WIDTHS.get(normalize("NFD", char)[0])
    if known:
        return known
    wide = east_asian_width(char) in "WF" or ord(char) > 0xFFFF
    return _FULL if wide else _OTHER
