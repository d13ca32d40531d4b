"""Which words a bot begins with, and how it takes up others while it runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from bot.script.files import Files, files_in
from bot.script.folder import Library, read_files
from bot.script.memo import Memo
from bot.script.problems import Problem
from bot.service.aside import aside
from bot.service.publishing import publishing
from bot.service.publishing.looking_over import LookedOver
from bot.service.publishing.publishing import OLD_LINE, Proposal
from bot.service.publishing.when import When
from storage import editions
from storage.problems import StorageProblem
from storage.store import Store

OF_WORDS = ("D4", "D5", "D7")  # rules on how something is said, not on whether it can be played
LOOKS_EVERY = 2.0  # seconds

logger = structlog.get_logger()


class CannotPlay(Exception):
    """There are no words to begin with; `problems` says what has to be mended."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].line())
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Begun:
    """What a bot begins with.

    Attributes:
        library: The words.
        edition: The number of the edition that they are.
        notes: What whoever runs it should know, each in a sentence or two.
    """

    library: Library
    edition: int
    notes: tuple[str, ...] = ()


async def begin_with(store: Store, folder: Files, when: When, now: datetime, memo: Memo) -> Begun:
    """The words to begin with: the folder's if they are to go live and can, else those published.

    Args:
        store: Where the editions are.
        folder: The folder of dialogues as it was read.
        when: When words in the folder go live.
        now: The moment.
        memo: What was read before.

    Raises:
        CannotPlay: nothing was ever published here, and the folder cannot be; or what is live
            cannot be played by this version.
    """
    async with store.read() as unit:
        newest = await editions.newest(unit)
        looked_at = await editions.from_folder(unit)
    if newest is None:
        library, problems = await asyncio.to_thread(read_files, folder, now.date(), memo)
        _playable(problems)
        looked = LookedOver(library, problems, ())
        first = await publishing.publish_first(store, folder, looked, now)
        return Begun(library, first.number)
    notes: tuple[str, ...] = ()
    if when is not When.HAND and _hashes(folder) != (looked_at and looked_at.folder):
        proposal = await publishing.of_folder(store, folder, now, memo, by_hand=False)
        notes = _both(proposal)
        if not proposal.says_the_same:
            try:
                newest = await publishing.publish(store, proposal, now)
                return Begun(proposal.looked.library, newest.number, notes)
            except publishing.CannotPublish as reason:
                notes += (not_published(str(reason), newest.number),)
    async with store.read() as unit:
        files = Files(await editions.texts_of(unit, newest.files), root=folder.root)
    library, problems = await asyncio.to_thread(read_files, files, now.date(), memo)
    _still_playable(problems)
    broken = [one for one in problems if one.severity == "E" and one.code != OLD_LINE]
    if broken:
        notes += (f"the live words have something to mend by now: {broken[0].line()}",)
    return Begun(library, newest.number, notes)


def not_published(reason: str, live: int) -> str:
    """What whoever runs it reads when the folder's words do not go live."""
    first, *more = reason.splitlines()
    return (
        f"the folder’s words were not published: {first}{' …' if more else ''} "
        f"Edition {live} goes on; “cairn publish” shows everything."
    )


def _both(proposal: Proposal) -> tuple[str, ...]:
    if not proposal.both:
        return ()
    files = ", ".join(proposal.both)
    return (
        f"changed both in the folder and on the page, so the page’s words stay: {files}. "
        "“cairn publish” shows the difference.",
    )


def _playable(problems: Sequence[Problem]) -> None:
    # A card with an old line stays: without a start there would be no card at all.
    errors = [one for one in problems if one.severity == "E" and one.code != OLD_LINE]
    if errors:
        raise CannotPlay(errors)


def _still_playable(problems: Sequence[Problem]) -> None:
    """Words that were live go on under rules that are newer than they are, as long as they play."""
    _playable([one for one in problems if not one.code.startswith(OF_WORDS)])


def _hashes(folder: Files) -> Mapping[str, str]:
    return {path: editions.hash_of(text) for path, text in folder.texts.items()}


class Following:
    """Takes up what is published while the bot runs, by whomever, and watches the folder."""

    def __init__(
        self,
        store: Store,
        begun: Begun,
        use: Callable[[Library], None],
        clock: Callable[[], datetime],
        memo: Memo,
    ) -> None:
        self._store = store
        self._number = begun.edition
        self._use = use
        self._clock = clock
        self._memo = memo
        self._seen: object = None
        self._tried: object = None

    async def run(self, folder: Path, when: When) -> None:
        """Looks every two seconds until it is cancelled; a trouble waits for the next look."""
        self._tried = await asyncio.to_thread(_signature, folder)
        while True:
            await asyncio.sleep(LOOKS_EVERY)
            try:
                if when is When.SAVE:
                    await self.look_at(folder)
                await self.take_up()
            except (StorageProblem, OSError) as problem:
                logger.warning("words_not_looked_at", error=type(problem).__name__)

    async def take_up(self) -> None:
        """Goes on with the newest edition, when it is another than before."""
        async with self._store.read() as unit:
            number = await editions.newest_number(unit)
            if number is None or number == self._number:
                return
            newest = await editions.numbered(unit, number)
            assert newest is not None  # an edition never goes away
            files = Files(await editions.texts_of(unit, newest.files))
        today = self._clock().date()
        library, problems = await aside(read_files, files, today, self._memo)
        self._number = number
        try:
            _still_playable(problems)
        except CannotPlay:  # published by another version of Cairn: what can be played goes on
            logger.error("words_not_taken_up", edition=number)
        else:
            self._use(library)
            logger.info("words_taken_up", edition=number)

    async def look_at(self, folder: Path) -> None:
        """Publishes the folder once it has been left alone for one look, if it can be."""
        now = await asyncio.to_thread(_signature, folder)
        settled, self._seen = now == self._seen, now
        if not settled or now == self._tried:
            return
        self._tried = now
        files = await asyncio.to_thread(files_in, folder)
        proposal = await publishing.of_folder(
            self._store, files, self._clock(), self._memo, by_hand=False
        )
        if proposal.says_the_same:
            return
        try:
            await publishing.publish(self._store, proposal, self._clock())
        except publishing.CannotPublish:
            errors = [one for one in proposal.looked.problems if one.severity == "E"]
            first = errors[0].place if errors else None
            logger.warning(
                "words_not_published",
                file=Path(first.file).name if first else Path(proposal.looked.played[0].file).name,
                line=first.line if first else 1,
                code=errors[0].code if errors else "transcript",
            )


def _signature(folder: Path) -> object:
    """Changes whenever a file of the folder is saved, comes or goes."""
    return tuple(
        (str(path), status.st_mtime_ns, status.st_size)
        for path in sorted((*folder.rglob("*.yaml"), *folder.rglob("*.chat")))
        if (status := path.stat())
    )
