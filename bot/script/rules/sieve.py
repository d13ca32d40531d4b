"""Which of many words stand in a text, without looking for each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

_LETTERS = 3


class Sieve:
    """Lets through what stands in a text; nearly all words fail by three letters not met in it.

    Args:
        words: What is looked for, in the order in which it is given back.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._always: list[int] = []
        self._by_letters: dict[str, list[int]] = {}
        parts = [_parts(word) for word in words]
        shared = Counter(chain.from_iterable(parts))
        for at, own in enumerate(parts):
            # What few of the words share is rare in other texts as well.
            rarest = min(sorted(own), key=lambda part: shared[part], default="")
            place = self._by_letters.setdefault(rarest, []) if rarest else self._always
            place.append(at)

    def stand_in(self, text: str) -> list[int]:
        """The numbers of the words that stand in a text."""
        met = self._by_letters.keys() & _parts(text)
        likely = chain(self._always, *(self._by_letters[part] for part in met))
        return sorted(at for at in likely if self._words[at] in text)


def _parts(text: str) -> set[str]:
    return {text[at : at + _LETTERS] for at in range(len(text) - _LETTERS + 1)}
