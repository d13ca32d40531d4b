"""Resources: where staff can read on, learn and meet others, outside of Cairn.

A resource may be a gap that an organisation still has to fill in; people do not see it then, and
everything else is published without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from bot.script.checked import check_age, is_to_fill_in, read_checked
from bot.script.draft import World
from bot.script.fields import Fields, Notes, check_id, unknown
from bot.script.plain_text import hold_plain
from bot.script.problems import Problem, in_order
from bot.script.rules.size import MOST_BUTTONS, WIDEST_BUTTON
from bot.script.source import Entry, find, read_source

FIRST = 5  # are shown in full; the others are buttons, with Support among them
MOST = FIRST + MOST_BUTTONS - 1

_TEXTS = ("name", "about", "note", "for")


@dataclass(frozen=True, slots=True)
class Resource:
    """One place to read on.

    Attributes:
        id: What buttons and desks know it by; it stays when the name changes.
        name: Its plain name, which stands on a button too.
        about: What it is for, in one line.
        web: Its address.
        note: What to look for there; may be empty.
        audience: Whom it helps; may be empty.
        where: The themes of the talks after which it may be offered.
        checked: The day somebody last checked the address.
        how: How they checked it.
    """

    id: str
    name: str
    about: str
    web: str
    note: str = ""
    audience: str = ""
    where: tuple[str, ...] = ()
    checked: date | None = None
    how: str = ""

    @property
    def is_gap(self) -> bool:
        """Whether the organisation still has to fill something in here."""
        return is_to_fill_in(self.name, self.about, self.web, self.note, self.audience)


def filled(resources: Iterable[Resource]) -> tuple[Resource, ...]:
    """The resources as people see them: without the gaps."""
    return tuple(one for one in resources if not one.is_gap)


def read_resources(
    text: str, file: str, world: World | None = None
) -> tuple[tuple[Resource, ...], list[Problem]]:
    """Reads the file of resources.

    Args:
        text: The whole file.
        file: Its name as problems should give it.
        world: The themes there are, and the day from which ages are counted. None: neither is
            known, so nothing is held against them.

    Returns:
        The resources that people can be shown, gaps included, in the order of the file; one
        without a name or a safe address is left out. And the problems (D1, D205, D207, D4, D5).
    """
    root, problems = read_source(text, file, begin="resources:")
    if root is None:
        return (), problems
    notes = Notes()
    notes.problems.extend(problems)
    fields = Fields(root, notes, "the file of resources")
    entries = fields.table("resources")
    found = [_resource(entry, notes, world or World()) for entry in entries]
    fields.close()
    if len(entries) > MOST:
        notes.add(
            entries[MOST].name.place,
            "D403",
            f"there are {len(entries)} resources, and {MOST} fit: {FIRST} to read at once, "
            f"and a button for each of the others",
            "take out what is used least",
        )
    whole = [one for one in found if one.name and one.web]
    return tuple(whole[:MOST]), in_order(notes.problems)


def _resource(entry: Entry, notes: Notes, world: World) -> Resource:
    id_ = entry.name.text
    check_id(entry.name, notes, "a resource")
    fields = Fields(entry.value, notes, f"the resource “{id_}”")
    checked, how = read_checked(fields)
    resource = Resource(
        id=id_,
        name=fields.needed("name"),
        about=fields.needed("about"),
        web=_address(fields),
        note=fields.text("note") or "",
        audience=fields.text("for") or "",
        where=_themes(fields, world),
        checked=checked,
        how=how,
    )
    fields.close()
    told = (find(entry.value, name) for name in _TEXTS)
    hold_plain(told, notes, "a resource", one_question=False)
    _fits_a_button(resource, fields)
    if resource.web and not resource.is_gap:
        what = f"the resource “{resource.name}”"
        check_age(fields, what, "open its address", checked, world.today)
    return resource


def _address(fields: Fields) -> str:
    """The address, where it is one that a telephone opens safely; empty, and a problem, else."""
    web = fields.needed("web")
    if not web or is_to_fill_in(web):
        return web
    wrong = _wrong_with(web)
    if wrong:
        fields.notes.unreadable(fields.place_of("web"), *wrong)
        return ""
    return web


def _wrong_with(web: str) -> tuple[str, str] | None:
    """What is the matter with an address, and what to write instead."""
    scheme, mark, rest = web.partition("://")
    if mark and scheme.lower() == "http":
        better = f"write “https://{rest}”, once you have seen that it opens"
        return f"“{web}” is not a safe address: it begins with http", better
    try:
        host = urlsplit(web).hostname or ""
    except ValueError:
        host = ""
    if scheme.lower() == "https" and "." in host.strip(".") and len(web.split()) == 1:
        return None
    return f"“{web}” is not a web address", "write it in full, such as “https://example.org/page”"


def _themes(fields: Fields, world: World) -> tuple[str, ...]:
    """Rule D205: the themes of the talks that it fits."""
    where = fields.texts("where")
    for theme in where:
        if theme and world.themes is not None and theme not in world.themes:
            fields.notes.add(
                fields.place_of("where"),
                "D205",
                f"there is no theme “{theme}”",
                unknown(theme, world.themes),
            )
    return where


def _fits_a_button(resource: Resource, fields: Fields) -> None:
    """Rule D402: any resource may be one of those that are buttons."""
    length = len(resource.name)
    if length > WIDEST_BUTTON:
        fields.notes.add(
            fields.place_of("name"),
            "D402",
            f"this name has {length} characters, and {WIDEST_BUTTON} fit on a button",
            "say it in two to four words; the rest can stand in “about”",
            "W",
        )
