"""Which part of Cairn an input is for."""

from __future__ import annotations

from bot.service import conversation, doing, typed_words, ways_out
from bot.service.inputs import Command, Edited, Left, Returned, Tapped, Typed, Unreadable
from bot.service.moment import Moment
from bot.service.rooms import distress, edits, stopping


async def dispatch(moment: Moment) -> None:
    """Answers one input."""
    if moment.desk and conversation.is_lost(moment) and not isinstance(moment.input, Left):
        conversation.drop(moment)
        moment.say("odd.lost")
    match moment.input:
        case Command(name, argument):
            await doing.command(moment, name, argument)
        case Tapped(token):
            await doing.tapped(moment, token)
        case Typed(text):
            # “help” brings the card by itself, and a button's own words are no cry for it.
            is_button = ways_out.typed(moment, text) or typed_words.names_a_button(moment, text)
            await typed_words.take(moment, text)
            if not is_button:
                distress.notice(moment, text)
        case Edited(text, message):
            await edits.edited(moment, text, message)
            distress.notice(moment, text)
        case Unreadable():
            moment.say("odd.unreadable")
            await doing.ask_again(moment)
        case Left():
            await stopping.gone(moment)
        case Returned():
            await stopping.back(moment)
