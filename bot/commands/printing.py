"""`cairn print`: the words, for people who read them round a table: as text, in Word, as a page."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

from bot.flow.scene import Scene
from bot.flow.transcript import draws
from bot.nudges.calendar import at as clock_at
from bot.printing.lists import LISTS
from bot.printing.reading import sheet_of
from bot.printing.sheet import Paper, Sheet
from bot.problems import CannotStart
from bot.script.files import files_in
from bot.script.folder import Library, read_files, script_paths
from bot.script.model import Script
from bot.script.problems import Problem, did_you_mean
from bot.service.transcripts import scene_at
from bot.settings import Settings

MORNING = time(10)
SWITCHES = frozenset({"history", "count", "reminders"})


class Unknown(Exception):
    """What was asked for is not there; `str()` is the sentence."""


class CannotWrite(CannotStart):
    """A file could not be written; `str()` says why, and what to do."""


def report(
    settings: Settings, names: Sequence[str], today: date, word: Path | None, page: Path | None
) -> int:
    """Writes the files that were asked for, or text where none was; returns the exit code.

    Raises:
        Unknown: nothing has one of these names, or what has it cannot be read.
        CannotWrite: a file could not be written.
    """
    written = files_in(settings.dialogues)
    library, problems = read_files(written, today)
    scripts, lists = _chosen(names, library, problems)
    paper = Paper(_title(scripts, lists), today, (*(sheet_of(s, library) for s in scripts), *lists))
    if word:
        from bot.printing.word import as_word  # noqa: PLC0415 - slow to import, seldom needed

        write(word, as_word(paper))
    if page:
        from bot.printing.page import as_page, trial  # noqa: PLC0415

        scene = scene_on(today, library, settings.timezone)
        tried = trial(scripts, library, scene) if scripts else None
        only_lists = Paper(paper.title, today, tuple(lists))
        write(page, as_page(only_lists, tried).encode())
    if not word and not page:
        from bot.printing.text import as_text  # noqa: PLC0415

        sys.stdout.write(as_text(paper))
    files = [] if names else [Path(path).stem for path in script_paths(written)]
    left_out = [name for name in files if name not in library.scripts]
    for name in left_out:
        print(f"{name} is left out, as it cannot be read; cairn lint says why.", file=sys.stderr)
    return 1 if left_out else 0


def scene_on(today: date, library: Library, zone: str) -> Scene:
    """The morning of a weekday, today or the next, with every switch on."""
    ahead = 7 - today.weekday() if today.weekday() > 4 else 0
    now = clock_at(today + timedelta(days=ahead), MORNING, zone)
    return replace(scene_at(now, library, draws(())), switches=SWITCHES)


def _chosen(
    names: Sequence[str], library: Library, problems: Sequence[Problem]
) -> tuple[list[Script], list[Sheet]]:
    """The dialogues and lists of these names, each once; without a name every dialogue."""
    scripts: list[Script] = []
    lists: list[Sheet] = []
    for name in dict.fromkeys(Path(one).name.removesuffix(".yaml") for one in names):
        if name in library.scripts:
            scripts.append(library.scripts[name])
        elif name in LISTS:
            lists += LISTS[name](library)
        else:
            raise Unknown(_why_not(name, library, problems))
    return (scripts, lists) if names else (list(library.scripts.values()), [])


def _why_not(name: str, library: Library, problems: Sequence[Problem]) -> str:
    first = next((one.line() for one in problems if Path(one.place.file).stem == name), "")
    advice = first or did_you_mean(name, [*library.scripts, *LISTS])
    said = f"there is no dialogue or list “{name}” that can be printed"
    return f"{said}; {advice}" if advice else f"{said}."


def _title(scripts: Sequence[Script], lists: Sequence[Sheet]) -> str:
    titles = [*(one.title for one in scripts), *(one.title for one in lists)]
    return f"{titles[0] if len(titles) == 1 else 'Cairn'}: words to read together"


def write(path: Path, content: bytes) -> None:
    """Writes one file and says so.

    Raises:
        CannotWrite: it cannot be written.
    """
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        raise CannotWrite(f"There is no folder {path.parent}. Make it, or name another.") from None
    except IsADirectoryError:
        raise CannotWrite(f"{path} is a folder. Add the name of a file to it.") from None
    except PermissionError:
        raise CannotWrite(
            f"{path} cannot be written. If it is open in Word or a browser, close it and print "
            "again; else choose another folder."
        ) from None
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written: {error.strerror}.") from None
    print(f"Written: {path}")
