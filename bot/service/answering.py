"""One person's waiting inputs, folded in order into their desk and what is to be sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.script.folder import Library
from bot.service.acts import Act
from bot.service.desk import Desk
from bot.service.dispatch import dispatch
from bot.service.inputs import Arrived, Command, Left, Returned, Tapped
from bot.service.installation import Installation
from bot.service.moment import Moment, ScriptFinder
from bot.service.rooms import reminding
from bot.service.teams.trouble import Word
from bot.service.tokens import Standing, read_token
from storage.people import Person
from storage.store import Unit

MOST_AT_ONCE = 20  # of one person in one batch; the rest are acknowledged with one kind line
FIRST = frozenset({"support", "stop", "cancel"})


@dataclass(slots=True)
class Answering:
    """What is known of one address while a batch is answered."""

    unit: Unit
    now: datetime
    library: Library
    script: ScriptFinder
    installation: Installation
    address: str
    person: Person | None
    desk: Desk | None
    acts: list[Act] = field(default_factory=list)
    withdrawn: list[int] = field(default_factory=list)
    told: tuple[Word, ...] = ()  # to others: a person's inputs are answered to them alone

    async def answer(self, inputs: Sequence[Arrived]) -> None:
        """Answers the inputs in order, `/stop` and `/support` first."""
        ordered = sorted(inputs, key=_is_later)
        for arrived in ordered[:MOST_AT_ONCE]:
            moment = self._moment(arrived)
            rested = self.desk is not None and self.desk.closed
            await dispatch(moment)
            if rested and moment.desk and not isinstance(arrived.input, Left | Returned):
                await reminding.came_back(moment)
            self._take(moment)
        if len(ordered) > MOST_AT_ONCE:
            moment = self._moment(ordered[-1])
            moment.say("odd.many")
            self._take(moment)

    def apologise(self, arrived: Arrived) -> None:
        """Answers an input that always fails: kindly, and everything is as it was."""
        moment = self._moment(arrived)
        moment.say("odd.failed")
        moment.offer(("way.support", "/support"), ("button.help", "/help"))
        self._take(moment)

    def settle(self, today: date) -> Person | None:
        """The person with their desk as it is now, to be saved; None for a stranger."""
        if self.person is None or self.desk is None:
            return None
        self.person.desk = self.desk.to_json()
        self.person.last_seen = today
        return self.person

    def _moment(self, arrived: Arrived) -> Moment:
        return Moment(
            unit=self.unit,
            now=self.now,
            library=self.library,
            script=self.script,
            installation=self.installation,
            person=self.person,
            desk=self.desk,
            input=arrived.input,
            address=self.address,
        )

    def _take(self, moment: Moment) -> None:
        self.acts += moment.finish()
        self.withdrawn += moment.withdrawn
        self.person, self.desk = moment.person, moment.desk
        if self.desk and not isinstance(moment.input, Left | Returned):
            self.desk = self.desk.touched_at(self.now)


def _is_later(arrived: Arrived) -> bool:
    match arrived.input:
        case Command(name):
            return name not in FIRST
        case Tapped(token):
            means = read_token(token)
            return not (isinstance(means, Standing) and means.name in FIRST)
        case _:
            return True
