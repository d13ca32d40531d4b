"""The Roadmap's nine themes and the five principles, with their plain names for staff."""

from __future__ import annotations

from bot.script.fields import Fields, Notes, check_id
from bot.script.model import Theme
from bot.script.problems import Problem, in_order
from bot.script.source import read_source


def read_themes(text: str, file: str) -> tuple[dict[str, Theme], dict[str, str], list[Problem]]:
    """Reads `themes.yaml`.

    Returns:
        The themes by id, the principles' plain names by id, and the problems (D1).
    """
    root, problems = read_source(text, file)
    if root is None:
        return {}, {}, problems
    notes = Notes()
    notes.problems.extend(problems)
    fields = Fields(root, notes, "the file of themes")
    themes: dict[str, Theme] = {}
    for entry in fields.table("themes"):
        check_id(entry.name, notes, "a theme")
        theme = Fields(entry.value, notes, f"the theme “{entry.name.text}”")
        themes[entry.name.text] = Theme(
            id=entry.name.text,
            name=theme.needed("name"),
            roadmap_name=theme.needed("roadmap_name"),
            about=theme.needed("about"),
        )
        theme.close()
    principles: dict[str, str] = {}
    for entry in fields.table("principles"):
        check_id(entry.name, notes, "a principle")
        principle = Fields(entry.value, notes, f"the principle “{entry.name.text}”")
        principles[entry.name.text] = principle.needed("name")
        principle.needed("about")
        principle.close()
    fields.close()
    return themes, principles, in_order(notes.problems)
