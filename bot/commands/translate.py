"""`cairn translate`: gives a translator a table, takes it back, and says what is still to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.commands.sheet import Row
from bot.script.edit import CannotEdit
from bot.script.folder import TRANSLATIONS, Library
from bot.script.languages import still_english
from bot.script.model import Place
from bot.script.problems import did_you_mean, listed
from bot.script.rules.translating import difference
from bot.script.translated import Translations, english_of
from bot.script.translation import (
    ENGLISH,
    LANGUAGE,
    OWN_WORDS,
    Said,
    State,
    Translation,
    mark,
    written,
)
from bot.script.translation_edit import has_remarks, retold


class CannotTranslate(Exception):
    """What was asked for is not there; `str()` is the sentence."""


English = Mapping[str, Mapping[str, str]]


def english(library: Library, dialogue: str | None = None) -> English:
    """The English texts of every dialogue, or of one, with Cairn's own words that join them.

    Raises:
        CannotTranslate: There is no such dialogue.
    """
    names = [*library.scripts, OWN_WORDS] if dialogue is None else [dialogue]
    texts = {name: english_of(library.scripts, library.words, name) for name in names}
    for name, found in texts.items():
        if found is None:
            near = did_you_mean(name, library.scripts)
            advice = f"; {near}" if near else "."
            raise CannotTranslate(f"There is no dialogue “{name}” that can be played{advice}")
    return {name: found for name, found in texts.items() if found is not None}


def check_language(language: str) -> None:
    """Looks whether it is a language.

    Raises:
        CannotTranslate: It is no language, or the one that is translated from.
    """
    if not LANGUAGE.fullmatch(language):
        raise CannotTranslate(
            f"“{language}” is not how a language is written; use its short name, such as gd."
        )
    if language == ENGLISH:
        raise CannotTranslate("English is what is translated from.")


# -- out ----------------------------------------------------------------------------------------


def rows(texts: English, translations: Translations, language: str) -> Iterator[Row]:
    """One row for each text, in the order in which it is read."""
    for name, ours in texts.items():
        translation = translations.of(language, name)
        for text, said in ours.items():
            theirs = translation.texts.get(text)
            yield Row(
                where=f"{name}/{text}",
                english=said,
                translation=theirs.words if theirs else "",
                state=translation.state(text, said).value,
                note=theirs.note if theirs else "",
            )


# -- in -----------------------------------------------------------------------------------------


@dataclass
class Came:
    """What came of reading a table back in.

    Attributes:
        refused: Row by row what was not taken, and why.
        stale: Rows that were taken, and whose English has changed meanwhile.
        unread: Dialogues whose check by a speaker is over, because words changed.
    """

    taken: int = 0
    same: int = 0
    blank: int = 0
    refused: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    changed: dict[str, Translation] = field(default_factory=dict)


def take_in(
    sheet: Iterable[tuple[int, Row]], texts: English, translations: Translations, language: str
) -> Came:
    """Puts the words of a table in the place of those before; a blank cell changes nothing."""
    came = Came()
    seen: dict[str, int] = {}
    for number, row in sheet:
        where = f"row {number}, {row.where}"
        name, _, text = row.where.rpartition("/")
        ours = texts.get(name, {}).get(text)
        if not row.translation:
            came.blank += 1
        elif ours is None:
            came.refused.append(f"{where}: there is no such text any more")
        elif row.where in seen:
            came.refused.append(f"{where}: this text stands in row {seen[row.where]} already")
        elif reason := difference(ours, row.translation):
            came.refused.append(f"{where}: {reason[0]}; {reason[1]}")
        else:
            before = came.changed.get(name) or translations.of(language, name)
            _take(number, row, ours, before, came)
        seen.setdefault(row.where, number)
    for name, translation in came.changed.items():
        if translation.checked:
            came.changed[name] = replace(translation, checked="")
            came.unread.append(name)
    return came


def _take(number: int, row: Row, ours: str, before: Translation, came: Came) -> None:
    """Takes one translation in; its mark says which English the translator had before them."""
    text = row.where.rpartition("/")[2]
    old = before.texts.get(text)
    made_from = mark(row.english)
    if old and old.words == row.translation:
        # Untouched words are still as old as they were, unless the translator says they still fit.
        made_from = made_from if row.state.strip().casefold() == State.DONE else old.made_from
    said = Said(made_from, row.translation, row.note, Place("", 1, 1))
    if made_from != mark(ours):
        came.stale.append(f"row {number}, {row.where}: its English has changed; look at it again")
    if old and replace(old, place=said.place) == said:
        came.same += 1
        return
    came.taken += 1
    came.changed[before.name] = replace(before, texts={**before.texts, text: said})


def save(folder: Path, came: Came, texts: English) -> list[Path]:
    """Writes the files that have changed, with the remarks they hold, and gives their names.

    Raises:
        CannotTranslate: a file's remarks stand in the way; nothing is written.
    """
    made: dict[Path, str] = {}
    for name, translation in came.changed.items():
        order = {text: at for at, text in enumerate(texts[name])}
        kept = sorted(translation.texts.items(), key=lambda one: order.get(one[0], len(order)))
        path = folder / TRANSLATIONS / translation.language / f"{name}.yaml"
        made[path] = _file(path, replace(translation, texts=dict(kept)))
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return list(made)


def _file(path: Path, translation: Translation) -> str:
    before = path.read_bytes().decode() if path.exists() else ""
    try:
        kept = before.strip() and has_remarks(before)
        return retold(before, translation) if kept else written(translation)
    except CannotEdit as problem:
        raise CannotTranslate(f"{path} holds remarks that would be lost. {problem}") from None


def told(came: Came, file: Path) -> Iterator[str]:
    """What came of it, line by line."""
    yield (
        f"{file}: {came.taken} taken in, {came.same} as they were, {came.blank} left blank, "
        f"{len(came.refused)} refused."
    )
    yield from came.refused
    yield from came.stale
    for name in came.unread:
        yield f"{name}: its words have changed, so a speaker should read it again."


# -- how far it is ------------------------------------------------------------------------------


def how_far(library: Library, language: str) -> Iterator[str]:
    """One line for each dialogue: what is there, what is missing, who has read it."""
    for name, ours in english(library).items():
        translation = library.translations.of(language, name)
        states = [translation.state(text, said) for text, said in ours.items()]
        done = states.count(State.DONE)
        parts = [f"{done} of {len(states)} done"]
        parts += [
            f"{states.count(state)} {state.value}"
            for state in (State.MISSING, State.STALE)
            if state in states
        ]
        if done == len(states):
            checked = translation.checked
            parts.append(f"checked {checked}" if checked else "not checked by a speaker")
        if done == len(states) and name != OWN_WORDS:
            rest = list(still_english(library, language, name))
            parts += [f"still in English: {listed(rest, 'and')}"] if rest else []
        yield f"{language}  {name}: {', '.join(parts)}"
