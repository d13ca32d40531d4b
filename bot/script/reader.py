"""A file's text becomes a checked script, or a list of plain problems. The way in."""

from __future__ import annotations

import hashlib
import json
from weakref import WeakKeyDictionary

from bot.script.draft import Draft, World
from bot.script.fields import Fields, Notes
from bot.script.head import Head, read_head
from bot.script.model import Script, Step
from bot.script.problems import Problem, in_order
from bot.script.rules import check
from bot.script.source import Entry, Table, plain_value, read_source
from bot.script.verbs import read_step

__all__ = ["World", "read_draft", "read_script"]

# A script with one of these cannot be played; the later families only keep it from publishing.
_UNPLAYABLE = ("D1", "D2")

# By the part of a tree that says it, for as long as there is that.
_steps_of: WeakKeyDictionary[Table, tuple[Step | None, list[Problem]]] = WeakKeyDictionary()


def read_script(
    text: str, file: str, world: World | None = None
) -> tuple[Script | None, list[Problem]]:
    """Reads and checks one dialogue.

    Args:
        text: The whole file, whatever it holds.
        file: Its name as problems should give it; its stem is what `dialogue:` must say.
        world: What the rules may know of other files.

    Returns:
        The script, or None when it could not be played; and every problem, in the order of the
        file. A script may be played and still not be fit to publish: look for an `E`.
    """
    draft, problems = read_draft(text, file, world)
    if draft is not None:
        problems = in_order([*problems, *check(draft)])
    broken = any(one.severity == "E" and one.code.startswith(_UNPLAYABLE) for one in problems)
    return (None if draft is None or broken else draft.script), problems


def read_draft(
    text: str, file: str, world: World | None = None
) -> tuple[Draft | None, list[Problem]]:
    """Reads one dialogue without holding the rules against it.

    Returns:
        The draft, or None when a step or the whole file could not be read; and the problems of
        reading (D1, D201, D202).
    """
    root, problems = read_source(text, file)
    if root is None:
        return None, problems
    notes = Notes()
    notes.problems.extend(problems)
    head = read_head(root, file, notes)
    steps = _steps(root, notes)
    found = in_order(notes.problems)
    if steps is None:
        return None, found
    script = _script(head, steps, root, text, file)
    return Draft(script, root, world or World()), found


def _steps(root: Table, notes: Notes) -> dict[str, Step] | None:
    """All steps, or None when one of them is missing from the picture."""
    entries = Fields(root, Notes(), "a dialogue").table("steps")
    if not entries:
        notes.unreadable(root.place, "a dialogue needs “steps:”", "add at least a say and an end")
        return None
    steps = {entry.name.text: _step(entry, notes) for entry in entries}
    whole = {name: step for name, step in steps.items() if step is not None}
    return whole if len(whole) == len(steps) else None


def _step(entry: Entry, notes: Notes) -> Step | None:
    """One step; what was made of the same part of a tree before is taken again."""
    if not isinstance(entry.value, Table):
        return read_step(entry, notes)
    if entry.value not in _steps_of:
        own = Notes()
        _steps_of[entry.value] = read_step(entry, own), own.problems
    step, problems = _steps_of[entry.value]
    notes.problems += problems
    return step


def _script(head: Head, steps: dict[str, Step], root: Table, text: str, file: str) -> Script:
    return Script(
        name=head.name,
        title=head.title,
        about=head.about,
        minutes=head.minutes,
        themes=head.themes,
        principles=head.principles,
        nudges=head.nudges,
        steps=steps,
        first=next(iter(steps)),
        wait_hours=head.wait_hours,
        only=head.only,
        reviews=head.reviews,
        file=file,
        source=text,
        revision=_revision(root),
    )


def _revision(root: Table) -> str:
    """The hash of what the file says: comments, quotes and spacing make no new revision."""
    said = json.dumps(plain_value(root), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()
