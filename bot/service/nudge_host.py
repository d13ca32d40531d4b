"""What reminders ask of this layer: how a person stands, what they kept, which words to send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.flow.session import Option
from bot.nudges import slot
from bot.nudges.calendar import Week
from bot.nudges.host import Taken
from bot.nudges.policy import Standing, Subject
from bot.script.folder import Library
from bot.service import layout
from bot.service.acts import Button, Say
from bot.service.desk import Screen
from bot.service.log import LogEntry
from bot.service.profile import Profile
from bot.service.rooms import promised
from bot.service.teams.team_host import TeamHost
from storage import entries
from storage.nudges import Nudge
from storage.people import GROUP, Owner, Person
from storage.unit import Unit

WEEKS_KEPT = 1000
_OF_THE_WEEK = ("zone", "quiet_from", "quiet_to", "days", "shifts", "back", "holidays")


class NudgeHost:
    """Answers the reminders' questions from desks and logs; about groups, `TeamHost` does."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._teams = TeamHost(library)
        self._weeks: dict[str, Week] = {}
        self._options = tuple(
            Option(one, library.words.text(f"button.{one}")) for one in promised.OPTIONS
        )

    def standing(self, person: Person) -> Standing:
        """How things stand with somebody, as their desk says.

        The desk is read as it was stored: a `Desk` of each of a thousand people would take longer
        than all that is decided about them.
        """
        if person.kind == GROUP:
            return self._teams.standing(person)
        desk = person.desk
        screen = desk["screen"]
        touched = datetime.fromisoformat(desk["touched"]) if desk["touched"] else None
        unprompted = tuple(map(datetime.fromisoformat, desk["unprompted"]))
        return Standing(
            week=self._week(desk["profile"]),
            reachable=not desk["unreachable"],
            paused=desk["held"],
            in_conversation=desk["session_visit"] is not None
            or _is_busy(screen, touched, unprompted),
            touched=touched,
            unprompted=unprompted,
            unanswered=desk.get("unanswered", 0),
            closed=desk.get("closed", False),
        )

    def _week(self, profile: Mapping[str, Any]) -> Week:
        """The rules of a stored profile; most people have those of many others."""
        key = repr([profile.get(name) for name in _OF_THE_WEEK])
        week = self._weeks.get(key)
        if week is None:
            if len(self._weeks) >= WEEKS_KEPT:
                self._weeks.clear()
            week = Profile.from_json(profile).week(self._library.holidays)
            self._weeks[key] = week
        return week

    async def subjects(self, unit: Unit, taken: Taken) -> Mapping[int, Subject]:
        """Whether that which each reminder is about waits, was done already, or is gone."""
        about = {nudge.id: (person, _entry_of(nudge)) for person, nudge in taken}
        wanted = [(person, entry) for person, entry in about.values() if entry is not None]
        found = await entries.get_all(unit, wanted)
        looking: dict[str, Owner] = {
            person.id: person for person, nudge in taken if nudge.body.get("what") == "change"
        }
        logs = await entries.of_all(unit, looking.values()) if looking else {}
        return {
            nudge.id: (
                self._teams.subject(person, nudge)
                if person.kind == GROUP
                else _of_entry(nudge, found.get(entry))
                if (entry := _entry_of(nudge)) is not None
                else _of_rule(person, nudge, logs.get(person.id, ()))
            )
            for person, nudge in taken
        }

    def opened(self, person: Person, nudge: Nudge, *, closing: bool) -> Say:
        """The message as it leaves, a bland line for the lock screen.

        Its buttons are a screen on the person's desk.
        """
        if person.kind == GROUP:
            return self._teams.opened(person)
        text = self._text(nudge, closing=closing)
        if closing or nudge.body["kind"] == slot.NOTICE:
            keys = promised.AFTER_CLOSING if closing else promised.UNDER_NOTICE
            buttons = [Button(self._library.words.text(key), token) for key, token in keys]
            rows, answers = layout.rows_of(buttons)
            return Say(text, rows, answers, silent=True)
        visit = person.desk["visit"] + 1
        args = promised.args_of(nudge) | {"under": _with_words(person.desk["screen"])}
        screen = Screen(promised.NAME, self._options, visit, text=True, args=args)
        person.desk = {**person.desk, "visit": visit, "screen": screen.to_json()}
        nonce = person.desk["nonce"]
        rows, answers = layout.rows_of(layout.buttons_of(self._options, nonce, visit))
        return Say(text, rows, answers, visit=visit, silent=True)

    def wrote(self, person: Person, unprompted: tuple[datetime, ...], *, closing: bool) -> None:
        """Notes that the bot wrote first, once more."""
        if person.kind == GROUP:
            self._teams.wrote(person, unprompted)
            return
        self._count(person, unprompted, +1, closed=True if closing else None)

    def unwrote(self, person: Person, unprompted: tuple[datetime, ...], *, closing: bool) -> None:
        """Takes that back."""
        if person.kind == GROUP:
            self._teams.unwrote(person, unprompted)
            return
        self._count(person, unprompted, -1, closed=False if closing else None)

    def _count(
        self, person: Person, unprompted: tuple[datetime, ...], by: int, closed: bool | None
    ) -> None:
        desk = person.desk
        person.desk = {
            **desk,
            "unprompted": [one.isoformat() for one in unprompted],
            "unanswered": max(0, desk.get("unanswered", 0) + by),
            "closed": desk.get("closed", False) if closed is None else closed,
        }

    def _text(self, nudge: Nudge, *, closing: bool) -> str:
        return self._library.words.text("reminders.closing") if closing else nudge.body["text"]


def _is_busy(
    screen: Mapping[str, Any] | None, touched: datetime | None, unprompted: tuple[datetime, ...]
) -> bool:
    """Whether somebody is at a screen; a reminder's own counts once they have done anything there.

    Asked “when?”, say, or told that it comes as seldom as can be, they are in the middle of it.
    """
    if screen is None or touched is None:
        return False
    return screen["room"] != promised.NAME or not unprompted or touched > unprompted[-1]


def _with_words(screen: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The open screen if it holds words that were typed and not kept yet: they are not lost."""
    if screen is None or screen["room"] == promised.NAME:
        return screen["args"].get("under") if screen else None
    return screen if screen["args"].get("text") or screen["args"].get("under") else None


def _entry_of(nudge: Nudge) -> int | None:
    entry = nudge.body["entry"]
    return None if entry is None else int(entry)


def _of_entry(nudge: Nudge, row: entries.Entry | None) -> Subject:
    """A look back at one entry is done once somebody looked at it since the promise was made."""
    if row is None:
        return Subject.GONE
    looked = (date.fromisoformat(day) for day, _, _ in LogEntry.read("", row.body).notes)
    made = date.fromisoformat(nudge.body["made"])
    return Subject.DONE if any(day > made for day in looked) else Subject.WAITING


def _of_rule(person: Person, nudge: Nudge, log: Sequence[entries.Entry]) -> Subject:
    """What comes again is done where the person did it by themselves on its day, or since."""
    if nudge.body["kind"] == slot.NOTICE:
        # Any tap or word since then keeps everything, and there is nothing to tell.
        touched = person.desk["touched"]
        is_back = touched is not None and touched[:10] >= nudge.body["made"]
        return Subject.DONE if is_back else Subject.WAITING
    if nudge.body["kind"] != slot.RULE:
        return Subject.WAITING
    what, day = nudge.body["what"], nudge.body["day"]
    if person.desk.get("did", {}).get(what, "") >= day:
        return Subject.DONE
    if what == "change" and not any(promised.is_open(one.body) for one in log):
        return Subject.DONE
    return Subject.WAITING
