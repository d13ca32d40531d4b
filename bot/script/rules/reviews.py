"""D508: what people with lived experience read is what is shown."""

from __future__ import annotations

from collections.abc import Iterator

from bot.script.draft import Draft, problem
from bot.script.problems import Problem
from bot.script.standing import command_to_note, standing


def reviews(draft: Draft) -> Iterator[Problem]:
    """Holds what was read against the words of today; what nobody has read is not warned of."""
    stands = standing(draft.script)
    if stands.newest is None or stands.as_read:
        return
    last = stands.newest.review
    yield problem(
        draft.at("reviewed", draft.script.reviews.index(last)),
        "D508",
        f"words have changed since {last.by} read them on {last.on}"
        if last.words
        else f"{last.by} read this on {last.on}, and it is not noted which words they read",
        f"ask them to look again, then: {command_to_note(draft.script.name, last.by)}",
        "W",
    )
