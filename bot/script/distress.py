"""Reads the published list of words after which Cairn adds the support card.

Pure. The list is `dialogues/shared/distress.yaml` and the files beside it in `distress/`, which
anybody may read and mend. It is an extra, never the safety net: `/support` works everywhere without
it (domain notes 3.1 and 3.3, items 32 to 37).
"""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import NoReturn

from bot.script.distress_entry import Entry, EntryError, EntryReader, Piece, either
from bot.script.distress_list import DistressList, Group, Phrase, Whom
from bot.script.distress_text import SHORTEST, Slips, Speller, plain
from bot.script.model import Place
from bot.script.source import Node, Row, Scalar, Table, read_source

__all__ = ["DistressList", "ListUnreadable", "Phrase", "Whom", "read_distress"]

Words = tuple[str, ...]
_GROUPS = ("not these", "about me", "about somebody else")
_PARTS = ("left out", "spellings", "pictures", "only look alike", "families", *_GROUPS)


class ListUnreadable(ValueError):
    """The list cannot be used; says `file:line:` and why in plain words.

    Attributes:
        place: Where it stops.
        reason: Why, without the place.
    """

    def __init__(self, place: Place, reason: str) -> None:
        super().__init__(f"{place.file}:{place.line}: {reason}")
        self.place, self.reason = place, reason


def read_distress(text: str, file: str, *more: tuple[str, str]) -> DistressList:
    """Reads the list.

    Args:
        text: the whole file.
        file: its name, for the reason given when it cannot be used.
        more: the text and the name of every further file; what stands in them under a name counts
            as if it stood under the same name in the first.

    Raises:
        ListUnreadable: a file cannot be used.
    """
    # All that is made here is kept, so looking through it again and again for what could be thrown
    # away would find nothing, and would take a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _Reader([(text, file), *more]).read()
    finally:
        if collecting:
            gc.enable()


