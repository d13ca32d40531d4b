"""Words of distress add the support card. They never gate, dismiss, assess or tell anybody.

What Cairn would have said is not lost: it is held until the person says how to go on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.flow import engine
from bot.service import conversation
from bot.service.card import card_text
from bot.service.desk import TRYING, Screen
from bot.service.moment import Moment
from bot.service.rooms.room import WHAT_THERE_IS, Room

NAME = "distress"


def notice(moment: Moment, text: str) -> None:
    """Looks at free text; if the published list knows its words, the card comes first."""
    about = moment.library.distress.check(text)
    if about is None:
        return
    desk = moment.desk
    held, under = _held(moment), desk.screen if desk else None
    moment.pieces, moment.answers, moment.ways, moment.visit = [], (), (), None
    if under and under.room == NAME and under.args["about"] == about:
        moment.say("distress.more")
    else:
        show_card(moment, about)
    if desk is None:
        moment.offer(("button.what_this_is", "/start"), ("button.privacy", "/privacy"))
        return
    moment.desk = replace(desk, screen=None)
    kept = under.args if under and under.room == NAME else {"held": held, "under": _plain(under)}
    _ask(moment, {**kept, "about": about})


def _held(moment: Moment) -> str:
    """What would have been said; that such words were “not followed” is not said after all."""
    desk = moment.desk
    if desk is None or not (desk.screen or desk.session_visit):
        return ""
    return "\n\n".join(moment.pieces).replace(moment.words("engine.puzzled"), "").strip()


def show_card(moment: Moment, about: str) -> None:
    """The card, and what this is and is not."""
    if about == "other":
        route = moment.library.support["staff"].shown().safeguarding
        moment.say("distress.somebody_else")
        if route:
            moment.say("distress.route", route=route)
    else:
        moment.say("distress.automated")
    moment.say_text(card_text(moment.library.support["staff"], moment.local, moment.library.words))


def _plain(screen: Screen | None) -> dict[str, Any] | None:
    return screen.to_json() if screen else None


def _ask(moment: Moment, args: Mapping[str, Any]) -> None:
    """`args`: whom the words were about, what was held back, and the screen under this one."""
    options = [moment.option("carry_on"), moment.option("stop_here"), moment.option("not_meant")]
    moment.ask(NAME, options, args=args)


async def _tap(moment: Moment, screen: Screen, option: str) -> None:
    if option == "stop_here":
        if (screen.args["under"] or {}).get("room") != TRYING:
            conversation.drop(moment)
        moment.say("distress.stopped")
        moment.offer(("button.settle", "/reflect quiet-minute"), ("way.support", "/support"))
        return
    under, desk = screen.args["under"], moment.known
    is_open = bool(under or (desk.session and desk.session.question))
    if option == "not_meant":
        moment.say("distress.not_meant")
    elif is_open:
        moment.say("distress.carry_on")
    if not is_open:
        moment.say("odd.nothing_open")
        moment.offer(*WHAT_THERE_IS)
        return
    moment.say_text(screen.args["held"])
    if under:
        below = Screen.from_json(under)
        moment.ask(below.room, below.options, text=below.text, args=below.args)
    elif desk.session and desk.session.question:
        visit = desk.visit + 1
        moment.desk = replace(desk, visit=visit, session_visit=visit)
        ways = moment.talk_ways(visit, back=engine.can_go_back(desk.session))
        moment.show_options(desk.session.question.options, visit, ways)


async def _again(moment: Moment, screen: Screen) -> None:
    moment.say("distress.again")
    _ask(moment, screen.args)


ROOM = Room(_tap, _again)
