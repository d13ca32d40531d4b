"""Where sentences begin and end in what people read, and how many of them are questions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

FEWEST_WORDS = 4  # what has no full stop is a sentence from here on, and a heading below

_CLOSING = "[\"”’')\\]]*"
_END = re.compile(rf"[.?!…]+{_CLOSING}(?=\s+[\"“‘'(\[]*[^\sa-z\"“‘'(\[])")
_ENDED = re.compile(rf"[.?!…]{_CLOSING}$")
_NO_END = re.compile(r"(?:^|\W)(?:Dr|Mr|Mrs|Ms|St|No|vs|etc|e\.g|i\.e|approx)\.$", re.IGNORECASE)
_ITEM = re.compile(r"^(?:\d+[.)]|[-–•])\s+")
_GOES_ON = re.compile(r"(?<![.?!:…\n])\n(?=[^\S\n]*[a-z])")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"")

_ASKS = r"(?:who|whom|whose|what|when|where|which|why|how)"
_TWO_IN_ONE = re.compile(rf"\b{_ASKS}\b.*, and {_ASKS}\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of text that is read in one go.

    Attributes:
        words: What stands between its gaps; dashes and lone marks are none.
        whole: Whether it counts as a sentence: a heading and an item of a list do not.
    """

    text: str
    words: tuple[str, ...]
    whole: bool


@lru_cache(maxsize=1024)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text without marks, in order."""
    found: list[Sentence] = []
    for line in _GOES_ON.sub(" ", text).splitlines():
        said = line.strip()
        rest = _ITEM.sub("", said)
        found += [_sentence(one, listed=rest != said) for one in _split(rest)]
    return tuple(one for one in found if one.words)


def questions(text: str) -> int:
    """How many questions a text asks. What stands in quotes was asked by somebody else."""
    asked = [one.text for one in sentences(_QUOTED.sub("", text)) if re.search(r"\?\W*$", one.text)]
    return len(asked) + sum(_TWO_IN_ONE.search(one) is not None for one in asked)


def _split(line: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for end in _END.finditer(line):
        if not _NO_END.search(line[start : end.end()]):
            parts.append(line[start : end.end()])
            start = end.end()
    return [*parts, line[start:]]


def _sentence(text: str, *, listed: bool) -> Sentence:
    words = tuple(word for word in text.split() if word.isalnum() or any(map(_is_said, word)))
    ended = _ENDED.search(text.strip()) is not None
    return Sentence(text.strip(), words, not listed and (ended or len(words) >= FEWEST_WORDS))


def _is_said(char: str) -> bool:
    return char.isalnum() or char == "\ufffc"
