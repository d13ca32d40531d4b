"""The ways through a script: which steps follow which, and what can be reached from where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.script.model import Ask, Check, Each, End, Guide, Listing, Pick, Run, Script, Step

Path = tuple[str | int, ...]

NO_DAY = "none"
"""The id of the date button that gives no day."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of a step.

    Attributes:
        to: The step it leads to; None where the script does not say.
        path: Where the file names that step.
        choice: The id of the author's button or date that is tapped for it; None without a tap,
            or for the engine's own buttons.
        past: Whether it is taken by passing the question over.
        day: Whether it gives a day and leads on as every day does, whichever it is.
    """

    to: str | None
    path: Path
    choice: str | None = None
    past: bool = False
    day: bool = False

    @property
    def by(self) -> str:
        """How it is taken: `button low`, `day`, `check 0`, `skip`, `stop`, `anew` or `next`.

        No two ways out of one step are taken alike, but for those that give a day.
        """
        if self.day:
            return "day"
        if self.choice is not None:
            return f"button {self.choice}"
        if "check" in self.path[2:3]:
            return f"check {self.path[3]}"
        if self.past:
            return "stop" if self.path[-1] == "stop" else "skip"
        return "anew" if self.path[-1] == "anew" else "next"


def is_last(step: Step) -> bool:
    """Whether the dialogue is over here; what is played without a `next` has the last word."""
    return isinstance(step, End) or (isinstance(step, Run) and step.next is None)


def ways(step: Step) -> Iterator[Way]:
    """All ways out of a step, in the order in which a person sees them."""
    here: Path = ("steps", step.name)
    if is_last(step):
        return
    if isinstance(step, Check):
        for at, branch in enumerate(step.branches):
            yield Way(branch.go, (*here, "check", at, "go"))
        yield Way(step.otherwise, (*here, "check", len(step.branches), "otherwise"))
    elif isinstance(step, Ask):
        yield from _answers(step)
    else:
        yield Way(step.next, (*here, "next"))
        if isinstance(step, Guide | Each | Listing) and step.stop:
            yield Way(step.stop, (*here, "stop"), past=True)
        if isinstance(step, Listing) and step.anew:
            yield Way(step.anew, (*here, "anew"))
        if isinstance(step, Guide | Pick) and step.skip:
            yield Way(step.skip, (*here, "skip"), past=True)


def _answers(step: Ask) -> Iterator[Way]:
    here: Path = ("steps", step.name)
    for field, choices in (("buttons", step.choices), ("date", step.dates)):
        for choice in choices:
            path: Path = (*here, field, choice.id) if choice.go else (*here, "next")
            day = field == "date" and choice.id.lower() != NO_DAY and not choice.go
            yield Way(choice.go or step.next, path, choice.id, day=day)
    if step.length:
        yield Way(step.next, (*here, "next"))
    if step.dates and all(choice.go for choice in step.dates):  # a typed day has no arrow
        yield Way(step.next, (*here, "next"), day=True)
    if step.can_skip or (step.heads_up and step.past):
        yield Way(step.past, (*here, "skip" if step.skip else "next"), past=True)


def waits(step: Step) -> bool:
    """Whether a conversation rests here until the person does something."""
    return isinstance(step, Ask | Each | Guide | Listing | Pick)


def follows(ways_out: Mapping[str, Iterable[Way]]) -> dict[str, tuple[str, ...]]:
    """For every step the existing steps that may follow it."""
    return {
        name: tuple(dict.fromkeys(way.to for way in out if way.to and way.to in ways_out))
        for name, out in ways_out.items()
    }


def starts(script: Script) -> tuple[str, ...]:
    """Where a conversation may begin: the first step, and wherever a nudge leads."""
    places = (script.first, *(nudge.starts for nudge in script.nudges.values()))
    return tuple(dict.fromkeys(place for place in places if place in script.steps))


def reached(from_: Iterable[str], after: Mapping[str, Iterable[str]]) -> set[str]:
    """Every step on any way from these, themselves included."""
    seen = set(from_)
    todo = list(seen)
    while todo:
        for name in after[todo.pop()]:
            if name not in seen:
                seen.add(name)
                todo.append(name)
    return seen
