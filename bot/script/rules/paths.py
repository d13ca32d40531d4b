"""D203–D205 and D208–D210: every way leads somewhere, and in the end to an end."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.script.draft import Draft, problem
from bot.script.fields import unknown
from bot.script.graph import is_last, reached, starts, waits
from bot.script.model import Ask, Check, Draw, Found, Listing, Pick, Run, Support
from bot.script.problems import Problem


def paths(draft: Draft) -> Iterator[Problem]:
    """Looks at where the steps lead."""
    loose = [*_nowhere(draft), *_missing_steps(draft)]
    yield from loose
    yield from _missing_elsewhere(draft)
    yield from _circles(draft)
    if not loose:  # a way that breaks off makes every step behind it look lost
        yield from _unreached(draft)
        yield from _endless(draft)


def _nowhere(draft: Draft) -> Iterator[Problem]:
    """D203, and D204 for a check."""
    for name, step in draft.script.steps.items():
        if isinstance(step, Check):
            if step.otherwise is None:
                yield problem(
                    step.place,
                    "D204",
                    f"the check “{name}” does not say what to do when nothing fits",
                    "end it with a line “- otherwise: a step”",
                )
            for branch in step.branches:
                if branch.go is None:
                    yield problem(
                        branch.place, "D203", "this line of the check goes nowhere", "add “go: …”"
                    )
            continue
        said: set[str] = set()
        for way in draft.ways[name]:
            if way.to is not None:
                continue
            what = f"the button “{way.choice}”" if way.choice else f"the step “{name}”"
            if what in said or (way.past and said):
                continue
            said.add(what)
            place = (
                draft.name_at("steps", name, "buttons", way.choice) if way.choice else step.place
            )
            yield problem(
                place,
                "D203",
                f"{what} goes nowhere",
                "write “-> a step” behind its words, or give the question a “next:”"
                if way.choice
                else "add “next:” with the name of a step",
            )


def _missing_steps(draft: Draft) -> Iterator[Problem]:
    """D205 for steps."""
    steps = draft.script.steps
    said: set[tuple[str, str]] = set()
    for name in steps:
        for way in draft.ways[name]:
            if way.to is None or way.to in steps or (name, str(way.path)) in said:
                continue
            said.add((name, str(way.path)))
            yield problem(
                draft.at(*way.path),
                "D205",
                f"there is no step “{way.to}”",
                unknown(way.to, steps),
            )
    for nudge in draft.script.nudges.values():
        if nudge.starts not in steps:
            yield problem(
                draft.at("nudges", nudge.id, "starts"),
                "D205",
                f"there is no step “{nudge.starts}” for the nudge “{nudge.id}” to start at",
                unknown(nudge.starts, steps),
            )


def _missing_elsewhere(draft: Draft) -> Iterator[Problem]:
    """D205 for themes, principles, dialogues and cards, as far as they are known."""
    script, world = draft.script, draft.world
    for field, kind, names, known in (
        ("themes", "theme", script.themes, world.themes),
        ("principles", "principle", script.principles, world.principles),
    ):
        for at, name in enumerate(names):
            yield from _missing(draft, (field, at), kind, name, known)
    for name, step in script.steps.items():
        if isinstance(step, Run):
            path = ("steps", name, "run")
            yield from _missing(draft, path, "dialogue", step.dialogue, world.dialogues)
        elif isinstance(step, Support):
            path = ("steps", name, "support")
            yield from _missing(draft, path, "support card", step.card, world.cards)
        elif isinstance(step, Listing | Found | Pick):
            field = {Listing: "list", Found: "found", Pick: "from"}[type(step)]
            path = ("steps", name, field)
            yield from _missing(draft, path, "list", step.source, world.lists)
        elif isinstance(step, Draw):
            yield from _missing_source(draft, step)


def _missing_source(draft: Draft, step: Draw) -> Iterator[Problem]:
    """What a prompt is drawn from: everything, a theme, or a question that chooses one."""
    themes = draft.world.themes
    question = draft.script.steps.get(step.source)
    path = ("steps", step.name, "from")
    if step.source == "everything" or themes is None:
        return
    if isinstance(question, Ask) and question.choices:
        for choice in question.choices:
            if choice.go in (None, step.name) and choice.id not in themes:
                yield problem(
                    choice.place,
                    "D205",
                    f"the button “{choice.id}” chooses a theme to draw from, and is none",
                    unknown(choice.id, themes),
                )
        return
    if step.source not in themes:
        yield problem(
            draft.at(*path),
            "D205",
            f"there is no theme “{step.source}”, and no question with buttons of that name",
            unknown(step.source, [*themes, "everything"]),
        )


def _missing(
    draft: Draft,
    path: tuple[str | int, ...],
    kind: str,
    name: str,
    known: Collection[str] | None,
) -> Iterator[Problem]:
    if known is not None and name not in known:
        yield problem(draft.at(*path), "D205", f"there is no {kind} “{name}”", unknown(name, known))


def _unreached(draft: Draft) -> Iterator[Problem]:
    """D208."""
    found = reached(starts(draft.script), draft.after)
    for name, step in draft.script.steps.items():
        if name not in found:
            yield problem(
                step.place,
                "D208",
                f"no way leads to the step “{name}”",
                "name it in a “next” or behind a button, or take it out",
                "W",
            )


def _circles(draft: Draft) -> Iterator[Problem]:
    """D209: from a step that does not wait back to itself, without a step that does."""
    steps = draft.script.steps
    after = {
        name: tuple(to for to in tos if not waits(steps[to])) for name, tos in draft.after.items()
    }
    told: set[str] = set()
    for name, step in steps.items():
        if waits(step) or name in told:
            continue
        onward = reached(after[name], after)
        if name in onward:
            told |= {other for other in onward if name in reached(after[other], after)}
            yield problem(
                step.place,
                "D209",
                f"from “{name}” the way leads back to “{name}” without a question",
                "let one of the steps lead somewhere else",
            )
        if isinstance(step, Run) and step.dialogue == draft.script.name:
            yield problem(
                step.place, "D209", "this dialogue plays itself", "lead to its first step instead"
            )


def _endless(draft: Draft) -> Iterator[Problem]:
    """D210, told once: at the first step from which no end can be reached."""
    script = draft.script
    before: dict[str, list[str]] = {name: [] for name in script.steps}
    for name, tos in draft.after.items():
        for to in tos:
            before[to].append(name)
    ends = [name for name, step in script.steps.items() if is_last(step)]
    ending = reached(ends, before)
    for name in script.steps:
        if name not in ending:
            yield problem(
                script.steps[name].place,
                "D210",
                f"from “{name}” no way leads to an end",
                "let one of the ways lead to a step with “end:”",
            )
            return
