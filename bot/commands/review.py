"""`cairn review`: notes who read a dialogue's words, and says how it stands with all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from textwrap import wrap
from zoneinfo import ZoneInfo

from bot.commands.published import earlier
from bot.printing.sheet import said
from bot.printing.steps import places
from bot.problems import CannotStart
from bot.script.edit import CannotEdit
from bot.script.files import files_in
from bot.script.filters import plural
from bot.script.folder import script_paths
from bot.script.graph import Path as Where
from bot.script.problems import did_you_mean, listed
from bot.script.readable import read_readable
from bot.script.reader import read_draft
from bot.script.reviewing import Mark, NotAMark, with_mark
from bot.script.standing import Readable, Reading, Standing, command_to_note, held
from bot.settings import Settings

_THEMED = ("prompts", "huddles", "lists", "papers")
_MOST_NAMED = 6
_WIDE = 90
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
    for name, file in _files(settings.dialogues, names).items():
        try:
            done.append((file, with_mark(_text(file), str(file), mark, today)))
        except NotAMark as problem:
            raise CannotReview(str(problem)) from None
        except CannotEdit as problem:
            raise CannotStart(f"{name}: {problem}") from None
    for file, text in done:
        try:
            file.write_bytes(text.encode())
        except OSError:
            raise CannotStart(f"{file} cannot be written. Is it yours to write to?") from None
        yield f"Noted in {file}: read by {mark.by}, {said(mark.on)}."


def report(settings: Settings, names: Sequence[str], now: datetime) -> tuple[str, bool]:
    """Who read these files, or all of them; and whether each could be read.

    Raises:
        CannotReview: there is no dialogue of that name.
    """
    files = _files(settings.dialogues, names)
    found = {name: words for name, file in files.items() if (words := _words(file))}
    stands = _stands(settings, found, now)
    unread = [name for name, one in stands.items() if one.newest is None and not names]
    rows = {
        name: list(_told(name, file, stands[name], whole=bool(names)))
        if name in stands
        else ["cannot be read; cairn lint says why"]
        for name, file in files.items()
        if name not in unread
    }
    wide = max(map(len, rows), default=0)
    lines = [
        f"{'' if at else name:{wide}}  {line}"
        for name, told in rows.items()
        for at, line in enumerate(told)
    ]
    if not names:
        lines += [*([""] if lines else []), *_together(len(files), list(stands.values()), unread)]
    return "\n".join(lines), len(found) == len(files)


def _stands(
    settings: Settings, found: Mapping[str, Readable], now: datetime
) -> dict[str, Standing]:
    """How it stands with each, with what was published before where words have changed."""
    stands = {name: held(words) for name, words in found.items()}
    stale = [name for name, one in stands.items() if not all(each.fits for each in one.readings)]
    if stale:
        before = asyncio.run(earlier(settings, [f"{name}.yaml" for name in stale], now))
        for name in stale:
            stands[name] = held(found[name], before.get(f"{name}.yaml", ()))
    return stands


def _told(name: str, file: Path, stands: Standing, *, whole: bool) -> Iterator[str]:
    """A file's readers, the newest first; of each role the last time, or every time."""
    seen: set[str] = set()
    for one in reversed(stands.readings):
        role = one.review.by.casefold()
        if whole or role not in seen:
            yield _line(one)
            if whole and one.review.changed:
                yield f"  what changed because of it: {one.review.changed}"
            if not one.fits and one.changed is not None:
                yield f"  changed: {_where(file, one.changed)}"
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


def _where(file: Path, changed: Sequence[Where]) -> str:
    """The places of these texts as a printed dialogue calls them, each once."""
    if not changed:
        return "nothing but the order"
    draft, _ = read_draft(_text(file), str(file))
    steps = places(draft.script) if draft else {}
    found = dict.fromkeys(_place(path, steps) for path in changed)
    rest = len(found) - _MOST_NAMED
    more = [f"{rest} more"] if rest > 0 else []
    return listed([*list(found)[:_MOST_NAMED], *more], "and")


def _place(path: Where, steps: Mapping[str, str]) -> str:
    match path:
        case ("steps", name, *_):
            return steps.get(str(name), f"a step that is gone ({name})")
        case ("nudges", name, *_):
            return f"the reminder “{name}”"
        case (_, name, *_):
            return f"“{name}”"
    return _HEAD.get(str(path[0]), str(path[0]))


def _together(number: int, stands: Sequence[Standing], unread: Sequence[str]) -> Iterator[str]:
    fitting = sum(one.as_read for one in stands)
    changed = len(stands) - len(unread) - fitting
    if unread:
        names = f"Nobody is noted yet as having read {listed(unread, 'and')}."
        yield from (*wrap(names, _WIDE, break_on_hyphens=False), "")
    yield (
        f"{plural(number, 'file')}: {fitting} read as they are now, "
        f"{changed} changed since, {len(unread)} with nobody noted."
    )
    yield f"When somebody has read one: {_EXAMPLE}"


def _files(folder: Path, names: Sequence[str]) -> dict[str, Path]:
    """The files by the names that people type; `prompts`, say, are all of their kind.

    Raises:
        CannotReview: there is none of that name.
    """
    written = files_in(folder)
    paths = [*script_paths(written), *(one for kind in _THEMED for one in written.within(kind))]
    known = {one.removesuffix(".yaml"): folder / one for one in paths}
    chosen: dict[str, Path] = {}
    for name in names:
        within = [one for one in known if name in _THEMED and one.startswith(f"{name}/")]
        wanted = name.removesuffix(".yaml")
        if not within and wanted not in known:
            near = did_you_mean(wanted, [*known, *_THEMED])
            said_so = f"there is nothing called “{name}” in {folder} that others can read"
            raise CannotReview(f"{said_so}; {near}" if near else f"{said_so}.")
        chosen |= {one: known[one] for one in within or [wanted]}
    return chosen or known


def _text(file: Path) -> str:
    """A file with the line ends that it has."""
    try:
        return file.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        raise CannotStart(f"{file} cannot be read; cairn lint says why.") from None


def _words(file: Path) -> Readable | None:
    try:
        return read_readable(_text(file), str(file))[0]
    except CannotStart:
        return None


def _day(on: str, today: date) -> date:
    try:
        return date.fromisoformat(on) if on else today
    except ValueError:
        raise CannotReview(
            f"“{on}” is not a day that can be read; write the year first, such as 2026-11-20."
        ) from None
