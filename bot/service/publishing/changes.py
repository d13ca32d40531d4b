"""What differs between two states of all that is written, in plain words.

Pure. Files are compared by what they say, not by their lines: a comment, a quote or an empty line
more is no change for anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.script.files import TRANSCRIPTS
from bot.script.source import plain_value, read_source

Where = tuple[str, ...]
LONGEST_SHOWN = 200
_SAID = {
    "ask": "the question",
    "say": "the words",
    "end": "the last words",
    "title": "the title",
    "about": "what it is about",
    "buttons": "button",
    "next": "where it leads",
    "skip": "where Skip leads",
    "keep": "how long the answer is kept",
    "why": "why it is asked",
    "heads_up": "the word before it",
    "reviewed": "who read the words",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that reads otherwise.

    Attributes:
        path: The file.
        where: The names that lead to it in the file; none when the whole file came or went.
        before: What it said; None when it is new.
        after: What it says; None when it is gone.
    """

    path: str
    where: Where
    before: str | None
    after: str | None


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """Everything that differs, file by file, in the order of the new file."""
    found: list[Change] = []
    for path in sorted({*before, *after}):
        old, new = before.get(path), after.get(path)
        if old is None or new is None:
            found.append(Change(path, (), _whole(old), _whole(new)))
        elif old != new:
            found += _within(path, old, new)
    return found


def as_lines(found: Sequence[Change]) -> Iterator[str]:
    """The changes to be read by somebody who wrote the words, or has to agree to them.

    Transcripts are only counted: they say again what the dialogues say.
    """
    transcripts = {one.path for one in found if one.path.startswith(f"{TRANSCRIPTS}/")}
    last = None
    for one in found:
        if one.path in transcripts:
            continue
        if one.path != last:
            yield name_of(one.path)
            last = one.path
        yield from (f"  {line}" for line in _said(one))
    if transcripts:
        yield f"and {len(transcripts)} transcript{'' if len(transcripts) == 1 else 's'}"


def name_of(path: str) -> str:
    """What a file is called where people read of it: `check-in`, `prompts/culture`."""
    return str(PurePosixPath(path).with_suffix(""))


def _said(one: Change) -> Iterator[str]:
    where = place_of(one.where)
    if not one.where:
        yield "a new file" if one.before is None else "the file is gone"
    elif one.before is None:
        yield f"{where}, new: {_short(one.after)}"
    elif one.after is None:
        yield f"{where}, gone: {_short(one.before)}"
    else:
        yield f"{where}:"
        yield f"  was {_short(one.before)}"
        yield f"  now {_short(one.after)}"


def place_of(where: Where) -> str:
    """Names as somebody would say them: `step “low”, buttons, talk`."""
    if where[:1] == ("steps",) and len(where) > 1:
        return ", ".join((f"step “{where[1]}”", *(_SAID.get(one, one) for one in where[2:])))
    return ", ".join(_SAID.get(one, one) for one in where)


def all_of(path: str, text: str) -> list[Change]:
    """Every text of a file, as if each were new."""
    return [Change(path, where, None, value) for where, value in _flat(path, text).items()]


def _short(words: str | None) -> str:
    line = " / ".join(part.strip() for part in (words or "").splitlines() if part.strip())
    cut = line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN].rstrip()} …"
    return f"“{cut}”"


def _whole(text: str | None) -> str | None:
    return None if text is None else ""


def _within(path: str, old: str, new: str) -> Iterator[Change]:
    before, after = _flat(path, old), _flat(path, new)
    for where in dict.fromkeys((*after, *before)):
        if before.get(where) != after.get(where):
            yield Change(path, where, before.get(where), after.get(where))


def _flat(path: str, text: str) -> dict[Where, str]:
    """Every text of a file by the names that lead to it."""
    if path.startswith(f"{TRANSCRIPTS}/"):
        return {("transcript",): text}
    root, _ = read_source(text, path)
    if root is None:  # it cannot be published like this; as text it can still be compared
        return {("text",): text}
    return dict(_leaves((), plain_value(root)))


def _leaves(where: Where, value: object) -> Iterator[tuple[Where, str]]:
    if isinstance(value, dict):
        for name, below in value.items():
            yield from _leaves((*where, name), below)
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        yield where, "\n".join(value)
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from _leaves((*where, str(number)), item)
    else:
        yield where, str(value).strip()
