"""The file that holds the master keys: one line of base64 for each, the last one in use.

Whoever has this file and the database can read everything, so it is made for its owner alone
(mode 0600), and never made a second time for a database that already has one.
"""

from __future__ import annotations

import base64
import binascii
import os
from pathlib import Path

from storage.problems import FolderNotWritable, KeyUnreadable, MissingKey
from storage.sealing import KEY_BYTES, Vault

_HEADER = "# Cairn’s master keys, the last line in use. Keep them apart from the backups.\n"


def load_or_make(path: Path, database: Path | None) -> Vault:
    """The vault of the keys in `path`; made when neither it nor the database exists yet.

    Args:
        path: the key file.
        database: the database's file, or None for a database that is not a file.

    Raises:
        MissingKey: the database exists, the key file does not.
        KeyUnreadable: the file holds something else, or may not be read.
        FolderNotWritable: the file cannot be made.
    """
    if not path.exists():
        if database is not None and database.exists() and database.stat().st_size:
            raise MissingKey(path, str(database))
        _make(path)
    return Vault(read_keys(path))


def read_keys(path: Path) -> list[bytes]:
    """The keys in a file, oldest first; raises KeyUnreadable."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise KeyUnreadable(path, (error.strerror or "no answer").lower()) from None
    except UnicodeDecodeError:
        raise KeyUnreadable(path, "it is not text") from None
    written = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if not written:
        raise KeyUnreadable(path, "it is empty")
    try:
        keys = [base64.b64decode(line, validate=True) for line in written]
    except binascii.Error:
        raise KeyUnreadable(path, "a line is not base64") from None
    if any(len(key) != KEY_BYTES for key in keys):
        raise KeyUnreadable(path, "a key does not have 32 bytes")
    return keys


def write_keys(path: Path, keys: list[bytes]) -> None:
    """Put these keys in the place of the file, whole or not at all; raises FolderNotWritable."""
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    _create(beside, keys)
    beside.replace(path)
    _sync_folder(path.parent)


def _make(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise FolderNotWritable(path.parent) from None
    _create(path, [os.urandom(KEY_BYTES)])
    _sync_folder(path.parent)


def _create(path: Path, keys: list[bytes]) -> None:
    text = _HEADER + "".join(base64.b64encode(key).decode() + "\n" for key in keys)
    try:
        # O_EXCL: two programs started at once must not each make a key.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        raise FolderNotWritable(path.parent) from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name in the folder outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
