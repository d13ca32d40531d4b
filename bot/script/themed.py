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


def theme_of(fields: Fields, file: str, world: World) -> str:
    """The theme that a file says it is about; D103 and D205 where that cannot be."""
    theme = fields.needed("theme")
    stem = PurePath(file).stem
    if theme and theme != stem:
        fields.notes.add(
            fields.place_of("theme"),
            "D103",
            f"the theme is “{theme}”, but the file is called “{PurePath(file).name}”",
            f"write “theme: {stem}”, or rename the file to “{theme}.yaml”",
        )
    if theme and world.themes is not None and theme not in world.themes:
        fields.notes.add(
            fields.place_of("theme"),
            "D205",
            f"there is no theme “{theme}”",
            unknown(theme, world.themes),
        )
    return theme
