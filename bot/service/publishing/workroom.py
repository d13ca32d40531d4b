"""Where coordinators write and publish while Cairn runs: drafts over what is live, and editions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.script.files import Files
from bot.script.memo import Memo
from bot.service.publishing import drafting, publishing
from bot.service.publishing.changes import Change, changes
from bot.service.publishing.drafting import Written
from bot.service.publishing.past import Past, past
from bot.service.publishing.publishing import Proposal, WayBack
from storage import drafts, editions
from storage.editions import Edition
from storage.store import Store


@dataclass(frozen=True, slots=True, eq=False)
class Lying:
    """What lies on the table at one moment. Only the same object is the same.

    Attributes:
        edition: The number of what is live.
        files: Every file, with the draft in place of what is live.
        drafts: The paths of the drafts.
        fresh: Those of them that were never live.
        overtaken: Those of them of which other words were published since they began.
    """

    edition: int
    files: Files
    drafts: frozenset[str]
    fresh: frozenset[str]
    overtaken: frozenset[str]


class Workroom:
    """The one set of words that an installation's coordinators write together.

    Args:
        store: Where drafts and editions are.
        clock: The moment.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._live: tuple[int, Mapping[str, str]] = (0, {})
        self._lying: tuple[object, Lying] | None = None
        self._memo = Memo()

    async def lying(self) -> Lying:
        """What is written now; the same object as long as nobody wrote or published."""
        async with self._store.read() as unit:
            number = await editions.newest_number(unit) or 0
            if number != self._live[0]:
                newest = await editions.newest(unit)
                texts = await editions.texts_of(unit, newest.files) if newest else {}
                self._live = (number, texts)
            written = Written(self._live[1], await drafts.every(unit))
        key = (number, {path: (one.text, one.over) for path, one in written.drafts.items()})
        if self._lying is None or self._lying[0] != key:
            drafted, overtaken = frozenset(written.drafts), frozenset(written.overtaken)
            fresh = drafted - written.live.keys()
            self._lying = (key, Lying(number, Files(written.texts), drafted, fresh, overtaken))
        return self._lying[1]

    async def save(self, path: str, text: str, seen: str | None) -> None:
        """Saves a draft, as `drafting.save` does.

        Raises:
            WrittenMeanwhile: it is another text by now.
        """
        await drafting.save(self._store, path, text, seen, self._clock())

    async def stand_by(self, path: str) -> None:
        """Stands by a draft although other words were published since it began."""
        await drafting.stand_by(self._store, path)

    async def throw_away(self, path: str) -> None:
        """Lets go of a draft; what is published stays."""
        await drafting.throw_away(self._store, path)

    async def drafted(self) -> Mapping[str, Sequence[Change]]:
        """What would read otherwise if they were live, for every draft by its path."""
        lying = await self.lying()
        live = self._live[1]
        texts = lying.files.texts
        return {
            path: changes({path: live[path]} if path in live else {}, {path: texts[path]})
            for path in sorted(lying.drafts)
        }

    async def propose(self, paths: Collection[str], *, follow: bool) -> Proposal:
        """What publishing the drafts of these files would do, as `publishing.of_page` says it.

        Raises:
            CannotPublish: other words of one of them were published since its draft began.
        """
        now = self._clock()
        return await publishing.of_page(self._store, paths, now, self._memo, follow=follow)

    async def publish(self, proposal: Proposal, by: str) -> Edition:
        """Makes it live.

        Raises:
            CannotPublish: something has to be mended, or somebody else published meanwhile.
        """
        return await publishing.publish(self._store, proposal, self._clock(), by)

    async def past(self, most: int) -> Sequence[Past]:
        """The newest editions, newest first, with what each changed."""
        async with self._store.read() as unit:
            return await past(unit, most)

    async def way_back(self, number: int) -> WayBack:
        """What making an earlier edition live again would do.

        Raises:
            CannotPublish: there is no such edition, or its words cannot be played any more.
        """
        return await publishing.way_back(self._store, number, self._clock())

    async def take_back(self, way: WayBack, by: str) -> Edition:
        """Goes that way back.

        Raises:
            CannotPublish: somebody else published meanwhile.
        """
        return await publishing.take_back(self._store, way, self._clock(), by)
