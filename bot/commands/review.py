"""`cairn review`: notes who read a dialogue's words, and says how it stands with all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.commands.dialogues import dialogue_files
from bot.commands.published import earlier
from bot.printing.sheet import said
from bot.printing.steps import places
from bot.problems import CannotStart
from bot.script.edit import CannotEdit
from bot.script.filters import plural
from bot.script.graph import Path as Where
from bot.script.model import Script
from bot.script.problems import listed
from bot.script.reader import read_draft
from bot.script.reviewing import Mark, NotAMark, with_mark
from bot.script.standing import Reading, Standing, command_to_note, standing
from bot.settings import Settings

_MOST_NAMED = 6
_EXAMPLE = 'cairn review check-in --by "people with lived experience"'
_HEAD = {"title": "the title", "about": "the line about it"}


class CannotReview(Exception):
    """What was asked for cannot be noted or told; `str()` is the sentence."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked to be noted.

    Attributes:
        by: Who read the words, by role.
        changed: What changed because of it.
        on: The day, with the year first; empty for today.
    """

    by: str
    changed: str
    on: str


def note(settings: Settings, names: Sequence[str], wish: Wish, now: datetime) -> Iterator[str]:
    """Notes in these dialogues' files that somebody read them, and says so, line by line.

    Nothing is written when one of them cannot be.

    Raises:
        CannotReview: no dialogue is named or it is not there, or what was given cannot be noted.
        CannotStart: a file cannot be read, changed or written, or says the same already.
    """
    if not names:
        raise CannotReview(f"Name the dialogue that they read, such as: {_EXAMPLE}")
    today = now.astimezone(ZoneInfo(settings.timezone)).date()
    mark = Mark(" ".join(wish.by.split()), _day(wish.on, today), wish.changed)
    done: list[tuple[Path, str]] = []
    for file in _files(settings.dialogues, names):
        try:
            done.append((file, with_mark(_text(file), str(file), mark, today)))
        except NotAMark as problem:
            raise CannotReview(str(problem)) from None
        except CannotEdit as problem:
            raise CannotStart(f"{file.stem}: {problem}") from None
    for file, text in done:
        try:
            file.write_bytes(text.encode())
        except OSError:
            raise CannotStart(f"{file} cannot be written. Is it yours to write to?") from None
        yield f"Noted in {file}: read by {mark.by}, {said(mark.on)}."


def report(settings: Settings, names: Sequence[str], now: datetime) -> tuple[str, bool]:
    """Who read these dialogues, or all of them; and whether each could be read.

    Raises:
        CannotReview: there is no dialogue of that name.
    """
    scripts: dict[str, Script | None] = {}
    for file in _files(settings.dialogues, names):
        scripts[file.stem] = _script(file)
    found = {name: script for name, script in scripts.items() if script}
    stands = _stands(settings, found, now)
    wide = max(map(len, scripts), default=0)
    lines = []
    for name in scripts:
        told = ["cannot be read; cairn lint says why"]
        if name in found:
            told = list(_told(name, found[name], stands[name], whole=bool(names)))
        heads = [name, *[""] * len(told)]
        lines += [f"{head:{wide}}  {line}" for head, line in zip(heads, told, strict=False)]
    if not names:
        lines += ["", *_together(len(scripts), list(stands.values()))]
    return "\n".join(lines), len(found) == len(scripts)


def _stands(
    settings: Settings, scripts: Mapping[str, Script], now: datetime
) -> dict[str, Standing]:
    """How it stands with each, with what was published before where words have changed."""
    stands = {name: standing(script) for name, script in scripts.items()}
    stale = [name for name, one in stands.items() if not all(each.fits for each in one.readings)]
    before = asyncio.run(earlier(settings, [f"{name}.yaml" for name in stale], now))
    for name in stale:
        stands[name] = standing(scripts[name], before.get(f"{name}.yaml", ()))
    return stands


def _told(name: str, script: Script, stands: Standing, *, whole: bool) -> Iterator[str]:
    """A dialogue's readers, the newest first; of each role the last time, or every time."""
    seen: set[str] = set()
    for one in reversed(stands.readings):
        role = one.review.by.casefold()
        if whole or role not in seen:
            yield _line(one)
            if whole and one.review.changed:
                yield f"  what changed because of it: {one.review.changed}"
            if not one.fits and one.changed is not None:
                yield f"  changed since: {_where(script, one.changed)}"
            if one is stands.newest and not stands.as_read:
                again = command_to_note(name, one.review.by)
                yield f"  ask them to look again, then: {again}"
        seen.add(role)
    if not seen:
        yield "nobody is noted yet"


def _line(one: Reading) -> str:
    since = "no word has changed since" if one.fits else "words have changed since"
    if not one.review.words:
        since = "it is not noted which words"
    return f"read by {one.review.by}, {_spoken(one.review.on)}; {since}"


def _spoken(on: str) -> str:
    try:
        return said(date.fromisoformat(on))
    except ValueError:
        return on


def _where(script: Script, changed: Sequence[Where]) -> str:
    """The places of these texts as a printed dialogue calls them, each once."""
    if not changed:
        return "nothing but the order"
    steps = places(script)
    found = dict.fromkeys(_place(path, steps) for path in changed)
    rest = len(found) - _MOST_NAMED
    more = [f"{rest} more"] if rest > 0 else []
    return listed([*list(found)[:_MOST_NAMED], *more], "and")


def _place(path: Where, steps: Mapping[str, str]) -> str:
    if path[0] == "steps":
        return steps.get(str(path[1]), f"a step that is gone ({path[1]})")
    return _HEAD.get(str(path[0]), f"the reminder “{path[-2]}”" if len(path) > 1 else "")


def _together(number: int, stands: Sequence[Standing]) -> Iterator[str]:
    nobody = sum(one.newest is None for one in stands)
    fitting = sum(one.as_read for one in stands)
    yield (
        f"{plural(number, 'dialogue')}: {fitting} read as they are now, "
        f"{len(stands) - nobody - fitting} changed since, {nobody} with nobody noted."
    )
    yield f"When somebody has read one: {_EXAMPLE}"


def _files(folder: Path, names: Sequence[str]) -> list[Path]:
    try:
        return dialogue_files(folder, names)
    except LookupError as problem:
        raise CannotReview(str(problem.args[0])) from None


def _text(file: Path) -> str:
    """A file with the line ends that it has."""
    try:
        return file.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        raise CannotStart(f"{file} cannot be read; cairn lint says why.") from None


def _script(file: Path) -> Script | None:
    try:
        draft, _ = read_draft(_text(file), str(file))
    except CannotStart:
        return None
    return draft.script if draft else None


def _day(on: str, today: date) -> date:
    try:
        return date.fromisoformat(on) if on else today
    except ValueError:
        raise CannotReview(
            f"“{on}” is not a day that can be read; write the year first, such as 2026-11-20."
        ) from None
