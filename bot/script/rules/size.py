"""D403 and D404: what fits on a telephone, and into one message."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.script.draft import Draft, problem
from bot.script.markup import plain
from bot.script.model import Ask, Each, Guide, Say, Step
from bot.script.problems import Problem
from bot.script.texts import messages

MOST_BUTTONS = 8
LONGEST_MESSAGE = 4096  # Telegram's limit, in characters after the marks are taken out

_GAPS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def size(draft: Draft) -> Iterator[Problem]:
    """Counts buttons, and characters of everything that is sent as one message."""
    for step in draft.script.steps.values():
        if isinstance(step, Ask | Each) and len(step.choices) > MOST_BUTTONS:
            yield problem(
                step.choices[MOST_BUTTONS].place,
                "D403",
                f"“{step.name}” has {len(step.choices)} buttons, and at most {MOST_BUTTONS} fit",
                "put some of them behind a button such as “More”",
            )
        yield from _too_long(draft, step)


def _too_long(draft: Draft, step: Step) -> Iterator[Problem]:
    for path, text in messages(step):
        before = 0 if isinstance(step, Guide) else _said_before(draft, step)
        length = before + _length(text)
        if before <= LONGEST_MESSAGE < length:
            yield problem(
                draft.at(*path),
                "D404",
                f"this message has {length} characters, and Telegram takes {LONGEST_MESSAGE}",
                "cut it, or put a question between its parts",
            )


def _said_before(draft: Draft, step: Step) -> int:
    """The longest run of says that is joined in front of a step's own message."""
    steps = draft.script.steps
    longest, todo = 0, [(step.name, 0, frozenset({step.name}))]
    before: dict[str, list[Say]] = {}
    for other in steps.values():
        if isinstance(other, Say) and other.next:
            before.setdefault(other.next, []).append(other)
    while todo:
        name, length, seen = todo.pop()
        longest = max(longest, length)
        todo += [
            (say.name, length + _length(say.text) + 2, seen | {say.name})
            for say in before.get(name, ())
            if say.name not in seen
        ]
    return longest


def _length(text: str) -> int:
    return len(plain(_GAPS.sub("", text)))
