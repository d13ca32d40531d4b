"""Browsers that are signed in, and until when."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

SESSION_SECONDS = 12 * 3600.0
MOST = 500  # open at a time; the oldest gives way


@dataclass(slots=True)
class Session:
    """Somebody who is in.

    Attributes:
        csrf: Goes with everything that changes something.
        person: Their random id; empty where the door lets in whoever sits at this machine.
        until: When it ends, whatever is done.
        seen: When something was last asked for.
    """

    csrf: str
    person: str
    until: float
    seen: float


class Sessions:
    """The open sessions. They live in this process alone: after a restart people sign in again.

    Args:
        rests: Seconds without a sign after which a session ends; None for never.
        clock: Seconds that only grow.
    """

    def __init__(self, rests: float | None, clock: Callable[[], float] = monotonic) -> None:
        self._rests = rests
        self._clock = clock
        self._open: dict[str, Session] = {}

    def open(self, person: str) -> str:
        """Begins a session, and gives its secret id."""
        now = self._clock()
        self._open = {key: one for key, one in self._open.items() if self._alive(one)}
        if len(self._open) >= MOST:
            del self._open[next(iter(self._open))]
        id_ = secrets.token_urlsafe(32)
        csrf = secrets.token_urlsafe(32)
        self._open[id_] = Session(csrf, person, now + SESSION_SECONDS, now)
        return id_

    def find(self, id_: str) -> Session | None:
        """The session of an id, unless it has ended."""
        session = self._open.get(id_)
        if session is None or not self._alive(session):
            self.close(id_)
            return None
        session.seen = self._clock()
        return session

    def close(self, id_: str) -> None:
        """Ends a session."""
        self._open.pop(id_, None)

    def _alive(self, session: Session) -> bool:
        now = self._clock()
        rested = self._rests is not None and now - session.seen > self._rests
        return session.until > now and not rested
