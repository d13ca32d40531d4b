"""The colours of a cairn: one kind of stone for each theme, and the land it stands in.

The ten kinds were picked so that any two of them stay apart for people who see no red, no green or
no blue as well: they differ in lightness first, and none of them is a signal's red, amber or green.
"""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]

GRANITE = "granite"
KINDS: dict[str, Colour] = {
    "culture": (229, 182, 129),  # sandstone
    "leadership": (54, 89, 140),  # slate
    "workforce-care": (189, 153, 156),  # rose
    "power-sharing": (153, 105, 45),  # ochre
    "knowledge": (236, 233, 194),  # limestone
    "feedback": (128, 164, 224),  # bluestone
    "policies": (64, 58, 75),  # basalt
    "budgets": (113, 81, 79),  # bracken
    "service-design": (149, 209, 210),  # sea-glass
    GRANITE: (130, 128, 127),
}
"""By theme; a stone without one of these themes is granite."""


@dataclass(frozen=True, slots=True)
class Land:
    """What a cairn stands in: sky from above to the horizon, hills from far to near."""

    sky: tuple[Colour, ...]
    disc: Colour
    halo: Colour
    hills: tuple[Colour, ...]
    grass: Colour
    blades: tuple[Colour, ...]
    shade: Colour
    gap: Colour
    stars: Colour | None = None


LANDS = {
    "light": Land(
        sky=((222, 231, 234), (230, 236, 236), (238, 240, 235), (245, 242, 233), (249, 243, 230)),
        disc=(255, 251, 240),
        halo=(251, 246, 234),
        hills=((208, 218, 221), (187, 201, 203), (165, 183, 180)),
        grass=(142, 158, 134),
        blades=((122, 140, 113), (160, 173, 146), (108, 125, 104)),
        shade=(112, 127, 109),
        gap=(58, 54, 52),
    ),
    "dark": Land(
        sky=((21, 27, 40), (25, 33, 48), (31, 40, 56), (38, 49, 66), (47, 59, 76)),
        disc=(232, 228, 212),
        halo=(52, 62, 78),
        hills=((68, 84, 102), (54, 72, 82), (36, 53, 58)),
        grass=(36, 48, 47),
        blades=((46, 60, 56), (28, 38, 39), (56, 70, 63)),
        shade=(23, 31, 33),
        gap=(12, 14, 19),
        stars=(150, 160, 176),
    ),
}


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with so much of the `other` in it."""
    return (
        round(one[0] + (other[0] - one[0]) * share),
        round(one[1] + (other[1] - one[1]) * share),
        round(one[2] + (other[2] - one[2]) * share),
    )
