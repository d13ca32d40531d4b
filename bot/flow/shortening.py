"""The first words of a text, on one line."""

from __future__ import annotations


def shortened(text: str, most: int) -> str:
    """At most so many characters, cut between words; an ellipsis says that there is more."""
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1].rsplit(' ', 1)[0]}…"
