"""Where everything stands: across, and down row by row with room for what lies in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.script.flow_map.across import across
from bot.script.flow_map.lattice import Lattice

ROW_GAP, TRACK = 24.0, 9.0  # between rows; and more for every line that runs along there
SLANT, MOST_SLANT = 0.07, 34.0  # and more where a line has far to go


@dataclass(frozen=True, slots=True)
class Placed:
    """The middle of each vertex across, and the upper and lower edge of each row."""

    x: list[float]
    tops: list[float]
    bottoms: list[float]


def placed(lattice: Lattice, rows: Sequence[Sequence[int]], tracks: Sequence[int]) -> Placed:
    """Places everything.

    Args:
        lattice: What is to be placed.
        rows: The order in each row.
        tracks: How many lines run along above each row; one more number for below the last.
    """
    x = across(lattice, rows)
    slants = [0.0] * (len(rows) + 1)
    for high, low in lattice.links:
        strip = lattice.vertices[low].row
        slants[strip] = max(slants[strip], abs(x[high] - x[low]))
    highs = [max(lattice.vertices[one].size.height for one in row) for row in rows]
    tops, bottoms, y = [], [], 0.0
    for at, tall in enumerate(highs):
        y += TRACK * tracks[at]
        if at:
            gap = ROW_GAP if tall and highs[at - 1] else ROW_GAP / 2  # no words in between
            y += gap + min(SLANT * slants[at], MOST_SLANT)
        tops.append(y)
        y += tall
        bottoms.append(y)
    return Placed(x, tops, bottoms)
