"""`guide`: short lines one at a time, each a new message; it may be left at any line."""

from __future__ import annotations

from bot.flow.given import Given
from bot.flow.session import Option
from bot.flow.verbs.ask import HEADS_UP, WARNED, picked_option, warn
from bot.flow.walk import Halt, Next, Walk
from bot.script.model import Guide


def enter(walk: Walk, step: Guide) -> Next:
    """Shows the line the session stands at; after the last one it goes on by itself."""
    harder = step.heads_up and walk.session.stage != WARNED and walk.session.line == 0
    walk.stand(stage=HEADS_UP if harder else "")
    return show(walk, step)


def show(walk: Walk, step: Guide) -> Next:
    """The line that is open."""
    if walk.session.stage == HEADS_UP:
        return warn(walk, step.heads_up or "")
    line = walk.session.line
    walk.say(step.lines[line])
    if line == len(step.lines) - 1:
        walk.stand(line=0)
        return walk.way(step.next)
    return walk.wait("guide", (Option("_next", step.button), *walk.own("stop")))


def answer(walk: Walk, step: Guide, given: Given) -> Next:
    """Next, or Stop, which leads where the author said."""
    picked = picked_option(walk, given)
    if picked == "_next":
        walk.leave_crumb()
        walk.stand(line=walk.session.line + 1)
        return step.name
    if picked == "_go_on":
        walk.stand(stage=WARNED)
        return step.name
    if picked in ("_stop", "_not_today"):
        walk.leave_crumb()
        walk.stand(line=0, stage="")
        if picked == "_not_today" and step.skip:
            return walk.way(step.skip, "skip")
        return walk.way(step.stop, "stop")
    return Halt.PUZZLED
