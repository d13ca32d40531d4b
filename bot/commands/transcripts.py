"""`cairn test`: plays every transcript, and shows where a dialogue no longer goes as written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.flow.transcript import Transcript, TranscriptProblem, read_transcript
from bot.script.files import TRANSCRIPTS
from bot.script.folder import Library
from bot.service.played import Played, played_again


def transcript_files(folder: Path, names: Sequence[str]) -> list[Path]:
    """The transcripts in a folder of dialogues: all, or those of these dialogues or names.

    Raises:
        LookupError: there is none of that name; says so in a sentence.
    """
    found = sorted((folder / TRANSCRIPTS).glob("*.chat"))
    if not names:
        return found
    chosen = []
    for name in names:
        stem = Path(name).name.removesuffix(".chat")
        named = [file for file in found if file.stem == stem or file.stem.split(".")[0] == stem]
        if not named:
            raise LookupError(f"There is no transcript of {name} in {folder / TRANSCRIPTS}.")
        chosen += named
    return list(dict.fromkeys(chosen))


def transcripts_in(folder: Path) -> list[Transcript]:
    """The transcripts in a folder of dialogues that can be read; `cairn test` tells of others."""
    found = []
    for file in transcript_files(folder, ()):
        try:
            found.append(read_transcript(file.read_text(encoding="utf-8"), str(file)))
        except (OSError, UnicodeDecodeError, TranscriptProblem):
            continue
    return found


def play_file(file: Path, library: Library, *, follow: bool = False) -> Played:
    """Plays one transcript against the dialogues as they are now; `follow` as in `played_again`."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        words = f"{file}: cannot be read; save it as plain text (UTF-8)"
        return Played(str(file), problem=words)
    return played_again(text, str(file), library, follow=follow)


def report(played: Sequence[Played], *, update: bool) -> int:
    """Prints what plays differently, or writes it down; returns the exit code."""
    different = [one for one in played if not one.passes]
    unplayable = [one for one in different if one.problem]
    if update:
        for one in different:
            if not one.problem:
                Path(one.file).write_text(one.plays, encoding="utf-8")
                print(f"Written: {one.file}")
        different = unplayable
    for one in different:
        print(one.report() + "\n")
    count = f"{len(played)} transcript{'' if len(played) == 1 else 's'} played"
    print(
        f"{count}, {len(different)} not as written." if different else f"{count}, all as written."
    )
    return 1 if different else 0