class _Reader:
    def __init__(self, files: list[tuple[str, str]]) -> None:
        self._files = files
        self._parts: dict[str, list[Node]] = {}
        self._vocabulary: Counter[str] = Counter()
        self._phrases: list[Phrase] = []
        self._families: dict[str, Piece] = {}

    def read(self) -> DistressList:
        for text, file in self._files:
            self._read_parts(text, file)
        for name in _GROUPS:
            if name not in self._parts:
                self._fail(Place(self._files[0][1], 1, 1), f"the part “{name}” is missing")
        spellings, pairs = self._spellings()
        bare = Speller(
            spellings=spellings,
            pairs=pairs,
            left_out=frozenset(self._words("left out")),
            pictures=self._pictures(),
            # What the file says is what it means: nothing in it is taken for a slip.
            known=frozenset(re.findall("[a-z]+", plain(" ".join(text for text, _ in self._files)))),
        )
        not_these, mine, other = (Group(self._group(name, bare)) for name in _GROUPS)
        spellings = {**_without_g(self._vocabulary, bare), **bare.spellings}
        # A slip in “cannae” is looked up too, but its short forms are too like other words.
        written = Counter({word: 1 for word in spellings if len(word) > SHORTEST})
        speller = Speller(
            spellings=spellings,
            pairs=pairs,
            left_out=bare.left_out,
            pictures=bare.pictures,
            known=frozenset(self._words("only look alike")) | self._vocabulary.keys(),
            slips=Slips(written + self._vocabulary),
        )
        return DistressList(tuple(self._phrases), speller, not_these, mine, other)

    def _read_parts(self, text: str, file: str) -> None:
        root, problems = read_source(text, file)
        for problem in problems:
            self._fail(problem.place, problem.message)
        assert root is not None  # read_source says why when there is nothing
        for entry in root:
            if entry.name.text not in _PARTS:
                near = get_close_matches(entry.name.text, _PARTS, 1)
                meant = f" (did you mean “{near[0]}”?)" if near else ""
                self._fail(entry.name.place, f"unknown part “{entry.name.text}”{meant}")
            self._parts.setdefault(entry.name.text, []).append(entry.value)

    def _group(self, group: str, speller: Speller) -> Iterator[Entry]:
        """The lines of a group."""
        families: dict[str, Piece] = {}
        reader = EntryReader(speller, families, gaps_stop_at_me=group != "about me")
        for written, nodes in self._table("families"):
            # Lines pass through the same squeezing as messages, names included.
            name = plain(written)
            piece = self._families.get(name)
            if piece is None:
                options: list[Piece] = []
                for line, place in self._lines(nodes):
                    try:
                        options.append(reader.piece(line))
                    except EntryError as reason:
                        self._fail(place, f"“{line}” {reason}")
                piece = either(options)
                # What a gap may be depends on the group; a family without one serves all three.
                if not piece.gaps:
                    self._families[name] = piece
            families[name] = piece
        for heading, nodes in self._table(group):
            for line, place in self._lines(nodes):
                try:
                    yield reader.entry(line)
                except EntryError as reason:
                    self._fail(place, f"“{line}” {reason}")
                self._phrases.append(Phrase(group, heading, line))
        self._vocabulary += reader.vocabulary

    def _spellings(self) -> tuple[dict[str, Words], dict[tuple[str, str], Words]]:
        """What stands for something else: single words, and two side by side."""
        left_out = Speller(left_out=frozenset(self._words("left out")))
        spellings: dict[str, Words] = {}
        pairs: dict[tuple[str, str], Words] = {}
        for meant, nodes in self._table("spellings"):
            # The meaning is not looked up again: a table that feeds itself surprises its editors.
            words = tuple(left_out.words(meant))
            for line, place in self._lines(nodes):
                match list(_plain_words(line)):
                    case [written]:
                        spellings[written] = words
                    case [first, second]:
                        pairs[first, second] = words
                    case _:
                        self._fail(place, f"“{line}” is more than two words")
        return spellings, pairs

    def _pictures(self) -> dict[int, str]:
        pictures: dict[int, str] = {}
        for meant, nodes in self._table("pictures"):
            for line, place in self._lines(nodes):
                # What follows a picture to say that it is one is no picture itself.
                signs = [sign for sign in line if not sign.isspace() and sign != "\ufe0f"]
                if any(sign.isascii() for sign in signs):
                    self._fail(place, f"“{line}” is not a row of pictures")
                pictures.update((ord(sign), f" {meant} ") for sign in signs)
        return pictures

    def _words(self, part: str) -> Iterator[str]:
        """Every word of a part that is nothing but words; none when the list does without it."""
        for line, _ in self._lines(self._parts.get(part, [])):
            yield from _plain_words(line)

    def _table(self, part: str) -> Iterator[tuple[str, list[Node]]]:
        """The names of a part and what stands under each; none when the list does without it."""
        found: dict[str, list[Node]] = {}
        for node in self._parts.get(part, []):
            if not isinstance(node, Table):
                self._fail(node.place, "expected names, each followed by a colon and its lines")
            for entry in node:
                found.setdefault(entry.name.text, []).append(entry.value)
        yield from found.items()

    def _lines(self, nodes: Iterable[Node]) -> Iterator[tuple[str, Place]]:
        """The lines of lists, or the single line that stands where a list could."""
        for node in nodes:
            items = node.items if isinstance(node, Row) else (node,)
            if not items:
                self._fail(node.place, "a list without a line in it")
            for item in items:
                if not isinstance(item, Scalar) or not item.text.strip():
                    self._fail(item.place, "expected one line of words")
                yield item.text, item.place

    @staticmethod
    def _fail(place: Place, reason: str) -> NoReturn:
        raise ListUnreadable(place, reason) from None


def _plain_words(line: str) -> Iterator[str]:
    yield from plain(line).replace("'", "").split()


def _without_g(vocabulary: Collection[str], speller: Speller) -> dict[str, tuple[str, ...]]:
    """Scots and hurried “wantin” for every “wanting” of the list."""
    return {
        word[:-1]: (word,)
        for word in vocabulary
        if word.endswith("ing")
        and word[:-1] not in vocabulary
        and word[:-1] not in speller.left_out
    }
