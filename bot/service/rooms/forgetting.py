"""`/forget`: one entry, the last message, the check-in words, or everything."""

from __future__ import annotations

from dataclasses import replace

from bot.service import conversation, log, noted, written
from bot.service.acts import Delete
from bot.service.desk import Screen
from bot.service.installation import BACKUP_DAYS
from bot.service.moment import Moment
from bot.service.rooms import log_room
from bot.service.rooms.room import Room
from storage import checkins, people

NAME = "forget"


async def open_forget(moment: Moment, _argument: str) -> None:
    """Asks what shall go."""
    moment.say("forget.ask")
    names = ["last", "entry", "words", "everything", "nothing"]
    moment.ask(NAME, [moment.option(f"forget_{one}") for one in names], args={"sure": False})


async def _tap(moment: Moment, _screen: Screen, option: str) -> None:
    match option:
        case "forget_last":
            await _last(moment)
        case "forget_entry":
            moment.say("forget.which")
            await log_room.open_log(moment, "")
        case "forget_words":
            await checkins.delete_all(moment.unit, moment.who)
            moment.say("forget.words_gone")
        case "forget_everything":
            _ask_sure(moment)
        case "sure":
            await _everything(moment)
        case _:
            moment.say("forget.nothing_gone")


def _ask_sure(moment: Moment) -> None:
    moment.say("forget.sure", days=BACKUP_DAYS)
    options = [moment.option("sure"), moment.option("forget_nothing")]
    moment.ask(NAME, options, args={"sure": True})


async def _last(moment: Moment) -> None:
    """Forgets what the last message gave, wherever that is, and deletes the message here."""
    kept = [one for one in await written.sources(moment) if await log.find(moment, one.entry)]
    in_talk = moment.known.wrote[-1] if moment.known.wrote else None
    newest = max((one.message for one in kept), default=None)
    beside = [one.message for one in await noted.messages(moment)]
    last = max(
        [*beside, *([newest] if newest else []), *([in_talk[0]] if in_talk else [])], default=0
    )
    if last in beside and await noted.change(moment, last, ""):
        moment.acts.append(Delete((last,)))
        moment.say("forget.last_gone", telegram=moment.by_telegram)
    elif in_talk and (newest is None or in_talk[0] >= newest):
        _forget_answer(moment, *in_talk)
    elif newest is not None:
        for source in kept:
            if source.message == newest:
                await log.delete(moment, source.entry)
        moment.acts.append(Delete((newest,)))
        moment.say("forget.last_gone", telegram=moment.by_telegram)
    else:
        moment.say("forget.no_last")


def _forget_answer(moment: Moment, message: int, step: str) -> None:
    desk = moment.known
    if desk.session:
        session = replace(desk.session, answers={**desk.session.answers, step: ""})
        moment.desk = replace(desk, session=session)
    moment.desk = replace(moment.known, wrote=moment.known.wrote[:-1])
    moment.acts.append(Delete((message,)))
    moment.say("forget.last_gone", telegram=moment.by_telegram)


async def _everything(moment: Moment) -> None:
    """Destroys the key, then the rows. What is said after that goes to a stranger."""
    conversation.drop(moment)
    await moment.withdraw()
    await people.erase(moment.unit, moment.who.id)
    moment.person = moment.desk = None
    moment.say("forget.all_gone", days=BACKUP_DAYS, telegram=moment.by_telegram)
    moment.offer(("way.support", "/support"), ("button.start", "/start"))


async def _again(moment: Moment, screen: Screen) -> None:
    if screen.args["sure"]:
        _ask_sure(moment)
    else:
        await open_forget(moment, "")


ROOM = Room(_tap, _again)
