"""The post of a coordinator in the chat: claimed with a code, given to a colleague, given up."""

from __future__ import annotations

from bot.service import coordinators
from bot.service.desk import Screen
from bot.service.moment import Moment
from bot.service.rooms import door
from bot.service.rooms.room import Room

NAME = "post"


async def claim(moment: Moment, argument: str) -> None:
    """`/claim` and a code: the first one, which the start printed, or a colleague's invitation."""
    claims = moment.installation.claims
    if moment.desk is None:
        moment.say("post.first_yes")
        await door.greet(moment)
    elif await coordinators.has_post(moment):
        moment.say("post.already")
        moment.offer(("button.try", "/try"))
    elif claims.rests(moment.address, moment.now):
        moment.say("post.rests")
    elif await coordinators.claim(moment, argument):
        moment.say("post.yours")
        moment.offer(("button.try", "/try"), ("button.help", "/help"))
    else:
        claims.missed(moment.address, moment.now)
        moment.say("post.wrong_code")


async def open_post(moment: Moment, _argument: str) -> None:
    """`/coordinators`: what a coordinator can do about the post itself."""
    moment.say("post.ask")
    options = [moment.option("invite"), moment.option("give_up"), moment.option("leave_it")]
    moment.ask(NAME, options)


async def _tap(moment: Moment, _screen: Screen, option: str) -> None:
    if not await coordinators.has_post(moment):
        moment.say("post.not_yours")
    elif option == "invite":
        code, until = await coordinators.invite(moment)
        moment.say("post.invitation", code=code, until=until.astimezone(moment.local.tzinfo))
    elif option == "give_up":
        moment.say("post.sure")
        moment.ask(NAME, [moment.option("give_up_sure"), moment.option("leave_it")])
    elif option == "give_up_sure" and await coordinators.give_up(moment):
        moment.say("post.given_up")
    elif option == "give_up_sure":
        moment.say("post.by_settings")
    else:
        moment.say("post.left")


async def _again(moment: Moment, _screen: Screen) -> None:
    await open_post(moment, "")


ROOM = Room(_tap, _again)
