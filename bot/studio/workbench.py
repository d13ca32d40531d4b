"""Where the files lie that the studio shows and changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from bot.script.files import TRANSCRIPTS, Files
from bot.script.folder import THEMES

_NEW = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}\.yaml")
_NEW_TEST = re.compile(rf"{TRANSCRIPTS}/[a-z0-9][a-z0-9_-]{{0,59}}(\.[a-z0-9_-]{{1,60}})?\.chat")


class NoSuchFile(Exception):
    """There is no file of that name here; `str()` is a sentence."""


class CannotSave(Exception):
    """The file could not be written; `str()` is a sentence that says why."""


class ChangedMeanwhile(Exception):
    """Somebody changed the file since it was read; nothing was written.

    Attributes:
        now: The file as it is now; None when it is gone.
    """

    def __init__(self, now: File | None) -> None:
        super().__init__("Somebody changed this file meanwhile. Nothing was overwritten.")
        self.now = now


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was read.

    Attributes:
        path: Its name, such as `check-in.yaml`.
        text: All that is in it, line ends and all.
        version: Another one for every other text.
    """

    path: str
    text: str
    version: str

    @property
    def name(self) -> str:
        """The dialogue's name, as the file has it."""
        return PurePosixPath(self.path).stem


@dataclass(frozen=True, slots=True, eq=False)
class Writing:
    """All files as they are written at one moment. Only the same object is the same.

    Attributes:
        files: Every file, with what is being written in place of what is live.
        drafts: The paths at which something is written that is not live; None where going live is
            somebody else's business, as with a folder.
        fresh: Those of them that were never live.
    """

    files: Files
    drafts: frozenset[str] | None = None
    fresh: frozenset[str] = frozenset()


class Workbench(Protocol):
    """The files that are written, wherever they lie."""

    async def writing(self) -> Writing:
        """All files as they are now; the same object as long as nothing of them changed."""

    async def write(self, path: str, text: str, seen_version: str | None) -> str:
        """Writes a file that nobody changed since it was read, and says its new version.

        Args:
            path: Its name.
            text: All that it should hold.
            seen_version: The version that was read; None for a file that is new.

        Raises:
            NoSuchFile: No file can have this name.
            ChangedMeanwhile: It is another version by now.
            CannotSave: It cannot be written.
        """


def may_be_new(path: str) -> bool:
    """Whether a new file can have this name: a dialogue's, or a test's."""
    return path != THEMES and bool(_NEW.fullmatch(path) or _NEW_TEST.fullmatch(path))
