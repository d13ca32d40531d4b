"""What Telegram's side needs of the rest of the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from bot.service.inputs import Arrived
from bot.service.outgoing import Done, Outgoing


class Service(Protocol):
    """What a person can do. Every method may raise StoreBusy or StoreFull: wait, ask again."""

    async def handle(self, batch: Sequence[Arrived]) -> Sequence[Outgoing]:
        """Answers a batch; what it did is committed when it returns."""
        ...

    async def waiting(self) -> Sequence[Outgoing]:
        """Rows that were not sent before the last stop."""
        ...

    async def done(self, results: Sequence[Done]) -> None:
        """Marks rows as sent, or as given up."""
        ...

    async def unreachable(self, address: str) -> Sequence[Outgoing]:
        """Stops everything for a chat that cannot be written to; what is to be said about it."""
        ...

    async def moved(self, address: str, to: str) -> None:
        """A group goes on at another address."""
        ...

    async def planned(self) -> Sequence[int]:
        """The rows of reminders that were taken up before the last stop."""
        ...

    async def about_to_send(
        self, rows: Sequence[int], mine: Callable[[str], bool]
    ) -> Mapping[int, Outgoing]:
        """Decides about reminders, and marks them; what is missing is not to be sent.

        `mine` says to which addresses the caller can write.
        """
        ...

    async def message_of(self, person: str, visit: int) -> int | None:
        """The message that showed a visit, when that is still known."""
        ...
