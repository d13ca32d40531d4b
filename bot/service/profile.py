"""What a person chose for themselves. Everything is off until they say otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from bot.nudges.calendar import Week

WORKING_WEEK = (0, 1, 2, 3, 4)
SWITCHES = ("reminders", "history", "count")


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's settings.

    `consent` is the version of the words they agreed to. `days` are weekdays on which the bot may
    write first, Monday being 0; quiet hours are wall-clock times like `19:00`.
    """

    consent: str
    zone: str
    name: str = ""
    quiet_from: str = "19:00"
    quiet_to: str = "08:00"
    days: tuple[int, ...] = WORKING_WEEK
    workday: str | None = None
    language: str = "en"
    tidy: bool = False
    switches: frozenset[str] = frozenset()

    def week(self) -> Week:
        """The rules for when the bot may write first."""
        return Week(
            zone=self.zone,
            quiet_from=time.fromisoformat(self.quiet_from),
            quiet_to=time.fromisoformat(self.quiet_to),
            days=frozenset(self.days),
        )

    def switch(self, name: str, *, on: bool) -> Profile:
        """The same profile with one switch moved."""
        others = self.switches - {name}
        return replace(self, switches=others | {name} if on else others)

    def to_json(self) -> dict[str, Any]:
        """The profile as JSON-ready values."""
        return {
            "consent": self.consent,
            "zone": self.zone,
            "name": self.name,
            "quiet_from": self.quiet_from,
            "quiet_to": self.quiet_to,
            "days": list(self.days),
            "workday": self.workday,
            "language": self.language,
            "tidy": self.tidy,
            "switches": sorted(self.switches),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Profile:
        """The profile that `to_json` described."""
        return cls(**{**data, "days": tuple(data["days"]), "switches": frozenset(data["switches"])})
