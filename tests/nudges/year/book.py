"""What was seen in the year: outages, how long each rule stood, and what was decided about what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from bot.nudges.policy import Kind, Reason, Verdict
from bot.nudges.slot import ONCE
from storage.nudges import ON, Nudge
from tests.nudges.wall import Shifts, occurrences
from tests.nudges.year.people import Someone, Will

LONGEST_OPEN = timedelta(days=20)  # an outage, a move, and a good margin
SETTLED = frozenset({Kind.SEND, Kind.REST, Kind.DROP})


@dataclass
class Line:
    """One decision as the account has it; `hindered`: it is late, and the bot was why."""

    at: datetime
    nudge: int
    body: dict[str, Any]
    kind: Kind
    reason: Reason
    until: datetime | None
    hindered: bool = False

    @property
    def once(self) -> bool:
        """Whether it is about something that comes once."""
        return self.body["kind"] in ONCE

    @property
    def day(self) -> date:
        """The day of the occurrence of a rule."""
        return date.fromisoformat(self.body["day"])


@dataclass
class Span:
    """A rule, unchanged, for as long as it stood; its zone and shifts are its owner's."""

    nudge: int
    what: str
    rule: dict[str, Any]
    zone: str
    shifts: Shifts | None
    since: datetime
    until: datetime | None = None
    ended_by: str = ""
    lines: dict[date, list[Line]] = field(default_factory=lambda: defaultdict(list))

    def key(self) -> tuple[object, ...]:
        """What makes it another rule when it changes."""
        return (self.rule, self.zone, self.shifts)

    def due(self, now: datetime, after: datetime | None = None) -> list[tuple[date, datetime]]:
        """Every occurrence up to now, by the wall clock; all of them, or those after a moment."""
        until = min(self.until, now) if self.until else now
        since = max(self.since, after) if after else self.since
        return list(occurrences(self.rule, self.zone, self.shifts, since, until))

    def settled(self, day: date) -> Line | None:
        """The decision that settled an occurrence: the last one about it."""
        lines = self.lines.get(day)
        return lines[-1] if lines and lines[-1].kind in SETTLED else None


@dataclass
class Promised:
    """What was promised once, until it was settled, taken back, or the year was over."""

    nudge: int
    kind: str
    at: datetime
    made: datetime
    picked: bool
    lines: list[Line] = field(default_factory=list)
    waits: bool = True
    taken_back: str = ""


class Book:
    """Everything that was seen."""

    def __init__(self) -> None:
        self.outages: list[tuple[datetime, datetime]] = []
        self.owner: dict[int, Someone] = {}
        self.spans: dict[int, list[Span]] = defaultdict(list)
        self.promised: dict[int, Promised] = {}
        self.trouble: dict[int, list[datetime]] = defaultdict(list)
        self.wrong: list[str] = []
        self._fresh: list[Line] = []

    def account(self, nudge: Nudge, verdict: Verdict, now: datetime) -> None:
        """What the running bot is asked to tell."""
        body = dict(nudge.body)
        line = Line(now, nudge.id, body, verdict.kind, verdict.reason, verdict.until)
        self._fresh.append(line)

    def news(self) -> list[Line]:
        """What was told since the last time it was asked."""
        fresh, self._fresh = self._fresh, []
        return fresh

    def note(self, line: Line) -> None:
        """Writes a decision to what it is about."""
        if line.once:
            promised = self.promised[line.nudge]
            promised.lines.append(line)
            settled = line.kind in SETTLED and line.reason is not Reason.CLOSING
            promised.waits = not settled
            return
        span = self.spans[line.nudge][-1]
        span.lines[line.day].append(line)
        if span.until is not None:
            self.say_wrong(line.at, f"nudge {line.nudge} was decided about after it was stopped")

    def say_wrong(self, at: datetime, what: str) -> None:
        """Something that must not be."""
        self.wrong.append(f"{at:%Y-%m-%d %H:%M:%S} {what}")

    def hindered(self, nudge: int, start: datetime, end: datetime) -> bool:
        """Whether the bot was down, or the letter had trouble, in that time."""
        return any(down < end and up >= start for down, up in self.outages) or any(
            start - timedelta(seconds=1) <= one <= end for one in self.trouble[nudge]
        )

    def read_back(self, who: Someone, rows: Sequence[Nudge], now: datetime, by: str) -> None:
        """What somebody has now, as it is stored, after what they did (`by`), if anything."""
        if who.will is None:
            return
        for row in rows:
            self.owner[row.id] = who
            who.mine.add(row.id)
            if row.body["kind"] in ONCE:
                self._promise(row, now)
            else:
                self._rule(who.will, row, now, by)
        for id_ in who.mine - {row.id for row in rows}:
            self._gone(id_, now, by)

    def put_off(self, who: Someone, now: datetime) -> bool:
        """Whether something was promised to them just now."""
        return any(self.promised[id_].made == now for id_ in who.mine if id_ in self.promised)

    def _rule(self, will: Will, row: Nudge, now: datetime, by: str) -> None:
        """A rule that changed, or was begun anew, is another one from now on."""
        new = Span(row.id, row.body["what"], row.body["rule"], will.zone, will.shifts, now)
        spans = self.spans[row.id]
        stands = row.state == ON
        if spans and spans[-1].until is None:
            last = spans[-1]
            same = stands and last.key() == new.key()
            if same and (row.next_due is None or not _passed_over(last, row, now)):
                return
            last.until, last.ended_by = now, by
        if stands:
            spans.append(new)

    def _promise(self, row: Nudge, now: datetime) -> None:
        if row.id not in self.promised and row.next_due:
            picked = row.body.get("picked", False)
            kind = row.body["kind"]
            self.promised[row.id] = Promised(row.id, kind, row.next_due, now, picked)

    def _gone(self, id_: int, now: datetime, by: str) -> None:
        spans, promised = self.spans.get(id_), self.promised.get(id_)
        if spans and spans[-1].until is None:
            spans[-1].until, spans[-1].ended_by = now, by
        if promised and promised.waits:
            promised.taken_back, promised.waits = by or "nobody", False


def _passed_over(span: Span, row: Nudge, now: datetime) -> bool:
    """Whether the row stands for a later day than the first that is not settled."""
    stands_for = date.fromisoformat(row.body["day"])
    recent = span.due(now, now - LONGEST_OPEN)
    return any(day < stands_for and not span.settled(day) for day, _ in recent)
