"""The message that comes by itself, opened: now, later, not today, fewer, or no more of these.

The person's own words are shown only after they open it: the message itself is bland, for it stands
on a lock screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from bot.flow.session import Option
from bot.nudges import slot
from bot.service import log, reminders, rules
from bot.service.desk import Screen
from bot.service.moment import Moment
from bot.service.rooms import talking
from bot.service.rooms.room import Room
from storage.nudges import Nudge

NAME = "promised"
OPTIONS = ("now", "later", "not_today", "fewer", "no_more_of_these")
AFTER_CLOSING = (("button.reminders", "/reminders"),)
UNDER_NOTICE = (
    ("button.keep_it_all", "/start"),
    ("button.export", "/export"),
    ("button.forget", "/forget"),
)
EVENING = time(18, 30)  # before the usual quiet hours

_KEPT = ("kind", "dialogue", "step", "entry", "text", "what")


def args_of(nudge: Nudge) -> dict[str, Any]:
    """What the open message has to remember of its reminder."""
    return {"id": nudge.id, **{key: nudge.body.get(key) for key in _KEPT}}


def is_open(entry: Mapping[str, Any]) -> bool:
    """Whether it is a small change of which nobody said yet what became of it."""
    return bool(entry["kind"] == "small_change" and not entry["notes"])


async def _tap(moment: Moment, screen: Screen, option: str) -> None:
    match option:
        case "now":
            await _begin(moment, screen.args)
        case "later":
            _ask_when(moment, screen)
        case "not_today":
            moment.say("promised.not_today")
        case "fewer":
            await _fewer(moment, screen.args)
        case "no_more_of_these":
            await _no_more(moment, screen.args)
        case _:
            await _later(moment, screen, option)


async def _begin(moment: Moment, args: Mapping[str, Any]) -> None:
    entry = args["entry"]
    if args["what"] == "change" and entry is None:
        still_open = [one for one in await log.everything(moment) if is_open(one.body())]
        if not still_open:
            moment.say("promised.nothing_open")
            return
        entry = still_open[0].id
    await talking.begin(moment, args["dialogue"], {"step": args["step"], "entry": entry})


# Later


def _ask_when(moment: Moment, screen: Screen) -> None:
    now = moment.local
    hour, evening = _in_an_hour(now), datetime.combine(now.date(), EVENING, now.tzinfo)
    options = []
    if hour.date() == now.date():
        options.append(moment.option("hour", "promised.in_an_hour", at=f"{hour:%H:%M}"))
    if evening - now >= timedelta(minutes=90) and not moment.week.quiet(evening):
        options.append(moment.option("evening", "promised.this_evening"))
    options += [moment.option("tomorrow"), moment.option("next_week")]
    options.append(moment.option("not_today"))
    moment.say("promised.when")
    moment.ask(NAME, options, args=screen.args)


def _in_an_hour(now: datetime) -> datetime:
    """To the next five minutes, as a person would say it."""
    later = now + timedelta(hours=1)
    return later + timedelta(minutes=-later.minute % 5, seconds=-later.second)


async def _later(moment: Moment, screen: Screen, option: str) -> None:
    now = moment.local
    if option == "hour":
        when = _in_an_hour(now)
        if moment.week.quiet(when):
            at = f"{when:%H:%M}"
            moment.say("promised.quiet_then", at=at)
            yes = Option("hour_yes", moment.words("promised.quiet_yes", at=at))
            moment.ask(NAME, [yes, moment.option("tomorrow")], args=screen.args)
            return
    if option in ("hour", "hour_yes"):
        await _snooze(moment, screen.args, _in_an_hour(now), picked=option == "hour_yes")
    elif option == "evening":
        evening = datetime.combine(now.date(), EVENING, now.tzinfo)
        await _snooze(moment, screen.args, evening)
    else:
        days = 1 if option == "tomorrow" else 7
        await _snooze(moment, screen.args, moment.week.nearest(now + timedelta(days=days)))


async def _snooze(
    moment: Moment, args: Mapping[str, Any], when: datetime, *, picked: bool = False
) -> None:
    """The same message once more, at a time of its own; the rule it came from stays as it is.

    It takes the place of the one that is put off, which is given back to what the caps allow.
    """
    body = {key: args[key] for key in _KEPT}
    if args["kind"] != slot.REVISIT:
        body["kind"] = slot.SNOOZE
    await reminders.add(moment, body | {"picked": picked}, when)
    moment.desk = replace(moment.known, unprompted=moment.known.unprompted[:-1])
    moment.say("promised.later", at=when)


# Fewer, and none


async def _fewer(moment: Moment, args: Mapping[str, Any]) -> None:
    found = await rules.find(moment, args["id"]) if args["kind"] == slot.RULE else None
    if found is None:
        # Nothing of this comes again by itself: what is to come can be looked through instead.
        moment.say("promised.fewer_once")
        moment.offer(("button.reminders", "/reminders"))
        return
    fewer = rules.fewer(found)
    if fewer is None:
        moment.say("promised.fewest")
    else:
        await rules.put(moment, fewer)
        moment.say("promised.fewer", rule=rules.in_words(moment, fewer))
    moment.offer(("button.reminders", "/reminders"))


async def _no_more(moment: Moment, args: Mapping[str, Any]) -> None:
    if args["kind"] == slot.RULE:
        await rules.remove(moment, args["id"])
        moment.say("promised.no_more")
        moment.offer(("button.reminders", "/reminders"))
        return
    for one in await reminders.promised(moment):
        await reminders.let_go(moment, one.id)
    moment.say("stop.reminders_stopped")


async def _again(moment: Moment, screen: Screen) -> None:
    moment.say_text(screen.args["text"])
    moment.ask(NAME, [moment.option(one) for one in OPTIONS], args=screen.args)


ROOM = Room(_tap, _again)
