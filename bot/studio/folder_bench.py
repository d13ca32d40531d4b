"""A workbench over a folder on this machine."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from bot.flow.transcript import Transcript, TranscriptProblem, read_transcript
from bot.script.draft import World
from bot.script.files import files_in
from bot.script.folder import THEMES, Library, read_files
from bot.script.memo import Memo
from bot.script.support import read_support
from bot.script.themes import read_themes
from bot.studio.workbench import Around, CannotSave, ChangedMeanwhile, File, NoSuchFile

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}\.yaml")
_Stamp = tuple[int, int]


class FolderBench:
    """The files of a folder, each read again only when it was changed.

    Args:
        folder: Holds the dialogues.
        today: The day on which the files are checked.
    """

    def __init__(self, folder: Path, today: Callable[[], date]) -> None:
        self._folder = folder.resolve()
        self._today = today
        self._lock = threading.Lock()
        self._reading = threading.Lock()
        self._read: dict[str, tuple[_Stamp, File]] = {}
        self._library: tuple[object, Library] | None = None
        self._tests: tuple[object, Sequence[Transcript]] | None = None
        self._around: tuple[object, Around] | None = None
        self._memo = Memo()

    def files(self) -> Sequence[File]:
        """The dialogues, by name; one that is not plain text is shown as empty."""
        return [file for path in self._paths() if (file := self._file(path))]

    def read(self, path: str) -> File:
        """One file.

        Raises:
            NoSuchFile: There is none.
        """
        # Only names that the folder itself gives: no name can lead out of it.
        if path in {one.name for one in self._paths()}:
            file = self._file(self._folder / path)
            if file:
                return file
        raise NoSuchFile("There is no such dialogue here.")

    def write(self, path: str, text: str, seen_version: str | None) -> File:
        """Writes a file whole or not at all, when it is still the version that was read.

        Raises:
            NoSuchFile: No dialogue can have this name.
            ChangedMeanwhile: It is another version by now.
            CannotSave: It cannot be written.
        """
        with self._lock:
            now = None
            with suppress(NoSuchFile):
                now = self.read(path)
            if now is None and not (_NAME.fullmatch(path) and path != THEMES):
                raise NoSuchFile("A dialogue’s name has small letters, digits and - only.")
            if (now.version if now else None) != seen_version:
                raise ChangedMeanwhile(now)
            target = self._folder / path
            if target.is_symlink():
                raise CannotSave(f"{path} is a link to another file; change that one.")
            try:
                _replace(target, text.encode())
            except (OSError, UnicodeEncodeError) as error:
                raise CannotSave(f"{path} could not be written: {_reason(error)}.") from None
            return self.read(path)

    def around(self) -> Around:
        """What lies around each dialogue."""
        titles = {file.name: file.title for file in self.files()}
        themes, support = self._folder / THEMES, self._folder / "shared" / "support.yaml"
        key = (titles, _stamp(themes), _stamp(support), self._today())
        if self._around is None or self._around[0] != key:
            found, principles, _ = read_themes(_text(themes), THEMES)
            cards, _ = read_support(_text(support), "support.yaml", self._today())
            world = World(
                dialogues=frozenset(titles),
                themes=frozenset(found) or None,
                principles=frozenset(principles) or None,
                cards=frozenset(cards),
                today=self._today(),
            )
            names = {id_: theme.name for id_, theme in found.items()}
            self._around = (key, Around(world, names, principles, titles))
        return self._around[1]

    def library(self) -> Library:
        """Everything that can be played, read again when any file of the folder was changed."""
        with self._reading:
            paths = sorted(self._folder.rglob("*.yaml"))
            key = ([(path, _stamp(path)) for path in paths], self._today())
            if self._library is None or self._library[0] != key:
                files = files_in(self._folder)
                self._library = (key, read_files(files, self._today(), self._memo)[0])
            return self._library[1]

    def transcripts(self) -> Sequence[Transcript]:
        """The tests in the folder that can be read."""
        with self._reading:
            paths = sorted((self._folder / "transcripts").glob("*.chat"))
            key = [(path, _stamp(path)) for path in paths]
            if self._tests is None or self._tests[0] != key:
                found = []
                for path in paths:
                    with suppress(TranscriptProblem):
                        found.append(read_transcript(_text(path), path.name))
                self._tests = (key, found)
            return self._tests[1]

    def _paths(self) -> list[Path]:
        """The files that hold a dialogue each, by name."""
        found = sorted(self._folder.glob("*.yaml"))
        return [path for path in found if path.name != THEMES and not path.name.startswith(".")]

    def _file(self, path: Path) -> File | None:
        stamp = _stamp(path)
        known = self._read.get(path.name)
        if stamp and known and known[0] == stamp:
            return known[1]
        try:
            if not path.resolve(strict=True).is_relative_to(self._folder):
                return None
            data = path.read_bytes()
        except OSError:
            return None
        text = data.decode("utf-8", errors="replace")
        file = File(path.name, text, hashlib.sha256(data).hexdigest()[:16])
        self._read[path.name] = (stamp, file)
        return file


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _reason(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "you may not write in this folder"
    if isinstance(error, UnicodeEncodeError):
        return "there is a character in it that no file can hold"
    return (getattr(error, "strerror", None) or type(error).__name__).lower()
