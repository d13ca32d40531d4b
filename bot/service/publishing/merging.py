"""The folder and the page in the browser may both change words: what is to be live then.

Pure. A file that only one of them changed is taken from there. A file that both changed is left as
it is live, and told: nobody's words are overwritten silently.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from storage.editions import PAGE, Edition, hash_of

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """What would be live.

    Attributes:
        texts: Every file's text, by path.
        both: The files that the page changed, and the folder too since it was last looked at.
        elsewhere: The files that are live with the page's words, which the folder does not have.
    """

    texts: Texts
    both: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


def merged(folder: Texts, live: Texts, history: Sequence[Edition], *, by_hand: bool) -> Merged:
    """What the folder makes of the live words.

    Args:
        folder: What the folder says now.
        live: What is live.
        history: All editions, newest first.
        by_hand: Somebody asked for the folder to be published: words that were taken back are
            published again where the folder still has them. By itself, only what was changed
            since the folder was last looked at is published.
    """
    seen = next((one.folder for one in history if one.folder is not None), {})
    texts: dict[str, str] = {}
    both: list[str] = []
    elsewhere: list[str] = []
    for path in sorted({*folder, *live}):
        here, there = folder.get(path), live.get(path)
        untouched = (None if here is None else hash_of(here)) == seen.get(path)
        chosen = here
        if here != there and _is_from_page(path, history):
            (elsewhere if untouched else both).append(path)
            chosen = there
        elif untouched and not by_hand:
            chosen = there
        if chosen is not None:
            texts[path] = chosen
    return Merged(texts, tuple(both), tuple(elsewhere))


def _is_from_page(path: str, history: Sequence[Edition]) -> bool:
    """Whether it was the page that last changed this file."""
    for newer, older in pairwise(history):
        if newer.files.get(path) != older.files.get(path):
            return newer.way == PAGE
    return False
