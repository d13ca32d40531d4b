"""Files that hold what belongs to one theme and are called after it: prompts, huddle cards."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from bot.script.draft import World
from bot.script.fields import Fields, unknown
from bot.script.head import read_reviews
from bot.script.model import Place
from bot.script.rules.reviews import unread
from bot.script.source import find
from bot.script.standing import Readable
from bot.script.texts import Worded


def hold_reviews(fields: Fields, kind: str, theme: str, texts: Iterable[Worded]) -> None:
    """Holds what was read of such a file against its words of today (D508)."""
    words = Readable(tuple(texts), read_reviews(fields))
    rows = fields.node("reviewed")

    def place(at: int) -> Place:
        return find(rows, at).place if rows else fields.place

    fields.notes.problems.extend(unread(words, f"{kind}/{theme}", place))


def called_as_file(fields: Fields, kind: str, file: str) -> str:
    """What a file says it is, below `kind` (“theme”, “list”); D103 where its name says another."""
    name, stem = fields.needed(kind), PurePath(file).stem
    if name and name != stem:
        fields.notes.add(
            fields.place_of(kind),
            "D103",
            f"the {kind} is “{name}”, but the file is called “{PurePath(file).name}”",
            f"write “{kind}: {stem}”, or rename the file to “{name}.yaml”",
        )
    return name


def theme_of(fields: Fields, file: str, world: World) -> str:
    """The theme that a file says it is about; D103 and D205 where that cannot be."""
    theme = called_as_file(fields, "theme", file)
    if theme and world.themes is not None and theme not in world.themes:
        fields.notes.add(
            fields.place_of("theme"),
            "D205",
            f"there is no theme “{theme}”",
            unknown(theme, world.themes),
        )
    return theme
