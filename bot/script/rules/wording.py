"""D504 and D507: words that hurt or press, wherever people read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.script.draft import Draft, problem
from bot.script.model import Place
from bot.script.problems import Problem
from bot.script.rules.phrases import GROUPS, TOO_CLOSE, Group
from bot.script.rules.sieve import Sieve
from bot.script.rules.signs import SHAPES, Sign
from bot.script.rules.signs_blaming import BLAMING
from bot.script.rules.signs_cheering import CHEERING
from bot.script.rules.signs_close import LABELLING, TOO_NEAR
from bot.script.rules.signs_pressing import PRESSING

_Finding = tuple[int, int, str, str, Group | Sign]
SIGNS = (*SHAPES, *PRESSING, *BLAMING, *CHEERING, *LABELLING, *TOO_NEAR)
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
    plain = text.replace("’", "'").replace("‘", "'").lower()
    plain = plain if len(plain) == len(text) else text
    told: set[int] = set()
    findings: list[_Finding] = []
    for at in _SIEVE.stand_in(plain):
        watched = _WATCHED[at]
        for found in _stretches(watched, text, plain):
            stretch = range(*found.span())
            # How it is written is told beside what it says.
            if _as_written(watched.why) or told.isdisjoint(stretch):
                told.update(stretch)
                said = text[slice(*found.span())]
                findings.append((*_spot(text, found), watched.code, said, watched.why))
    return tuple(findings)


def _stretches(watched: _Watched, text: str, plain: str) -> Iterator[re.Match[str]]:
    """Where it stands."""
    if watched.pattern is None:
        yield from _whole(watched.letters).finditer(plain)
    elif _as_written(watched.why):
        yield from watched.pattern.finditer(text)
    else:
        for found in watched.pattern.finditer(plain):
            if _begins_word(plain, found.start()):
                yield found


def _as_written(why: Group | Sign) -> bool:
    return isinstance(why, Sign) and why.as_written


@lru_cache(maxsize=512)
def _whole(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)")


def _begins_word(plain: str, at: int) -> bool:
    """Checked here since a pattern that begins with its letters is found many times faster."""
    return at == 0 or not (plain[at].isalnum() and plain[at - 1].isalnum())


def _spot(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Line and column, counted from 1."""
    start = found.start()
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def _problem(place: Place, code: str, said: str, group: Group | Sign) -> Problem:
    return problem(place, code, f"“{said}” {group.does}", group.instead, group.severity)
