"""The message that comes by itself, opened: now, later, not today, fewer, or no more of these.

The person's own words are shown only after they open it: the message itself is bland, for it stands
on a lock screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from bot.flow.given import pick_by_words
from bot.flow.session import Option
from bot.flow.typed_later import typed_later
from bot.nudges import slot
from bot.nudges.calendar import Week, at, local_day
from bot.service import log, reminders, rules, small_talk
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

_COMMANDS = {"checkin": "/checkin", "reflect": "/reflect"}
_KEPT = ("kind", "dialogue", "step", "entry", "text", "what")


def args_of(nudge: Nudge) -> dict[str, Any]:
    """What the open message has to remember of its reminder."""
    rule = nudge.body.get("rule") or {}
    picked = nudge.body.get("picked", False) or rule.get("picked", False)
    return {"id": nudge.id, **{key: nudge.body.get(key) for key in _KEPT}, "picked": picked}


def is_open(entry: Mapping[str, Any]) -> bool:
    """Whether it is a small change of which nobody said yet what became of it."""
    return bool(entry["kind"] == "small_change" and not entry["notes"])


async def _tap(moment: Moment, screen: Screen, option: str) -> None:
    match option:
        case "now" if screen.args.get("under"):
            # Words that are not kept yet would be gone with the talk; they are asked about again.
            moment.say("promised.words_first", command=_COMMANDS.get(screen.args["what"], "/log"))
        case "now":
            await _begin(moment, screen.args)
        case "later":
            _ask_when(moment, screen.args)
        case "not_today":
            moment.say("promised.not_today")
        case "fewer":
            await _fewer(moment, screen.args)
        case "no_more_of_these":
            await _no_more(moment, screen.args)
        case "quiet_yes":
            when = datetime.fromisoformat(screen.args["when"])
            await _snooze(moment, screen.args, when, picked=True)
        case _:
            await _later(moment, screen.args, option)


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


def _ask_when(moment: Moment, args: Mapping[str, Any]) -> None:
    moment.say("promised.when")
    moment.ask(NAME, _times(moment), text=True, args={**args, "at": "when"})


def _times(moment: Moment) -> list[Option]:
    now = moment.local
    hour, evening = _in_an_hour(now), datetime.combine(now.date(), EVENING, now.tzinfo)
    options = []
    if hour.date() == now.date():
        options.append(moment.option("hour", "promised.in_an_hour", at=f"{hour:%H:%M}"))
    if evening - now >= timedelta(minutes=90) and not moment.week.quiet(evening):
        options.append(moment.option("evening", "promised.this_evening"))
    return [
        *options,
        moment.option("tomorrow"),
        moment.option("next_week"),
        moment.option("not_today"),
    ]


def _in_an_hour(now: datetime) -> datetime:
    """To the next five minutes, as a person would say it."""
    later = now + timedelta(hours=1)
    return later + timedelta(minutes=-later.minute % 5, seconds=-later.second)


async def _later(moment: Moment, args: Mapping[str, Any], option: str) -> None:
    now = moment.local
    if option == "hour":
        await _at(moment, args, _in_an_hour(now))
    elif option == "evening":
        await _at(moment, args, datetime.combine(now.date(), EVENING, now.tzinfo))
    else:
        # At the time of day at which it came: somebody who opens it at night means no other.
        days = timedelta(days=1 if option == "tomorrow" else 7)
        when = datetime.combine(now.date() + days, _came_at(moment), now.tzinfo)
        await _snooze(moment, args, when, picked=args["picked"])


def _came_at(moment: Moment) -> time:
    sent = moment.known.unprompted
    return (sent[-1] if sent else moment.now).astimezone(moment.local.tzinfo).time()


async def _at(moment: Moment, args: Mapping[str, Any], when: datetime) -> None:
    """A time that the person picked: inside the quiet hours it is asked about once."""
    if not moment.week.quiet(when):
        await _snooze(moment, args, when)
        return
    clock = f"{when:%H:%M}"
    moment.say("promised.quiet_then", at=clock)
    yes = Option("quiet_yes", moment.words("promised.quiet_yes", at=clock))
    options = [yes, Option("later", moment.words("button.other_time")), moment.option("not_today")]
    moment.ask(NAME, options, text=True, args={**args, "at": "quiet", "when": when.isoformat()})


async def _snooze(
    moment: Moment, args: Mapping[str, Any], when: datetime, *, picked: bool = False
) -> None:
    """The same message once more, at a time of its own; the rule it came from stays as it is.

    It takes the place of the one that is put off, which is given back to what the caps allow.
    """
    week = moment.week.at_any_hour() if picked else moment.week
    when = _next_open(when, week)
    body = {key: args[key] for key in _KEPT}
    if args["kind"] != slot.REVISIT:
        body["kind"] = slot.SNOOZE
    await reminders.add(moment, body | {"picked": picked}, when)
    moment.desk = replace(moment.known, unprompted=moment.known.unprompted[:-1])
    moment.say("promised.later", at=when)


def _next_open(when: datetime, week: Week) -> datetime:
    """On the next day that is not kept free, at its own time of day."""
    day = week.next_open(local_day(when, week.zone)) or local_day(when, week.zone)
    return week.nearest(at(day, when.timetz().replace(tzinfo=None), week.zone))


# Fewer, and none


async def _rule_of(moment: Moment, args: Mapping[str, Any]) -> rules.Kept | None:
    """The rule that it came from, put off or not; None for what was asked for once."""
    return next((one for one in await rules.all_of(moment) if one.what == args["what"]), None)


async def _fewer(moment: Moment, args: Mapping[str, Any]) -> None:
    found = await _rule_of(moment, args)
    if found is None:
        # Nothing of this comes again by itself: what is to come can be looked through instead.
        moment.say("promised.fewer_once")
        moment.offer(("button.one_by_one", "/reminders once"))
        return
    fewer = rules.fewer(moment, found)
    if fewer is None:
        moment.say("promised.fewest")
        moment.ask(NAME, [moment.option("no_more_of_these"), moment.option("not_today")], args=args)
        return
    await rules.put(moment, fewer)
    moment.say("promised.fewer", rule=rules.in_words(moment, fewer))
    moment.offer(("button.reminders", "/reminders"))


async def _no_more(moment: Moment, args: Mapping[str, Any]) -> None:
    found = await _rule_of(moment, args)
    if found:
        await rules.remove(moment, found.id)
        moment.say("promised.no_more")
    else:
        for one in await reminders.promised(moment):
            await reminders.let_go(moment, one.id)
        moment.say("promised.no_more_once")
    moment.offer(("button.reminders", "/reminders"))


# Words, and once more


async def _typed(moment: Moment, screen: Screen, text: str) -> None:
    """A button by part of its words, or a time for later in one's own; a “no” is not today."""
    options = (*screen.options, *_times(moment))
    named = pick_by_words(text, list(dict.fromkeys(options)), parts=True)
    # A number by itself was meant for a button that is not there.
    is_number = text.strip().isdecimal()
    when = None if is_number else typed_later(text, moment.local, _came_at(moment))
    if small_talk.kind_of(text) == "fine":
        await _tap(moment, screen, "not_today")
    elif named and not is_number:
        await _tap(moment, screen, named)
    elif when:
        await _at(moment, screen.args, when)
    else:
        moment.say("engine.puzzled")
        await _again(moment, screen)


async def _again(moment: Moment, screen: Screen) -> None:
    match screen.args.get("at"):
        case "when":
            _ask_when(moment, screen.args)
        case "quiet":
            await _at(moment, screen.args, datetime.fromisoformat(screen.args["when"]))
        case _:
            moment.say_text(screen.args["text"])
            options = [moment.option(one) for one in OPTIONS]
            moment.ask(NAME, options, text=True, args=screen.args)


ROOM = Room(_tap, _again, _typed)
