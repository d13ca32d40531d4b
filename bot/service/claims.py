"""The codes with which somebody becomes a coordinator: how they look, and wrong tries at them.

The first code is made at a start at which nobody has the post, and lives in this process alone:
whoever can read where it was printed looks after the machine.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is read as another one
LENGTH, HALF = 8, 4  # letters: enough that guessing takes centuries, few enough to type
MOST_TRIES = 5  # wrong ones, of one address
REST = timedelta(minutes=15)
MOST_KNOWN = 1000  # addresses whose tries are counted


def new_code() -> str:
    """A code by chance, as it is typed: `7K4M-QP2X`."""
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return f"{code[:HALF]}-{code[HALF:]}"


def bare(typed: str) -> str:
    """A code however it was typed: small letters, spaces and hyphens do not matter."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


class Claims:
    """The first code, and who tried what lately; nothing of it is stored."""

    def __init__(self) -> None:
        self._code: str | None = None
        self._used_by: str | None = None
        self._wrong: dict[str, tuple[int, datetime]] = {}

    def open(self) -> str:
        """Makes the first code, to be printed."""
        self._code, self._used_by = new_code(), None
        return self._code

    def close(self) -> None:
        """Ends the first code."""
        self._code = None

    def take(self, typed: str, address: str) -> bool:
        """Whether this is the first code; from then on it works for nobody else.

        It still does for the same address, for a transaction may fail and be tried again.
        """
        code, taken = self._code, self._used_by not in (None, address)
        if code is None or taken or not hmac.compare_digest(_bytes(typed), _bytes(code)):
            return False
        self._used_by = address
        return True

    def rests(self, address: str, now: datetime) -> bool:
        """Whether an address has tried too often to be listened to just now."""
        tries, last = self._wrong.get(address, (0, now))
        return tries >= MOST_TRIES and now - last < REST

    def missed(self, address: str, now: datetime) -> None:
        """Counts a wrong try."""
        tries, last = self._wrong.pop(address, (0, now))
        if len(self._wrong) >= MOST_KNOWN:
            del self._wrong[next(iter(self._wrong))]
        self._wrong[address] = (tries + 1 if now - last < REST else 1, now)


def _bytes(code: str) -> bytes:
    return bare(code).encode()
