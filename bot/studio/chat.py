"""The chat as a person sees it, played by the real engine over a draft; nothing is stored."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.flow.transcript import draws
from bot.script.folder import Library
from bot.script.languages import in_part, still_english
from bot.script.markup import parse
from bot.script.model import Script
from bot.script.problems import listed
from bot.service.tryout import CannotPlay, Tryout
from bot.service.tryout_record import Said, Shown
from bot.studio.keeping import fitted, suggested, transcript
from bot.studio.papers import Papers

_Words = Annotated[str, Field(max_length=4_000)]


class Asked(BaseModel):
    """What the page knows of a chat: where it began, what was said, which prompts were drawn."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    step: _Words | None = None
    began: datetime | None = None
    said: Annotated[
        tuple[tuple[Literal["tapped", "typed", "back", "later"], _Words], ...],
        Field(max_length=300),
    ] = ()
    drawn: Annotated[tuple[_Words, ...], Field(max_length=300)] = ()
    language: Annotated[str, Field(max_length=40)] | None = None


def play(asked: Asked, script: Script, papers: Papers, now: datetime) -> dict[str, Any]:
    """The chat up to the last thing said, as the page takes it.

    Raises:
        CannotPlay: It cannot begin there.
    """
    library = _with(papers.library(), script)
    languages = [one for one, name in library.translations.all if name == script.name]
    language = asked.language if asked.language in languages else None
    note = ""
    if language:
        note, library = _spoken(library, language, script.name)
    tryout = _begun(asked, library, script.name, now)
    lines = [_told(shown) for shown in tryout.shown]
    labels = _labels(tryout.shown)
    sorry = ""
    for one in (Said(*words) for words in asked.said):
        try:
            answered = tryout.do(one)
        except CannotPlay as problem:
            sorry = str(problem)
            break
        lines += [{"you": _said(one, labels)}, *(_told(shown) for shown in answered)]
        labels = _labels(answered) or labels
    # Moving the clock shows nothing to tap; the question before it is open still.
    asks = next(shown for shown in reversed(tryout.shown) if shown.turn)
    return {
        "began": _began(asked, now).isoformat(),
        "said": tryout.said,
        "drawn": tryout.drawn,
        "over": tryout.over,
        "sorry": sorry,
        "clock": f"{tryout.now:%A %-d %B %Y, %H:%M}",
        "lines": lines,
        "options": [(option.id, option.label) for option in asks.options],
        "back": asks.can_go_back,
        "languages": sorted(languages),
        "language": language,
        "english": note,
        "name": suggested(tryout, papers.writing.files.texts),
    }


def kept(
    asked: Asked, script: Script, papers: Papers, now: datetime, *, called: str
) -> tuple[str, str]:
    """What was played as a test, in English: its name, and what stands in its file.

    Raises:
        CannotPlay: It does not go this way, or cannot be written down.
    """
    tryout = _begun(asked, _with(papers.library(), script), script.name, now)
    for words in asked.said:
        tryout.do(Said(*words))
    name = fitted(called, tryout.dialogue)
    return name, transcript(tryout, name)


def _begun(asked: Asked, library: Library, dialogue: str, now: datetime) -> Tryout:
    chosen = draws(asked.drawn, secrets.choice)
    return Tryout(library, dialogue, _began(asked, now), step=asked.step, choose=chosen)


def _began(asked: Asked, now: datetime) -> datetime:
    return asked.began.astimezone(now.tzinfo) if asked.began else now


def _with(library: Library, script: Script) -> Library:
    return replace(library, scripts={**library.scripts, script.name: script})


def _spoken(library: Library, language: str, dialogue: str) -> tuple[str, Library]:
    """The library in another language, and what would be read in English all the same."""
    part = in_part(library, language, dialogue)
    also = list(still_english(library, language, dialogue))
    gaps = f"{part.gaps} of {part.texts} texts {'is' if part.gaps == 1 else 'are'} in English"
    notes = [
        f"{gaps}: not translated yet, or the English was changed since." if part.gaps else "",
        f"{'Also in' if part.gaps else 'In'} English: {listed(also, 'and')}." if also else "",
    ]
    return " ".join(filter(None, notes)), part.library


def _labels(answered: Iterable[Shown]) -> dict[str, str]:
    return {option.id: option.label for shown in answered for option in shown.options}


def _said(one: Said, labels: dict[str, str]) -> str:
    if one.how == "tapped":
        return labels.get(one.words, one.words)
    return {"back": "Back", "later": f"(later: {one.words})"}.get(one.how, one.words)


def _told(shown: Shown) -> dict[str, Any]:
    marked = parse(shown.text)
    return {
        "text": marked.plain,
        "marks": [(span.kind, span.start, span.end) for span in marked.spans],
        "notes": shown.notes,
    }
