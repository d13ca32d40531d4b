"""`draw`: a prompt from a pool, none again until the others had a turn."""

from __future__ import annotations

from dataclasses import replace

from bot.flow.given import Given
from bot.flow.leaning import lean
from bot.flow.resting import may_come
from bot.flow.turn import Drew
from bot.flow.verbs.ask import HEADS_UP, picked_option
from bot.flow.walk import Halt, Next, Walk
from bot.script.model import Draw, Prompt

ANYONE = "anyone"
EVERYTHING = "everything"


def enter(walk: Walk, step: Draw) -> Next:
    """Draws; a prompt about something harder shows one line first, with a way round it."""
    pool = _pool(walk, step)
    if not pool:
        return walk.way(step.next)
    key = walk.scene.choose([one.key for one in pool])
    prompt = next(one for one in pool if one.key == key)
    here = walk.session
    walk.session = replace(here, drawn={**here.drawn, step.prompt: prompt.key})
    walk.effects.append(Drew(prompt.key))
    if prompt.heads_up:
        walk.stand(stage=HEADS_UP)
        return show(walk, step)
    walk.stand(stage="")
    return walk.way(step.next)


def show(walk: Walk, step: Draw) -> Next:
    """The line before a harder prompt."""
    drawn = walk.session.drawn[step.prompt]
    prompt = next((one for one in walk.scene.prompts if one.key == drawn), None)
    walk.care()
    walk.say(prompt.heads_up if prompt and prompt.heads_up else "")
    return walk.wait("buttons", walk.own("go_on", "other", "leave"))


def answer(walk: Walk, step: Draw, given: Given) -> Next:
    """Goes on, draws another one, or leaves it for today."""
    picked = picked_option(walk, given)
    if picked == "_go_on":  # no crumb: to draw again on the way back would change the question
        walk.stand(stage="")
        return walk.way(step.next)
    if picked == "_other":
        return step.name
    if picked == "_leave":
        walk.tell("engine.left")
        walk.ended()
        return Halt.ENDED
    return Halt.PUZZLED


def _pool(walk: Walk, step: Draw) -> list[Prompt]:
    """The prompts that may be drawn now: in the subject, fit for the working day, not yet had."""
    theme = walk.session.answers.get(step.source, step.source)
    avoid = walk.session.drawn.get(step.prompt) if walk.session.stage == HEADS_UP else None
    pool = [
        prompt
        for prompt in walk.scene.prompts
        if theme in (EVERYTHING, prompt.theme)
        and not (step.quiet and prompt.heads_up)
        and prompt.key != avoid
    ]
    day = walk.scene.workday
    fitting = [one for one in pool if ANYONE in one.fits or not day or day in one.fits]
    pool = fitting or pool
    by_key = {one.key: one for one in pool}
    keys = may_come(list(by_key), walk.scene.seen)
    if theme == EVERYTHING:
        themes = {one.key: one.theme for one in walk.scene.prompts}
        keys = lean(keys, walk.scene.seen, themes, walk.scene.priorities)
    return [by_key[key] for key in keys]
