"""One line of the list of words of distress, turned into a search.

Pure. The few devices a line may use are explained to its readers at the head of
`dialogues/shared/distress.yaml`; here is how each is searched for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

from bot.script.distress_text import STOP, Speller, plain

REMOVED = "~"
"""Stands where something was taken out of a message; nothing reaches across it."""

_PART = re.compile(r"<[^<>]*>|[()|?+]|\.\.\.|\.|[\w'-]+")
_ANYONE = r"(?: [^ .~]+)"
_NOT_ME = r"(?: (?!(?:i|me|myself) )[^ .~]+)"
_GAP, _WINDOW, _MOST_GAPS = 3, 6, 3

Needs = tuple[frozenset[str], ...]


class EntryError(ValueError):
    """A line that cannot be used; says why in plain words."""


@dataclass(frozen=True)
class Piece:
    """Part of a line.

    Attributes:
        write: puts its expression together.
        needs: the sets of words of which a text needs one each.
        gaps: how many places it leaves for other words.
        literals: all it can be, when that is a plain list; else empty.
        empty: only small words were in it.
    """

    write: Callable[[], str]
    needs: Needs
    gaps: int = 0
    literals: tuple[str, ...] = ()
    empty: bool = False

    @cached_property
    def regex(self) -> str:
        """The expression; put together when first wanted, which for most lines is never."""
        return self.write()


@dataclass(frozen=True)
class Entry:
    """A line ready to search.

    Attributes:
        line: the line as it stands in the file.
        piece: what it looks for, in plain words that are each led by one space.
        needs: a text without a word of each of these sets cannot hold it.
    """

    line: str
    piece: Piece
    needs: Needs

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, ready to search; it ends where a word does."""
        return re.compile(self.piece.regex + "(?= )")


