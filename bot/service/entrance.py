"""The way from the chat to the coordinators' page: a link that works once, or a code confirmed.

Nothing of it is stored: after a restart somebody asks for another link. Phone and laptop may
differ; then the page shows a code, and whoever is in the chat says that it is theirs.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from bot.service.claims import LETTERS, bare

LIVES = 600.0  # seconds, a link and a code
MOST_WAITING = 200  # browsers that show a code; the oldest gives way
LENGTH = 6


@dataclass(slots=True)
class _Waiting:
    """A browser that shows a code, and the random id of whoever said that it is theirs."""

    code: str
    until: float
    person: str | None = None


class Entrance:
    """Knows who may come in next.

    Attributes:
        address: Where browsers reach the page; None while whoever runs Cairn has not said it.
    """

    def __init__(self, address: str | None, clock: Callable[[], float] = monotonic) -> None:
        self.address = address
        self._clock = clock
        self._links: dict[str, tuple[str, float]] = {}
        self._waiting: dict[str, _Waiting] = {}

    def link(self, person: str) -> str:
        """A link for somebody; the one before it ends."""
        self._links = {one: to for one, to in self._links.items() if to[0] != person}
        token = secrets.token_urlsafe(24)
        self._links[token] = (person, self._clock() + LIVES)
        return f"{self.address}/enter#{token}"

    def use(self, token: str) -> str | None:
        """Whose link it is; it is used up by that. None for any other token."""
        person, until = self._links.pop(token, ("", 0.0))
        return person if until > self._clock() else None

    def ask(self) -> tuple[str, str]:
        """A browser asks to be let in: a secret for it to keep, and the code for it to show."""
        now = self._clock()
        self._waiting = {key: one for key, one in self._waiting.items() if one.until > now}
        if len(self._waiting) >= MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        secret = secrets.token_urlsafe(24)
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        self._waiting[secret] = _Waiting(code, now + LIVES)
        return secret, f"{code[:3]} {code[3:]}"

    def shows(self, code: str) -> bool:
        """Whether some browser shows this code now."""
        return self._showing(code) is not None

    def confirm(self, code: str, person: str) -> bool:
        """Lets the browser in that shows the code, as this person; False where none does."""
        found = self._showing(code)
        if found is None:
            return False
        found.person = person
        return True

    def collect(self, secret: str) -> str | None:
        """As whom the browser may come in; once, and None until somebody said so."""
        found = self._waiting.get(secret)
        if found is None or found.person is None or found.until <= self._clock():
            return None
        del self._waiting[secret]
        return found.person

    def waits(self, secret: str) -> bool:
        """Whether the code of this browser can still be confirmed."""
        found = self._waiting.get(secret)
        return found is not None and found.until > self._clock()

    def _showing(self, code: str) -> _Waiting | None:
        now, typed = self._clock(), bare(code)
        alive = (one for one in self._waiting.values() if one.until > now and not one.person)
        return next((one for one in alive if secrets.compare_digest(one.code, typed)), None)
