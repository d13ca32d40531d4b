"""What is there at any time, for anybody: support, help, privacy."""

from __future__ import annotations

from bot.service.card import card_text
from bot.service.installation import BACKUP_DAYS
from bot.service.moment import Moment

STAFF = "staff"


async def support(moment: Moment, argument: str) -> None:
    """`/support`: the card, at once, with no question first; `/support pin` keeps it on top."""
    card = card_text(moment.library.support[STAFF], moment.local, moment.library.words)
    moment.say_text(card)
    moment.urgent = True
    if argument == "pin":
        moment.pin = True
    elif moment.by_telegram:
        moment.offer(("button.pin", "/support pin"))


async def help_(moment: Moment, _argument: str) -> None:
    """`/help`: what can be done here, in words and buttons."""
    if moment.desk is None:
        moment.say("help.stranger")
        moment.offer(
            ("button.what_this_is", "/start"),
            ("button.huddle", "/huddle"),
            ("button.resources", "/resources"),
            ("button.on_paper", "/tools paper"),
            ("button.privacy", "/privacy"),
        )
    else:
        moment.say("help.what")
        moment.offer(
            ("button.reflect", "/reflect"),
            ("button.checkin", "/checkin"),
            ("button.log", "/log"),
            ("button.tools", "/tools"),
            ("button.reminders", "/reminders"),
            ("button.settings", "/settings"),
            ("button.privacy", "/privacy"),
        )
    moment.offer(("way.support", "/support"))


async def team(moment: Moment, _argument: str) -> None:
    """`/team` in a private chat: it is for groups, and how one gets it there."""
    moment.say("team.private")
    moment.offer(("button.huddle", "/huddle"))


async def privacy(moment: Moment, _argument: str) -> None:
    """`/privacy`: who runs this, what is kept, who could see it, and how to see or remove it."""
    here = moment.installation
    moment.say("privacy.who", operator=here.operator, contact=here.contact)
    moment.say("privacy.kept", telegram=moment.by_telegram)
    moment.say("privacy.seen", telegram=moment.by_telegram)
    moment.say("privacy.yours", days=BACKUP_DAYS, telegram=moment.by_telegram)
    if here.notice:
        moment.say("privacy.notice", address=here.notice)
    if moment.desk:
        moment.offer(
            ("button.export", "/export"),
            ("button.forget", "/forget"),
            ("button.settings", "/settings"),
        )
    else:
        moment.offer(("button.what_this_is", "/start"), ("way.support", "/support"))
