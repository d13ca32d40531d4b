"""A workbench over what the running bot plays: drafts, which go live when they are published."""

from __future__ import annotations

from bot.service.publishing.drafting import WrittenMeanwhile, version_of
from bot.service.publishing.workroom import Lying, Workroom
from bot.studio.workbench import (
    CannotSave,
    ChangedMeanwhile,
    File,
    NoSuchFile,
    Writing,
    may_be_new,
)
from storage.problems import StorageProblem


class DraftBench:
    """The drafts of one installation over what is live there.

    Args:
        room: Where they are.
    """

    def __init__(self, room: Workroom) -> None:
        self._room = room
        self._writing: tuple[Lying, Writing] | None = None

    async def writing(self) -> Writing:
        """All files as they are now; the same object as long as nothing of them changed."""
        lying = await self._room.lying()
        if self._writing is None or self._writing[0] is not lying:
            self._writing = (lying, Writing(lying.files, lying.drafts, lying.fresh))
        return self._writing[1]

    async def write(self, path: str, text: str, seen_version: str | None) -> str:
        """Saves a draft of a file that nobody changed since it was read.

        Raises:
            NoSuchFile: No file can have this name.
            ChangedMeanwhile: It is another version by now.
            CannotSave: It cannot be written.
        """
        known = (await self.writing()).files.texts
        if path not in known and not may_be_new(path):
            raise NoSuchFile("A dialogue’s name has small letters, digits and - only.")
        try:
            version = version_of(text)
        except UnicodeEncodeError:
            raise CannotSave("There is a character in it that no file can hold.") from None
        try:
            await self._room.save(path, text, seen_version)
        except WrittenMeanwhile as meanwhile:
            now = meanwhile.now
            found = None if now is None else File(path, now, version_of(now))
            raise ChangedMeanwhile(found) from None
        except StorageProblem:
            # Its own sentence is for whoever runs Cairn, who finds it in the log.
            raise CannotSave(
                "It could not be saved just now. Your words are kept in this browser; if it goes "
                "on, tell whoever runs Cairn."
            ) from None
        return version
