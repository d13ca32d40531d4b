"""`/reminders`: what was promised for later, one by one; each can be let go.

Only what somebody chose for one day exists so far: a small change to look at again, and “ask me
tomorrow”.
"""

from __future__ import annotations

from bot.flow.session import Option
from bot.service import reminders
from bot.service.desk import Screen
from bot.service.moment import Moment
from bot.service.rooms.room import Room

NAME = "reminders"
MOST_SHOWN = 6


async def open_list(moment: Moment, _argument: str) -> None:
    """Says when the next ones come, and offers to let any of them go."""
    promised = (await reminders.promised(moment))[:MOST_SHOWN]
    if not promised:
        moment.say("reminders.none")
        moment.offer(("button.log", "/log"))
        return
    moment.say("reminders.some")
    for one in promised:
        moment.say(f"reminders.{one.kind}", at=one.at)
    options = [Option(one.id, moment.words("reminders.let_go", at=one.at)) for one in promised]
    moment.ask(NAME, [*options, moment.option("keep_all")])


async def _tap(moment: Moment, _screen: Screen, option: str) -> None:
    if option == "keep_all":
        moment.say("reminders.kept")
    else:
        await reminders.let_go(moment, option)
        moment.say("reminders.gone")


async def _again(moment: Moment, _screen: Screen) -> None:
    await open_list(moment, "")


ROOM = Room(_tap, _again)
