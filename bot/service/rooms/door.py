"""The door: what this is and is not, before anything is kept; and yes, not now, or look round."""

from __future__ import annotations

import secrets
from dataclasses import replace

from bot.flow.given import plain
from bot.service import conversation
from bot.service.desk import Desk
from bot.service.installation import CONSENT
from bot.service.moment import Moment
from bot.service.profile import Profile
from storage import people

FIRST_TALK = "first"
YES = ("button.yes_start", "/start yes")
LOOK = ("button.look", "/start look")
ANOTHER_LOOK = ("button.another_look", "/start look")
NOT_NOW = ("button.not_now", "/start not_now")
NONCE_BYTES = 4


async def start(moment: Moment, argument: str) -> None:
    """`/start`: never resets anybody."""
    if moment.desk:
        await _known(moment, argument)
    elif argument == "yes":
        await _begin(moment)
    elif argument == "look":
        _look_round(moment)
    elif argument == "not_now":
        moment.say("door.not_now")
        moment.offer(("way.support", "/support"))
    else:
        await greet(moment)


async def greet(moment: Moment) -> None:
    """Says what this is, to somebody who has not agreed to anything."""
    moment.say("door.what", name=moment.installation.operator)
    moment.say("door.kept")
    moment.say("door.leave", telegram=moment.by_telegram)
    _offer_start(moment, LOOK)


def named(moment: Moment, text: str) -> str | None:
    """The argument of `/start` that a stranger’s typed words name, by a whole label; or None.

    A bare “yes” is none: it may be an answer to anything, and the words may not have been read.
    """
    buttons = (YES, LOOK, ANOTHER_LOOK, NOT_NOW)
    named = (command for key, command in buttons if plain(text) == plain(moment.words(key)))
    return next(named, "").removeprefix("/start ") or None


def needs_new_yes(desk: Desk) -> bool:
    """Whether the words that were agreed to have changed in substance since."""
    return desk.profile.consent != CONSENT


async def ask_anew(moment: Moment) -> None:
    """Asks again, because the words changed; what was kept stays untouched meanwhile."""
    moment.say("door.changed")
    moment.say("door.kept")
    moment.offer(
        ("button.yes_still", "/start yes"),
        ("button.privacy", "/privacy"),
        ("button.forget", "/forget"),
        ("way.support", "/support"),
    )


def _offer_start(moment: Moment, middle: tuple[str, str]) -> None:
    moment.offer(
        YES,
        middle,
        NOT_NOW,
        ("button.privacy", "/privacy"),
        ("way.support", "/support"),
    )


def _look_round(moment: Moment) -> None:
    """Shows one prompt and what there is; keeps nothing."""
    easy = [prompt for prompt in moment.library.prompts if not prompt.heads_up]
    moment.say("door.look", prompt=secrets.choice(easy).ask)
    _offer_start(moment, ANOTHER_LOOK)


async def _begin(moment: Moment) -> None:
    """The first thing that is kept is that they said yes; then one small reflection at once."""
    profile = Profile(consent=CONSENT, zone=moment.installation.zone)
    desk = Desk(profile, nonce=secrets.token_hex(NONCE_BYTES))
    moment.person = await people.add(moment.unit, moment.address, desk.to_json(), moment.now.date())
    moment.desk = desk
    moment.say("door.welcome")
    await conversation.begin(moment, FIRST_TALK)


async def _known(moment: Moment, argument: str) -> None:
    desk = moment.known
    if needs_new_yes(desk):
        if argument != "yes":
            await ask_anew(moment)
            return
        moment.desk = replace(desk, profile=replace(desk.profile, consent=CONSENT))
    moment.say("door.again")
    if desk.held:
        moment.say("pause.still")
    moment.offer(
        ("button.reflect", "/reflect"),
        ("button.checkin", "/checkin"),
        ("button.log", "/log"),
        ("button.help", "/help"),
    )
    if desk.session or desk.held:
        moment.offer(("button.resume", "/resume"))
