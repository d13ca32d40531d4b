"""The support card as cards: how it begins, and one for each of the people to talk to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.script.graph import Path
from bot.script.support import STAFF, SupportCard, SupportLine
from bot.studio.card_fields import Card, Field, line, note, table, words
from bot.studio.papers import Around
from bot.studio.ways import list_in, shortened, text_of

ORDER = ("intro", "urgent", "lines", "near", "safeguarding")
"""The fields of a support card in the order in which they are read."""

LINE_ORDER = ("name", "phone", "text", "web", "note", "open", "checked")
"""The fields of one line in the order in which they read best."""

_GROUPS = {
    "urgent": ("For danger now", "read first"),
    "lines": ("People to talk to", "read next"),
    "near": ("Nearby", "read at the end, each on one line"),
}
_CONTACT = {
    "phone": "Telephone",
    "text": "Text message",
    "web": "Web address",
}
_FILL_IN = "Write over “to fill in” when you know it."
_READ = ("name", *_CONTACT, "note")


def support_cards(tree: Any, _around: Around) -> list[Card]:
    """The cards of the file, in the order in which a person reads what they say.

    Args:
        tree: What the file says, as nested dicts, lists and texts.
    """
    made: list[Card] = []
    for name, value in table(tree).items():
        card = table(value)
        made.append(_beginning(name, card))
        for group in _GROUPS:
            made.append(_group((name, group)))
            made += [
                _line((name, group, at), table(one)) for at, one in enumerate(list_in(card, group))
            ]
        made.append(_safeguarding(name, card))
    return made


def _beginning(name: str, card: Mapping[str, Any]) -> Card:
    intro = card.get("intro")
    kind = "" if name == STAFF else f"the card “{name}”"
    fields = [words((name, "intro"), "The first words", intro)]
    return {"step": name, "path": (name,), "title": "How it begins", "kind": kind,
            "summary": shortened(text_of(intro)), "fields": fields}  # fmt: skip


def _group(path: Path) -> Card:
    title, kind = _GROUPS[str(path[-1])]
    fields = [{"type": "add_line", "path": path, "under": title}]
    return {"step": "/".join(map(str, path)), "path": path, "title": title, "kind": kind,
            "group": True, "summary": "", "fields": fields}  # fmt: skip


def _line(path: Path, one: Mapping[str, Any]) -> Card:
    group, at = str(path[1]), int(path[2])
    return {"step": "/".join(map(str, path)), "path": path, "title": text_of(one.get("name")),
            "kind": f"{_GROUPS[group][0]}, {at + 1}", "listed": True, "moves": True, "summary": "",
            "fields": list(_fields(path, one))}  # fmt: skip


def _fields(path: Path, one: Mapping[str, Any]) -> Iterator[Field]:
    if is_gap(one):
        yield note(path, f"People do not see this line yet. {_FILL_IN}")
    yield line((*path, "name"), "Who it is", one.get("name"))
    for field, label in _CONTACT.items():
        yield {**line((*path, field), label, one.get(field), optional=True), "short": True}
    near = path[1] == "near"  # read as a name and one way to reach them
    if not near or one.get("note"):
        said = "What to know before getting in touch"
        yield words((*path, "note"), said, one.get("note"), optional=True)
    if not near or one.get("open"):
        hours = "When they answer: always, or a stretch on each line (mon to thu 18:00 to 02:00)"
        yield words((*path, "open"), hours, hours_of(one.get("open")), optional=True)
    if not near or any(one.get(field) for field in ("checked", *_CONTACT)):
        checked = "The day somebody looked at the service’s own page, and how"
        yield line((*path, "checked"), checked, one.get("checked"), optional=True)
        yield {"type": "today", "path": (*path, "checked")}


def _safeguarding(name: str, card: Mapping[str, Any]) -> Card:
    path = (name, "safeguarding")
    said = text_of(card.get("safeguarding"))
    fields = [words(path, "What to do then, where you work", said, optional=True)]
    if SupportCard("", safeguarding=said).gaps():
        fields.insert(0, note(path, f"People do not see these words yet. {_FILL_IN}"))
    return {"step": "/".join(path), "path": None, "title": "Somebody else may be at risk",
            "kind": "shown when somebody writes so", "summary": shortened(said),
            "fields": fields}  # fmt: skip


def hours_of(said: Any) -> str:
    """Opening hours as they are typed: a stretch on each line."""
    return "\n".join(text_of(one) for one in said) if isinstance(said, list) else text_of(said)


def is_gap(one: Mapping[str, Any]) -> bool:
    """Whether people do not see a line, since something of it is still to be filled in."""
    name, phone, text, web, said = (text_of(one.get(field)) for field in _READ)
    return SupportLine(name, phone, text, web, said).is_gap
