"""Where the files lie that the studio shows and changes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.flow.transcript import Transcript
from bot.script.draft import World
from bot.script.folder import Library

_TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*(?:[ \t]#.*)?$", re.MULTILINE)


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
        return self.path.removesuffix(".yaml")

    @property
    def title(self) -> str:
        """The title as it stands in the text, found without reading the rest."""
        found = _TITLE.search(self.text)
        return found[1].strip("\"'") if found else self.name


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """What lies around a dialogue. Only the same object is the same.

    Attributes:
        world: What rules may know of it.
        themes: The themes' names, by id.
        principles: The principles' names, by id.
        dialogues: The dialogues' titles, by name.
    """

    world: World
    themes: Mapping[str, str]
    principles: Mapping[str, str]
    dialogues: Mapping[str, str]


class Workbench(Protocol):
    """The files of one folder of dialogues, wherever they lie. Every method may block."""

    def files(self) -> Sequence[File]:
        """The dialogues, by name."""

    def read(self, path: str) -> File:
        """One file.

        Raises:
            NoSuchFile: There is none.
        """

    def write(self, path: str, text: str, seen_version: str | None) -> File:
        """Writes a file that nobody changed since it was read.

        Args:
            path: Its name.
            text: All that it should hold.
            seen_version: The version that was read; None for a file that is new.

        Raises:
            NoSuchFile: No file can have this name.
            ChangedMeanwhile: It is another version by now.
            CannotSave: It cannot be written.
        """

    def around(self) -> Around:
        """What lies around each dialogue; the same object as long as nothing of it changed."""

    def library(self) -> Library:
        """Everything that can be played."""

    def transcripts(self) -> Sequence[Transcript]:
        """The tests; the same object as long as nothing of them changed."""
