"""What a conversation can do: begin, take an answer, show its question again."""

from __future__ import annotations

from dataclasses import replace

from bot.flow.given import Given, WentBack, Wrote, plain
from bot.flow.scene import Scene
from bot.flow.session import Entry, Session
from bot.flow.turn import Ended, Puzzled, Turn
from bot.flow.verbs import VERBS
from bot.flow.walk import MOST_STEPS, Halt, Next, Walk
from bot.script.model import Each, Keep, Listing, Script


class Strayed(Exception):
    """A way through a script did not come to a question or an end; a checked script has none."""


def begin(
    script: Script, scene: Scene, *, at: str | None = None, entry: Entry | None = None
) -> Turn:
    """Starts a dialogue, at its first step or at a named one, about an entry if there is one.

    Raises:
        Strayed: the script runs in a circle without a question.
    """
    start = at if at and at in script.steps else script.first
    session = Session(script.name, script.revision, start, entry=entry)
    return _go(Walk(script, session, scene), start)


def resume(session: Session, given: Given, scene: Scene) -> Turn:
    """Takes an answer to the open question and goes on to the next one, or to the end.

    An answer that is not understood leaves everything as it was and asks again, kindly.

    Raises:
        Strayed: the script runs in a circle without a question.
    """
    walk = Walk(scene.script(session.dialogue, session.revision), session, scene)
    if isinstance(given, WentBack):
        return _back(walk)
    if isinstance(given, Wrote) and plain(given.text) == "why":
        return _why(walk)
    answer = VERBS[type(walk.step())].answer
    outcome: Next = answer(walk, walk.step(), given) if answer else session.step
    if outcome is Halt.PUZZLED:
        return _puzzled(session, scene)
    return _go(walk, outcome)


def show(session: Session, scene: Scene) -> Turn:
    """The open question again, in the same words; nothing else happens."""
    walk = Walk(scene.script(session.dialogue, session.revision), session, scene)
    return _show(walk)


def open_answer(session: Session, scene: Scene) -> str:
    """The name under which an answer to the open question is stored.

    Empty where typed words are noted beside an item of a list, and are no answer by themselves.
    """
    step = scene.script(session.dialogue, session.revision).steps[session.step]
    if isinstance(step, Listing):
        return ""
    return step.answer_to(step.items[session.line]) if isinstance(step, Each) else step.name


def can_go_back(session: Session) -> bool:
    """Whether there is an answer to take back: never behind a save, a remind or a run."""
    return bool(session.trail)


def _show(walk: Walk) -> Turn:
    show_step = VERBS[type(walk.step())].show
    if show_step:
        show_step(walk, walk.step())
    return walk.turn(Halt.WAITS)


def _go(walk: Walk, outcome: Next) -> Turn:
    """Walks on until a question is open or the conversation is over."""
    for _ in range(MOST_STEPS):
        if isinstance(outcome, Halt):
            if outcome is Halt.ENDED and not any(isinstance(one, Ended) for one in walk.effects):
                walk.ended()
            return walk.turn(outcome)
        walk.session = replace(walk.session, step=outcome, question=None)
        step = walk.step()
        outcome = VERBS[type(step)].enter(walk, step)
    raise Strayed(f"{walk.script.file}: {walk.session.step} leads round in a circle")


def _back(walk: Walk) -> Turn:
    """Takes the last answer back and asks again."""
    if not walk.session.trail:
        return _show(walk)
    step = walk.session.trail[-1].step
    walk.take_back()
    return _go(walk, step)


def _why(walk: Walk) -> Turn:
    """Why this is asked, and how long the answer lives, in plain words; then the question."""
    step = walk.step()
    if step.why:
        walk.say(step.why)
    lives = [keep.value for keep in Keep if keep in step.keep] or ["none"]
    for keep in lives:
        walk.tell(f"engine.why_{keep.replace('-', '_')}")
    return _show(walk)


def _puzzled(session: Session, scene: Scene) -> Turn:
    walk = Walk(scene.script(session.dialogue, session.revision), session, scene)
    walk.tell("engine.puzzled")
    walk.effects.append(Puzzled())
    return _show(walk)
