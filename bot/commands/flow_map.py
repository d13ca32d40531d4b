"""`cairn map`: the picture of a dialogue, with what its transcripts walk, also of a broken one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

from bot.commands.dialogues import dialogue_files
from bot.commands.transcripts import transcripts_in
from bot.problems import CannotStart
from bot.script.flow_map import mermaid, svg
from bot.script.folder import read_folder
from bot.script.model import Script
from bot.script.reader import read_draft
from bot.service.coverage import walked

FORMATS: dict[str, Callable[[Script, Collection[tuple[str, str]] | None], str]] = {
    "mermaid": mermaid,
    "svg": svg,
}


def drawn(folder: Path, name: str, today: date, format_: str) -> str:
    """The picture. What no transcript walks is dotted, where the dialogue can be played at all.

    Raises:
        LookupError: there is no dialogue of that name; says so in a sentence.
        CannotStart: its file cannot be read well enough to know the steps.
    """
    (file,) = dialogue_files(folder, [name])
    library, _ = read_folder(folder, today)
    script = library.scripts.get(file.stem)
    taken = None
    if script:
        taken = walked(transcripts_in(folder), library).get(script.name, frozenset())
    else:
        script = _unplayable(file)
    return FORMATS[format_](script, taken)


def _unplayable(file: Path) -> Script:
    try:
        draft, _ = read_draft(file.read_text(encoding="utf-8"), str(file))
    except (OSError, UnicodeDecodeError):
        draft = None
    if draft is None:
        raise CannotStart(f"{file} cannot be drawn yet; cairn lint says what to mend first.")
    return draft.script
