"""Which of some texts are nearly the same: by the words in them that carry meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

ALIKE = 0.6  # of the words that carry meaning, shared by two texts
LITTLE_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been but by can could do does for from had has have here how i if in"
        " into is it its just like of on one or our so someone than that the their them then there"
        " they this to us was we what when where which who whose with without would you your",
    )
)


def content(text: str) -> frozenset[str]:
    """The words of a text that carry meaning; all of them, where none does."""
    words = re.findall(r"[a-z]+", text.lower().replace("’", ""))
    return frozenset(words) - LITTLE_WORDS or frozenset(words)


def alike(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Pairs of named texts that share most of their words, to be read in a failure."""
    named = [(name, text, content(text)) for name, text in texts]
    return [
        f"{one} “{first}” and {other} “{second}”"
        for (one, first, mine), (other, second, theirs) in combinations(named, 2)
        if len(mine & theirs) >= ALIKE * len(mine | theirs)
    ]
