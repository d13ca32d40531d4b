"""What a person chose for themselves. Everything is off until they say otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from bot.nudges.calendar import Days, Week
from bot.nudges.shifts import Shifts

WORKING_WEEK = (0, 1, 2, 3, 4)
SWITCHES = ("reminders", "history", "count")


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's settings.

    `consent` is the version of the words they agreed to. `days` are weekdays on which the bot may
    write first, Monday being 0; quiet hours are wall-clock times like `19:00`. `shifts` are days
    on, days off and the ISO date of a first day on; they count in place of `days`. `back` is the
    ISO date of the first day after a leave. With `holidays` they are written to on bank holidays.
    `priorities` are the themes that questions lean towards, by id.
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
    shifts: tuple[int, int, str] | None = None
    back: str | None = None
    holidays: bool = False
    priorities: tuple[str, ...] = ()

    def week(self, holidays: Days) -> Week:
        """The rules for when the bot may write first; `holidays` are the organisation's."""
        return Week(
            zone=self.zone,
            quiet_from=time.fromisoformat(self.quiet_from),
            quiet_to=time.fromisoformat(self.quiet_to),
            days=frozenset(self.days),
            shifts=_shifts(*self.shifts) if self.shifts else None,
            back=date.fromisoformat(self.back) if self.back else None,
            holidays=frozenset() if self.holidays else holidays,
        )

    @property
    def place(self) -> str:
        """The zone as people call it: `Lisbon` for `Europe/Lisbon`."""
        return self.zone.rpartition("/")[2].replace("_", " ")

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
            "shifts": list(self.shifts) if self.shifts else None,
            "back": self.back,
            "holidays": self.holidays,
            "priorities": list(self.priorities),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Profile:
        """The profile that `to_json` described."""
        shifts = data.get("shifts")
        return cls(
            **{
                **data,
                "days": tuple(data["days"]),
                "switches": frozenset(data["switches"]),
                "shifts": tuple(shifts) if shifts else None,
                "priorities": tuple(data.get("priorities", ())),
            }
        )


def _shifts(on: int, off: int, first: str) -> Shifts:
    return Shifts(on, off, date.fromisoformat(first))
