"""Leaving, in every way there is: stop, pause, block; and coming back."""

from __future__ import annotations

from dataclasses import replace

from bot.nudges import waking
from bot.service import conversation, sheets
from bot.service.desk import Screen
from bot.service.moment import Moment
from bot.service.rooms.room import Room
from storage import nudges

NAME = "stop"
OFFERED = "stop_them"  # on the desk: that it was asked


async def stop(moment: Moment, _argument: str) -> None:
    """`/stop` and `/cancel`: ends what is open and all that waits to be sent, in one message.

    Asks once whether what was promised for later should stop too; a no is not asked about again.
    """
    await moment.withdraw()
    in_list = _is_in_a_list(moment)
    conversation.drop(moment)
    moment.close_screen()
    moment.say("stop.done_list" if in_list else "stop.done")
    if not any(one.next_due for one in await nudges.of(moment.unit, moment.who)):
        moment.say("stop.nothing_waits")
    elif OFFERED in moment.known.offered:
        moment.say("stop.reminders_stay")
    else:
        moment.desk = replace(moment.known, offered=moment.known.offered | {OFFERED})
        moment.say("stop.reminders_too")
        moment.ask(NAME, [moment.option("stop_them"), moment.option("leave_them")])


def _is_in_a_list(moment: Moment) -> bool:
    """Whether a list is being gone over: what is written down in it stays."""
    session = moment.known.session
    if session is None or conversation.is_lost(moment):
        return False
    return bool(sheets.goes_over(moment.script(session.dialogue, session.revision)))


async def pause(moment: Moment, _argument: str) -> None:
    """`/pause`: keeps the place, and holds what was promised for later until `/resume`."""
    await moment.withdraw()
    moment.close_screen()
    conversation.put_aside(moment)
    moment.desk = replace(moment.known, held=True)
    moment.say("pause.all")
    moment.offer(("button.resume", "/resume"))


def put_aside(moment: Moment) -> None:
    """The Pause button: keeps the place, and nothing else changes."""
    conversation.put_aside(moment)
    moment.say("pause.place")
    moment.offer(("button.resume", "/resume"))


async def gone(moment: Moment) -> None:
    """They blocked the bot: nothing more is sent until they come back; nothing is lost."""
    if moment.desk:
        await moment.withdraw()
        moment.desk = replace(moment.desk, unreachable=True)


async def back(moment: Moment) -> None:
    """They are back: everything is as it was."""
    if moment.desk:
        moment.desk = replace(moment.desk, unreachable=False)
        await waking.wake(moment.unit, moment.who, moment.now)


async def _tap(moment: Moment, _screen: Screen, option: str) -> None:
    if option == "stop_them":
        await nudges.delete_all(moment.unit, moment.who)
        moment.desk = replace(
            moment.known,
            profile=moment.known.profile.switch("reminders", on=False),
            offered=moment.known.offered - {OFFERED},
        )
        moment.say("stop.reminders_stopped")
    else:
        moment.say("stop.reminders_left")


async def _again(moment: Moment, _screen: Screen) -> None:
    moment.say("stop.reminders_too")
    moment.ask(NAME, [moment.option("stop_them"), moment.option("leave_them")])


ROOM = Room(_tap, _again)
