"""`each`: the same question about every item of a list; it may be left and taken up again."""

from __future__ import annotations

from bot.flow.given import Given, Wrote
from bot.flow.session import Option
from bot.flow.verbs.ask import picked_option
from bot.flow.walk import Halt, Next, Walk
from bot.script import template
from bot.script.model import Each


def enter(walk: Walk, step: Each) -> Next:
    """Begins the list, or takes it up at the first item that was not reached; Back keeps its line.

    A list that is through begins anew.
    """
    if walk.session.line == 0:
        reached = walk.session.answers
        left = (at for at, item in enumerate(step.items) if step.answer_to(item) not in reached)
        walk.stand(line=next(left, 0))
    return show(walk, step)


def show(walk: Walk, step: Each) -> Next:
    """Asks about the item the session stands at, and says how far along the list that is."""
    line = walk.session.line
    walk.tell("engine.place", at=line + 1, all=len(step.items))
    walk.say(step.text, item=template.Words(step.items[line].label))
    shown = tuple(Option(choice.id, choice.label) for choice in step.choices)
    return walk.wait("buttons" if shown else "text", (*shown, *walk.own("skip", "stop")))


def answer(walk: Walk, step: Each, given: Given) -> Next:
    """Takes the answer about one item and goes to the next item, or on after the last."""
    name = step.answer_to(step.items[walk.session.line])
    picked = picked_option(walk, given, by_words=not step.length)
    if picked == "_stop":
        walk.leave_crumb()
        walk.stand(line=0)
        return step.stop or Halt.ENDED
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
        return step.next or Halt.ENDED
    walk.stand(line=walk.session.line + 1)
    return show(walk, step)
