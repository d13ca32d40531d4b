"""`/try`: a coordinator plays a dialogue in the chat as people will meet it; nothing is stored.

It is a screen over whatever is open, so that the coordinator's own conversation stays where it was.
The screen holds what was said in the tryout, sealed with the desk, until the tryout ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.flow.turn import Counted, Effect, History, Kept, Noted, Put, Reminder, TookBack
from bot.service import conversation, coordinators, tokens
from bot.service.acts import Button, Rows
from bot.service.desk import TRYING, Screen
from bot.service.moment import Moment
from bot.service.rooms.room import Room, naming
from bot.service.tryout import CannotPlay, Tryout, rebuilt
from bot.service.tryout_record import Said, Shown

PAGE = 5  # dialogues; with what stands below them there are never more than eight buttons
MORE = ("button.more_dialogues", "/try more")
AGAIN = ("button.try_again", "/try")
LONGEST_TOKEN = 64  # bytes


async def open_try(moment: Moment, argument: str) -> None:
    """`/try`: the dialogues to choose from; with a dialogue's name, that dialogue."""
    what, _, first = argument.partition(" ")
    if what in moment.library.scripts:
        await _begin(moment, what)
        return
    if what and argument != f"more {first}":
        moment.say("try.unknown", name=what)
    _list(moment, int(first) if first.isdecimal() else 0)


async def stop(moment: Moment) -> None:
    """Ends the tryout; what was open before it is asked again."""
    moment.close_screen()
    moment.say("try.ended")
    if moment.known.session_visit:
        await conversation.show(moment)
        return
    moment.offer(("button.try_other", "/try"))
    if moment.known.session:
        moment.offer(("button.resume", "/resume"))


async def back(moment: Moment, screen: Screen) -> None:
    """Back, tapped or typed."""
    await _do(moment, screen, Said("back"))


async def typed(moment: Moment, screen: Screen, text: str) -> None:
    """Typed words are understood as the dialogue's own question would."""
    await _do(moment, screen, Said("typed", text))


async def _begin(moment: Moment, name: str) -> None:
    try:
        tryout = Tryout(moment.library, name, moment.local)
    except CannotPlay:
        moment.say("try.cannot")
        _list(moment, 0)
        return
    _show(moment, tryout, tryout.shown)


async def _tap(moment: Moment, screen: Screen, option: str) -> None:
    await _do(moment, screen, Said("tapped", option))


async def _do(moment: Moment, screen: Screen, said: Said) -> None:
    """Plays on, for somebody who is a coordinator still."""
    tryout = await _taken_up(moment, screen)
    if tryout is None:
        return
    try:
        shown = tryout.do(said)
    except CannotPlay:  # the words changed since: it stands where they still go the same way
        moment.say("odd.closed")
        shown = tryout.shown[-1:]
    _show(moment, tryout, shown)


async def _taken_up(moment: Moment, screen: Screen) -> Tryout | None:
    """The tryout of a screen; None, and that is said, where there is none any more."""
    if not await coordinators.has_post(moment):
        moment.close_screen()
        moment.say("post.not_yours")
        return None
    held = screen.args
    try:
        return rebuilt(
            moment.library,
            held["dialogue"],
            datetime.fromisoformat(held["began"]).astimezone(moment.local.tzinfo),
            said=[Said(*one) for one in held["said"]],
            drawn=held["drawn"],
        )
    except CannotPlay:
        moment.close_screen()
        moment.say("try.cannot")
        _list(moment, 0)
        return None


def _list(moment: Moment, first: int) -> None:
    """The dialogues, a few at a time and round again."""
    scripts = [one for one in moment.library.scripts.values() if _fits(f"/try {one.name}")]
    first = first if first < len(scripts) else 0
    after = first + PAGE
    moment.say("try.which")
    moment.answers += tuple(Button(one.title, f"/try {one.name}") for one in scripts[first:after])
    if len(scripts) > PAGE:
        moment.offer(naming(MORE, str(after if after < len(scripts) else 0)))
    moment.offer(("button.post", "/coordinators"), ("way.support", "/support"))


def _fits(token: str) -> bool:
    return len(token.encode()) <= LONGEST_TOKEN


def _show(moment: Moment, tryout: Tryout, shown: Sequence[Shown]) -> None:
    """What the dialogue says, marked, with what would be kept of it; and its own buttons."""
    moment.say("try.mark")
    for one in shown:
        effects = one.turn.effects if one.turn else ()
        moment.say_text("\n".join(filter(None, (_told(moment, each) for each in effects))))
        moment.say_text(one.text)
    if tryout.over:
        moment.say("try.over")
        moment.offer(naming(AGAIN, tryout.dialogue), ("button.try_other", "/try"))
        if moment.known.session:
            moment.offer(("button.resume", "/resume"))
        return
    _ask(moment, tryout, shown[-1])


def _ask(moment: Moment, tryout: Tryout, shown: Shown) -> None:
    question = shown.turn.question if shown.turn else None
    args = {
        "dialogue": tryout.dialogue,
        "began": tryout.now.isoformat(),
        "said": tryout.said,
        "drawn": tryout.drawn,
    }
    is_text = question is not None and question.kind == "text"
    moment.ask(TRYING, shown.options, text=is_text, args=args)
    moment.ways = _ways(moment, moment.known.visit, back=shown.can_go_back)


def _ways(moment: Moment, visit: int, *, back: bool) -> Rows:
    """As under any question; but what ends is the tryout, and there is no place to keep."""
    first = [Button(moment.words("way.support"), "/support")]
    if back:
        first.insert(0, Button(moment.words("way.back"), moment.token(visit, tokens.BACK)))
    end = Button(moment.words("button.end_try"), moment.token(visit, tokens.STOP))
    return (tuple(first), (end,))


def _told(moment: Moment, effect: Effect) -> str:
    """What would be kept or promised, in plain words; empty for what leaves nothing behind."""
    match effect:
        case Kept(fields=fields, change=change):
            words = " · ".join(one for one in fields.values() if one)
            return moment.words("try.reworded" if change else "try.kept", words=words)
        case Noted(answer=answer):
            return moment.words("try.noted", answer=answer)
        case History(answer=answer):
            return moment.words("try.history", answer=answer)
        case Counted(answer=answer):
            return moment.words("try.counted", answer=answer)
        case TookBack(answer=answer):
            return moment.words("try.took_back", answer=answer)
        case Put():
            return moment.words("try.listed")
        case Reminder(at=at, text=text):
            return moment.words("try.reminder", at=at, text=text)
        case _:
            return ""


async def _again(moment: Moment, screen: Screen) -> None:
    tryout = await _taken_up(moment, screen)
    if tryout:
        moment.say("try.mark")
        moment.say_text(tryout.shown[-1].text)
        _ask(moment, tryout, tryout.shown[-1])


ROOM = Room(_tap, _again)
