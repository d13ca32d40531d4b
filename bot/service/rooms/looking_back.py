"""The good things and small changes of the last three months, in the person's own words.

They are shown without days and never counted, so that no month says anything about another.
"""

from __future__ import annotations

from datetime import date, timedelta

from bot.service import log
from bot.service.log import LogEntry
from bot.service.moment import Moment
from bot.service.rooms import talking
from bot.service.rooms.log_pages import LINE, shorten
from bot.service.rooms.room import naming

QUESTION = "look-back"
MORE = ("button.more_good_things", "/tools well")
QUARTER = timedelta(weeks=13)
THINGS = 10  # in one message
KINDS = ("good_thing", "small_change", "learning")
LET_GO = "let_go"


async def look_back(moment: Moment, argument: str) -> None:
    """Shows them, newest first; the last message of it ends with one question."""
    first = int(argument) if argument.isdecimal() else 0
    there = [one for one in (await log.everything(moment))[::-1] if _belongs(moment, one)]
    shown = there[first : first + THINGS]
    if not shown:
        moment.say("look_back.nothing")
        moment.offer(("button.going_well", "/reflect going-well"), ("button.log", "/log"))
        return
    moment.say("look_back.title")
    lines = [moment.words("look_back.line", text=shorten(one.text, LINE)) for one in shown]
    moment.say_text("\n".join(lines))
    if len(there) > first + THINGS:
        moment.offer(
            naming(MORE, str(first + THINGS)), ("button.to_question", "/reflect look-back")
        )
    else:
        await talking.begin(moment, QUESTION)


def _belongs(moment: Moment, entry: LogEntry) -> bool:
    """What somebody let go of is not brought up again."""
    is_recent = date.fromisoformat(entry.made) > moment.local.date() - QUARTER
    return entry.kind in KINDS and is_recent and entry.outcome != LET_GO
