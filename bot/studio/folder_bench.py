"""A workbench over a folder on this machine."""

from __future__ import annotations

import asyncio
import os
import tempfile
import threading
from pathlib import Path

from bot.script.files import NOT_TEXT, TRANSCRIPTS, Files, Unreadable
from bot.service.publishing.drafting import version_of
from bot.studio.workbench import (
    CannotSave,
    ChangedMeanwhile,
    File,
    NoSuchFile,
    Writing,
    may_be_new,
)

_Stamp = tuple[int, int]


class FolderBench:
    """The files of a folder, each read again only when it was changed.

    Args:
        folder: Holds the dialogues.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._lock = threading.Lock()
        self._known: dict[str, tuple[_Stamp, str | None]] = {}
        self._writing: Writing | None = None

    async def writing(self) -> Writing:
        """All files as they are now; the same object as long as nothing of them changed."""
        return await asyncio.to_thread(self.look)

    async def write(self, path: str, text: str, seen_version: str | None) -> str:
        """Writes a file whole or not at all, when it is still the version that was read.

        Raises:
            NoSuchFile: No file can have this name.
            ChangedMeanwhile: It is another version by now.
            CannotSave: It cannot be written.
        """
        return await asyncio.to_thread(self._write, path, text, seen_version)

    def look(self) -> Writing:
        """Reads what was changed since the last look."""
        with self._lock:
            return self._look()

    def _look(self) -> Writing:
        found: dict[str, tuple[_Stamp, str | None]] = {}
        for path in self._paths():
            name, stamp = path.relative_to(self._folder).as_posix(), _stamp(path)
            known = self._known.get(name)
            if known is not None and known[0] == stamp:
                found[name] = known
            elif path.resolve().is_relative_to(self._folder):
                found[name] = (stamp, _text(path))
        if self._writing is None or found != self._known:
            texts = {name: text for name, (_, text) in found.items() if text is not None}
            lost: dict[str, Unreadable] = {one: NOT_TEXT for one in found if one not in texts}
            self._known, self._writing = found, Writing(Files(texts, lost, str(self._folder)))
        return self._writing

    def _write(self, path: str, text: str, seen_version: str | None) -> str:
        with self._lock:
            files = self._look().files
            now = files.texts.get(path)
            if path in files.lost:
                raise CannotSave(f"{path} is there already, and is not plain text.")
            # Only names that the folder itself gives, or that cannot lead out of it.
            if now is None and not may_be_new(path):
                raise NoSuchFile("A dialogue’s name has small letters, digits and - only.")
            version = None if now is None else version_of(now)
            if version != seen_version:
                raise ChangedMeanwhile(File(path, now, version) if now and version else None)
            target = self._folder / path
            if target.is_symlink():
                raise CannotSave(f"{path} is a link to another file; change that one.")
            try:
                target.parent.mkdir(exist_ok=True)
                _replace(target, text.encode())
            except (OSError, UnicodeEncodeError) as error:
                raise CannotSave(f"{path} could not be written: {_reason(error)}.") from None
            self._look()
            return version_of(text)

    def _paths(self) -> list[Path]:
        """The files that hold words, by name; hidden ones are an editor's own."""
        found = [*self._folder.rglob("*.yaml"), *(self._folder / TRANSCRIPTS).glob("*.chat")]
        hidden = (path.relative_to(self._folder).parts for path in found)
        return sorted(
            path
            for path, parts in zip(found, hidden, strict=True)
            if not any(part.startswith(".") for part in parts)
        )


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def _text(path: Path) -> str | None:
    """All that is in a file, line ends and all; None where it is no text or cannot be opened."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


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
