"""D508: what people with lived experience read is what is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.script.draft import Draft, problem
from bot.script.model import Place
from bot.script.problems import Problem
from bot.script.standing import Readable, command_to_note, held, readable_of


def reviews(draft: Draft) -> Iterator[Problem]:
    """Holds what was read against the words of today; what nobody has read is not warned of."""
    name = draft.script.name
    yield from unread(readable_of(draft.script), name, lambda at: draft.at("reviewed", at))


def unread(words: Readable, name: str, place: Callable[[int], Place]) -> Iterator[Problem]:
    """The same for whatever can be read.

    Args:
        words: The words, and who read them.
        name: What the file is called on the command line.
        place: Where a review stands, by its number.
    """
    stands = held(words)
    if stands.newest is None or stands.as_read:
        return
    last = stands.newest.review
    yield problem(
        place(words.reviews.index(last)),
        "D508",
        f"words have changed since {last.by} read them on {last.on}"
        if last.words
        else f"{last.by} read this on {last.on}, and it is not noted which words they read",
        f"ask them to look again, then: {command_to_note(name, last.by)}",
        "W",
    )
