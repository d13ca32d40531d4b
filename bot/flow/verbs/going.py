"""The verbs that do not wait: `say`, `check`, `support`, `run`, `end`."""

from __future__ import annotations

from dataclasses import replace

from bot.flow.session import Frame, Session
from bot.flow.turn import Message
from bot.flow.walk import Halt, Next, Walk
from bot.script import template
from bot.script.model import Check, End, Run, Say, Support


def say(walk: Walk, step: Say) -> Next:
    """Sends a message and goes on."""
    walk.say(step.text)
    return walk.way(step.next)


def check(walk: Walk, step: Check) -> Next:
    """Goes the first way whose condition holds."""
    values = walk.values()
    for at, branch in enumerate(step.branches):
        if template.holds(branch.condition, values):
            return walk.way(branch.go, "check", at)
    return walk.way(step.otherwise, "check", len(step.branches))


def support(walk: Walk, step: Support) -> Next:
    """Shows the support card as it reads now: shared cards are never pinned."""
    walk.effects.append(Message(walk.scene.card(step.card)))
    return walk.way(step.next)


def run(walk: Walk, step: Run) -> Next:
    """Plays another dialogue, in its newest words; this one waits."""
    here = walk.session
    frame = Frame(here.dialogue, here.revision, step.name, here.answers, here.drawn)
    called = walk.scene.script(step.dialogue, None)
    walk.script = called
    start = Frame(called.name, called.revision, called.first, {}, {})
    walk.session = _at(here, start, (*here.callers, frame))
    return called.first


def end(walk: Walk, step: End) -> Next:
    """Says the last words; a dialogue that was played by another goes back there."""
    walk.say(step.text)
    return _leave(walk)


def _leave(walk: Walk) -> Next:
    """Back to the step that played this dialogue and on from there; out of that too, if it ends."""
    here = walk.session
    if not here.callers:
        walk.ended()
        return Halt.ENDED
    *rest, frame = here.callers
    walk.script = walk.scene.script(frame.dialogue, frame.revision)
    walk.session = _at(here, frame, tuple(rest))
    onward = walk.step().next
    return walk.way(onward) if onward else _leave(walk)


def _at(here: Session, frame: Frame, callers: tuple[Frame, ...]) -> Session:
    """The session in another dialogue; Back does not lead out of it."""
    return replace(
        here,
        dialogue=frame.dialogue,
        revision=frame.revision,
        step=frame.step,
        line=0,
        stage="",
        answers=frame.answers,
        drawn=frame.drawn,
        trail=(),
        callers=callers,
    )
