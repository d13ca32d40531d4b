"""How a way out of a step is named for people: by the button, the condition, Skip, Stop."""

from __future__ import annotations

from bot.script.graph import Way
from bot.script.model import Ask, Check, Step

SKIP, NOT_TODAY, STOP = "Skip", "Not today", "Stop"
OTHERWISE, AN_ANSWER = "otherwise", "an answer"


def way_words(step: Step, way: Way) -> str:
    """What stands on the way; nothing for the only way on, which is taken by itself."""
    if isinstance(step, Check):
        at = way.path[3]
        is_branch = isinstance(at, int) and at < len(step.branches)
        return f"if {' '.join(step.branches[at].condition.split())}" if is_branch else OTHERWISE
    if way.choice is not None and isinstance(step, Ask):
        return next(one.label for one in (*step.choices, *step.dates) if one.id == way.choice)
    if way.past:
        return _past(step, way)
    return AN_ANSWER if isinstance(step, Ask) else ""


def _past(step: Step, way: Way) -> str:
    if way.by == "stop":
        return STOP
    return SKIP if isinstance(step, Ask) and step.can_skip else NOT_TODAY
