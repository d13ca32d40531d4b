"""What can be wrong with the store, each as one plain sentence: what, where, and what to do.

The sentences are for whoever runs Cairn. They name files of the installation, never a person.
"""

from __future__ import annotations

from pathlib import Path


class StorageProblem(Exception):
    """Something is wrong with the key, the database or the disk; `str()` is the sentence."""


class KeyUnreadable(StorageProblem):
    """The key file is there, but does not hold keys that can be read."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The master key in {path} cannot be read ({why}); put back the file that was made"
            " with this installation, and let its owner read it."
        )


class MissingKey(StorageProblem):
    """There is a database, but not the key that opens it."""

    def __init__(self, path: Path, database: str) -> None:
        super().__init__(
            f"The database {database} is here, but its master key {path} is not, so nobody’s words"
            " can be opened; put the key file back, or name it in CAIRN_MASTER_KEY_FILE."
        )


class WrongKey(StorageProblem):
    """The key is readable, but belongs to another database."""

    def __init__(self, database: str) -> None:
        super().__init__(
            f"The master key does not fit the database {database}; put back the key file that was"
            " made with it, or name it in CAIRN_MASTER_KEY_FILE. Nothing has been changed."
        )


class FolderNotWritable(StorageProblem):
    """A folder cannot be made or written to."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            f"Nothing can be written in {path}; make the folder, let the account that runs Cairn"
            " write in it, or name another one in CAIRN_DATA_DIR."
        )


class NewerSchema(StorageProblem):
    """The database was written by a later version of Cairn."""

    def __init__(self, database: str) -> None:
        super().__init__(
            f"The database {database} was last used by a newer version of Cairn than this one;"
            " start that version again, or restore a backup from before the update."
        )


class DatabaseDamaged(StorageProblem):
    """The file is not a database, or its pages contradict each other."""

    def __init__(self, database: str) -> None:
        super().__init__(
            f"The database {database} is damaged, or is not a Cairn database; keep a copy of the"
            " file, and restore the latest backup."
        )


class UnknownDatabase(StorageProblem):
    """The database's address is of a kind that this version cannot use."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"Cairn cannot use a database of the kind “{kind}” yet; give CAIRN_DATABASE_URL an"
            " address like sqlite:///data/cairn.db, or leave it out."
        )


class StoreBusy(StorageProblem):
    """Another program holds the database; nobody's fault: wait, and count nothing."""

    def __init__(self, database: str) -> None:
        super().__init__(
            f"The database {database} is in use by another program; close that program, or wait"
            " until it has finished."
        )


class StoreFull(StorageProblem):
    """The disk is full or will not take the write; nobody's fault: wait, and count nothing."""

    def __init__(self, database: str) -> None:
        super().__init__(
            f"There is no room left to write for the database {database}; make room on its disk,"
            " and Cairn carries on by itself."
        )


class SealBroken(StorageProblem):
    """A sealed value does not open: moved from another place, changed, or of another key."""

    def __init__(self, table: str, column: str) -> None:
        super().__init__(
            f"A value in {table}.{column} does not open at its place; it was changed or moved by"
            " something other than Cairn: restore the latest backup."
        )
