"""Which part of Cairn an input is for."""

from __future__ import annotations

from bot.flow.given import Picked, WentBack, Wrote, pick_by_words
from bot.service import conversation, tokens, ways_out
from bot.service.asked import asks_who_is_there
from bot.service.desk import Desk, Screen
from bot.service.inputs import Command, Edited, Left, Returned, Tapped, Typed, Unreadable
from bot.service.moment import Moment
from bot.service.rooms import (
    COMMANDS,
    FOR_ANYBODY,
    ROOMS,
    WHATEVER_THE_WORDS,
    distress,
    door,
    edits,
    stopping,
    talking,
)
from bot.service.soft_check import names_somebody
from bot.service.tokens import Standing, VisitToken, read_token

HINTS = (("button.reflect", "/reflect"), ("button.log", "/log"), ("button.help", "/help"))


async def dispatch(moment: Moment) -> None:
    """Answers one input."""
    if moment.desk and conversation.is_lost(moment) and not isinstance(moment.input, Left):
        conversation.drop(moment)
        moment.say("odd.lost")
    match moment.input:
        case Command(name, argument):
            await _command(moment, name, argument)
        case Tapped(token):
            await _tapped(moment, token)
        case Typed(text):
            await _typed(moment, text)
            distress.notice(moment, text)
        case Edited(text, message):
            await edits.edited(moment, text, message)
            distress.notice(moment, text)
        case Unreadable():
            moment.say("odd.unreadable")
            await _ask_again(moment)
        case Left():
            await stopping.gone(moment)
        case Returned():
            await stopping.back(moment)


async def _command(moment: Moment, name: str, argument: str) -> None:
    opens = COMMANDS.get(name)
    if opens is None:
        moment.say("odd.no_such_command")
        await _ask_again(moment)
    elif moment.desk is None and name in ("stop", "cancel"):
        await door.start(moment, "not_now")
    elif moment.desk is None and name not in FOR_ANYBODY:
        await door.greet(moment)
    elif moment.desk and door.needs_new_yes(moment.desk) and name not in WHATEVER_THE_WORDS:
        await door.ask_anew(moment)
    else:
        moment.close_screen()
        await opens(moment, argument)


async def _tapped(moment: Moment, token: str) -> None:
    match read_token(token):
        case Standing(name, argument):
            await _command(moment, name, argument)
        case VisitToken() as tapped if moment.desk:
            await _visit(moment, moment.desk, tapped)
        case _:
            await _closed(moment)


async def _visit(moment: Moment, desk: Desk, tapped: VisitToken) -> None:
    moment.tapped_visit = tapped.visit
    screen, session = desk.screen, desk.session
    if tapped.nonce != desk.nonce:
        await _closed(moment)
    elif screen and tapped.visit == screen.visit:
        moment.close_screen()
        if tapped.key == tokens.STOP:
            moment.say("screen.closed")
        else:
            await ROOMS[screen.room].tap(moment, screen, screen.options[int(tapped.key)].id)
    elif session and session.question and tapped.visit == desk.session_visit:
        moment.close_screen()
        if tapped.key == tokens.STOP:
            await stopping.stop(moment, "")
        elif door.needs_new_yes(desk):
            await door.ask_anew(moment)
        elif tapped.key == tokens.PAUSE:
            stopping.put_aside(moment)
        elif tapped.key == tokens.BACK:
            await conversation.answer(moment, WentBack())
        else:
            option = session.question.options[int(tapped.key)]
            await conversation.answer(moment, Picked(option.id))
    else:
        await _closed(moment)


async def _closed(moment: Moment) -> None:
    """An old or double tap is harmless."""
    moment.say("odd.closed")
    await _ask_again(moment)


async def _typed(moment: Moment, text: str) -> None:
    desk = moment.desk
    way = ways_out.typed(moment, text)
    if way:
        await _take_way_out(moment, way)
    elif desk is None:
        await door.greet(moment)
    elif door.needs_new_yes(desk):
        await door.ask_anew(moment)
    elif asks_who_is_there(text):
        moment.say("odd.automated")
        await _ask_again(moment)
    elif desk.screen:
        await _typed_at_screen(moment, desk.screen, text)
    elif desk.session is None:
        await _ask_again(moment)
    elif desk.session_visit is None or conversation.has_rested(moment):
        await talking.ask_to_carry_on(moment, text=text)
    else:
        await conversation.answer(moment, Wrote(text))
        if names_somebody(text) and moment.known.session:
            moment.pieces.insert(0, moment.words("log.names"))


async def _take_way_out(moment: Moment, way: str) -> None:
    desk = moment.desk
    talking_now = desk and desk.session and desk.session_visit and not desk.screen
    if way in ("support", "help"):
        await COMMANDS["support"](moment, "")
        moment.offer(("button.help", "/help"))
    elif way == "stop":
        await _command(moment, "stop", "")
    elif not talking_now:
        await _ask_again(moment)
    elif way == "pause":
        stopping.put_aside(moment)
    else:
        await conversation.answer(moment, WentBack())


async def _typed_at_screen(moment: Moment, screen: Screen, text: str) -> None:
    room = ROOMS[screen.room]
    named = pick_by_words(text, screen.options)
    if named:
        moment.close_screen()
        await room.tap(moment, screen, named)
    elif screen.text and room.typed:
        moment.close_screen()
        await room.typed(moment, screen, text)
    else:
        moment.say("engine.puzzled")
        await room.again(moment, screen)


async def _ask_again(moment: Moment) -> None:
    """Asks again whatever is open; with nothing open, says what can be done here."""
    desk = moment.desk
    if desk is None:
        await door.greet(moment)
    elif desk.screen:
        await ROOMS[desk.screen.room].again(moment, desk.screen)
    elif desk.session and desk.session_visit is None:
        await talking.ask_to_carry_on(moment)
    elif desk.session:
        await conversation.show(moment)
    else:
        moment.say("odd.nothing_open")
        moment.offer(*HINTS)
