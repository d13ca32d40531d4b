"""The door: what this is and is not, before anything is kept; and yes, not now, or look round."""

from __future__ import annotations

import secrets
from dataclasses import replace

from bot.flow.given import plain
from bot.script.huddles import Card
from bot.service import conversation
from bot.service.desk import Desk
from bot.service.huddle_card import linked_card
from bot.service.installation import CONSENT
from bot.service.moment import Moment
from bot.service.profile import Profile
from bot.service.rooms import talking
from bot.service.rooms.room import naming
from storage import people

CARD_TALK = "huddle-prompt"
YES = ("button.yes_start", "/start yes")
YES_STILL = ("button.yes_still", "/start yes")
LOOK = ("button.look", "/start look")
ANOTHER_LOOK = ("button.another_look", "/start look")
NOT_NOW = ("button.not_now", "/start not_now")
NONCE_BYTES = 4


async def start(moment: Moment, argument: str) -> None:
    """`/start`: never resets anybody.

    A link from a huddle card brings the card's name, alone; the buttons of the door carry it on
    behind their own word, because nothing is kept of a stranger before their yes.
    """
    word, _, rest = argument.partition(" ")
    card = linked_card(moment.library, rest or word)
    if moment.desk:
        await _known(moment, word, card)
    elif word == "yes":
        await _begin(moment, card)
    elif word == "look":
        _look_round(moment, card)
    elif word == "not_now":
        moment.say("door.not_now")
        moment.offer(("way.support", "/support"))
    else:
        await greet(moment, card)


async def greet(moment: Moment, card: Card | None = None) -> None:
    """Says what this is, to somebody who has not agreed to anything."""
    moment.say("door.what", name=moment.installation.operator)
    moment.say("door.kept")
    moment.say("door.leave", telegram=moment.by_telegram)
    if card:
        moment.say("door.card")
    _offer_start(moment, LOOK, card)


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


async def ask_anew(moment: Moment, card: Card | None = None) -> None:
    """Asks again, because the words changed; what was kept stays untouched meanwhile."""
    moment.say("door.changed")
    moment.say("door.kept")
    moment.offer(
        naming(YES_STILL, card.link if card else ""),
        ("button.privacy", "/privacy"),
        ("button.forget", "/forget"),
        ("way.support", "/support"),
    )


def _offer_start(moment: Moment, middle: tuple[str, str], card: Card | None) -> None:
    link = card.link if card else ""
    moment.offer(
        naming(YES, link),
        naming(middle, link),
        NOT_NOW,
        ("button.privacy", "/privacy"),
        ("way.support", "/support"),
    )


def _look_round(moment: Moment, card: Card | None) -> None:
    """Shows one prompt and what there is; keeps nothing."""
    easy = [prompt for prompt in moment.library.prompts if not prompt.heads_up]
    moment.say("door.look", prompt=secrets.choice(easy).ask)
    _offer_start(moment, ANOTHER_LOOK, card)


async def _begin(moment: Moment, card: Card | None) -> None:
    """The first thing that is kept is that they said yes; then one small reflection at once."""
    profile = Profile(consent=CONSENT, zone=moment.installation.zone)
    desk = Desk(profile, nonce=secrets.token_hex(NONCE_BYTES))
    moment.person = await people.add(moment.unit, moment.address, desk.to_json(), moment.now.date())
    moment.desk = desk
    moment.say("door.welcome")
    if card:
        await _think(moment, card)
    else:
        await conversation.begin(moment, conversation.FIRST_TALK)


async def _think(moment: Moment, card: Card) -> None:
    """Opens the private prompt of a huddle card."""
    await talking.begin(moment, CARD_TALK, {"prompt": card.prompt})


async def _known(moment: Moment, word: str, card: Card | None) -> None:
    desk = moment.known
    is_new_yes = word == "yes" and needs_new_yes(desk)
    if is_new_yes:
        moment.desk = desk = replace(desk, profile=replace(desk.profile, consent=CONSENT))
    elif needs_new_yes(desk):
        await ask_anew(moment, card)
        return
    if card and (is_new_yes or word == card.link):  # a second tap on “Yes, start” begins nothing
        await _think(moment, card)
        return
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
