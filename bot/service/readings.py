"""Readings: somebody is asked by a link to read a file, and says something about its words."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from types import MappingProxyType

from bot.script.readable import read_readable
from bot.script.reviewing import LONGEST_ROLE
from storage import readings
from storage.readings import BACK, NOTED, OPEN, READ, Reading, Remark
from storage.store import Store, Unit

__all__ = ["Asked", "CannotAsk", "CannotSay", "Over", "Reading", "Readings", "Remark", "words_at"]

LIVES = timedelta(days=14)
LONGEST_REMARK = 2_000  # characters
MOST_REMARKS = 300  # of one reading
MOST_ASKED = 100  # readings of one file that are kept at a time

Where = tuple[str, ...]


class Over(Exception):
    """The link was used to the end, was taken back, or is too old; `str()` says so kindly."""

    def __init__(self) -> None:
        super().__init__(
            "This link is over, or not whole. Perhaps all was read, or it was taken back, or it is "
            "more than 14 days old. What was said by it is with those who write the words. "
            "Thank you."
        )


class CannotAsk(Exception):
    """Nobody was asked; `str()` says why."""


class CannotSay(Exception):
    """Nothing was kept; `str()` says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was asked, as coordinators see it.

    Attributes:
        reading: Which words, by which role, until when.
        is_open: Whether the link works now.
        to_note: Whether they read it all, and nobody has noted that yet.
        remarks: What they said.
    """

    reading: Reading
    is_open: bool
    to_note: bool
    remarks: Sequence[Remark]


class Readings:
    """The readings of one installation.

    Args:
        store: Where they are kept.
        clock: The moment.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    # For coordinators

    async def ask(self, path: str, text: str, role: str) -> tuple[Reading, str]:
        """Asks somebody to read a file as it is; the reading, and the secret for their link.

        Raises:
            CannotAsk: The role is missing or too long, the file cannot be read, or too many were
                asked already.
        """
        role = " ".join(role.split())
        if not role:
            raise CannotAsk("Say who it is for, by role, such as “people with lived experience”.")
        if len(role) > LONGEST_ROLE:
            raise CannotAsk(f"Say in at most {LONGEST_ROLE} characters who it is for.")
        if not words_at(text, path):
            raise CannotAsk("These words cannot be read yet. Mend them first.")
        secret = secrets.token_urlsafe(32)
        async with self._store.write() as unit:
            if len(await readings.of(unit, path)) >= MOST_ASKED:
                raise CannotAsk("So many were asked already. Settle what they said first.")
            made = Reading(unit.new_id(), path, text, role, self._clock() + LIVES)
            await readings.add(unit, made, secret)
        return made, secret

    async def asked(self, path: str) -> list[Asked]:
        """Everybody who was asked to read a file, and what they said."""
        now = self._clock()
        async with self._store.read() as unit:
            found = await readings.of(unit, path)
            said = await readings.remarks_of(unit, [one.id for one in found])
        return [
            Asked(
                one,
                one.state == OPEN and one.until > now,
                one.state == READ,
                [remark for remark in said if remark.reading == one.id],
            )
            for one in found
        ]

    async def unsettled(self) -> Mapping[str, int]:
        """How many remarks of each file wait for somebody to settle them."""
        async with self._store.read() as unit:
            return await readings.unsettled(unit)

    async def take_back(self, reading: int) -> None:
        """Ends a link that works still; what was said by it stays until it is settled."""
        async with self._store.write() as unit:
            if await _open(unit, reading, self._clock()):
                await readings.end(unit, reading, BACK, self._clock())

    async def settle(self, remark: int, settled: bool) -> None:
        """Settles a remark, or opens it again."""
        async with self._store.write() as unit:
            await readings.settle(unit, remark, self._clock() if settled else None)

    async def to_note(self, reading: int) -> Reading | None:
        """A reading that was read to the end and is not noted yet; None for any other."""
        async with self._store.read() as unit:
            found = await readings.find(unit, reading)
        return found if found and found.state == READ else None

    async def noted(self, reading: int) -> None:
        """Remembers that a coordinator has noted it in the file, or will not."""
        async with self._store.write() as unit:
            found = await readings.find(unit, reading)
            if found and found.state == READ:
                await readings.stand(unit, reading, NOTED)

    # For readers

    async def enter(self, secret: str) -> int:
        """The reading that a link leads to.

        Raises:
            Over: The link works no more, or never did.
        """
        async with self._store.read() as unit:
            found = await readings.by_secret(unit, secret)
        if found is None or found.state != OPEN or found.until <= self._clock():
            raise Over
        return found.id

    async def is_open(self, reading: int) -> bool:
        """Whether its link works now."""
        async with self._store.read() as unit:
            return await _open(unit, reading, self._clock()) is not None

    async def to_read(self, reading: int) -> tuple[Reading, Sequence[Remark]]:
        """What is to be read, and what was said about it by this link.

        Raises:
            Over: The link works no more.
        """
        async with self._store.read() as unit:
            found = await _open(unit, reading, self._clock())
            if found is None:
                raise Over
            return found, await readings.remarks_of(unit, [reading])

    async def say(self, reading: int, where: Where, words: str) -> int:
        """Keeps what a reader says about some words, or about the whole; its number.

        Raises:
            Over: The link works no more.
            CannotSay: It is empty or too long, there is too much of it, or what it is about is not
                in the words that were given to be read.
        """
        words = words.strip()
        if not words:
            raise CannotSay("There are no words in it yet.")
        if len(words) > LONGEST_REMARK:
            raise CannotSay(f"Say it in at most {LONGEST_REMARK:,} characters.")
        async with self._store.write() as unit:
            found = await _open(unit, reading, self._clock())
            if found is None:
                raise Over
            if where and not _within(where, words_at(found.text, found.path)):
                raise CannotSay("These words are not among those that you were asked to read.")
            if await readings.count(unit, reading) >= MOST_REMARKS:
                raise CannotSay(f"That is more than {MOST_REMARKS} already. Thank you.")
            return await readings.add_remark(unit, reading, where, words, self._clock())

    async def unsay(self, reading: int, remark: int) -> None:
        """Forgets what a reader said by this very link.

        Raises:
            Over: The link works no more.
        """
        async with self._store.write() as unit:
            if await _open(unit, reading, self._clock()) is None:
                raise Over
            await readings.drop_remark(unit, reading, remark)

    async def finish(self, reading: int) -> None:
        """Notes that all of it was read; the link works no more.

        Raises:
            Over: It did not work already.
        """
        async with self._store.write() as unit:
            if await _open(unit, reading, self._clock()) is None:
                raise Over
            await readings.end(unit, reading, READ, self._clock())


@lru_cache(maxsize=32)
def words_at(text: str, path: str) -> Mapping[Where, str]:
    """What a file says that people read, by where it stands there; empty where it is unreadable."""
    words, _ = read_readable(text, path)
    found = {tuple(map(str, where)): said for where, said in words.texts} if words else {}
    return MappingProxyType(found)


def changed(reading: Reading, text: str, where: Where) -> bool:
    """Whether the words that a remark is about read otherwise by now; of the whole, any of them."""
    before, after = words_at(reading.text, reading.path), words_at(text, reading.path)
    return _below(where, before) != _below(where, after)


def _within(where: Where, words: Mapping[Where, str]) -> bool:
    return bool(_below(where, words))


def _below(where: Where, words: Mapping[Where, str]) -> dict[Where, str]:
    """The words at a place, or in the group that has this name."""
    return {at: said for at, said in words.items() if at[: len(where)] == where}


async def _open(unit: Unit, reading: int, now: datetime) -> Reading | None:
    found = await readings.find(unit, reading)
    return found if found and found.state == OPEN and found.until > now else None
