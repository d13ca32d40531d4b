"""The rules, one module a family. Each looks at a whole draft and gives what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.script.draft import Draft
from bot.script.problems import Problem

Rule = Callable[[Draft], Iterator[Problem]]

FAMILIES: tuple[Rule, ...] = ()


def check(draft: Draft) -> Iterator[Problem]:
    """Everything that is to be said about a draft."""
    for rule in FAMILIES:
        yield from rule(draft)
