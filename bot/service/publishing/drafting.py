"""Files as whoever works on the page sees them: what is published, and their drafts over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage import drafts, editions
from storage.drafts import Draft
from storage.editions import hash_of
from storage.store import Store, Unit


class WrittenMeanwhile(Exception):
    """Somebody else wrote the file since it was read; nothing was written."""

    def __init__(self, now: str | None) -> None:
        super().__init__("Somebody changed this file meanwhile. Nothing was overwritten.")
        self.now = now


@dataclass(frozen=True, slots=True)
class Written:
    """Everything as it is written at one moment.

    Attributes:
        live: What is published, by path.
        drafts: What is being written over it, by path.
    """

    live: Mapping[str, str]
    drafts: Mapping[str, Draft]

    @property
    def texts(self) -> dict[str, str]:
        """Every file's text, the draft where there is one."""
        return {**self.live, **{path: one.text for path, one in self.drafts.items()}}

    @property
    def overtaken(self) -> tuple[str, ...]:
        """The drafts of files of which other words were published since the draft began."""
        return tuple(
            path for path, one in self.drafts.items() if one.over != _hash(self.live.get(path))
        )


async def written(unit: Unit) -> Written:
    """Everything as it is written now; nothing before the first edition."""
    newest = await editions.newest(unit)
    live = await editions.texts_of(unit, newest.files) if newest else {}
    return Written(live, await drafts.every(unit))


async def save(store: Store, path: str, text: str, seen: str | None, now: datetime) -> None:
    """Saves a file as a draft.

    Args:
        store: Where drafts are.
        path: Which file.
        text: All that it should say.
        seen: The version of the text that was read, draft or published; None for a new file.
        now: The moment.

    Raises:
        WrittenMeanwhile: It is another text by now.
    """
    async with store.write() as unit:
        here = await written(unit)
        found = here.texts.get(path)
        if (None if found is None else version_of(found)) != seen:
            raise WrittenMeanwhile(found)
        if text == here.live.get(path):  # taken back by hand: there is nothing left to publish
            await drafts.drop(unit, [path])
        elif path in here.drafts:
            await drafts.write(unit, path, text, now)
        else:
            await drafts.begin(unit, Draft(path, text, _hash(here.live.get(path)), now))


async def stand_by(store: Store, path: str) -> None:
    """Stands by a draft although other words of the file were published since it began."""
    async with store.write() as unit:
        await drafts.stand_over(unit, path, _hash((await written(unit)).live.get(path)))


async def throw_away(store: Store, path: str) -> None:
    """Lets go of a draft; what is published stays."""
    async with store.write() as unit:
        await drafts.drop(unit, [path])


def version_of(text: str) -> str:
    """What tells a text from every other one."""
    return hash_of(text)


def _hash(text: str | None) -> str:
    return "" if text is None else hash_of(text)
