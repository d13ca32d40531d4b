"""A dialogue in another language: the same file with other words, read like any other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.script.edit import put, set_texts
from bot.script.layout import layout_of
from bot.script.model import Script
from bot.script.rules.translating import difference
from bot.script.translation import (
    OWN_WORDS,
    State,
    Translation,
    nothing_yet,
    own_texts,
    paths,
    texts_of,
)
from bot.script.words import Catalogue


@dataclass(frozen=True, slots=True)
class Translations:
    """Every translation there is, by language and dialogue."""

    all: Mapping[tuple[str, str], Translation] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that somebody has begun, in the order of the alphabet."""
        return tuple(sorted({language for language, _ in self.all}))

    def of(self, language: str, name: str) -> Translation:
        """One translation, empty where nobody has begun it."""
        return self.all.get((language, name)) or nothing_yet(language, name)


def is_whole(english: Mapping[str, str], translation: Translation) -> bool:
    """Whether every text is there, made from the English as it is now, and says the same."""
    return all(
        translation.state(text, said) is State.DONE
        and not difference(said, translation.texts[text].words)
        for text, said in english.items()
    )


def translated(script: Script, translation: Translation) -> str:
    """The source of a dialogue with its words replaced; everything else stays as it is.

    Raises:
        CannotEdit: Some words cannot stand in the file.
    """
    words = {path: translation.texts[text].words for text, path in paths(script).items()}
    layout = layout_of(script.source)
    source = set_texts(script.source, {at: said for at, said in words.items() if at in layout})
    for at, said in words.items():
        if at not in layout:
            # What the file does not say, such as a guide's “Next”, is added to it.
            source = put(source, at, said)
    return source


def own_words(words: Catalogue, translation: Translation) -> Catalogue | None:
    """Cairn's own words with those that join a dialogue's in its language; None until all are."""
    english = own_texts(words)
    if not is_whole(english, translation):
        return None
    theirs = {key: translation.texts[key].words for key in english}
    keys = words.keys()
    return Catalogue({key: theirs.get(key) or words.source(key) for key in keys})


def english_of(scripts: Mapping[str, Script], words: Catalogue, name: str) -> dict[str, str] | None:
    """The English texts behind a translation; None where there is no such dialogue."""
    if name == OWN_WORDS:
        return own_texts(words)
    script = scripts.get(name)
    return texts_of(script) if script else None
