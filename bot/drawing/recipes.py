"""What can be drawn, by name: a recipe is plain values, and gives the same picture for ever."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.drawing import cairn, weeks


def drawn(kind: str, of: Mapping[str, Any]) -> bytes:
    """The picture of a recipe, as PNG.

    Raises:
        LookupError: there is no such kind, or something is missing in it.
    """
    match kind:
        case "cairn":
            return cairn.draw([(seed, theme) for seed, theme in of["stones"]], of["ground"])
        case "weeks":
            return weeks.draw([(date.fromisoformat(day), word) for day, word in of["kept"]])
        case _:
            raise LookupError(kind)
