"""What an administrator is choosing.

It travels on the buttons, so nothing of it is stored before “Start”, and a button of an older
message still means what it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from string import ascii_lowercase, digits

MOST_DAYS = 2  # cards a week
MOST_THEMES = 3
LONGEST_DAYS = 366
FIRST_DAYS = (1,)  # Tuesday: a Monday has enough of its own
FIRST_AT = time(9, 30)
FIRST_SPAN = timedelta(weeks=13)

_SIGNS = digits + ascii_lowercase  # one for each theme
_TOKEN = re.compile(
    r"team\.([a-z]{1,8}\d?)\.([0-9a-f]{0,8})"
    r"(?:\.([0-6]{1,2})\.(\d{2})(\d{2})\.([0-9a-z]{0,3})\.(\d{6}))?"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """Days (Monday is 0), time, themes (none for all), and the last day."""

    days: tuple[int, ...]
    at: time
    themes: tuple[str, ...]
    until: date


@dataclass(frozen=True, slots=True)
class Tap:
    """What a button carried: what to do, to which state of things, and the draft it showed."""

    action: str
    nonce: str
    draft: Draft | None


def first_draft(today: date) -> Draft:
    """What is suggested to begin with."""
    return Draft(FIRST_DAYS, FIRST_AT, (), today + FIRST_SPAN)


class Tokens:
    """Makes and reads the tokens of a group's buttons.

    Args:
        themes: The ids of all themes, in their order.
    """

    def __init__(self, themes: Sequence[str]) -> None:
        self._themes = dict(zip(_SIGNS, themes, strict=False))
        self._signs = {theme: sign for sign, theme in self._themes.items()}

    def has(self, theme: str) -> bool:
        """Whether there is a sign for the theme; beyond 36 of them there is none."""
        return theme in self._signs

    def make(self, action: str, nonce: str, draft: Draft | None = None) -> str:
        """The token of a button: 40 bytes at most, of the 64 there are."""
        token = f"team.{action}.{nonce}"
        if draft is None:
            return token
        days = "".join(map(str, draft.days))
        themes = "".join(self._signs[one] for one in draft.themes if one in self._signs)
        return f"{token}.{days}.{draft.at:%H%M}.{themes}.{draft.until:%y%m%d}"

    def read(self, token: str) -> Tap | None:
        """What the token means; None for anything that was never ours."""
        match = _TOKEN.fullmatch(token)
        if match is None:
            return None
        action, nonce, days, hour, minute, themes, until = match.groups()
        if days is None:
            return Tap(action, nonce, None)
        if not all(sign in self._themes for sign in themes):
            return None
        try:
            draft = Draft(
                tuple(sorted({int(day) for day in days})),
                time(int(hour), int(minute)),
                tuple(dict.fromkeys(self._themes[sign] for sign in themes)),
                datetime.strptime(until, "%y%m%d").date(),
            )
        except ValueError:
            return None
        return Tap(action, nonce, draft)
