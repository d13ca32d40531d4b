"""Who read a dialogue's words: noting it at the top of the file, and saying how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.script import known
from bot.script.edit import CannotEdit, add, put
from bot.script.graph import Path
from bot.script.layout import Group, layout_of
from bot.script.model import Review, Script
from bot.script.reader import read_draft
from bot.script.texts import all_texts, fingerprint

LONGEST_ROLE = 80
LONGEST_CHANGED = 300
_LIST = "reviewed"


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody wants noted: who read the words, by role, when, and what changed."""

    by: str
    on: date
    changed: str = ""


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
    """How it stands with a dialogue: who read it, oldest first, and the mark of its words today."""

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


def with_mark(source: str, file: str, mark: Mark, today: date) -> str:
    """The file with one more line on who read it; what was noted before stays, as history.

    Args:
        source: The dialogue's file.
        file: Its name, as sentences should give it.
        mark: What to note.
        today: Nobody has read anything later than that.

    Raises:
        CannotEdit: The role is missing or too long, the day is still to come, the same is noted
            already, or the file cannot be read or changed. Says so in a sentence.
    """
    by, changed = " ".join(mark.by.split()), " ".join(mark.changed.split())
    _fits(by, changed, mark.on, today)
    draft, problems = read_draft(source, file)
    if draft is None:
        raise CannotEdit(f"Mend this first: {problems[0].line()}")
    noted = Review(by, mark.on.isoformat(), changed, fingerprint(draft.script))
    if noted in draft.script.reviews:
        raise CannotEdit(f"It is noted already that {by} read these words on {noted.on}.")
    row = {"by": by, "on": noted.on, "changed": changed, "words": noted.words}
    row = {name: said for name, said in row.items() if said}
    root = layout_of(source).root
    assert isinstance(root, Group), "a file with steps is a table"
    if any(one.key == _LIST for one in root.members):
        return add(source, (_LIST,), None, row)
    return put(source, (_LIST,), [row], tuple(known.DIALOGUE))


def standing(script: Script, earlier: Iterable[Script] = ()) -> Standing:
    """Who read the words, when, and whether they changed since.

    Args:
        script: The dialogue as it is.
        earlier: The same dialogue as it was at other times. Where one of them is what somebody
            read, it can be said which texts changed.
    """
    today = fingerprint(script)
    before = {fingerprint(one): one for one in (*earlier, script)}
    ordered = sorted(script.reviews, key=lambda one: one.on)
    return Standing(today, tuple(_reading(one, script, today, before) for one in ordered))


def _reading(review: Review, script: Script, today: str, before: Mapping[str, Script]) -> Reading:
    read = before.get(review.words)
    changed = None if read is None else tuple(_differences(read, script))
    return Reading(review, review.words == today, changed)


def _differences(before: Script, after: Script) -> Iterable[Path]:
    """The texts that are other or new, in their order; then those that are gone."""
    old, new = dict(all_texts(before)), dict(all_texts(after))
    yield from (path for path, words in new.items() if old.get(path) != words)
    yield from (path for path in old if path not in new)


def _fits(by: str, changed: str, on: date, today: date) -> None:
    if not by:
        raise CannotEdit("Say by which role they read it, such as “people with lived experience”.")
    if len(by) > LONGEST_ROLE:
        raise CannotEdit(
            f"Say in at most {LONGEST_ROLE} characters who read it: a role, such as “two carers”, "
            "and no name."
        )
    if len(changed) > LONGEST_CHANGED:
        raise CannotEdit(f"Say in at most {LONGEST_CHANGED} characters what changed because of it.")
    if on > today:
        raise CannotEdit(f"{on.isoformat()} is still to come; give the day on which they read it.")
