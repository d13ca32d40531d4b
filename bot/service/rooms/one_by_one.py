"""What was promised for later, one by one: a small change to look at again, a message put off.

Each can be let go.
"""

from __future__ import annotations

from bot.flow.session import Option
from bot.script.markup import unescape
from bot.service import reminders
from bot.service.desk import Screen
from bot.service.moment import Moment
from bot.service.rooms import coming
from bot.service.rooms.log_pages import shorten
from bot.service.rooms.room import Room

NAME = "one_by_one"
MOST_SHOWN = 6
LABEL = 18  # characters of what it is about, on its button


async def open_list(moment: Moment) -> None:
    """Says when the next ones come, and offers to let any of them go."""
    promised = (await reminders.promised(moment))[:MOST_SHOWN]
    if not promised:
        moment.say("reminders.none_once")
        moment.offer(("button.reminders", "/reminders"), ("button.log", "/log"))
        return
    moment.say("reminders.some")
    options = []
    for number, one in enumerate(promised, 1):
        about = await coming.about(moment, one.dialogue, one.entry)
        moment.say(f"reminders.{one.kind}", number=number, at=one.at, about=about)
        label = moment.words("reminders.let_go", number=number, about=shorten(about, LABEL))
        options.append(Option(one.id, unescape(label)))
    moment.ask(NAME, [*options, moment.option("keep_all")])


async def _tap(moment: Moment, _screen: Screen, option: str) -> None:
    if option == "keep_all":
        moment.say("reminders.kept")
    else:
        await reminders.let_go(moment, option)
        moment.say("reminders.gone")
    moment.offer(("button.reminders", "/reminders"))


async def _again(moment: Moment, _screen: Screen) -> None:
    await open_list(moment)


ROOM = Room(_tap, _again)
