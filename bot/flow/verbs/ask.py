"""`ask`: a question with buttons, words or a date; it can always be passed over."""

from __future__ import annotations

from datetime import date

from bot.flow.dates import revisit, typed_date
from bot.flow.given import Given, Picked, Wrote, pick_by_words
from bot.flow.session import Kind, Option
from bot.flow.walk import Halt, Next, Walk
from bot.script.durations import parse_after
from bot.script.model import Ask, Keep

HEADS_UP = "heads_up"
WARNED = "warned"
REVIEW = "review"


def enter(walk: Walk, step: Ask) -> Next:
    """Asks; before a harder subject, one line first, with a way round it."""
    harder = step.heads_up and walk.session.stage != WARNED
    walk.stand(stage=HEADS_UP if harder else "")
    return show(walk, step)


def show(walk: Walk, step: Ask) -> Next:
    """What is open here: the question, the line before it, or the words to be kept."""
    if walk.session.stage == HEADS_UP:
        return warn(walk, step.heads_up or "")
    if walk.session.stage == REVIEW:
        walk.tell("engine.review", words=walk.session.answers[step.name])
        return walk.wait("buttons", walk.own("keep", "reword", "let_go"))
    walk.say(step.text)
    skip = walk.own("skip") if step.can_skip else ()
    shown = tuple(Option(choice.id, choice.label) for choice in step.choices or step.dates)
    return walk.wait(_kind(step), (*shown, *skip))


def warn(walk: Walk, line: str) -> Next:
    """One line before a harder subject, with a way round it."""
    walk.care()
    walk.say(line)
    return walk.wait("buttons", walk.own("go_on", "not_today"))


def answer(walk: Walk, step: Ask, given: Given) -> Next:
    """Takes an answer, typed or tapped."""
    if walk.session.stage == HEADS_UP:
        return _after_heads_up(walk, step, given)
    if walk.session.stage == REVIEW:
        return _after_review(walk, step, given)
    picked = picked_option(walk, given, by_words=not step.length)
    if picked == "_skip":
        walk.leave_crumb()
        walk.keep_answer(step.name, "")
        return walk.way(step.past, "skip")
    if step.choices:
        return _choose(walk, step, picked)
    if step.dates:
        return _date(walk, step, picked, given)
    return _write(walk, step, given)


def picked_option(walk: Walk, given: Given, *, by_words: bool = True) -> str | None:
    """The id of the open option that was tapped or named; at a text question only Skip is named."""
    question = walk.session.question
    options = question.options if question else ()
    if isinstance(given, Picked):
        return given.option if any(given.option == option.id for option in options) else None
    if isinstance(given, Wrote):
        named = pick_by_words(given.text, options, parts=by_words)
        is_number = given.text.strip().isdecimal()
        return named if by_words or (named == "_skip" and not is_number) else None
    return None


def _choose(walk: Walk, step: Ask, picked: str | None) -> Next:
    choice = next((one for one in step.choices if one.id == picked), None)
    if choice is None:
        return Halt.PUZZLED
    walk.leave_crumb()
    if step.keep:
        walk.keep_answer(step.name, choice.id)
    walk.record(step, step.name, choice.id)
    return walk.way(choice.go or step.next, "button", choice.id)


def _date(walk: Walk, step: Ask, picked: str | None, given: Given) -> Next:
    today = walk.scene.now.date()
    if picked:
        after = parse_after(picked).from_(today)
    elif isinstance(given, Wrote):
        after = typed_date(given.text, today)
        if after is None:
            return Halt.PUZZLED
    else:
        return Halt.PUZZLED
    walk.leave_crumb()
    walk.keep_answer(step.name, _allowed(walk, after).isoformat() if after else "")
    return walk.way(step.next, *(("day",) if after else ("button", picked)))


def _allowed(walk: Walk, day: date) -> date:
    return walk.scene.nearest(revisit(day, walk.scene.now)).date()


def _write(walk: Walk, step: Ask, given: Given) -> Next:
    if not isinstance(given, Wrote) or not given.text.strip():
        return Halt.PUZZLED
    walk.leave_crumb()
    walk.keep_answer(step.name, given.text.strip())
    if Keep.LOG in step.keep:
        walk.stand(stage=REVIEW)
        return show(walk, step)
    return walk.way(step.next)


def _kind(step: Ask) -> Kind:
    if step.choices:
        return "buttons"
    return "date" if step.dates else "text"


def _after_review(walk: Walk, step: Ask, given: Given) -> Next:
    picked = picked_option(walk, given)
    if picked == "_keep":
        walk.keep("note", {"text": step.name})
        return walk.way(step.next)
    if picked == "_reword":
        walk.take_back()
        walk.stand(stage=WARNED)
        return step.name
    if picked == "_let_go":
        walk.keep_answer(step.name, "")
        return walk.way(step.past, "skip")
    return Halt.PUZZLED


def _after_heads_up(walk: Walk, step: Ask, given: Given) -> Next:
    picked = picked_option(walk, given)
    if picked == "_go_on":
        walk.stand(stage=WARNED)
        return step.name
    if picked == "_not_today":
        walk.leave_crumb()
        return walk.way(step.past, "skip")
    return Halt.PUZZLED
