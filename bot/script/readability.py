"""How hard a text is to read: the Flesch–Kincaid grade, as a reading age.

The grade is 0.39 × words a sentence + 11.8 × syllables a word − 15.59 (Kincaid and others, 1975),
and the reading age five years more. Word shows the same grade, so an author can check it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.script.sentences import Sentence
from bot.script.syllables import syllables

FEWEST_WORDS = 3  # a sentence of one or two words is not judged
SCHOOL = 5  # years of age at grade 0
_SHORT = 10  # words; below it one long word would decide alone
_PLAIN = 1.3  # syllables of a plain word

_MARKS = ".,;:?!…()[]“”‘’\"'"
_NO_WORD = re.compile(r"https?://|^/\w|^\W*\d")


@dataclass(frozen=True, slots=True)
class Measured:
    """A sentence with what the measure counts in it.

    Attributes:
        words: All its words, gaps included.
        counted: How many of them the measure looks at.
        long: Those of three syllables or more, the longest first.
    """

    text: str
    words: tuple[str, ...]
    counted: int
    syllables: int
    long: tuple[str, ...]


def measured(sentences: Iterable[Sentence]) -> list[Measured]:
    """The sentences that can be judged. Addresses, commands, numbers and gaps weigh nothing."""
    found: list[Measured] = []
    for sentence in sentences:
        counts = {word: syllables(word) for word in sentence.words if _is_word(word)}
        words = [word for word in sentence.words if word in counts]
        if len(words) >= FEWEST_WORDS:
            spoken = sum(counts[word] for word in words)
            long = sorted((word for word in counts if counts[word] >= 3), key=lambda w: -counts[w])
            bare = tuple(word.strip(_MARKS) for word in long)
            found.append(Measured(sentence.text, sentence.words, len(words), spoken, bare))
    return found


def reading_age(sentences: Sequence[Measured]) -> float:
    """The age at which a text reads easily; 0 for nothing to judge.

    A text of fewer than ten words is taken as if plain words made it up to ten.
    """
    if not sentences:
        return 0
    words = sum(one.counted for one in sentences)
    spoken = sum(one.syllables for one in sentences)
    missing = max(0, _SHORT - words)
    a_word = (spoken + missing * _PLAIN) / (words + missing)
    return 0.39 * words / len(sentences) + 11.8 * a_word - 15.59 + SCHOOL


def hardest(sentences: Sequence[Measured]) -> Measured:
    """The sentence to mend first."""
    return max(sentences, key=lambda one: reading_age([one]))


def _is_word(word: str) -> bool:
    return word.isalpha() or (not _NO_WORD.search(word) and any(map(str.isalpha, word)))
