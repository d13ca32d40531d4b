"""The chat as a person sees it, played by the real engine over a draft; nothing is stored."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.flow.transcript import draws
from bot.script.folder import Library
from bot.script.markup import parse
from bot.script.model import Script
from bot.service.tryout import CannotPlay, Tryout
from bot.service.tryout_record import Said, Shown

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


def play(asked: Asked, script: Script, library: Library, now: datetime) -> dict[str, Any]:
    """The chat up to the last thing said, as the page takes it.

    Raises:
        CannotPlay: It cannot begin there.
    """
    began = asked.began.astimezone(now.tzinfo) if asked.began else now
    chosen = draws(asked.drawn, secrets.choice)
    tryout = Tryout(library, script.name, began, step=asked.step, script=script, choose=chosen)
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
    return {
        "began": began.isoformat(),
        "said": tryout.said,
        "drawn": tryout.drawn,
        "over": tryout.over,
        "sorry": sorry,
        "clock": f"{tryout.now:%A %-d %B %Y, %H:%M}",
        "lines": lines,
    }


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
        "options": [(option.id, option.label) for option in shown.options],
        "back": shown.can_go_back,
        "notes": shown.notes,
        "over": shown.over,
    }
