"""The list of words of distress, ready to hold against anything a person writes.

Pure. Nothing here keeps, returns or prints what a person wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.script.distress_entry import REMOVED, Entry
from bot.script.distress_text import PAUSE, STOP, Speller

Whom = Literal["self", "other"]

# Words so common that looking for a line by them would try it on nearly every message.
_COMMON_WORDS = """
    a about al and any as at be been being but by can could day did do does fel felt for from get
    go going got he her here him his home how i if in it like made make me more my never no of on
    one or out over people said she should some the their them there they think this time to told
    up us want was we were what when who wil with work would you your
"""
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True)
class Phrase:
    """One line of the list, for showing: its group, the heading it stands under, its words."""

    group: str
    heading: str
    line: str


class Group:
    """The lines of one group, found by their rarest word so that most are never tried."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_word: dict[str, list[int]] = {}
        self._entries: list[tuple[Entry, int]] = []
        # Each set of words has a bit, so that all of a line's needs are one comparison.
        self._bits: dict[str, int] = {}
        bits: dict[frozenset[str], int] = {}
        for at, entry in enumerate(entries):
            needs = [need for need in entry.needs if STOP not in need]
            wanted = 0
            for need in needs:
                if need not in bits:
                    bits[need] = 1 << len(bits)
                    for word in need:
                        self._bits[word] = self._bits.get(word, 0) | bits[need]
                wanted |= bits[need]
            self._entries.append((entry, wanted))
            for word in min(needs, key=_how_often):
                self._by_word.setdefault(word, []).append(at)

    def worth_trying(self, words: set[str]) -> list[Entry]:
        """The lines that could be in a text of these words, in the order of the file."""
        told = words & self._by_word.keys()
        if not told:
            return []
        there = 0
        for word in words & self._bits.keys():
            there |= self._bits[word]
        found = {at for word in told for at in self._by_word[word]}
        likely = map(self._entries.__getitem__, sorted(found))
        return [entry for entry, wanted in likely if wanted & there == wanted]


@dataclass(frozen=True)
class DistressList:
    """The list, ready to hold against anything a person writes.

    Attributes:
        phrases: every line of the three groups, in the order of the file.
    """

    phrases: tuple[Phrase, ...]
    _speller: Speller
    _not_these: Group
    _self: Group
    _other: Group

    def check(self, text: str) -> Whom | None:
        """Whether the support card is due.

        Args:
            text: whatever a person wrote, of any length and in any characters.

        Returns:
            `self` when it may be about the person, `other` when it may be a worry about somebody
            else, None otherwise. Both at once is `self`.
        """
        words = self._speller.words(text)
        known = {*words, STOP}
        other, mine = self._other.worth_trying(known), self._self.worth_trying(known)
        if not other and not mine:
            return None
        not_these = self._not_these.worth_trying(known)
        # A comma may end a sentence or be nothing at all; people on phones do either.
        readings = [[word for word in words if word != PAUSE]]
        if PAUSE in known:
            readings.append([STOP if word == PAUSE else word for word in words])
        found: Whom | None = None
        for reading in readings:
            found = _look(f" {STOP} {' '.join(reading)} {STOP} ", not_these, other, mine) or found
            if found == "self":
                break
        return found


def _look(words: str, not_these: list[Entry], other: list[Entry], mine: list[Entry]) -> Whom | None:
    for entry in not_these:
        words = entry.pattern.sub(f" {REMOVED}", words)
    about_other = False
    for entry in other:
        # Taken out, so that “they want to die” is not read again as “want to die”.
        words, times = entry.pattern.subn(f" {REMOVED}", words)
        about_other = about_other or times > 0
    if any(entry.pattern.search(words) for entry in mine):
        return "self"
    return "other" if about_other else None


def _how_often(need: frozenset[str]) -> int:
    """Roughly how often ordinary writing has one of these words."""
    return sum(20 if word in _COMMON else 1 for word in need)
