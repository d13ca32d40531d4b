"""The library as it is in another language: a dialogue is in it wholly, or in English wholly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.script.edit import CannotEdit
from bot.script.folder import Library
from bot.script.model import Draw, Run, Script, Support
from bot.script.reader import read_draft
from bot.script.translated import Translations, is_whole, own_words, translated
from bot.script.translation import OWN_WORDS, Said, mark, texts_of

_IN_ENGLISH = re.compile(r"\|\s*day(_time)?\b")


def in_language(library: Library, language: str, dialogue: str) -> Library:
    """The library with a dialogue, and what it plays, in another language as far as that is whole.

    Cairn's own words are in it when all that join a dialogue's are.
    """
    played = {name: _script(library, language, name) for name in _played(library, dialogue)}
    theirs = {name: script for name, script in played.items() if script}
    words = own_words(library.words, library.translations.of(language, OWN_WORDS))
    return replace(library, scripts={**library.scripts, **theirs}, words=words or library.words)


@dataclass(frozen=True, slots=True)
class InPart:
    """A dialogue in another language with English in its gaps, for whoever tries it out.

    Attributes:
        library: The library to play it in.
        texts: How many texts the dialogue has.
        gaps: How many of them are in English: missing, stale, or not saying the same.
    """

    library: Library
    texts: int
    gaps: int


def in_part(library: Library, language: str, dialogue: str) -> InPart:
    """A dialogue in another language as far as it goes; what it plays wholly, or in English.

    Only for a tryout: people are never given half a dialogue.
    """
    english = texts_of(library.scripts[dialogue])
    begun = library.translations.of(language, dialogue)
    gaps = {
        text: Said(mark(words), words, "", begun.place)
        for text, words in english.items()
        if not is_whole({text: words}, begun)
    }
    filled = replace(begun, texts={**begun.texts, **gaps})
    every = Translations({**library.translations.all, (language, dialogue): filled})
    played = in_language(replace(library, translations=every), language, dialogue)
    # Words that cannot stand in the file leave all of it as it was.
    other = played.scripts[dialogue] is not library.scripts[dialogue]
    return InPart(played, len(english), len(gaps) if other else len(english))


def still_english(library: Library, language: str, dialogue: str) -> Iterator[str]:
    """What would be read in English while a dialogue is played in another language."""
    if own_words(library.words, library.translations.of(language, OWN_WORDS)) is None:
        yield "Cairn’s own words, such as Skip"
    played = _played(library, dialogue)
    other = [name for name in played[1:] if not _is_whole(library, language, name)]
    if other:
        yield f"what it plays ({', '.join(other)})"
    steps = [step for name in played for step in library.scripts[name].steps.values()]
    if any(isinstance(step, Support) for step in steps):
        yield "the support card"
    if any(isinstance(step, Draw) for step in steps):
        yield "the prompts it draws"
    texts = [text for name in played for text in texts_of(library.scripts[name]).values()]
    if any(_IN_ENGLISH.search(text) for text in texts):
        yield "days and months"


def _played(library: Library, dialogue: str) -> list[str]:
    """A dialogue, and all that it plays, and what that plays."""
    names = [dialogue]
    for name in names:
        for step in library.scripts[name].steps.values():
            if isinstance(step, Run) and step.dialogue in library.scripts:
                names += [step.dialogue] if step.dialogue not in names else []
    return names


def _is_whole(library: Library, language: str, name: str) -> bool:
    return is_whole(texts_of(library.scripts[name]), library.translations.of(language, name))


def _script(library: Library, language: str, name: str) -> Script | None:
    """A dialogue in another language; None while any of its texts is missing or stale."""
    script = library.scripts[name]
    if not _is_whole(library, language, name):
        return None
    try:
        source = translated(script, library.translations.of(language, name))
    except CannotEdit:
        return None
    draft, _ = read_draft(source, f"{name}.yaml")
    return draft.script if draft else None
