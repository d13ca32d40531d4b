"""Who may come in: a one-time token for a session, and a session's secrets."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

SESSION_SECONDS = 12 * 3600.0
_MOST_TRIES = 20
_TRIES_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is in. `csrf` goes with everything that changes something."""

    csrf: str
    until: float


class Door:
    """Gives out one-time tokens and keeps the sessions that were opened with them.

    Args:
        clock: Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._token = secrets.token_urlsafe(32)
        self._sessions: dict[str, Session] = {}
        self._tries: list[float] = []

    @property
    def token(self) -> str:
        """The token that opens the door once; a used one is followed by another."""
        return self._token

    def enter(self, token: str) -> str | None:
        """Opens a session for the token, and gives its secret id; None for any other token."""
        now = self._clock()
        self._tries = [at for at in self._tries if now - at < _TRIES_SECONDS]
        if len(self._tries) >= _MOST_TRIES:
            return None
        if not hmac.compare_digest(token.encode(), self._token.encode()):
            self._tries.append(now)
            return None
        self._token = secrets.token_urlsafe(32)
        session = secrets.token_urlsafe(32)
        self._sessions[session] = Session(secrets.token_urlsafe(32), now + SESSION_SECONDS)
        return session

    def session(self, id_: str) -> Session | None:
        """The session of an id, unless it has ended."""
        session = self._sessions.get(id_)
        if session and session.until < self._clock():
            self._sessions.pop(id_, None)
            return None
        return session

    def leave(self, id_: str) -> None:
        """Ends a session."""
        self._sessions.pop(id_, None)
