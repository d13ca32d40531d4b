"""When the next messages come, in words, over everything: what comes again and what comes once."""

from __future__ import annotations

from bot.nudges.plan import Coming
from bot.service import log, rules
from bot.service.moment import Moment
from bot.service.rooms import promised
from bot.service.rooms.log_pages import LINE, shorten
from storage.nudges import Nudge

NEXT = 3


async def say_next(moment: Moment) -> None:
    """When the next three come; nothing for somebody who asked for quiet."""
    if moment.known.held:
        moment.say("pause.still")
        return
    coming = await rules.upcoming(moment, NEXT)
    if coming:
        waits = any(promised.is_open(one.body()) for one in await log.everything(moment))
        moment.say("reminders.next")
        moment.say_text("\n".join([await _line(moment, one, waits) for one in coming]))


async def _line(moment: Moment, one: Coming, waits: bool) -> str:
    """`waits`: a small change waits to be looked at; without one, no look at one comes."""
    return moment.words(
        "reminders.next_line",
        at=one.when,
        about=await about_of(moment, one.nudge),
        kept_free=one.kept_free,
        nothing_yet=one.nudge.body.get("what") == "change"
        and not one.nudge.body["entry"]
        and not waits,
    )


async def about_of(moment: Moment, nudge: Nudge) -> str:
    """What a reminder is about: its kind, or for what comes once, what was kept."""
    body = nudge.body
    if body.get("what"):
        return moment.words(f"rule.{body['what']}")
    return await about(moment, body["dialogue"], body["entry"])


async def about(moment: Moment, dialogue: str, id_: str | None) -> str:
    """The words of the log entry that was kept, else the title of the conversation."""
    entry = await log.find(moment, id_) if id_ else None
    script = moment.library.scripts.get(dialogue)
    return (
        shorten(entry.text, LINE)
        if entry
        else script.title
        if script
        else moment.words("reminders.gone_talk")
    )
