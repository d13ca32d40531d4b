"""A step in a few words: what it does, as a coordinator would say it, and how it begins."""

from __future__ import annotations

import re

from bot.script.markup import plain
from bot.script.model import (
    Ask,
    Check,
    Draw,
    Each,
    End,
    Found,
    Guide,
    Listing,
    Pick,
    Remind,
    Run,
    Save,
    Say,
    Step,
    Support,
)

_DOES: dict[type[Step], str] = {
    Say: "says",
    Ask: "asks",
    Guide: "guides",
    Draw: "draws a prompt",
    Each: "asks about each",
    Listing: "goes over a list",
    Found: "says what was found",
    Pick: "lets choose",
    Check: "chooses",
    Save: "keeps",
    Remind: "comes back",
    Support: "shows support",
    Run: "plays",
    End: "ends",
}
_CHOICE = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def does(step: Step) -> str:
    """The step's verb in a word or two."""
    return _DOES[type(step)]


def begins(step: Step) -> str:
    """What it says, or what it is about; a value that is filled in is shown as “…”."""
    match step:
        case Say(text=text) | Ask(text=text) | Each(text=text) | End(text=text):
            return _read(text)
        case Guide(lines=lines):
            return _read(lines[0]) if lines else ""
        case Draw(source=source):
            return f"from {source}"
        case Listing(source=source) | Found(source=source) | Pick(source=source):
            return f"the list “{source}”"
        case Save(kind=kind):
            return kind.replace("_", " ")
        case Remind(after=after):
            return f"after {after}"
        case Support(card=card):
            return f"the card “{card}”"
        case Run(dialogue=dialogue):
            return dialogue
    return ""


def _read(text: str) -> str:
    return " ".join(plain(_VALUE.sub("…", _CHOICE.sub(" ", text))).split())
