"""Everything small that is kept of one group, sealed as one piece. Nothing that was said is in it.

The rule of its cards is a reminder's row of its own, as a person's rules are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.nudges.calendar import Days, Week


@dataclass(frozen=True, slots=True)
class TeamDesk:
    """One group's small state.

    Attributes:
        zone: The name of the zone whose clock counts.
        days: The weekdays of its cards, Monday being 0.
        until: The last day on which a card may come; with it the group is forgotten.
        nonce: New with every change, so that a second tap on the same button means nothing.
        themes: The themes to draw from; none for all.
        back: The first day after a pause; None when there is none.
        seen: The keys of the cards that were posted, oldest first.
        by: The random id of the administrator who set it up, if they are somebody known.
        shut_out: The bot was removed, or may not write there.
        told: They were told of that, and no card has come since.
        visit: The number of the newest message with buttons; `is_open` while it has them.
        unprompted: When cards were posted, in the last seven days.
        topic: Where it was set up, in a group with topics: cards come there.
    """

    zone: str
    days: tuple[int, ...]
    until: date
    nonce: str
    themes: tuple[str, ...] = ()
    back: date | None = None
    seen: tuple[str, ...] = ()
    by: str | None = None
    shut_out: bool = False
    told: bool = False
    visit: int = 0
    is_open: bool = False
    unprompted: tuple[datetime, ...] = ()
    topic: int | None = None

    def week(self, holidays: Days) -> Week:
        """When a card may come: on its own days alone, so that a holiday's card is passed over."""
        return Week(self.zone, days=frozenset(self.days), back=self.back, holidays=holidays)

    def to_json(self) -> dict[str, Any]:
        """The desk as JSON-ready values."""
        return {
            "zone": self.zone,
            "days": list(self.days),
            "until": self.until.isoformat(),
            "nonce": self.nonce,
            "themes": list(self.themes),
            "back": self.back.isoformat() if self.back else None,
            "seen": list(self.seen),
            "by": self.by,
            "shut_out": self.shut_out,
            "told": self.told,
            "visit": self.visit,
            "is_open": self.is_open,
            "unprompted": [at.isoformat() for at in self.unprompted],
            "topic": self.topic,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> TeamDesk:
        """The desk that `to_json` described."""
        return cls(
            **{
                **data,
                "days": tuple(data["days"]),
                "until": date.fromisoformat(data["until"]),
                "themes": tuple(data["themes"]),
                "back": date.fromisoformat(data["back"]) if data["back"] else None,
                "seen": tuple(data["seen"]),
                "unprompted": tuple(datetime.fromisoformat(at) for at in data["unprompted"]),
            }
        )
