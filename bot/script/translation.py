"""One dialogue’s words in another language: `translations/<language>/<dialogue>.yaml`.

Each text names the mark of the English it was made from, so that it is known when the English has
moved on; the mark stands outside the words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import yaml

from bot.script.fields import Fields, Notes
from bot.script.graph import Path
from bot.script.model import Place, Script
from bot.script.problems import Problem, in_order
from bot.script.source import read_source
from bot.script.texts import all_texts
from bot.script.words import Catalogue

ENGLISH = "en"
OWN_WORDS = "shared/words"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*")

# Cairn's own words that stand in one message with a dialogue's.
_JOINED = ("engine.", "way.")
_CHECKED = re.compile(r"by .+ on \d{4}-\d{2}-\d{2}")


class State(StrEnum):
    """How far a text is."""

    MISSING = "missing"
    STALE = "stale"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Said:
    """A text in another language.

    Attributes:
        made_from: The mark of the English that it was made from.
        note: What a translator wrote beside it.
    """

    made_from: str
    words: str
    note: str
    place: Place


@dataclass(frozen=True, slots=True)
class Translation:
    """What a file of translated words says.

    Attributes:
        name: The dialogue, or `shared/words`.
        checked: Which speaker read it and when: `by … on …`; empty when nobody has.
        texts: By the name of the text, such as `steps.low.ask`.
    """

    language: str
    name: str
    checked: str
    texts: Mapping[str, Said]
    place: Place

    def state(self, text: str, english: str) -> State:
        """How far one text is."""
        said = self.texts.get(text)
        if said is None or not said.words:
            return State.MISSING
        return State.DONE if said.made_from == mark(english) else State.STALE


def mark(english: str) -> str:
    """Eight hex digits that change when the English does."""
    return hashlib.sha256(english.encode()).hexdigest()[:8]


def paths(script: Script) -> dict[str, Path]:
    """Where each text of a dialogue stands, by its name; what is empty needs no other words."""
    return {_name(path): path for path, english in all_texts(script) if english}


def texts_of(script: Script) -> dict[str, str]:
    """The English of a dialogue, by the name of the text."""
    return {_name(path): english for path, english in all_texts(script) if english}


def own_texts(words: Catalogue) -> dict[str, str]:
    """Those of Cairn's own sentences that stand in one message with a dialogue's, by their key."""
    keys = sorted(words.keys())
    return {key: words.source(key).strip() for key in keys if key.startswith(_JOINED)}


def nothing_yet(language: str, name: str) -> Translation:
    """A translation nobody has begun."""
    return Translation(language, name, "", {}, Place("", 1, 1))


def read_translation(
    text: str, file: str, language: str, name: str
) -> tuple[Translation | None, list[Problem]]:
    """Reads a file of translated words.

    Args:
        text: The whole file.
        file: Its name as problems should give it.
        language: The language of the folder it lies in.
        name: The dialogue it is about, or `shared/words`.

    Returns:
        The translation, or None when it cannot be read; and the problems (D1).
    """
    root, problems = read_source(text, file, f"language: {language}")
    if root is None:
        return None, problems
    notes = Notes()
    notes.problems.extend(problems)
    fields = Fields(root, notes, "a translation")
    said = fields.needed("language")
    if said and said != language:
        notes.add(
            fields.place_of("language"),
            "D103",
            f"the language is “{said}”, but the folder is called “{language}”",
            f"write “language: {language}”, or move the file",
        )
    texts: dict[str, Said] = {}
    for entry in fields.table("texts"):
        one = Fields(entry.value, notes, f"the text “{entry.name.text}”")
        texts[entry.name.text] = Said(
            made_from=one.needed("from"),
            words=one.text("words") or "",
            note=one.text("note") or "",
            place=entry.name.place,
        )
        one.close()
    checked = fields.parsed("checked", _parse_checked) or ""
    fields.close()
    return Translation(language, name, checked, texts, root.place), in_order(notes.problems)


def _parse_checked(said: str) -> str:
    if not _CHECKED.fullmatch(said):
        raise ValueError("write by whom and when, such as “by a Gaelic speaker on 2026-12-01”")
    return said


def written(translation: Translation) -> str:
    """The file of a translation, in the order of its texts."""
    checked = {"checked": translation.checked} if translation.checked else {}
    texts = {
        name: {
            "from": said.made_from,
            "words": said.words,
            **({"note": said.note} if said.note else {}),
        }
        for name, said in translation.texts.items()
    }
    return yaml.dump(
        {"language": translation.language, **checked, "texts": texts},
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=10**6,
    )


class _Dumper(yaml.SafeDumper):
    """Puts texts of several lines below `|`, as people write them."""

    def represent_text(self, text: str) -> Any:
        """A text in the style that reads best."""
        style = "|" if "\n" in text else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _Dumper.represent_text)


def _name(path: Path) -> str:
    """`steps.low.buttons.talk`; the lines of a guide count from 1, as people do."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
