"""Typed words: a way out, a button by its label or number, an answer, a command, or small talk."""

from __future__ import annotations

from bot.flow.given import WentBack, Wrote, pick_by_words, plain
from bot.flow.session import Option
from bot.service import conversation, doing, small_talk, ways_out
from bot.service.asked import asks_who_is_there
from bot.service.desk import TRYING, Screen
from bot.service.moment import Moment
from bot.service.rooms import (
    COMMANDS,
    FOR_ANYBODY,
    ROOMS,
    door,
    log_room,
    promised,
    reminding,
    rule_draft,
    stopping,
    talking,
    trying,
    working_days,
)
from bot.service.soft_check import names_somebody

ABOUT_TIME = (promised.NAME, reminding.NAME, rule_draft.NAME, working_days.NAME)
"""Rooms where what is typed is a day, a time or a place."""


def names_a_button(moment: Moment, text: str) -> bool:
    """Whether the message is a button's own words: all of them, or a part where buttons are all."""
    desk = moment.desk
    if desk is None:
        return False
    session = desk.session if desk.session_visit else None
    question = session.question if session else None
    asked = desk.screen or question
    labels = [one.label for one in asked.options] if asked else [label for label, _ in desk.offers]
    takes_words = desk.screen.text if desk.screen else not question or question.kind == "text"
    if not takes_words and asked and pick_by_words(text, asked.options, parts=True):
        return True
    return plain(text) in map(plain, labels)


async def take(moment: Moment, text: str) -> None:
    """Takes typed words for what they are here: a way out, a button, an answer, or small talk."""
    desk = moment.desk
    way = ways_out.typed(moment, text)
    if way:
        await _take_way_out(moment, way)
    elif desk is None:
        await _from_a_stranger(moment, text)
    elif door.needs_new_yes(desk):
        if not await _take_offer(moment, text):
            await door.ask_anew(moment)
    elif asks_who_is_there(text):
        moment.say("odd.automated")
        await doing.ask_again(moment)
    elif desk.screen and desk.screen.room == TRYING:
        await _typed_at_tryout(moment, desk.screen, text)
    elif desk.screen:
        await _typed_at_screen(moment, desk.screen, text)
    elif desk.session is None or desk.session_visit is None:
        await _typed_at_nothing(moment, text)
    elif conversation.has_rested(moment):
        await talking.ask_to_carry_on(moment, text=text)
    else:
        await _typed_at_question(moment, text)


async def _typed_at_question(moment: Moment, text: str) -> None:
    session = moment.known.session
    question = session.question if session else None
    takes_words = question is None or question.kind == "text"
    named = question and pick_by_words(text, question.options, parts=not takes_words)
    if not takes_words and not named and await _plain_words(moment, text):
        return
    await conversation.answer(moment, Wrote(text))
    if names_somebody(text) and moment.known.session:
        now = moment.known.session.question
        noted = any(one.id == "_list_drop" for one in (now.options if now else ()))
        moment.pieces.insert(0, moment.words("log.names_noted" if noted else "log.names"))


async def _typed_at_tryout(moment: Moment, screen: Screen, text: str) -> None:
    """As at a dialogue's own question."""
    named = pick_by_words(text, screen.options, parts=not screen.text)
    if screen.text or named or not await _plain_words(moment, text):
        moment.close_screen()
        await trying.typed(moment, screen, text)


async def _typed_at_nothing(moment: Moment, text: str) -> None:
    """Words where no question is open: a button that was just offered, or something to keep."""
    if await _take_offer(moment, text) or await _plain_words(moment, text):
        return
    leave = reminding.typed_leave(moment, text)
    if leave:
        await reminding.set_back(moment, leave)
    elif moment.known.session:
        await talking.ask_to_carry_on(moment, text=text)
    elif small_talk.is_worth_keeping(text) and not moment.library.distress.check(text):
        log_room.offer_to_keep(moment, text)
    else:
        await doing.ask_again(moment)


async def _take_offer(moment: Moment, text: str) -> bool:
    """Does what the standing button does that the words name; False where they name none."""
    offers = [Option(token, label) for label, token in moment.known.offers]
    offered = pick_by_words(text, offers)
    if offered:
        await doing.tapped(moment, offered)
    return bool(offered)


async def _from_a_stranger(moment: Moment, text: str) -> None:
    """Nothing of it is kept; a button's words do what the button does, and the rest is greeted."""
    begins = door.named(moment, text)
    command = small_talk.command_in(text, FOR_ANYBODY)
    if begins:
        await door.start(moment, begins)
    elif command:
        await doing.command(moment, *command)
    else:
        await door.greet(moment)


async def _plain_words(moment: Moment, text: str) -> bool:
    """Takes a whole message that is a command or small talk; False where it is neither."""
    command, kind = small_talk.command_in(text, COMMANDS), small_talk.kind_of(text)
    is_open = bool(moment.known.screen or moment.known.session_visit)
    if command == reminding.BACK and not reminding.is_away(moment):
        command, kind = None, "hello"
    if command:
        await doing.command(moment, *command)
    elif kind in ("hello", "thanks") and is_open:
        moment.say(f"small_talk.{kind}")
        await doing.ask_again(moment)
    elif kind == "hello":
        await doing.command(moment, "start", "")
    elif kind and not is_open:
        moment.say(f"small_talk.{kind}")
    else:
        return False
    return True


async def _take_way_out(moment: Moment, way: str) -> None:
    desk = moment.desk
    talking_now = desk and desk.session and desk.session_visit and not desk.screen
    if way in ("support", "help"):
        await COMMANDS["support"](moment, "")
        moment.offer(("button.help", "/help"))
    elif way == "stop":
        await doing.command(moment, "stop", "")
    elif desk and desk.screen and desk.screen.room == TRYING and way == "back":
        moment.close_screen()
        await trying.back(moment, desk.screen)
    elif desk and desk.tries:  # there is no place to keep, and what is promised stays as it is
        await doing.ask_again(moment)
    elif way == "pause" and not talking_now:
        await doing.command(moment, "pause", "")
    elif not talking_now:
        await doing.ask_again(moment)
    elif way == "pause":
        stopping.put_aside(moment)
    else:
        await conversation.answer(moment, WentBack())


def _takes_commands(screen: Screen) -> bool:
    """Whether a command without its slash is none of the words that the screen asks for."""
    return screen.room in ABOUT_TIME or screen.args.get("at") in log_room.ANY_WORDS


async def _typed_at_screen(moment: Moment, screen: Screen, text: str) -> None:
    room = ROOMS[screen.room]
    named = pick_by_words(text, screen.options, parts=not screen.text)
    if named:
        moment.close_screen()
        await room.tap(moment, screen, named)
        await doing.back_to(moment, screen)
    elif screen.room == log_room.NAME and plain(text) == "why":
        moment.say("engine.why_log")
        await room.again(moment, screen)
    elif _takes_commands(screen) and await _plain_words(moment, text):
        return
    elif screen.text and room.typed:
        moment.close_screen()
        await room.typed(moment, screen, text)
        await doing.back_to(moment, screen)
    elif not await _plain_words(moment, text):
        moment.say("engine.puzzled")
        await room.again(moment, screen)
