"""How a message is made plain before the list of words of distress is held against it.

Pure. The spellings come from `dialogues/shared/distress.yaml`; only what can be said as a rule
(letters written twice, apostrophes, letters spaced out) lives here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

STOP = "."
"""Stands for the beginning or end of a sentence."""
PAUSE = ","
"""Stands for a comma, a new line, a dash or a picture: perhaps an end, perhaps not."""

_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´′"), "'")
_INVISIBLE = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]")
_SPACED_OUT = re.compile(r"(?<![^\W_])[^\W_](?:[ .*_-][^\W_]){2,}(?![^\W_])")
_SEPARATORS = re.compile(r"[ .*_-]")
_TOKEN = re.compile(
    r"[^\W_]+(?:['*][^\W_]+)*"  # a word, its apostrophes and stars
    r"|\.\.+|[.!?]+"
    r"|[,;:()\[\]\n–—]|(?<=\s)-+(?=\s)|[\u2190-\U0010ffff]"
)
# Only where a letter and a digit share a word (k1ll); a number stays a number.
_DIGITS = str.maketrans("013457", "oieast")
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "s": (),
    "re": (),
    "m": ("i",),
    "l": ("wil",),  # as everywhere here, with no letter twice
    "d": ("would",),
    "ve": ("have",),
}
_TWICE = tuple(letter * 2 for letter in "abcdefghijklmnopqrstuvwxyz")
SHORTEST = 4
"""Shorter words are too easily each other for a slip to be told."""


def plain(text: str) -> str:
    """The text in small letters, without accents, with every run of a letter written once."""
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)))
    text = text.casefold().replace("`", "'")
    text = _SPACED_OUT.sub(lambda run: _SEPARATORS.sub("", run[0]), text)
    return _once(text)


def _once(text: str) -> str:
    """The text with every letter that is written twice or more written once."""
    for twice in _TWICE:
        while twice in text:
            text = text.replace(twice, twice[0])
    return text


def shortened(word: str) -> Iterator[str]:
    """The word itself, and the word with any one letter after the first left out."""
    yield word
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]


class Slips:
    """Finds the word that was meant where a letter was lost, added, swapped or wrong.

    Two words are a slip apart when leaving out one letter, in either or both, makes them the same.

    Args:
        often: the words that may be meant, and how many lines have them.
    """

    def __init__(self, often: Mapping[str, int]) -> None:
        self._often = often
        self._meant: dict[str, str] = {}
        # The word in most lines comes last, and so is the one that is kept.
        for word in sorted(often, key=lambda word: (often[word], word)):
            if len(word) >= SHORTEST:
                self._meant.update(dict.fromkeys(shortened(word), word))

    def meant(self, word: str) -> str:
        """The word of the list this is a slip of; the word itself when it is none."""
        if len(word) < SHORTEST:
            return word
        for at in range(1, len(word) - 1):
            swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            # Two letters swapped say more than a letter too few: “piont” is no “pint”.
            if swapped in self._often:
                return swapped
        found = {self._meant.get(form, "") for form in shortened(word)}
        likely = [one for one in found if one[:1] == word[0]]
        return max(likely, key=lambda one: (self._often[one], one), default=word)


@dataclass(frozen=True)
class Speller:
    """Turns a message into plain words.

    Attributes:
        spellings: a word as people write it, and the words it stands for.
        pairs: two plain words side by side, and the words they stand for.
        left_out: small words that are dropped wherever they stand.
        pictures: emoji (code points) and the words they stand for.
        known: words that are as they were meant.
        slips: finds what any other word may have been meant for.
    """

    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pairs: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    pictures: Mapping[int, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    slips: Slips = field(default_factory=lambda: Slips({}))

    def words(self, text: str) -> list[str]:
        """The plain words of a text, with `STOP` and `PAUSE` where it breaks."""
        if self.pictures and not text.isascii():
            text = text.translate(self.pictures)
        found: list[str] = []
        for token in _TOKEN.findall(plain(text)):
            if token[0].isalnum():
                for word in self.word(token):
                    pair = self.pairs.get((found[-1], word)) if found else None
                    if pair is None:
                        found.append(word)
                    else:
                        found[-1:] = pair
            elif token[0] in ".!?" and token[:2] != "..":
                found.append(STOP)
            else:
                found.append(PAUSE)
        return found

    def word(self, token: str) -> tuple[str, ...]:
        """The plain words one written word stands for; empty when it is left out."""
        known = self.spellings.get(token)
        if known is not None:
            return known
        if token in self.left_out:
            return ()
        if token.isalpha():
            meant = token if token in self.known else self.slips.meant(token)
            return self.spellings.get(meant, (meant,))
        if "'" in token:
            base, _, ending = token.rpartition("'")
            if ending in _ENDINGS:
                # “I’m” and Scots “a’m” can only be the speaker.
                spoken = () if ending == "m" else self.word(base)
                kept = (word for word in _ENDINGS[ending] if word not in self.left_out)
                return (*spoken, *kept)
            return self.word(token.replace("'", ""))
        if "*" in token:
            return self.word(token.replace("*", ""))
        if token.isdigit():
            return (token,)
        mended = _once(token.translate(_DIGITS))
        return self.word(mended) if mended.isalpha() else (token,)
