"""The message that comes back on the day somebody chose: now, tomorrow, or not this time.

The person's own words are shown only after they open it: the message itself is bland, for it stands
on a lock screen.
"""

from __future__ import annotations

from datetime import timedelta

from bot.flow.turn import Reminder
from bot.service import reminders
from bot.service.desk import Screen
from bot.service.moment import Moment
from bot.service.rooms import talking
from bot.service.rooms.room import Room

NAME = "promised"
OPTIONS = ("now", "tomorrow", "not_this_time", "no_more_of_these")


async def _tap(moment: Moment, screen: Screen, option: str) -> None:
    args = screen.args
    match option:
        case "now":
            start = {"step": args["step"], "entry": args["entry"]}
            await talking.begin(moment, args["dialogue"], start)
        case "tomorrow":
            await _tomorrow(moment, screen)
        case "not_this_time":
            moment.say("promised.not_this_time")
        case _:
            for one in await reminders.promised(moment):
                await reminders.let_go(moment, one.id)
            moment.say("stop.reminders_stopped")


async def _tomorrow(moment: Moment, screen: Screen) -> None:
    args = screen.args
    at = moment.known.profile.week().nearest(moment.local + timedelta(days=1))
    dated = args["kind"] == reminders.REVISIT
    promise = Reminder(
        args["kind"], at, args["dialogue"], args["step"], args["text"], args["entry"], dated
    )
    await reminders.promise(moment, promise, None)
    moment.say("promised.tomorrow", at=at)


async def _again(moment: Moment, screen: Screen) -> None:
    moment.say_text(screen.args["text"])
    moment.ask(NAME, screen.options, args=screen.args)


ROOM = Room(_tap, _again)
