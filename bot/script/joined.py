"""What is said before a step in the same message: steps that do not wait are sent in one go."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.script.model import Check, Draw, Remind, Save, Say, Script, Step
from bot.script.sentences import questions, sentences
from bot.script.shown import FILLED, Fills, shown

_PASSES_ON = (Say, Check, Save, Draw, Remind)
_GAP = 2  # the empty line between two texts of one message


@dataclass(frozen=True, slots=True)
class Amount:
    """How much there is to read, at the longest: by characters, sentences and questions."""

    characters: int = 0
    sentences: int = 0
    questions: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            self.characters + other.characters,
            self.sentences + other.sentences,
            self.questions + other.questions,
        )

    def or_more(self, other: Amount) -> Amount:
        """The larger of two, number by number."""
        return Amount(
            max(self.characters, other.characters),
            max(self.sentences, other.sentences),
            max(self.questions, other.questions),
        )


@lru_cache(maxsize=1024)
def amount(text: str, fills: Fills) -> Amount:
    """How much of a text a person meets, whichever way its conditions turn out."""
    most = Amount()
    for one in shown(text, fills):
        whole = sum(sentence.whole for sentence in sentences(one))
        most = most.or_more(Amount(len(one), whole, questions(one)))
    return most


def drawn(script: Script) -> Fills:
    """A prompt that a text shows is a question, whatever it will ask."""
    return frozenset(
        (f"{step.prompt}.ask", f"{FILLED}?")
        for step in script.steps.values()
        if isinstance(step, Draw)
    )


def before(script: Script, after: Mapping[str, tuple[str, ...]]) -> dict[str, Amount]:
    """For every step the most that is said in front of its own text.

    A circle of steps that never waits (D209) has no most; its steps count as if nothing came first.
    """
    fills = drawn(script)
    onward = {
        name: after[name] if isinstance(step, _PASSES_ON) else ()
        for name, step in script.steps.items()
    }
    waiting_for = dict.fromkeys(script.steps, 0)
    for name in (to for ways in onward.values() for to in ways):
        waiting_for[name] += 1
    most = dict.fromkeys(script.steps, Amount())
    todo = deque(name for name, count in waiting_for.items() if count == 0)
    while todo:
        name = todo.popleft()
        so_far = most[name] + _own(script.steps[name], fills)
        for to in onward[name]:
            most[to] = most[to].or_more(so_far)
            waiting_for[to] -= 1
            if waiting_for[to] == 0:
                todo.append(to)
    return most


def _own(step: Step, fills: Fills) -> Amount:
    return amount(step.text, fills) + Amount(_GAP) if isinstance(step, Say) else Amount()
