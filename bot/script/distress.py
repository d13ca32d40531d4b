"""The published list of words after which Cairn adds the support card.

Pure. The list is `dialogues/shared/distress.yaml`, which anybody may read and mend. It is an extra,
never the safety net: `/support` works everywhere without it (domain notes 3.1 and 3.3, items
32 to 37). Nothing here keeps, returns or prints what a person wrote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, NoReturn

import yaml

from bot.script.distress_entry import REMOVED, Entry, EntryError, EntryReader, Piece, either
from bot.script.distress_text import PAUSE, STOP, Speller, one_slip_away, plain

Whom = Literal["self", "other"]

_LARGEST = 400_000
_HEADINGS = (
    "left out",
    "spellings",
    "pictures",
    "near spellings",
    "only look alike",
    "families",
    "not these",
    "about me",
    "about somebody else",
)


@dataclass(frozen=True)
class Phrase:
    """One line of the list, for showing: its group, the heading it stands under, its words."""

    group: str
    heading: str
    line: str


class _Group:
    """The lines of one group, found by their rarest word so that most are never tried."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        often = Counter(word for entry in self._entries for need in entry.needs for word in need)
        self._by_word: dict[str, list[int]] = {}
        for at, entry in enumerate(self._entries):
            rarest = min(
                (need for need in entry.needs if STOP not in need),
                key=lambda need: sum(often[word] for word in need),
            )
            for word in rarest:
                self._by_word.setdefault(word, []).append(at)

    def worth_trying(self, words: set[str]) -> Iterator[Entry]:
        """The lines that could be in a text of these words, in the order of the file."""
        for at in sorted(
            {at for word in words & self._by_word.keys() for at in self._by_word[word]}
        ):
            if not any(need.isdisjoint(words) for need in self._entries[at].needs):
                yield self._entries[at]


@dataclass(frozen=True)
class DistressList:
    """The list, ready to hold against anything a person writes.

    Attributes:
        phrases: every line of the three groups, in the order of the file.
    """

    phrases: tuple[Phrase, ...]
    _speller: Speller
    _not_these: _Group
    _self: _Group
    _other: _Group

    def check(self, text: str) -> Whom | None:
        """Whether the support card is due.

        Args:
            text: whatever a person wrote, of any length and in any characters.

        Returns:
            `self` when it may be about the person, `other` when it may be a worry about somebody
            else, None otherwise. Both at once is `self`.
        """
        words = self._speller.words(text)
        found = self._look([word for word in words if word != PAUSE])
        if found != "self" and PAUSE in words:
            # A comma may end a sentence or be nothing at all; people on phones do either.
            found = self._look([STOP if word == PAUSE else word for word in words]) or found
        return found

    def _look(self, words: list[str]) -> Whom | None:
        known = {*words, STOP}
        plain_text = f" {STOP} {' '.join(words)} {STOP} "
        for entry in self._not_these.worth_trying(known):
            plain_text = entry.pattern.sub(f" {REMOVED}", plain_text)
        about_other = False
        for entry in self._other.worth_trying(known):
            # Taken out, so that “they want to die” is not read again as “want to die”.
            plain_text, times = entry.pattern.subn(f" {REMOVED}", plain_text)
            about_other = about_other or times > 0
        if any(entry.pattern.search(plain_text) for entry in self._self.worth_trying(known)):
            return "self"
        return "other" if about_other else None


def read_distress(text: str, file: str) -> DistressList:
    """Reads the list.

    Args:
        text: the whole file.
        file: its name, for the reason given when it cannot be used.

    Raises:
        ValueError: the file cannot be used; says `file:line:` and why in plain words.
    """
    return _Reader(file).read(text)


