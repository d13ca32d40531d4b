"""What a command and a tap do, and asking again whatever is open."""

from __future__ import annotations

from bot.flow.given import Picked, WentBack
from bot.flow.session import Question
from bot.service import conversation, coordinators, tokens
from bot.service.desk import TRYING, Desk, Screen
from bot.service.moment import Moment
from bot.service.rooms import (
    COMMANDS,
    FOR_ANYBODY,
    FOR_COORDINATORS,
    ROOMS,
    WHATEVER_THE_WORDS,
    WITH_ITS_SLASH,
    door,
    promised,
    stopping,
    talking,
    trying,
)
from bot.service.rooms.room import WHAT_THERE_IS, Open
from bot.service.tokens import Standing, VisitToken, read_token


async def command(moment: Moment, name: str, argument: str) -> None:
    """Opens what a command names; kindly, where there is no such thing or no yes yet."""
    opens = await _opened_by(moment, name)
    tries = moment.desk is not None and moment.desk.tries
    if opens is None:
        moment.say("odd.no_such_command")
        await ask_again(moment)
    elif moment.desk is None and name in ("stop", "cancel"):
        await door.start(moment, "not_now")
    elif moment.desk is None and name not in FOR_ANYBODY:
        await door.greet(moment)
    elif moment.desk and door.needs_new_yes(moment.desk) and name not in WHATEVER_THE_WORDS:
        await door.ask_anew(moment)
    elif tries and name in ("stop", "cancel"):
        await trying.stop(moment)
    else:
        if not (tries and name == "support"):
            moment.close_screen()
        await opens(moment, argument)


async def _opened_by(moment: Moment, name: str) -> Open | None:
    opens = COMMANDS.get(name) or WITH_ITS_SLASH.get(name)
    if opens is None and name in FOR_COORDINATORS and await coordinators.has_post(moment):
        return FOR_COORDINATORS[name]
    return opens


async def tapped(moment: Moment, token: str) -> None:
    """Does what a button says."""
    match read_token(token):
        case Standing(name, argument):
            await command(moment, name, argument)
        case VisitToken() as button if moment.desk:
            await _visit(moment, moment.desk, button)
        case _:
            await _closed(moment)


async def _visit(moment: Moment, desk: Desk, button: VisitToken) -> None:
    moment.tapped_visit = button.visit
    screen, session = desk.screen, desk.session
    under = _under(screen)
    if button.nonce != desk.nonce:
        await _closed(moment)
    elif screen and button.visit == screen.visit:
        await _at_screen(moment, screen, button)
    elif under and button.visit == under.visit:
        moment.close_screen()
        await _at_screen(moment, under, button)
    elif session and session.question and button.visit == desk.session_visit:
        await _at_question(moment, session.question, button)
    else:
        await _closed(moment)


async def _at_screen(moment: Moment, screen: Screen, button: VisitToken) -> None:
    option, tries = button.picked(screen.options), screen.room == TRYING
    if button.key == tokens.STOP and tries:
        await trying.stop(moment)
    elif button.key == tokens.STOP:
        moment.close_screen()
        moment.say("screen.closed")
    elif button.key == tokens.BACK and tries:
        moment.close_screen()
        await trying.back(moment, screen)
    elif option:
        moment.close_screen()
        await ROOMS[screen.room].tap(moment, screen, option)
        await back_to(moment, screen)
    else:
        await _closed(moment)


def _under(screen: Screen | None) -> Screen | None:
    """What a reminder came over: a screen with words that were typed and not kept yet."""
    under = screen.args.get("under") if screen and screen.room == promised.NAME else None
    return Screen.from_json(under) if under else None


async def back_to(moment: Moment, screen: Screen) -> None:
    """Once a reminder is dealt with, what it came over is asked again."""
    under, desk = _under(screen), moment.desk
    if under and desk and not (desk.screen or desk.session_visit):
        await ROOMS[under.room].again(moment, under)


async def _at_question(moment: Moment, question: Question, button: VisitToken) -> None:
    option = button.picked(question.options)
    moment.close_screen()
    if button.key == tokens.STOP:
        await stopping.stop(moment, "")
    elif door.needs_new_yes(moment.known):
        await door.ask_anew(moment)
    elif button.key == tokens.PAUSE:
        stopping.put_aside(moment)
    elif button.key == tokens.BACK:
        await conversation.answer(moment, WentBack())
    elif option:
        await conversation.answer(moment, Picked(option))
    else:
        await _closed(moment)


async def _closed(moment: Moment) -> None:
    """An old or double tap is harmless."""
    moment.say("odd.closed")
    await ask_again(moment)


async def ask_again(moment: Moment) -> None:
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
        moment.offer(*WHAT_THERE_IS)
