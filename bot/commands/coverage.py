"""`cairn coverage`: which ways through the dialogues no transcript walks. It warns, no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from bot.commands.dialogues import dialogue_files
from bot.commands.transcripts import transcripts_in
from bot.script.draft import Draft
from bot.script.folder import read_folder
from bot.script.graph import Way
from bot.script.model import Ask
from bot.script.reader import read_draft
from bot.script.way_words import way_words
from bot.service.coverage import Covered, covered, walked


def report(folder: Path, names: Sequence[str], today: date) -> Iterator[str]:
    """The lines to print, dialogue by dialogue, and a last one for them together.

    Raises:
        LookupError: there is no dialogue of that name; says so in a sentence.
    """
    chosen = [file.stem for file in dialogue_files(folder, names)]
    library, _ = read_folder(folder, today)
    transcripts = transcripts_in(folder)
    taken = walked(transcripts, library)
    of_all, missing = 0, 0
    for name in chosen:
        if name not in library.scripts:
            yield f"{name}: cannot be played, so no way is walked; cairn lint says why"
            continue
        one = covered(library.scripts[name], taken.get(name, frozenset()))
        of_all += len(one.ways)
        missing += len(one.missing)
        yield f"{name}: {_walked(one)}"
        yield from _lines(one)
    number = f"{len(chosen)} dialogue{'' if len(chosen) == 1 else 's'}"
    yield f"{number}, {of_all - missing} of {_ways(of_all)} walked."


def _walked(one: Covered) -> str:
    return f"{len(one.ways) - len(one.missing)} of {_ways(len(one.ways))} walked"


def _ways(number: int) -> str:
    return f"{number} way{'' if number == 1 else 's'}"


def _lines(one: Covered) -> Iterator[str]:
    draft, _ = read_draft(one.script.source, one.script.file)
    assert draft, "a dialogue that can be played can be read"
    for step, way in one.missing:
        words = _how(draft, step, way)
        how = f" ({words})" if words else ""
        line = _line(draft, step, way)
        yield f"{one.script.file}:{line}: {step} → {way.to}{how} is walked by no transcript"


def _how(draft: Draft, step: str, way: Way) -> str:
    if way.day:
        return "a day"
    words = way_words(draft.script.steps[step], way)
    return f"button “{words}”" if way.choice else words


def _line(draft: Draft, step: str, way: Way) -> int:
    """Where the way stands: a button's own line, even where `next` says where it leads."""
    asked = draft.script.steps[step]
    if way.choice and isinstance(asked, Ask):
        choices = (*asked.choices, *asked.dates)
        return next(one.place.line for one in choices if one.id == way.choice)
    return draft.at(*way.path).line
