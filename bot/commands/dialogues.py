"""Dialogues as they are named on the command line: `check-in`, `check-in.yaml`, with its folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.script.folder import script_files


def dialogue_files(folder: Path, names: Sequence[str]) -> list[Path]:
    """The files of these dialogues, each once; of all of them when none is named.

    Raises:
        LookupError: there is no dialogue of that name; says so in a sentence.
    """
    known = {file.stem: file for file in script_files(folder)}
    chosen = [Path(name).name.removesuffix(".yaml") for name in names] or list(known)
    for name in chosen:
        if name not in known:
            raise LookupError(f"There is no dialogue {name} in {folder}.")
    return [known[name] for name in dict.fromkeys(chosen)]
