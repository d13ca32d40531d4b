"""Everything small that is kept of one person, sealed as one piece: settings, place, open screen.

Two things can be open at once: a conversation (a script's session) and, over it, a screen of one of
Cairn's own rooms. Each question that is shown gets the next visit number; a button names the visit
it belongs to, which is what makes old and double taps harmless.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.flow.session import Option, Session
from bot.service.profile import Profile

NOTICE = "notice"
"""Among what was offered: the notice before everything is forgotten after a year without a word."""

TRYING = "trying"
"""The room of a dialogue being tried out: the buttons of its screen are a dialogue's own."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A question of a room: which room, what it needs to remember, its buttons.

    `text` says that typed words are an answer here; else they can only name a button.
    """

    room: str
    options: tuple[Option, ...]
    visit: int
    text: bool = False
    args: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The screen as JSON-ready values."""
        return {
            "room": self.room,
            "options": [{"id": one.id, "label": one.label} for one in self.options],
            "visit": self.visit,
            "text": self.text,
            "args": dict(self.args),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Screen:
        """The screen that `to_json` described."""
        return cls(**{**data, "options": tuple(Option(**one) for one in data["options"])})


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's small state.

    `session_visit` is None while the conversation is put aside (paused). `seen` are the prompts
    (by key) and huddle cards (by link) that had their turn, oldest first. `wrote` pairs the
    person's own messages of this conversation with the questions they answered. `offered` names
    what was offered once. `unprompted` are the times of the messages that the bot began, of the
    last seven days; `unanswered` counts those since the last tap or word, and `closed` says that
    the closing note was one of them. `offers` are the standing buttons of the newest message
    (label, token), so that their words or numbers can be typed. `did` has the ISO day on which
    a question of each kind of talk was last answered, or such a talk ended.
    """

    profile: Profile
    nonce: str
    visit: int = 0
    session: Session | None = None
    session_visit: int | None = None
    screen: Screen | None = None
    seen: tuple[str, ...] = ()
    offered: frozenset[str] = frozenset()
    wrote: tuple[tuple[int, str], ...] = ()
    touched: datetime | None = None
    held: bool = False
    unreachable: bool = False
    unprompted: tuple[datetime, ...] = ()
    offers: tuple[tuple[str, str], ...] = ()
    unanswered: int = 0
    closed: bool = False
    did: Mapping[str, str] = field(default_factory=dict)

    @property
    def tries(self) -> bool:
        """Whether a tryout is open, also where a support card came over it."""
        screen = self.screen
        under = screen.args.get("under") if screen else None
        return bool(screen and TRYING in (screen.room, under["room"] if under else ""))

    def touched_at(self, now: datetime) -> Desk:
        """After a tap or a word: whatever was unanswered is answered, and they can be reached."""
        offered = self.offered - {NOTICE}
        return replace(
            self, touched=now, unreachable=False, unanswered=0, closed=False, offered=offered
        )

    def to_json(self) -> dict[str, Any]:
        """The desk as JSON-ready values."""
        return {
            "profile": self.profile.to_json(),
            "nonce": self.nonce,
            "visit": self.visit,
            "session": self.session.to_json() if self.session else None,
            "session_visit": self.session_visit,
            "screen": self.screen.to_json() if self.screen else None,
            "seen": list(self.seen),
            "offered": sorted(self.offered),
            "wrote": [list(one) for one in self.wrote],
            "touched": self.touched.isoformat() if self.touched else None,
            "held": self.held,
            "unreachable": self.unreachable,
            "unprompted": [at.isoformat() for at in self.unprompted],
            "offers": [list(one) for one in self.offers],
            "unanswered": self.unanswered,
            "closed": self.closed,
            "did": dict(self.did),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Desk:
        """The desk that `to_json` described."""
        return cls(
            **{
                **data,
                "profile": Profile.from_json(data["profile"]),
                "session": Session.from_json(data["session"]) if data["session"] else None,
                "screen": Screen.from_json(data["screen"]) if data["screen"] else None,
                "seen": tuple(data["seen"]),
                "offered": frozenset(data["offered"]),
                "wrote": tuple((message, step) for message, step in data["wrote"]),
                "touched": datetime.fromisoformat(data["touched"]) if data["touched"] else None,
                "unprompted": tuple(datetime.fromisoformat(at) for at in data["unprompted"]),
                "offers": tuple((label, token) for label, token in data.get("offers", ())),
            }
        )
