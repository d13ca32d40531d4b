"""`/resources`: where to read on, for anybody and at any time.

Its buttons are commands, so that they work for a stranger, of whom nothing is kept. What somebody
looks at is not noted.
"""

from __future__ import annotations

from bot.script.markup import escape
from bot.script.resources import FIRST, Resource, filled
from bot.service.acts import Button
from bot.service.card import day_said
from bot.service.moment import Moment


async def open_resources(moment: Moment, argument: str) -> None:
    """`/resources`: the first ones in full, the others as buttons; with an id, that one."""
    shown = filled(moment.library.resources)
    named = next((one for one in shown if one.id == argument), None)
    if named:
        _show_one(moment, named)
    elif shown:
        _show_first(moment, shown)
    else:
        moment.say("resources.none")
        moment.offer(("button.help", "/help"))


def _show_one(moment: Moment, one: Resource) -> None:
    """All there is to say of one, in a message that can be sent on to a colleague as it is."""
    whom = [moment.words("resources.audience", whom=one.audience)] if one.audience else []
    moment.say_text(_in_full(one, *whom))
    if one.checked:
        moment.say("resources.looked_up", day=day_said(one.checked))
    moment.offer(("button.all_resources", "/resources"))
    if moment.desk is None:
        moment.offer(("button.what_this_is", "/start"))
    moment.offer(("way.support", "/support"))


def _show_first(moment: Moment, shown: tuple[Resource, ...]) -> None:
    first, others = shown[:FIRST], shown[FIRST:]
    moment.say("resources.title")
    for one in first:
        moment.say_text(_in_full(one))
    days = [one.checked for one in first if one.checked]
    if len(days) == len(first):
        moment.say("resources.all_looked_up", day=day_said(min(days)))
    if others:
        moment.say("resources.others")
    moment.answers += tuple(Button(escape(one.name), f"/resources {one.id}") for one in others)
    moment.offer(("way.support", "/support"))


def _in_full(one: Resource, *more: str) -> str:
    said = (f"*{escape(one.name)}*", escape(one.about), escape(one.note), *more, escape(one.web))
    return "\n".join(line for line in said if line)
