"""Noting at the top of a file who read its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.script import known
from bot.script.edit import CannotEdit, add, put
from bot.script.layout import Group, layout_of
from bot.script.model import Review
from bot.script.readable import read_readable

LONGEST_ROLE = 80
LONGEST_CHANGED = 300
_LIST = "reviewed"
_ORDER = ("theme", "paper", *known.DIALOGUE)


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody wants noted.

    Attributes:
        by: Who read the words, by role.
        on: When.
        changed: What changed because of it.
        words: The mark of the words that they read; empty where it is those of the file now.
    """

    by: str
    on: date
    changed: str = ""
    words: str = ""


class NotAMark(CannotEdit):
    """What was given cannot be noted in any file; `str()` says why."""


def with_mark(source: str, file: str, mark: Mark, today: date) -> str:
    """The file with one more line on who read it; what was noted before stays, as history.

    Args:
        source: The file: a dialogue, a theme's prompts or its huddle cards, a paper.
        file: Its name, as sentences should give it.
        mark: What to note.
        today: Nobody has read anything later than that.

    Raises:
        NotAMark: The role is missing or too long, or the day is still to come.
        CannotEdit: The same is noted already, or the file cannot be read or changed.
    """
    by, changed = " ".join(mark.by.split()), " ".join(mark.changed.split())
    _fits(by, changed, mark.on, today)
    words, problems = read_readable(source, file)
    if words is None:
        raise CannotEdit(f"Mend this first: {problems[0].line()}")
    noted = Review(by, mark.on.isoformat(), changed, mark.words or words.mark)
    if noted in words.reviews:
        raise CannotEdit(f"It is noted already that {by} read these words on {noted.on}.")
    row = {"by": by, "on": noted.on, "changed": changed, "words": noted.words}
    row = {name: said for name, said in row.items() if said}
    root = layout_of(source).root
    assert isinstance(root, Group), "what was read so is a table"
    if any(one.key == _LIST for one in root.members):
        return add(source, (_LIST,), None, row)
    return put(source, (_LIST,), [row], _ORDER)


def _fits(by: str, changed: str, on: date, today: date) -> None:
    if not by:
        raise NotAMark("Say by which role they read it, such as “people with lived experience”.")
    if len(by) > LONGEST_ROLE:
        raise NotAMark(
            f"Say in at most {LONGEST_ROLE} characters who read it: a role, such as “two carers”, "
            "and no name."
        )
    if len(changed) > LONGEST_CHANGED:
        raise NotAMark(f"Say in at most {LONGEST_CHANGED} characters what changed because of it.")
    if on > today:
        raise NotAMark(f"{on.isoformat()} is still to come; give the day on which they read it.")