class _Reader:
    def __init__(self, file: str) -> None:
        self._file = file

    def read(self, text: str) -> DistressList:
        parts = self._parts(text)
        bare = Speller(
            spellings=self._spellings(parts),
            left_out=frozenset(self._plain_words(parts.get("left out"))),
            pictures=self._pictures(parts),
        )
        vocabulary: set[str] = set()
        phrases: list[Phrase] = []
        groups: dict[str, _Group] = {}
        mine = self._reader(parts, bare, gaps_stop_at_me=False)
        theirs = self._reader(parts, bare, gaps_stop_at_me=True)
        readers = {"not these": theirs, "about me": mine, "about somebody else": theirs}
        for name, reader in readers.items():
            groups[name] = _Group(self._entries(parts, name, reader, phrases))
            vocabulary |= reader.vocabulary
        speller = Speller(
            spellings={**_without_g(vocabulary, bare), **bare.spellings},
            left_out=bare.left_out,
            pictures=bare.pictures,
            near=self._near(parts, bare, vocabulary),
        )
        return DistressList(
            tuple(phrases),
            speller,
            groups["not these"],
            groups["about me"],
            groups["about somebody else"],
        )

    def _parts(self, text: str) -> dict[str, yaml.Node]:
        if len(text) > _LARGEST:
            self._fail(1, "the file is larger than a list of words can be")
        try:
            root = yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as problem:
            line = problem.problem_mark.line + 1 if problem.problem_mark else 1
            self._fail(line, f"cannot be read: {problem.problem or 'it is not plain YAML'}")
        except (yaml.YAMLError, RecursionError):
            self._fail(1, "cannot be read: it is not plain YAML")
        if root is None:
            self._fail(1, "the file is empty")
        parts = dict(self._pairs(root))
        for name, node in parts.items():
            if name not in _HEADINGS:
                near = get_close_matches(name, _HEADINGS, 1)
                self._fail(_line(node), f"unknown part “{name}”" + _did_you_mean(near))
        for name in ("about me", "about somebody else", "not these"):
            if name not in parts:
                self._fail(1, f"the part “{name}” is missing")
        return parts

    def _entries(
        self,
        parts: Mapping[str, yaml.Node],
        group: str,
        reader: EntryReader,
        phrases: list[Phrase],
    ) -> Iterator[Entry]:
        for heading, node in self._pairs(parts[group]):
            for line, number in self._lines(node):
                try:
                    yield reader.entry(line)
                except EntryError as reason:
                    self._fail(number, f"“{line}” {reason}")
                phrases.append(Phrase(group, heading, line))

    def _reader(
        self, parts: Mapping[str, yaml.Node], speller: Speller, *, gaps_stop_at_me: bool
    ) -> EntryReader:
        """A reader of lines that knows the families."""
        families: dict[str, Piece] = {}
        reader = EntryReader(speller, families, gaps_stop_at_me=gaps_stop_at_me)
        for name, node in self._pairs(parts.get("families")):
            options: list[Piece] = []
            for line, number in self._lines(node):
                try:
                    options.append(reader.piece(line))
                except EntryError as reason:
                    self._fail(number, f"“{line}” {reason}")
            # Lines pass through the same squeezing as messages, names included.
            families[plain(name)] = either(options)
        return reader

    def _spellings(self, parts: Mapping[str, yaml.Node]) -> dict[str, tuple[str, ...]]:
        left_out = Speller(left_out=frozenset(self._plain_words(parts.get("left out"))))
        spellings: dict[str, tuple[str, ...]] = {}
        for meant, node in self._pairs(parts.get("spellings")):
            # The meaning is not looked up again: a table that feeds itself surprises its editors.
            words = tuple(left_out.words(meant))
            for written in self._plain_words(node):
                spellings[written] = words
        return spellings

    def _pictures(self, parts: Mapping[str, yaml.Node]) -> dict[int, str]:
        pictures: dict[int, str] = {}
        for meant, node in self._pairs(parts.get("pictures")):
            for line, number in self._lines(node):
                signs = [sign for sign in line if not sign.isspace() and sign != "\ufe0f"]
                if any(sign.isascii() for sign in signs):
                    self._fail(number, f"“{line}” is not a row of pictures")
                pictures.update((ord(sign), f" {meant} ") for sign in signs)
        return pictures

    def _near(
        self, parts: Mapping[str, yaml.Node], speller: Speller, vocabulary: set[str]
    ) -> dict[str, str]:
        alike = set(self._plain_words(parts.get("only look alike"))) | vocabulary
        alike |= speller.left_out | speller.spellings.keys()
        near: dict[str, str] = {}
        for word in self._plain_words(parts.get("near spellings")):
            near.update((slip, word) for slip in one_slip_away(word) if slip not in alike)
        return near

    def _plain_words(self, node: yaml.Node | None) -> Iterator[str]:
        if node is None:
            return
        for line, _ in self._lines(node):
            yield from plain(line).replace("'", "").split()

    def _pairs(self, node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
        if node is None:
            return
        if not isinstance(node, yaml.MappingNode):
            self._fail(_line(node), "expected names, each followed by a colon and its lines")
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._fail(_line(key), "expected a plain name before the colon")
            if key.value in seen:
                self._fail(_line(key), f"“{key.value}” is written twice")
            seen.add(key.value)
            yield key.value, value

    def _lines(self, node: yaml.Node) -> Iterator[tuple[str, int]]:
        """The lines of a list, or the single line that stands where a list could."""
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not nodes:
            self._fail(_line(node), "a list without a line in it")
        for item in nodes:
            if not isinstance(item, yaml.ScalarNode) or not item.value.strip():
                self._fail(_line(item), "expected one line of words")
            yield item.value, _line(item)

    def _fail(self, line: int, reason: str) -> NoReturn:
        raise ValueError(f"{self._file}:{line}: {reason}") from None


def _without_g(vocabulary: set[str], speller: Speller) -> dict[str, tuple[str, ...]]:
    """Scots and hurried “wantin” for every “wanting” of the list."""
    return {
        word[:-1]: (word,)
        for word in vocabulary
        if word.endswith("ing") and word[:-1] not in vocabulary | speller.left_out
    }


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _did_you_mean(names: list[str]) -> str:
    return f" (did you mean “{names[0]}”?)" if names else ""
