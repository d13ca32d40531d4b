"""D801 and D802: what publishing these words in place of the published ones would do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.script.draft import Draft, problem
from bot.script.model import Ask, Each, Keep, Script
from bot.script.problems import Problem

_KEPT = frozenset({Keep.LOG, Keep.HISTORY, Keep.COUNT})


def published(draft: Draft, earlier: Sequence[Script]) -> Iterator[Problem]:
    """Holds a dialogue against what was published of it, newest first."""
    if not earlier:
        return
    yield from _gone(draft, earlier[0])
    for name in draft.script.steps:
        yield from _buttons(draft, name, earlier)


def _gone(draft: Draft, live: Script) -> Iterator[Problem]:
    for name in live.steps:
        if name not in draft.script.steps:
            yield problem(
                draft.name_at("steps"),
                "D801",
                f"the step “{name}” was published, and is gone",
                "nothing to do: whoever is part-way ends on the words they began with",
                "W",
            )


def _buttons(draft: Draft, name: str, earlier: Sequence[Script]) -> Iterator[Problem]:
    """Kept answers are kept by a button's id: the id must go on meaning what it meant."""
    step = draft.script.steps[name]
    if not (isinstance(step, Ask | Each) and step.keep & _KEPT):
        return
    live = _labels(earlier[0], name)
    for choice in step.choices:
        meant = _meant_before(choice.id, choice.label, live, [_labels(s, name) for s in earlier])
        if meant:
            yield problem(
                choice.place,
                "D802",
                f"“{choice.id}” meant “{meant}” when it was published, and answers are kept by it",
                f"give “{choice.label}” an id of its own",
            )


def _meant_before(
    id_: str, label: str, live: Mapping[str, str], earlier: Sequence[Mapping[str, str]]
) -> str | None:
    """What the id stood for, when that is something else; a label mended in place is the same."""
    if id_ in live:
        others = {_folded(words) for other, words in live.items() if other != id_}
        return live[id_] if _folded(label) in others else None
    meant = next((one[id_] for one in earlier if id_ in one), label)
    return meant if _folded(meant) != _folded(label) else None


def _labels(script: Script, name: str) -> Mapping[str, str]:
    step = script.steps.get(name)
    if not isinstance(step, Ask | Each):
        return {}
    return {choice.id: choice.label for choice in step.choices}


def _folded(words: str) -> str:
    return words.strip().casefold()