class EntryReader:
    """Reads lines; knows the word families and collects every word it meets.

    Args:
        speller: the same spellings the messages go through.
        families: named groups of words, already read.
        gaps_stop_at_me: a gap does not reach across “I”, “me” or “myself”.
    """

    def __init__(
        self, speller: Speller, families: Mapping[str, Piece], *, gaps_stop_at_me: bool = False
    ) -> None:
        self.vocabulary: Counter[str] = Counter()
        self._speller = speller
        self._families = families
        self._between = _NOT_ME if gaps_stop_at_me else _ANYONE
        self._parts: list[str] = []
        self._words: dict[str, Piece] = {}

    def entry(self, line: str) -> Entry:
        """Reads one line of a group.

        Raises:
            EntryError: the line cannot be used.
        """
        piece = self.piece(line)
        if not any(STOP not in need for need in piece.needs):
            raise EntryError("needs at least one word that must be there")
        if piece.gaps > _MOST_GAPS:
            raise EntryError(f"has more than {_MOST_GAPS} gaps, which is too loose to be safe")
        return Entry(line, piece, piece.needs)

    def piece(self, line: str) -> Piece:
        """Reads one line as part of something larger: a family is made of these.

        Raises:
            EntryError: the line cannot be read.
        """
        line = plain(line)  # which also writes “…” as three dots
        parts = _PART.findall(line)
        if "".join("".join(parts).split()) != "".join(line.split()):
            raise EntryError("has a sign that means nothing here")
        self._parts = parts[::-1]
        piece = self._any_order()
        if self._parts:
            raise EntryError("has a bracket “)” or a bar “|” too many")
        if piece.empty:
            raise EntryError("has no words left once the small words are taken out")
        return piece

    def _any_order(self) -> Piece:
        pieces = [self._sequence()]
        while self._parts and self._parts[-1] == "+":
            self._parts.pop()
            pieces.append(self._sequence())
        if len(pieces) == 1:
            return pieces[0]
        if len(pieces) > 3 or any(piece.empty for piece in pieces):
            raise EntryError("joins two or three things with “+”, and none of them may be empty")
        between = f"{self._between}{{0,{_WINDOW}}}?"

        def write() -> str:
            orders = (between.join(one.regex for one in order) for order in permutations(pieces))
            return f"(?:{'|'.join(orders)})"

        needs = tuple(need for piece in pieces for need in piece.needs)
        gaps = sum(piece.gaps for piece in pieces) + len(pieces) - 1
        return Piece(write, needs, gaps)

    def _sequence(self) -> Piece:
        pieces: list[Piece] = []
        while self._parts and self._parts[-1] not in {")", "|", "+"}:
            piece = self._one()
            if self._parts and self._parts[-1] == "?":
                self._parts.pop()
                piece = _optional(piece)
            if not piece.empty:
                pieces.append(piece)
        if len(pieces) == 1:
            return pieces[0]
        needs: Needs = ()
        gaps, literal = 0, ""
        plainly = bool(pieces)
        for piece in pieces:
            needs += piece.needs
            gaps += piece.gaps
            plainly = plainly and len(piece.literals) == 1
            literal += piece.literals[0] if plainly else ""
        return Piece(
            lambda: "".join(piece.regex for piece in pieces),
            needs,
            gaps,
            (literal,) if plainly else (),
            empty=not pieces,
        )

    def _one(self) -> Piece:
        part = self._parts.pop()
        if part == "(":
            return self._alternatives()
        if part == "...":
            return Piece(lambda: f"{self._between}{{0,{_GAP}}}?", (), 1)
        if part == ".":
            return Piece(lambda: rf" \{STOP}", (frozenset({STOP}),), literals=(f" {STOP}",))
        if part == "?":
            raise EntryError("has a “?” with nothing before it")
        if part[0] == "<":
            name = " ".join(part[1:-1].split())
            if name not in self._families:
                raise EntryError(f"names a family that is not there (or only further down): {part}")
            return self._families[name]
        piece = self._word(part)
        if piece.literals == (" i",) and self._does_something_next():
            # Scots “a wish a wis hame”: right before what somebody does, “a” may be “I”.
            return Piece(lambda: " [ai]", (frozenset({"a", "i"}),))
        return piece

    def _does_something_next(self) -> bool:
        return bool(self._parts) and self._parts[-1] not in {"...", ")", "|", "?", "+"}

    def _word(self, part: str) -> Piece:
        piece = self._words.get(part)
        if piece is None:
            piece = self._words[part] = self._new_word(part)
        return piece

    def _new_word(self, part: str) -> Piece:
        words = self._speller.words(part)
        self.vocabulary.update(words)
        written = "".join(f" {word}" for word in words)
        needs = tuple(frozenset({word}) for word in words)
        literals = (written,) if words else ()
        return Piece(lambda: re.escape(written), needs, literals=literals, empty=not words)

    def _plain_alternatives(self) -> Piece | None:
        """A bracket with nothing but words in it, as most are, read at one go; else None."""
        parts, at = self._parts, len(self._parts)
        literals: set[str] = set()
        telling: set[str] = set()
        literal = ""
        needs: Needs = ()
        while at:
            at -= 1
            part = parts[at]
            if part in {"|", ")"}:
                if not needs:
                    return None  # small words alone are a mistake to be told
                literals.add(literal)
                telling |= _most_telling(needs)
                if part == ")":
                    del parts[at:]
                    return Piece(
                        lambda: f"(?:{_tree(literals)})",
                        (frozenset(telling),),
                        literals=tuple(sorted(literals)),
                    )
                literal, needs = "", ()
            elif part[0] in "(<.?+" or literal.endswith(" i"):
                return None  # before another word “i” may be Scots
            else:
                word = self._word(part)
                needs += word.needs
                literal += word.literals[0] if word.literals else ""
        return None

    def _alternatives(self) -> Piece:
        plain_ones = self._plain_alternatives()
        if plain_ones:
            return plain_ones
        options = [self._sequence()]
        while self._parts and self._parts[-1] == "|":
            self._parts.pop()
            options.append(self._sequence())
        if not self._parts:
            raise EntryError("has a bracket that is not closed")
        if self._parts.pop() != ")":
            raise EntryError("has a “+” inside a bracket")
        return either(options)


def either(options: list[Piece]) -> Piece:
    """One of several pieces.

    Raises:
        EntryError: one of them had nothing but small words in it.
    """
    if len(options) > 1 and any(option.empty for option in options):
        raise EntryError("has a choice of which nothing is left once the small words are taken out")
    if options[0].empty:
        return options[0]
    literals = {literal for option in options for literal in option.literals}

    def write() -> str:
        others = [option.regex for option in options if not option.literals]
        return f"(?:{'|'.join([_tree(literals), *others] if literals else others)})"

    # The longest words of each option say most; an option that needs nothing spoils the set.
    chosen = [_most_telling(option.needs) for option in options]
    needs: Needs = (frozenset().union(*chosen),) if all(chosen) else ()
    return Piece(
        write,
        needs,
        max(option.gaps for option in options),
        tuple(sorted(literals)) if all(option.literals for option in options) else (),
    )


def _optional(piece: Piece) -> Piece:
    return Piece(lambda: f"(?:{piece.regex})?", (), piece.gaps, empty=piece.empty)


def _tree(literals: set[str]) -> str:
    """An expression for many words that looks at each letter once, not at each word in turn."""
    by_letter: dict[str, set[str]] = {}
    for literal in literals - {""}:
        by_letter.setdefault(literal[0], set()).add(literal[1:])
    branches = [re.escape(letter) + _tree(rests) for letter, rests in sorted(by_letter.items())]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in literals:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in literals else "")


def _most_telling(needs: Needs) -> frozenset[str]:
    if len(needs) == 1:
        return needs[0]
    return max(needs, key=lambda need: min(map(len, need)), default=frozenset())
