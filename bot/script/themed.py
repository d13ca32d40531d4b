"""Files that hold what belongs to one theme and are called after it: prompts, huddle cards."""

from __future__ import annotations

from pathlib import PurePath

from bot.script.draft import World
from bot.script.fields import Fields, unknown


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
