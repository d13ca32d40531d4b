"""`/studio`: from the chat to the page on which coordinators write."""

from __future__ import annotations

from bot.service import coordinators
from bot.service.claims import bare
from bot.service.desk import Screen
from bot.service.moment import Moment
from bot.service.rooms.room import Room

NAME = "studio"


async def open_studio(moment: Moment, argument: str) -> None:
    """A link for this device; with the code that another one shows, whether it may come in."""
    entrance, claims = moment.installation.entrance, moment.installation.claims
    if entrance.address is None:
        moment.say("studio.no_address")
    elif not bare(argument):
        moment.say("studio.link", link=entrance.link(moment.who.id), address=entrance.address)
    elif claims.rests(moment.address, moment.now):
        moment.say("post.rests")
    elif not entrance.shows(argument):
        claims.missed(moment.address, moment.now)
        moment.say("studio.no_such_code")
    else:
        _ask(moment, bare(argument))


def _ask(moment: Moment, code: str) -> None:
    moment.say("studio.yours", code=f"{code[:3]} {code[3:]}")
    options = [moment.option("let_in"), moment.option("leave_it")]
    moment.ask(NAME, options, args={"code": code})


async def _tap(moment: Moment, screen: Screen, option: str) -> None:
    code = str(screen.args["code"])
    if not await coordinators.has_post(moment):
        moment.say("post.not_yours")
    elif option != "let_in":
        moment.say("studio.left")
    elif moment.installation.entrance.confirm(code, moment.who.id):
        moment.say("studio.in")
    else:
        moment.say("studio.no_such_code")


async def _again(moment: Moment, screen: Screen) -> None:
    _ask(moment, str(screen.args["code"]))


ROOM = Room(_tap, _again)
