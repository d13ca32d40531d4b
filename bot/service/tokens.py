"""What a button carries: the visit it belongs to and which button it was; or a standing command.

A visit's token is `<nonce>.<visit>.<key>`, the key being the place among the open question's
buttons, or `b`, `p`, `s` for Back, Pause and Stop. The nonce is new with every start, so that a
button from before an erasure means nothing. A standing token is a command with its slash, and
works at any time, for anybody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.flow.session import Option

BACK, PAUSE, STOP = "b", "p", "s"
_VISIT = re.compile(r"([0-9a-f]+)\.(\d+)\.(\d+|[bps])")


@dataclass(frozen=True, slots=True)
class VisitToken:
    """A button of one visit."""

    nonce: str
    visit: int
    key: str

    def __str__(self) -> str:
        return f"{self.nonce}.{self.visit}.{self.key}"

    def picked(self, options: Sequence[Option]) -> str | None:
        """The id of the option that was tapped; None for a way out, and for a forged button."""
        at = int(self.key) if self.key.isdecimal() else len(options)
        return options[at].id if at < len(options) else None


@dataclass(frozen=True, slots=True)
class Standing:
    """A command on a button."""

    name: str
    argument: str


def read_token(token: str) -> VisitToken | Standing | None:
    """What the token means; None for anything that was never ours."""
    if token.startswith("/"):
        name, _, argument = token[1:].partition(" ")
        return Standing(name, argument)
    match = _VISIT.fullmatch(token)
    return VisitToken(match[1], int(match[2]), match[3]) if match else None
