"""Names made of words that people read."""

from __future__ import annotations

import re


def id_of(words: str, taken: set[str | int], joint: str = "_") -> str:
    """An id made of words, such as `not_today` of “Not today”, that nothing else has."""
    plain = re.sub(r"[^a-z0-9]+", joint, words.lower().replace("’", "")).strip(joint)
    short = (
        (plain[:30].rstrip(joint) or "answer") if plain[:1].isalpha() else f"a{joint}{plain[:28]}"
    )
    id_, number = short.rstrip(joint), 2
    while id_ in taken:
        id_, number = f"{short}{joint}{number}", number + 1
    return id_
