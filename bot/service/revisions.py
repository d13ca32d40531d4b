"""Scripts by name and revision: the newest from the library, pinned ones from the store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.script.folder import Library
from bot.script.model import Script
from bot.script.reader import read_draft
from bot.service.desk import Desk
from storage import revisions
from storage.revisions import Revision
from storage.store import Unit


class UnknownRevision(LookupError):
    """A conversation names words that are not stored here any more."""


class Revisions:
    """Finds a script. What is pinned by a conversation is loaded before the batch is answered."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._newest = library.scripts
        self._pinned = {script.revision: script for script in library.scripts.values()}

    def find(self, name: str, revision: str | None) -> Script:
        """The script of that revision; without one, the newest of that name.

        Raises:
            LookupError: there is none.
        """
        if revision is None:
            return self._newest[name]
        try:
            return self._pinned[revision]
        except KeyError:
            raise UnknownRevision(f"{name} {revision[:16]}") from None

    async def load(self, unit: Unit, desks: Iterable[Desk]) -> None:
        """Reads the revisions that these conversations began on and that are not at hand.

        The rules are not held against them again: they were fit to play when somebody began, and
        a stricter rule since then must not leave anybody standing.
        """
        sessions = [desk.session for desk in desks if desk.session]
        pinned = {(one.dialogue, one.revision) for one in sessions}
        pinned |= {(frame.dialogue, frame.revision) for one in sessions for frame in one.callers}
        missing = {revision for _, revision in pinned} - self._pinned.keys()
        if not missing:
            return
        for revision, kept in (await revisions.load(unit, missing)).items():
            draft, _ = read_draft(kept.source, f"{kept.dialogue}.yaml")
            if draft:
                self._pinned[revision] = draft.script

    async def publish(self, unit: Unit, now: datetime) -> None:
        """Stores the words that are live now, so that whoever begins on them ends on them."""
        live = [Revision(one.revision, one.name, one.source) for one in self._newest.values()]
        await revisions.keep(unit, live, now)
