"""D402 to D404: what fits on a telephone, and into one message."""

from __future__ import annotations

from collections.abc import Iterator

from bot.script.draft import Draft, problem
from bot.script.joined import amount
from bot.script.model import Ask, Each, Guide, Step
from bot.script.problems import Problem
from bot.script.texts import buttons, messages

WIDEST_BUTTON = 30
MOST_BUTTONS = 8
LONGEST_MESSAGE = 4096  # Telegram's limit, in characters after the marks are taken out


def size(draft: Draft) -> Iterator[Problem]:
    """Counts buttons, what stands on them, and what is sent as one message."""
    for step in draft.script.steps.values():
        if isinstance(step, Ask | Each) and len(step.choices) > MOST_BUTTONS:
            yield problem(
                step.choices[MOST_BUTTONS].place,
                "D403",
                f"“{step.name}” has {len(step.choices)} buttons, and at most {MOST_BUTTONS} fit",
                "put some of them behind a button such as “More”",
            )
        yield from _wide(draft, step)
        yield from _too_long(draft, step)


def _too_long(draft: Draft, step: Step) -> Iterator[Problem]:
    before = draft.before[step.name].characters
    for path, text in messages(step):
        length = before + amount(text, frozenset()).characters
        if before <= LONGEST_MESSAGE < length:
            yield problem(
                draft.at(*path),
                "D404",
                f"this message has {length} characters, and Telegram takes {LONGEST_MESSAGE}",
                "cut it, or put a question between its parts",
            )
        before = 0 if isinstance(step, Guide) else before


def _wide(draft: Draft, step: Step) -> Iterator[Problem]:
    """D402: what is cut off on a narrow screen."""
    for path, label in buttons(step):
        length = amount(label, frozenset()).characters
        if length > WIDEST_BUTTON:
            yield problem(
                draft.at(*path),
                "D402",
                f"this button has {length} characters, and {WIDEST_BUTTON} are plenty",
                "say it in two to four words; what it means can stand in the question",
                "W",
            )
