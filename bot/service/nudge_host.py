"""What reminders ask of this layer: how a person stands, what they kept, which words to send."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.flow.scene import Catalogue
from bot.flow.session import Option
from bot.nudges.policy import Standing, Subject
from bot.service import layout
from bot.service.acts import Say, to_json
from bot.service.desk import Desk, Screen
from bot.service.log import LogEntry
from bot.service.rooms import promised
from storage import entries, people
from storage.nudges import Nudge
from storage.people import Person
from storage.sealing import Body
from storage.unit import Unit


class NudgeHost:
    """Answers the reminders' questions from desks and logs."""

    def __init__(self, words: Catalogue) -> None:
        self._words = words

    def standing(self, person: Person) -> Standing:
        """How things stand with somebody, as their desk says."""
        desk = Desk.from_json(person.desk)
        return Standing(
            week=desk.profile.week(),
            reachable=not desk.unreachable,
            paused=desk.held,
            in_conversation=desk.session_visit is not None or _is_busy(desk),
            touched=desk.touched,
            unprompted=desk.unprompted,
        )

    async def subject(self, unit: Unit, person: Person, nudge: Nudge) -> Subject:
        """Whether the entry it looks back at waits, was looked at since, or is gone."""
        id_ = nudge.body["entry"]
        if id_ is None:
            return Subject.WAITING
        row = await entries.get(unit, person, int(id_))
        if row is None:
            return Subject.GONE
        looked = (date.fromisoformat(day) for day, _, _ in LogEntry.read(id_, row.body).notes)
        made = date.fromisoformat(nudge.body["made"])
        return Subject.DONE if any(day > made for day in looked) else Subject.WAITING

    async def compose(self, _unit: Unit, _person: Person, nudge: Nudge, _now: datetime) -> Body:
        """The bland line for the lock screen; its buttons are added when it leaves."""
        return to_json(Say(nudge.body["text"], silent=True))

    async def remember(self, unit: Unit, person: Person, unprompted: tuple[datetime, ...]) -> None:
        """Keeps when the bot wrote first of late."""
        desk = replace(Desk.from_json(person.desk), unprompted=unprompted)
        person.desk = desk.to_json()
        await people.save(unit, [person])

    async def opened(self, unit: Unit, person: Person, nudge: Nudge) -> Say:
        """The message as it leaves: its buttons are a screen on the person's desk."""
        desk = Desk.from_json(person.desk)
        visit = desk.visit + 1
        options = tuple(Option(one, self._words.text(f"button.{one}")) for one in promised.OPTIONS)
        args = {key: nudge.body[key] for key in ("kind", "dialogue", "step", "entry", "text")}
        screen = Screen(promised.NAME, options, visit, args=args)
        person.desk = replace(desk, visit=visit, screen=screen).to_json()
        await people.save(unit, [person])
        rows, answers = layout.rows_of(layout.buttons_of(options, desk.nonce, visit))
        return Say(nudge.body["text"], rows, answers, visit=visit, silent=True)


def _is_busy(desk: Desk) -> bool:
    """Whether a screen is open that is not itself a reminder's."""
    return desk.screen is not None and desk.screen.room != promised.NAME
