"""What goes out: one act for one address, and what a transport says back when it is done."""

from __future__ import annotations

from dataclasses import dataclass

from bot.service.acts import Act
from storage.outbox import NUDGE, REPLY

__all__ = ["NUDGE", "REPLY", "Done", "Outgoing"]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A row of the outbox. `lane` is REPLY (a person is waiting) or NUDGE (the bot began)."""

    row: int
    address: str
    lane: int
    act: Act
    person: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """A row that was sent, or given up. `message` is the transport's number for what was sent."""

    row: int
    message: int | None = None
    person: str | None = None
    visit: int | None = None
    entry: str | None = None
