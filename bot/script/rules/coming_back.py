"""D704: what comes back was asked for, by a button."""

from __future__ import annotations

from collections.abc import Iterator

from bot.script.draft import Draft, problem
from bot.script.graph import Way, starts, waits
from bot.script.model import Ask, Remind, Step
from bot.script.problems import Problem


def coming_back(draft: Draft) -> Iterator[Problem]:
    """Looks at every way that leads to a promise to come back."""
    for name, step in draft.script.steps.items():
        if isinstance(step, Remind) and not _is_asked_for(name, draft):
            yield problem(
                step.place,
                "D704",
                f"“{name}” promises to come back, and nobody was asked",
                "ask before it, with a button for yes that leads here and one for no that does not",
            )


def _is_asked_for(remind: str, draft: Draft) -> bool:
    """Whether each way here comes from a button of a question that also has one that does not."""
    seen, todo = {remind}, [remind]
    while todo:
        to = todo.pop()
        if to in starts(draft.script):
            return False
        for name, step in draft.script.steps.items():
            for way in draft.ways[name]:
                if way.to != to:
                    continue
                if waits(step):
                    if not _says_yes(step, way, draft, seen):
                        return False
                elif name not in seen:
                    seen.add(name)
                    todo.append(name)
    return True


def _says_yes(step: Step, way: Way, draft: Draft, onward: set[str]) -> bool:
    """Whether it is a tapped button, beside another that leads somewhere else."""
    if not isinstance(step, Ask) or not step.choices or way.choice is None:
        return False
    return any(one.choice and one.to not in onward for one in draft.ways[step.name])
