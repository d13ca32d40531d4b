"""D504 and D507: words that hurt or press, wherever people read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from bot.script.draft import Draft, problem
from bot.script.model import Place
from bot.script.problems import Problem
from bot.script.rules.phrases import GROUPS, TOO_CLOSE, Group
from bot.script.rules.signs import SHAPES, Sign
from bot.script.rules.signs_blaming import BLAMING
from bot.script.rules.signs_cheering import CHEERING
from bot.script.rules.signs_close import LABELLING, TOO_NEAR
from bot.script.rules.signs_pressing import PRESSING

_Finding = tuple[int, int, str, str, Group | Sign]
SIGNS = (*SHAPES, *PRESSING, *BLAMING, *CHEERING, *LABELLING, *TOO_NEAR)
_LISTS = (("D504", GROUPS), ("D507", TOO_CLOSE))


def wording(draft: Draft) -> Iterator[Problem]:
    """Holds the lists against every text of a script."""
    # Most scripts are clean: one look at all the words together is enough for them.
    if next(_findings("\n".join(text for _, text in draft.texts)), None) is None:
        return
    for path, text in draft.texts:
        for line, col, code, said, group in _findings(text):
            if not (isinstance(group, Group) and group.by_person and "buttons" in path):
                yield _problem(draft.line_at(path, line, col), code, said, group)


def wording_problems(text: str, place: Callable[[int, int], Place]) -> Iterator[Problem]:
    """Holds the lists against one text; `place` gives the place of a line and column of it."""
    for line, col, code, said, group in _findings(text):
        yield _problem(place(line, col), code, said, group)


def _findings(text: str) -> Iterator[_Finding]:
    """What stands in a text: line, column, rule, the words as written, and why not."""
    plain = text.replace("’", "'").replace("‘", "'").lower()
    plain = plain if len(plain) == len(text) else text
    told: set[int] = set()
    for code, groups in _LISTS:
        for group in groups:
            for phrase in group.phrases:
                if phrase not in plain:
                    continue
                for found in _whole(phrase).finditer(plain):
                    if told.isdisjoint(range(*found.span())):
                        told.update(range(*found.span()))
                        yield *_spot(text, found), code, text[slice(*found.span())], group
    for sign in SIGNS:
        for letters, pattern in sign.patterns:
            if letters not in plain:
                continue
            for found in pattern.finditer(text if sign.as_written else plain):
                spot = range(*found.span())
                # How it is written is told beside what it says.
                if sign.as_written or (_begins_word(plain, spot[0]) and told.isdisjoint(spot)):
                    told.update(spot)
                    yield *_spot(text, found), sign.code, text[slice(*found.span())], sign


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
