"""D504 and D507: words that hurt or press, wherever people read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.script.draft import Draft, problem
from bot.script.model import Place
from bot.script.problems import Problem
from bot.script.rules.as_read import AsRead, as_read
from bot.script.rules.phrases import GROUPS, TOO_CLOSE, Group
from bot.script.rules.sieve import Sieve
from bot.script.rules.signs import SHAPES, Sign
from bot.script.rules.signs_blaming import BLAMING
from bot.script.rules.signs_cheering import CHEERING
from bot.script.rules.signs_close import LABELLING, TOO_NEAR
from bot.script.rules.signs_demanding import DEMANDING
from bot.script.rules.signs_pressing import PRESSING

_Finding = tuple[int, int, str, str, Group | Sign]
SIGNS = (*SHAPES, *PRESSING, *DEMANDING, *BLAMING, *CHEERING, *LABELLING, *TOO_NEAR)
_LISTS = (("D504", GROUPS), ("D507", TOO_CLOSE))


@dataclass(frozen=True, slots=True)
class _Watched:
    """Something to do without: a whole phrase, or letters where its pattern may stand."""

    letters: str
    pattern: re.Pattern[str] | None
    code: str
    why: Group | Sign


_WATCHED = (
    *(
        _Watched(phrase, None, code, group)
        for code, groups in _LISTS
        for group in groups
        for phrase in group.phrases
    ),
    *(
        _Watched(letters, pattern, one.code, one)
        for one in SIGNS
        for letters, pattern in one.patterns
    ),
)
_SIEVE = Sieve([one.letters for one in _WATCHED])


def wording(draft: Draft) -> Iterator[Problem]:
    """Holds the lists against every text of a script."""
    for path, text in draft.texts:
        for line, col, code, said, group in _findings(text):
            if not (isinstance(group, Group) and group.by_person and "buttons" in path):
                yield _problem(draft.line_at(path, line, col), code, said, group)


def wording_problems(text: str, place: Callable[[int, int], Place]) -> Iterator[Problem]:
    """Holds the lists against one text; `place` gives the place of a line and column of it."""
    for line, col, code, said, group in _findings(text):
        yield _problem(place(line, col), code, said, group)


@lru_cache(maxsize=1024)
def _findings(text: str) -> tuple[_Finding, ...]:
    """What stands in a text: line, column, rule, the words as written, and why not."""
    read = as_read(text)
    told: set[int] = set()
    findings: list[_Finding] = []
    # Words that go on in the next line are read on.
    for at in _SIEVE.stand_in(read.words.replace("\n", " ")):
        watched = _WATCHED[at]
        for start, end in _stretches(watched, text, read):
            stretch = range(start, end)
            # How it is written is told beside what it says.
            if _as_written(watched.why) or told.isdisjoint(stretch):
                told.update(stretch)
                said = text[start:end]
                findings.append((*_spot(text, start), watched.code, said, watched.why))
    return tuple(findings)


def _stretches(watched: _Watched, text: str, read: AsRead) -> Iterator[tuple[int, int]]:
    """Where it stands."""
    if _as_written(watched.why):
        assert watched.pattern is not None  # only signs are looked for as they are written
        yield from (found.span() for found in watched.pattern.finditer(text))
        return
    pattern = watched.pattern or _whole(watched.letters)
    for found in pattern.finditer(read.words):
        if watched.pattern is None or _begins_word(read.words, found.start()):
            yield read.span(*found.span())


def _as_written(why: Group | Sign) -> bool:
    return isinstance(why, Sign) and why.as_written


@lru_cache(maxsize=512)
def _whole(phrase: str) -> re.Pattern[str]:
    words = r"\s".join(re.escape(word) for word in phrase.split(" "))
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _begins_word(plain: str, at: int) -> bool:
    """Checked here since a pattern that begins with its letters is found many times faster."""
    return at == 0 or not (plain[at].isalnum() and plain[at - 1].isalnum())


def _spot(text: str, start: int) -> tuple[int, int]:
    """Line and column, counted from 1."""
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def _problem(place: Place, code: str, said: str, group: Group | Sign) -> Problem:
    return problem(place, code, f"“{said}” {group.does}", group.instead, group.severity)
