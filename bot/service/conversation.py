"""A person's conversation with a script: begin it, answer it, show it again, put it aside."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta

from bot.flow import engine
from bot.flow.given import Given, Wrote
from bot.flow.scene import Scene
from bot.flow.session import Entry
from bot.flow.turn import Drew, Ended, History, Kept, Noted, Put, Puzzled, Reminder, TookBack, Turn
from bot.service import cairn, history, log, noted, read_on, reminders, sheets, written
from bot.service.card import card_text
from bot.service.moment import Moment

CHECK_IN = "check-in"
LOOK_AGAIN = "look-again"
FIRST_TALK = "first"
PICK_A_DAY = {
    "checkin": ("button.pick_day", "/reminders checkin"),
    "change": ("button.pick_day", "/reminders change"),
    "reflect": ("button.pick_day", "/reminders reflect"),
}


async def scene_of(moment: Moment, name: str = "") -> Scene:
    """The world as the engine may know it at this moment of this person.

    Args:
        moment: The moment.
        name: The dialogue that is about to begin; none where one goes on.
    """
    desk = moment.known
    return Scene(
        now=moment.local,
        script=moment.script,
        words=moment.library.words,
        prompts=moment.library.prompts,
        themes=moment.library.themes,
        lists=moment.library.lists,
        principles=moment.library.principles,
        sheets=await sheets.newest(moment, name, None if name else desk.session),
        choose=secrets.choice,
        nearest=moment.week.nearest,
        card=lambda name: card_text(
            moment.library.support[name], moment.local, moment.library.words
        ),
        name=desk.profile.name,
        workday=desk.profile.workday,
        switches=desk.profile.switches,
        seen=desk.seen,
        priorities=desk.profile.priorities,
    )


async def begin(
    moment: Moment,
    name: str,
    *,
    at: str | None = None,
    entry: Entry | None = None,
    prompt: str | None = None,
) -> None:
    """Starts a dialogue in its newest words; whatever was open is closed.

    With the key of a `prompt`, what it draws until its first question is that one.
    One that is not offered any more (an old button, a promise made long ago) is said so.
    """
    moment.close_screen()
    moment.close_visit(moment.known.session_visit)
    try:
        script = moment.script(name, None)
    except LookupError:
        moment.say("odd.not_offered")
        return
    scene = await scene_of(moment, name)
    chosen = tuple(one for one in scene.prompts if one.key == prompt)
    if chosen:
        scene = replace(scene, prompts=chosen)
    await _apply(moment, engine.begin(script, scene, at=at, entry=entry))


async def answer(moment: Moment, given: Given) -> None:
    """Gives an answer to the open question."""
    session = moment.known.session
    if session is None:
        return
    moment.close_visit(moment.known.session_visit)
    scene = await scene_of(moment)
    turn = engine.resume(session, given, scene)
    if Puzzled() not in turn.effects:
        name = engine.open_answer(session, scene)
        if isinstance(given, Wrote) and name:
            written.answered(moment, name)
        elif isinstance(given, Wrote):
            await noted.remember(moment, turn, given.text)
        _did(moment, session.callers[0].dialogue if session.callers else session.dialogue)
    await _apply(moment, turn)


async def show(moment: Moment) -> None:
    """Asks the open question again, in the same words."""
    session = moment.known.session
    if session is None:
        return
    moment.close_visit(moment.known.session_visit)
    await _apply(moment, engine.show(session, await scene_of(moment)))


def put_aside(moment: Moment) -> None:
    """Keeps the place, and takes the buttons away."""
    moment.close_visit(moment.known.session_visit)
    moment.desk = replace(moment.known, session_visit=None)


def drop(moment: Moment) -> None:
    """Ends the conversation; what was only there until the end is gone."""
    moment.close_visit(moment.known.session_visit)
    moment.desk = replace(moment.known, session=None, session_visit=None, wrote=())


def is_lost(moment: Moment) -> bool:
    """Whether the words that the conversation began on cannot be found here any more."""
    session = moment.known.session
    if session is None:
        return False
    revisions = [(session.dialogue, session.revision)]
    revisions += [(frame.dialogue, frame.revision) for frame in session.callers]
    try:
        for name, revision in revisions:
            moment.script(name, revision)
    except LookupError:
        return True
    return False


def has_rested(moment: Moment) -> bool:
    """Whether the conversation rested longer than its script waits."""
    desk = moment.known
    if desk.session is None or desk.touched is None:
        return False
    waits = moment.script(desk.session.dialogue, desk.session.revision).wait_hours
    return moment.now - desk.touched > timedelta(hours=waits)


async def _apply(moment: Moment, turn: Turn) -> None:
    """Keeps what is to be kept, says what is to be said, and leaves the next question open."""
    kept: str | None = None
    for effect in turn.effects:
        match effect:
            case Kept():
                kept = await log.keep(moment, effect)
                if kept:
                    await written.kept(moment, effect, kept)
                if kept and effect.kind == log.LEARNING:
                    moment.offer(("button.learning_page", f"/tools learning {kept}"))
            case Noted(entry, question, given):
                await log.note(moment, entry, question, given)
            case History(dialogue, question, given):
                await history.keep(moment, dialogue, question, given)
            case TookBack():
                await history.take_back(moment, effect)
                await log.take_back(moment, effect)
            case Put(sheet):
                await sheets.keep(moment, sheet)
            case Reminder():
                await reminders.promise(moment, effect, kept)
            case Drew(prompt):
                seen = tuple(one for one in moment.known.seen if one != prompt)
                moment.desk = replace(moment.known, seen=(*seen, prompt))
            case _:
                pass
    moment.say_text(turn.text)
    _open(moment, turn)
    for effect in turn.effects:
        if isinstance(effect, Ended):
            _end(moment, effect)
            if kept and not moment.answers:
                await _offer_to_look(moment, kept)


def _end(moment: Moment, ended: Ended) -> None:
    """After something hard, a way to settle stands near; else one thing may be offered.

    Each once, and not to somebody who is low just now: the history after a first check-in, what
    comes again after a talk that could, a place to read on after one that was about a theme.
    """
    _did(moment, ended.dialogue)
    _offer_one(moment, ended)


async def _offer_to_look(moment: Moment, kept: str) -> None:
    """Where a talk ended with a small change and nothing else is offered, its cairn can be seen."""
    entry = await log.find(moment, kept)
    if entry and cairn.stones([entry]):
        moment.offer(("button.cairn", "/log cairn"), ("button.log", "/log"))


def _did(moment: Moment, dialogue: str) -> None:
    """What they answered today, no reminder asks them to do."""
    today = moment.local.date().isoformat()
    moment.desk = replace(moment.known, did={**moment.known.did, what_of(dialogue): today})


def what_of(dialogue: str) -> str:
    """Which kind of reminder a talk answers."""
    if dialogue == LOOK_AGAIN:
        return "change"
    return "checkin" if dialogue.startswith(CHECK_IN) else "reflect"


def _offer_one(moment: Moment, ended: Ended) -> None:
    desk = moment.known
    script = moment.library.scripts.get(ended.dialogue)
    for name in sheets.goes_over(script) if script else ():
        moment.offer(
            ("button.page", f"/tools page {name}"), ("button.hand_on", f"/tools hand_on {name}")
        )
    if ended.care:
        moment.offer(("button.settle", "/reflect quiet-minute"), ("way.support", "/support"))
    checked_in = ended.dialogue.startswith(CHECK_IN)
    if checked_in and "history" in desk.profile.switches:
        moment.offer(("button.weeks", "/checkin weeks"))
    if ended.care:
        return
    if checked_in and not desk.offered & {"history"} and "history" not in desk.profile.switches:
        moment.desk = replace(desk, offered=desk.offered | {"history"})
        moment.say("checkin.offer")
        moment.offer(("button.keep_words", "/checkin keep"))
    elif _may_come_again(moment, ended.dialogue) and "reminders" not in desk.offered:
        moment.desk = replace(desk, offered=desk.offered | {"reminders"})
        if "reminders" not in desk.profile.switches:
            moment.say("reminders.offer")
            moment.offer(PICK_A_DAY[what_of(ended.dialogue)])
    elif not moment.answers and _may_read_on(ended.dialogue):
        read_on.offer(moment, ended)


def _may_read_on(dialogue: str) -> bool:
    """Whether it was a talk, and not the first one, which is for arriving."""
    return what_of(dialogue) == "reflect" and dialogue != FIRST_TALK


def _may_come_again(moment: Moment, dialogue: str) -> bool:
    """Whether its author suggests a time for it."""
    script = moment.library.scripts.get(dialogue)
    return script is not None and any(one.suggest for one in script.nudges.values())


def _open(moment: Moment, turn: Turn) -> None:
    session, desk = turn.session, moment.known
    if session is None or session.question is None:
        moment.desk = replace(desk, session=None, session_visit=None, wrote=())
        return
    visit = desk.visit + 1
    moment.desk = replace(desk, session=session, session_visit=visit, visit=visit)
    ways = moment.talk_ways(visit, back=engine.can_go_back(session))
    moment.show_options(session.question.options, visit, ways)
