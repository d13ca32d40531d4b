"""The rules, one module a family. Each looks at a whole draft and gives what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.script.draft import Draft
from bot.script.problems import Problem
from bot.script.rules.answers import answers
from bot.script.rules.brief import brief
from bot.script.rules.care import care
from bot.script.rules.coming_back import coming_back
from bot.script.rules.keeping import keeping
from bot.script.rules.nudges import nudges
from bot.script.rules.paths import paths
from bot.script.rules.reading import reading
from bot.script.rules.reviews import reviews
from bot.script.rules.size import size
from bot.script.rules.templates import templates
from bot.script.rules.wording import wording

Family = Callable[[Draft], Iterator[Problem]]

FAMILIES: tuple[Family, ...] = (
    paths,
    templates,
    answers,
    keeping,
    size,
    brief,
    reading,
    care,
    wording,
    reviews,
    nudges,
    coming_back,
)


def check(draft: Draft) -> Iterator[Problem]:
    """Everything that is to be said about a draft."""
    for family in FAMILIES:
        yield from family(draft)
