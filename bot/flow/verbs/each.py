"""`each`: the same question about every item of a list; it may be left and taken up again."""

from __future__ import annotations

from bot.flow.given import Given, Wrote
from bot.flow.session import Option
from bot.flow.verbs.ask import HEADS_UP, WARNED, picked_option, warn
from bot.flow.walk import Halt, Next, Walk
from bot.script.model import Each


def enter(walk: Walk, step: Each) -> Next:
    """Begins the list, or takes it up at the first item that was not reached; Back keeps its line.

    A list that is through begins anew. Before a harder one, one line first, with a way round it.
    """
    begins = walk.session.line == 0
    harder = step.heads_up and begins and walk.session.stage != WARNED
    walk.stand(stage=HEADS_UP if harder else "")
    if begins:
        reached = walk.session.answers
        left = (at for at, item in enumerate(step.items) if step.answer_to(item) not in reached)
        walk.stand(line=next(left, 0))
    return show(walk, step)


def show(walk: Walk, step: Each) -> Next:
    """Asks about the item the session stands at, and says how far along the list that is."""
    if walk.session.stage == HEADS_UP:
        return warn(walk, step.heads_up or "")
    line = walk.session.line
    walk.tell("engine.place", at=line + 1, all=len(step.items))
    walk.say(step.text)
    shown = tuple(Option(choice.id, choice.label) for choice in step.choices)
    return walk.wait("buttons" if shown else "text", (*shown, *walk.own("skip", "stop")))


def answer(walk: Walk, step: Each, given: Given) -> Next:
    """Takes the answer about one item and goes to the next item, or on after the last."""
    if walk.session.stage == HEADS_UP:
        return _after_heads_up(walk, step, given)
    name = step.answer_to(step.items[walk.session.line])
    picked = picked_option(walk, given, by_words=not step.length)
    if picked == "_stop":
        return _leave(walk, step)
    if picked == "_skip":
        value = ""
    elif step.choices:
        if picked is None:
            return Halt.PUZZLED
        value = picked
        walk.record(step, name, picked)
    elif isinstance(given, Wrote) and given.text.strip():
        value = given.text.strip()
    else:
        return Halt.PUZZLED
    walk.leave_crumb()
    walk.keep_answer(name, value)
    if walk.session.line == len(step.items) - 1:
        walk.stand(line=0)
        return walk.way(step.next)
    walk.stand(line=walk.session.line + 1)
    return show(walk, step)


def _after_heads_up(walk: Walk, step: Each, given: Given) -> Next:
    picked = picked_option(walk, given)
    if picked == "_go_on":
        walk.stand(stage=WARNED)
        return step.name
    if picked == "_not_today":
        walk.stand(line=0)  # so that Back asks here again
        return _leave(walk, step)
    return Halt.PUZZLED


def _leave(walk: Walk, step: Each) -> Next:
    walk.leave_crumb()
    walk.stand(line=0, stage="")
    return walk.way(step.stop, "stop")
