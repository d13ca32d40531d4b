"""How it stands with a file: who read its words, when, and whether they changed since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.script.graph import Path
from bot.script.model import Review, Script
from bot.script.texts import Worded, all_texts, mark_of

# What a role in double quotes would mean to a shell, and not to a person.
_TO_THE_SHELL = re.compile(r"[\"$`\\!%]")


@dataclass(frozen=True, slots=True)
class Readable:
    """What others can read: a dialogue, or one theme's prompts or huddle cards."""

    texts: tuple[Worded, ...]
    reviews: tuple[Review, ...]

    @property
    def mark(self) -> str:
        """The fingerprint of the texts."""
        return mark_of(self.texts)


@dataclass(frozen=True, slots=True)
class Reading:
    """One review, held against the words of today.

    Attributes:
        review: What the file says.
        fits: Whether the words they read are those of today.
        changed: The texts that are other, new or gone since; None where it cannot be known which.
    """

    review: Review
    fits: bool
    changed: tuple[Path, ...] | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands: who read the words, oldest first, and their mark as they are today."""

    words: str
    readings: tuple[Reading, ...]

    @property
    def newest(self) -> Reading | None:
        """The last time that somebody read it."""
        return self.readings[-1] if self.readings else None

    @property
    def as_read(self) -> bool:
        """Whether somebody has read the words as they are."""
        return any(one.fits for one in self.readings)


def readable_of(script: Script) -> Readable:
    """A dialogue as something to be read."""
    return Readable(tuple(all_texts(script)), script.reviews)


def standing(script: Script, earlier: Iterable[Script] = ()) -> Standing:
    """Who read a dialogue, when, and whether it changed since; as `held`."""
    return held(readable_of(script), map(readable_of, earlier))


def held(words: Readable, earlier: Iterable[Readable] = ()) -> Standing:
    """Holds what was read against the words of today.

    Args:
        words: The words as they are.
        earlier: The same as it was at other times. Where one of them is what somebody read, it
            can be said which texts changed.
    """
    today = words.mark
    before = {one.mark: one for one in (*earlier, words)}
    ordered = sorted(words.reviews, key=lambda one: one.on)
    return Standing(today, tuple(_reading(one, words, today, before) for one in ordered))


def _reading(
    review: Review, words: Readable, today: str, before: Mapping[str, Readable]
) -> Reading:
    read = before.get(review.words)
    changed = None if read is None else tuple(_differences(read, words))
    return Reading(review, review.words == today, changed)


def _differences(before: Readable, after: Readable) -> Iterable[Path]:
    """The texts that are other or new, in their order; then those that are gone."""
    old, new = dict(before.texts), dict(after.texts)
    yield from (path for path, words in new.items() if old.get(path) != words)
    yield from (path for path in old if path not in new)


def command_to_note(name: str, by: str) -> str:
    """What to type once the same people have read a dialogue again."""
    role = f'"{by}"' if not _TO_THE_SHELL.search(by) else '"their role"'
    return f"cairn review {name} --by {role}"
