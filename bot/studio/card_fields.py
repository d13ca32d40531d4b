"""The fields that cards are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.script.graph import Path
from bot.studio.ways import text_of

Field = dict[str, Any]
Card = dict[str, Any]


def words(path: Path, label: str, value: Any, *, optional: bool = False) -> Field:
    """Words of one or more lines."""
    return {"type": "words", "path": path, "label": label, "value": text_of(value).rstrip("\n"),
            "optional": optional}  # fmt: skip


def line(path: Path, label: str, value: Any, *, optional: bool = False) -> Field:
    """Words of one line."""
    return {**words(path, label, value, optional=optional), "type": "line"}


def choice(path: Path, label: str, value: Any, options: list[list[str]]) -> Field:
    """One of several."""
    said = text_of(value)
    if said not in {one[0] for one in options}:
        options = [*options, [said, said or "Choose one…"]]
    return {"type": "choice", "path": path, "label": label, "value": said, "options": options}


def ticks(
    path: Path, label: str, value: Any, options: list[list[str]], *, more: bool = False
) -> Field:
    """Some of several."""
    said = [text_of(one) for one in value] if isinstance(value, list) else [text_of(value)]
    said = [one for one in said if one]
    options = [*options, *([one, one] for one in said if one not in {id_ for id_, _ in options})]
    return {"type": "ticks", "path": path, "label": label, "value": said, "options": options,
            "more": more}  # fmt: skip


def note(path: Path, told: str) -> Field:
    """A sentence for whoever writes, which is in no file."""
    return {"type": "note", "path": path, "words": told}


def table(value: Any) -> Mapping[str, Any]:
    """A table, empty where something else stands."""
    return value if isinstance(value, Mapping) else {}
