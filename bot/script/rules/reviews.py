"""D508: what people with lived experience read is what is shown."""

from __future__ import annotations

from collections.abc import Iterator

from bot.script.draft import Draft, problem
from bot.script.problems import Problem
from bot.script.texts import fingerprint


def reviews(draft: Draft) -> Iterator[Problem]:
    """Holds the newest review against the words of today; without a review there is none."""
    read = draft.script.reviews
    if not read:
        return
    at, newest = max(enumerate(read), key=lambda one: (one[1].on, one[0]))
    today = fingerprint(draft.script)
    if newest.words != today:
        yield problem(
            draft.at("reviewed", at),
            "D508",
            f"words have changed since they were last read (by {newest.by}, on {newest.on})",
            f"ask somebody to read them again, then add a line with “words: {today}”",
            "W",
        )
