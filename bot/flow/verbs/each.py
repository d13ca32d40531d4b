"""`each`: the same question about every item of a list; it may be left and taken up again."""

from __future__ import annotations

from bot.flow.given import Given, Wrote
from bot.flow.session import Option
from bot.flow.verbs.ask import picked_option
from bot.flow.walk import Halt, Next, Walk
from bot.script import template
from bot.script.model import Each


def show(walk: Walk, step: Each) -> Next:
    """Asks about the item the session stands at."""
    item = step.items[walk.session.line]
    walk.say(step.text, item=template.Words(item.label))
    shown = tuple(Option(choice.id, choice.label) for choice in step.choices)
    return walk.wait("buttons" if shown else "text", (*shown, *walk.own("skip", "stop")))


def answer(walk: Walk, step: Each, given: Given) -> Next:
    """Takes the answer about one item and goes to the next item, or on after the last."""
    name = f"{step.name}.{step.items[walk.session.line].id}"
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
    last = walk.session.line == len(step.items) - 1
    walk.stand(line=0 if last else walk.session.line + 1)
    return (step.next or Halt.ENDED) if last else step.name
