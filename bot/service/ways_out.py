"""The ways out, typed as a word: “stop” does what the Stop button does, on any transport."""

from __future__ import annotations

from bot.flow.given import plain
from bot.service.desk import TRYING
from bot.service.moment import Moment

WAYS = ("support", "help", "stop", "pause", "back")


def typed(moment: Moment, text: str) -> str | None:
    """The way out that the message names, unless the open question has a button of that name."""
    said, desk = plain(text), moment.desk
    screen = desk.screen if desk else None
    session = desk.session if desk and desk.session_visit and not screen else None
    question = session.question if session else None
    open_ = screen if screen and screen.room == TRYING else question
    if any(said == plain(option.label) for option in (open_.options if open_ else ())):
        return None
    return next((way for way in WAYS if said == plain(moment.words(f"way.{way}"))), None)
