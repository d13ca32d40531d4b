"""D501–D503 and D506: every question can be passed over, help is near, and there are rests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.script.draft import Draft, problem
from bot.script.graph import Way, is_last, starts, waits
from bot.script.model import Ask, Each, Guide, Keep, Listing, Pick, Save, Script, Step, Support
from bot.script.problems import Problem

MOST_TAPS = 2
MOST_QUESTIONS = 3

_PASSING = re.compile(
    r"rather not|not (?:now|this|today|the time|mine|sure|yet|for me)|nothing|neither|none|no need"
    r"|\bskip|\bpass\b|\bleave\b|let (?:it|them) go|another time|later|don[’']t know|only wanted"
    r"|^no\b|something else",
    re.IGNORECASE,
)
_ASSENT = re.compile(
    r"^(?:yes|i (?:will|agree|do|must)|we will|ok(?:ay)?|of course|sure|agreed|understood)\b",
    re.IGNORECASE,
)
_LASTING = frozenset({Keep.LOG, Keep.HISTORY, Keep.COUNT})


def care(draft: Draft) -> Iterator[Problem]:
    """Looks at what a tired person meets."""
    script = draft.script
    for step in script.steps.values():
        if isinstance(step, Ask) and step.choices and not _has_way_past(step, draft):
            yield problem(
                step.place,
                "D501",
                f"the question “{step.name}” cannot be passed over",
                "add “skip: a step”, or a button such as “Rather not say”",
            )
        if isinstance(step, Ask) and _goes_in_circles(step.skip, step, draft):
            yield problem(
                step.place,
                "D501",
                f"the Skip of “{step.name}” leads back to it",
                "let “skip:” lead to a step from which the dialogue goes on or ends",
            )
        if isinstance(step, Guide) and step.stop is None:
            yield problem(
                step.place,
                "D502",
                f"the guide “{step.name}” cannot be stopped",
                "add “stop:” with the step that follows when somebody leaves it",
            )
        if isinstance(step, Ask | Each) and step.tender:
            yield from _far_from_help(draft, step)
    yield from _too_many_questions(draft)


def _has_way_past(step: Ask, draft: Draft) -> bool:
    """Whether somebody can go on without giving an answer that is theirs.

    A Skip does; so does a button that says so and leads on, but not where all say yes. Where
    nothing of the answer outlives the dialogue, a button that leads straight to an end is a way
    out as well.
    """
    if step.skip:
        return True
    if all(_ASSENT.search(choice.label) for choice in step.choices):
        return False
    passing = {choice.id for choice in step.choices if _PASSING.search(choice.label)}
    ways = draft.ways[step.name]
    if any(way.choice in passing and _leads_on(way.to, step, draft) for way in ways):
        return True
    return not step.keep & _LASTING and _rests(step, draft)


def _goes_in_circles(skip: str | None, step: Step, draft: Draft) -> bool:
    return skip in draft.script.steps and not _leads_on(skip, step, draft)


def _leads_on(to: str | None, past: Step, draft: Draft) -> bool:
    """Whether the dialogue can end from there without the question that was passed over."""
    seen = {past.name}
    todo = [to]
    while todo:
        step = draft.script.steps.get(todo.pop() or "")
        if step is None or step.name in seen:
            continue
        if is_last(step):
            return True
        seen.add(step.name)
        todo.extend(onward.to for onward in draft.ways[step.name])
    return False


def _rests(step: Step, draft: Draft) -> bool:
    """Whether one of the ways out of a question leads to an end without another question."""
    return any(_ends(way, draft) for way in draft.ways[step.name])


def _ends(way: Way, draft: Draft) -> bool:
    seen: set[str] = set()
    todo = [way.to]
    while todo:
        step = draft.script.steps.get(todo.pop() or "")
        if step is None:
            continue
        if is_last(step):
            return True
        if step.name in seen or waits(step):
            continue
        seen.add(step.name)
        todo.extend(onward.to for onward in draft.ways[step.name])
    return False


def _far_from_help(draft: Draft, step: Ask | Each) -> Iterator[Problem]:
    """D503: counting only the buttons that the script itself shows."""
    goes = {choice.id: choice.go or step.next for choice in step.choices}
    for at, tender in enumerate(step.tender):
        start = goes.get(tender)
        if tender in goes and not _help_within(start, MOST_TAPS, draft):
            yield problem(
                draft.at("steps", step.name, "tender", at),
                "D503",
                f"after “{tender}” support is more than {MOST_TAPS} taps away",
                "offer a button such as “Someone to talk to -> support” soon after it",
            )


def _help_within(start: str | None, taps: int, draft: Draft) -> bool:
    left = {start: taps}
    todo = [start]
    while todo:
        name = todo.pop()
        step = draft.script.steps.get(name or "")
        if isinstance(step, Support):
            return True
        if step is None or isinstance(step, Each | Guide | Listing | Pick):
            continue
        asks = isinstance(step, Ask)
        after = left[name] - 1 if asks else left[name]
        for way in draft.ways[step.name]:
            tapped = way.choice is not None or not asks
            if tapped and after >= 0 and after > left.get(way.to, -1):
                left[way.to] = after
                todo.append(way.to)
    return False


def _too_many_questions(draft: Draft) -> Iterator[Problem]:
    """D506: told at the first question too many of each way."""
    script = draft.script
    seen = {(name, 0) for name in starts(script)}
    todo = sorted(seen)
    told: set[str] = set()
    while todo:
        name, asked = todo.pop()
        step = script.steps[name]
        if isinstance(step, Listing) or (waits(step) and _rests(step, draft)):
            asked = 0
        elif _counts(step, script):
            asked += 1
        if asked > MOST_QUESTIONS:
            if name not in told:
                told.add(name)
                yield problem(
                    step.place,
                    "D506",
                    f"“{name}” is the fourth question in a row without a place to stop",
                    "offer an end before it, such as a button “That is enough -> close”",
                    "W",
                )
            continue
        for way in draft.ways[step.name]:
            state = (way.to or "", asked)
            if way.to in script.steps and state not in seen:
                seen.add(state)
                todo.append(state)


def _counts(step: Step, script: Script) -> bool:
    """Whether it is a question that costs something: not an offer to keep, settle or set a date."""
    if isinstance(step, Each | Pick):
        return True
    if not isinstance(step, Ask) or step.dates:
        return False
    if not step.choices:
        return True
    leads = [script.steps.get(choice.go or step.next or "") for choice in step.choices]
    offers = (isinstance(to, Save | Guide) or (isinstance(to, Ask) and to.dates) for to in leads)
    return not any(offers)
