"""The verbs that have to do with a list of a file of its own: `list`, `found`, `pick`."""

from __future__ import annotations

from bot.script.fields import Fields, check_name, text_in
from bot.script.model import Found, Listing, Pick, Place
from bot.script.source import Scalar


def listing(fields: Fields, name: str, place: Place) -> Listing:
    """`list`: goes over a list, with a step to come by before it and what is noted at its head."""
    about = fields.table("with")
    for entry in about:
        check_name(entry.name, fields.notes, "a field of a list")
    return Listing(
        name,
        place,
        next=fields.text("next"),
        source=fields.needed("list"),
        anew=fields.text("anew"),
        about={entry.name.text: text_in(entry.value, fields.notes) for entry in about},
        stop=fields.text("stop"),
    )


def found(fields: Fields, name: str, place: Place) -> Found:
    """`found`: says what was found in a list."""
    return Found(name, place, next=fields.text("next"), source=fields.needed("found"))


def pick(fields: Fields, name: str, place: Place) -> Pick:
    """`pick`: one of the places to start that a list showed, by a name for later texts."""
    picked = fields.node("pick")
    if isinstance(picked, Scalar):
        check_name(picked, fields.notes, "a picked item")
    return Pick(
        name,
        place,
        next=fields.text("next"),
        skip=fields.text("skip"),
        item=fields.needed("pick"),
        source=fields.needed("from"),
    )
