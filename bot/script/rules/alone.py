"""What is held against a text that stands alone: of a prompt, a huddle card, a support card."""

from __future__ import annotations

from collections.abc import Iterator

from bot.script.problems import Problem
from bot.script.rules.brief import Placed, brief_problems
from bot.script.rules.reading import reading_problems
from bot.script.rules.wording import wording_problems


def text_problems(text: str, placed: Placed) -> Iterator[Problem]:
    """Its wording, its length, how hard it is to read; `placed` knows where a line begins."""
    yield from wording_problems(text, placed)
    yield from brief_problems(text, placed)
    yield from reading_problems(text, placed)
