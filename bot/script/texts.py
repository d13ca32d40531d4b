"""The words of a script that people read, in order, each with its place in the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from bot.script.graph import Path
from bot.script.model import Ask, Each, End, Guide, Say, Script, Step

Worded = tuple[Path, str]


def step_texts(step: Step) -> Iterator[Worded]:
    """Every text of one step: its message, its buttons, its lines, what it says on request."""
    here: Path = ("steps", step.name)
    for field, text in (("heads_up", step.heads_up), ("why", step.why)):
        if text:
            yield (*here, field), text
    yield from messages(step)
    yield from buttons(step)
    if isinstance(step, Each):
        for item in step.items:
            yield (*here, "items", item.id), item.label


def buttons(step: Step) -> Iterator[Worded]:
    """What stands on the script's own buttons."""
    here: Path = ("steps", step.name)
    if isinstance(step, Guide):
        yield (*here, "button"), step.button
    if isinstance(step, Ask | Each):
        for choice in step.choices:
            yield (*here, "buttons", choice.id), choice.label
    if isinstance(step, Ask):
        for choice in step.dates:
            yield (*here, "date", choice.id), choice.label


def messages(step: Step) -> Iterator[Worded]:
    """What one step sends of itself."""
    here: Path = ("steps", step.name)
    if isinstance(step, Say):
        yield (*here, "say"), step.text
    elif isinstance(step, Ask):
        yield (*here, "ask"), step.text
    elif isinstance(step, Each):
        yield (*here, "each"), step.text
    elif isinstance(step, End):
        yield (*here, "end"), step.text
    elif isinstance(step, Guide):
        for at, line in enumerate(step.lines):
            yield (*here, "guide", at), line


def all_texts(script: Script) -> Iterator[Worded]:
    """Everything people may read of a script, its title and its nudges included."""
    yield ("title",), script.title
    yield ("about",), script.about
    for nudge in script.nudges.values():
        yield ("nudges", nudge.id, "text"), nudge.text
    for step in script.steps.values():
        yield from step_texts(step)


def fingerprint(script: Script) -> str:
    """Twelve hex digits that change when a word changes that people read.

    A review in the file's head names the fingerprint of the words that were read (rule D508).
    """
    return mark_of(all_texts(script))


def mark_of(texts: Iterable[Worded]) -> str:
    """The fingerprint of these texts in this order."""
    words = "\x1f".join(text for _, text in texts)
    return hashlib.sha256(words.encode()).hexdigest()[:12]
