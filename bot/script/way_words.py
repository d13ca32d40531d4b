"""How a way out of a step is named for people: by the button, the condition, Skip, Stop."""

from __future__ import annotations

from bot.script.graph import Way
from bot.script.model import Ask, Check, Each, Guide, Listing, Step

SKIP, NOT_TODAY, STOP = "Skip", "Not today", "Stop"
OTHERWISE = "otherwise"
_ON: dict[type[Step], str] = {
    Ask: "an answer",
    Guide: "after the last line",
    Each: "after the last one",
    Listing: "after that",
}


def way_words(step: Step, way: Way) -> str:
    """What stands on the way; nothing where a step goes on by itself."""
    if isinstance(step, Check):
        at = way.path[3]
        if isinstance(at, int) and at < len(step.branches):
            return f"if {' '.join(step.branches[at].condition.split())}"
        return OTHERWISE
    if way.choice is not None and isinstance(step, Ask):
        return next(one.label for one in (*step.choices, *step.dates) if one.id == way.choice)
    if way.day:
        return "a day"
    if way.by == "anew":
        return "before it begins"
    if way.past:
        return _past(step, way)
    return _ON.get(type(step), "")


def _past(step: Step, way: Way) -> str:
    if way.by == "stop":
        return STOP
    return SKIP if isinstance(step, Ask) and step.can_skip else NOT_TODAY
