"""The ways out of a step as the file gives them, and the first words of a step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from bot.script.markup import plain

_ARROW = re.compile(r"\s*(?:->|→)\s*")


_LEADS = {"next": "", "skip": "Skip", "stop": "Stop", "anew": "Before it begins"}


@lru_cache(maxsize=4096)
def split(words: str) -> tuple[str, str]:
    """A button's words, and the step it leads to; empty without an arrow."""
    label, *go = _ARROW.split(words.strip())
    return label, go[-1] if go else ""


def ways_of(step: Any) -> Iterator[tuple[str, str]]:
    """Every way out of a step: what is tapped for it, and where it leads."""
    if not isinstance(step, Mapping):
        return
    for field in ("buttons", "date"):
        for words in table_in(step, field).values():
            label, go = split(text_of(words))
            if go:
                yield f"“{label}”", go
    for arm in list_in(step, "check"):
        if isinstance(arm, Mapping):
            yield "when an answer fits", text_of(arm.get("go"))
            yield "otherwise", text_of(arm.get("otherwise"))
    for field, by in (
        ("next", ""),
        ("skip", "Skip"),
        ("stop", "Stop"),
        ("anew", "Before it begins"),
    ):
        if step.get(field):
            yield by, text_of(step[field])


def nudge_starts(tree: Any) -> set[str]:
    """The steps that a reminder begins at."""
    nudges = table_in(tree, "nudges").values() if isinstance(tree, dict) else ()
    return {text_of(one.get("starts")) for one in nudges if isinstance(one, Mapping)}


def summary(step: Any) -> str:
    """The first words of a step, for whoever chooses where to go."""
    for verb in ("say", "ask", "each", "end", "guide"):
        said = step.get(verb) if isinstance(step, Mapping) else None
        if said:
            return shortened(text_of(said[0] if isinstance(said, list) else said))
    return ""


def shortened(words: str) -> str:
    """The first words of a text, on one line."""
    words = " ".join(plain(words).split())
    return words if len(words) <= 48 else f"{words[:47].rstrip()}…"


def text_of(value: Any) -> str:
    """A text, empty where something else stands."""
    return value if isinstance(value, str) else ""


def table_in(holder: Any, field: str) -> dict[str, Any]:
    """The table under a name, empty where something else stands."""
    value = holder.get(field)
    return value if isinstance(value, dict) else {}


def list_in(holder: Any, field: str) -> list[Any]:
    """The list under a name, empty where something else stands."""
    value = holder.get(field)
    return value if isinstance(value, list) else []
