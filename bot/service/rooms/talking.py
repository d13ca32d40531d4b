"""Beginning a conversation by a command, and taking one up again that was put aside or rested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.flow.given import Picked, Wrote, pick_by_words
from bot.flow.session import Entry, Session
from bot.nudges import waking
from bot.script.model import Script
from bot.service import conversation, log
from bot.service.desk import Screen
from bot.service.moment import Moment
from bot.service.rooms.room import Room

Start = Mapping[str, str | None]
"""Where a dialogue begins, if not as usual: `step`, the id of the log `entry` it is about, the key
of the `prompt` it draws. JSON-ready; what is not said is not there."""

NAME = "carry_on"
REFLECT = "reflect"


async def reflect(moment: Moment, argument: str) -> None:
    """`/reflect`, or with a dialogue's name that dialogue."""
    script = moment.library.scripts.get(argument)
    await begin(moment, script.name if script and _begins_bare(script) else REFLECT)


def _begins_bare(script: Script) -> bool:
    """Whether it needs no log entry to look at, as one does that begins on a chosen day."""
    return not any(one.when and one.starts == script.first for one in script.nudges.values())


async def resume(moment: Moment, _argument: str) -> None:
    """`/resume`: reminders may come again, and the conversation that was put aside is taken up."""
    desk = moment.known
    if desk.held:
        moment.desk = replace(desk, held=False)
        await waking.wake(moment.unit, moment.who, moment.now)
        moment.say("pause.over")
    if desk.session:
        await ask_to_carry_on(moment)
    elif not desk.held:
        moment.say("pause.nothing")
        moment.offer(("button.reflect", "/reflect"), ("button.log", "/log"))


async def ask_to_carry_on(
    moment: Moment, *, instead: str = "", text: str = "", start: Start | None = None
) -> None:
    """Asks “Carry on, or start fresh?” about the conversation that was put aside or rested.

    Args:
        moment: The moment.
        instead: The dialogue that was asked for, if another one was open.
        text: What the person typed; it is their answer if they carry on, and is not lost.
        start: How to begin `instead`, if not as usual.
    """
    session = moment.known.session
    if session is None:
        return
    outer = session.callers[0] if session.callers else session
    title = moment.script(outer.dialogue, outer.revision).title
    conversation.put_aside(moment)
    moment.say("carry_on.ask", title=title)
    other = instead and instead != outer.dialogue
    fresh = moment.option("fresh", "carry_on.other") if other else moment.option("fresh")
    options = [moment.option("carry_on"), fresh, moment.option("leave_it")]
    args = {"instead": instead or outer.dialogue, "text": text, "start": start}
    moment.ask(NAME, options, args=args)


async def begin(moment: Moment, name: str, start: Start | None = None) -> None:
    """Begins a dialogue; where an answer was given in another one, asks first."""
    desk, session = moment.known, moment.known.session
    is_untouched = session and desk.session_visit and not _has_begun(session)
    if session and not is_untouched:
        await ask_to_carry_on(moment, instead=name, start=start)
    else:
        await _start(moment, name, start)


def _has_begun(session: Session) -> bool:
    """Whether anything was answered, so that there is a place to lose."""
    return bool(session.trail or session.answers or session.callers or session.care)


async def _tap(moment: Moment, screen: Screen, option: str) -> None:
    if option == "carry_on":
        await _carry_on(moment, screen.args["text"])
    elif option == "fresh":
        conversation.drop(moment)
        await _start(moment, screen.args["instead"], screen.args["start"])
    else:
        conversation.drop(moment)
        moment.say("carry_on.left")


async def _start(moment: Moment, name: str, start: Start | None) -> None:
    how = start or {}
    about = how.get("entry")
    kept = await log.find(moment, about) if about else None
    if about and kept is None:
        moment.say("log.gone")
        return
    entry = Entry(kept.id, kept.kind, kept.fields) if kept else None
    await conversation.begin(
        moment, name, at=how.get("step"), entry=entry, prompt=how.get("prompt")
    )


async def _carry_on(moment: Moment, text: str) -> None:
    """Takes up the open question; what was typed meanwhile is the answer, where it can be one."""
    session = moment.known.session
    question = session.question if session else None
    named = pick_by_words(text, question.options) if text and question else None
    if named:
        await conversation.answer(moment, Picked(named))
    elif text and question and question.kind == "text":
        await conversation.answer(moment, Wrote(text))
    else:
        await conversation.show(moment)


async def _again(moment: Moment, screen: Screen) -> None:
    await ask_to_carry_on(moment, **screen.args)


ROOM = Room(_tap, _again)
