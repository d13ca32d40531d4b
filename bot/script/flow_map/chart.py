"""What is drawn of a dialogue, before anybody thinks of where: cards, and arrows between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.script.flow_map.steps import begins, does
from bot.script.graph import Way, follows, is_last, reached, starts, ways
from bot.script.model import Check, Script, Step
from bot.script.way_words import way_words

Kind = Literal["start", "step", "choice", "end", "trouble"]

UNREACHED, ENDLESS = "no way leads here", "never ends"
MISSING, NOWHERE = "no such step", "leads nowhere"


@dataclass(frozen=True, slots=True)
class Card:
    """One box.

    Attributes:
        kind: How it is drawn.
        name: The step's name, or what else stands first.
        does: The step's verb, as a coordinator would say it.
        words: How it begins.
        marks: What is the matter with it.
        step: The step to open for it; None where there is none.
    """

    kind: Kind
    name: str
    does: str = ""
    words: str = ""
    marks: tuple[str, ...] = ()
    step: str | None = None

    @property
    def title(self) -> str:
        """What it is called where another card leads to it."""
        return self.name or self.marks[0]


@dataclass(frozen=True, slots=True)
class Arrow:
    """Ways that lead from one card to another: their words, and whether a transcript walks them."""

    from_: int
    to: int
    labels: tuple[str, ...]
    walked: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """Cards in reading order, the starts first, and the arrows between them by number."""

    script: Script
    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...]

    @property
    def dotted(self) -> bool:
        """Whether some way is walked by no transcript."""
        return not all(arrow.walked for arrow in self.arrows)


def chart(script: Script, walked: Collection[tuple[str, str]] | None = None) -> Chart:
    """The chart of a dialogue, also of one that has problems.

    Args:
        script: Any script; a draft's own will do.
        walked: The ways that are walked, by the step that is left and `Way.by`; None: not known.
    """
    return _Charting(script, walked).chart()


class _Charting:
    def __init__(self, script: Script, walked: Collection[tuple[str, str]] | None) -> None:
        self._script = script
        self._walked = walked
        self._ways = {name: tuple(ways(step)) for name, step in script.steps.items()}
        self._cards: list[Card] = []
        self._at: dict[str, int] = {}
        self._trouble: dict[tuple[str, bool], int] = {}
        self._arrows: list[Arrow] = []

    def chart(self) -> Chart:
        begin = starts(self._script)
        self._cards += [Card("start", _start(self._script, place)) for place in begin]
        self._add_steps()
        self._arrows += [Arrow(at, self._at[place], ()) for at, place in enumerate(begin)]
        for step in self._script.steps.values():
            self._add_ways(step)
        return Chart(self._script, tuple(self._cards), tuple(self._arrows))

    def _add_steps(self) -> None:
        found = reached(starts(self._script), follows(self._ways))
        ending = self._ending()
        for name, step in self._script.steps.items():
            wrong = ((UNREACHED, name not in found), (ENDLESS, name not in ending))
            marks = tuple(mark for mark, is_so in wrong if is_so)
            self._at[name] = len(self._cards)
            self._cards.append(Card(_kind(step), name, does(step), begins(step), marks, name))

    def _ending(self) -> set[str]:
        """The steps from which an end can be reached, or a place that is told of as it is."""
        before: dict[str, list[str]] = {name: [] for name in self._script.steps}
        lasts = [name for name, step in self._script.steps.items() if is_last(step)]
        for name, out in self._ways.items():
            for way in out:
                if way.to in before:
                    before[way.to].append(name)
                else:
                    lasts.append(name)
        return reached(lasts, before)

    def _add_ways(self, step: Step) -> None:
        together: dict[tuple[int, bool], dict[str, None]] = {}
        for way in self._ways[step.name]:
            is_walked = self._walked is None or (step.name, way.by) in self._walked
            group = together.setdefault((self._target(step, way), is_walked), {})
            for label in _labels(step, way, len(self._ways[step.name]) == 1):
                group[label] = None
        self._arrows += [
            Arrow(self._at[step.name], to, tuple(labels), is_walked)
            for (to, is_walked), labels in together.items()
        ]

    def _target(self, step: Step, way: Way) -> int:
        if way.to in self._at:
            return self._at[way.to]
        key = (way.to or step.name, bool(way.to))
        if key not in self._trouble:
            self._trouble[key] = len(self._cards)
            trouble = Card("trouble", way.to or "", marks=(MISSING if way.to else NOWHERE,))
            self._cards.append(trouble)
        return self._trouble[key]


def _labels(step: Step, way: Way, alone: bool) -> Iterator[str]:
    """The words on a way; the way on needs none where there is no other."""
    words = way_words(step, way)
    if words and not (alone and way.by == "next"):
        yield words


def _kind(step: Step) -> Kind:
    if is_last(step):
        return "end"
    return "choice" if isinstance(step, Check) else "step"


def _start(script: Script, place: str) -> str:
    return "Start" if place == script.first else "A reminder begins here"
