"""The reckoning at the end of the year: each occurrence once, with what became of it and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.nudges import slot
from bot.nudges.policy import Kind, Reason
from tests.nudges.wall import wall
from tests.nudges.year.book import SETTLED, Book, Line, Promised, Span
from tests.nudges.year.people import Someone

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EVERY = {1: "every", 2: "every second", 4: "every fourth"}
WHAT = {"checkin": "a check-in", "reflect": "a reflection", "change": "a look at a small change"}
ONCE = {
    "revisit": "a day to look back",
    "snooze": "put off",
    "remind": "once, later",
    "notice": "the notice before everything goes",
}


@dataclass(frozen=True)
class Occurrence:
    """One line of the account; `when` is by the person's own wall."""

    person: int
    when: datetime
    zone: str
    what: str
    outcome: str
    left: datetime | None = None

    def __str__(self) -> str:
        left = f" at {self.left:%a %d %b %H:%M}" if self.left else ""
        when = f"{self.when:%Y-%m-%d %a %H:%M}"
        return f"{self.person:4}  {when}  {self.zone:32} {self.what}: {self.outcome}{left}"


def reckon(book: Book, end: datetime) -> list[Occurrence]:
    """Every occurrence of everything, in order; what does not add up is written into the book."""
    found = [
        one
        for id_, spans in book.spans.items()
        for span in spans
        for one in _of_rule(book, book.owner[id_], span, end)
    ]
    for who in {one.number: one for one in book.owner.values()}.values():
        left = Counter((one.nudge, one.day) for one in who.sent if one.is_itself)
        for (nudge, day), times in left.items():
            if times > max(1, _named_on(book.spans[nudge], day)):
                book.say_wrong(end, f"nudge {nudge} was sent {times} times {day}")
    found += [_of_promise(book, book.owner[id_], one) for id_, one in book.promised.items()]
    return sorted(found, key=lambda one: (one.person, one.when, one.what))


def counts(account: list[Occurrence]) -> Counter[str]:
    """How many there were of each outcome."""
    return Counter(one.outcome for one in account)


def tallied(book: Book, told: Counter[tuple[Kind, Reason]]) -> None:
    """Holds what the bot counted for whoever runs it against the lines of the account."""
    lines = [
        settled
        for spans in book.spans.values()
        for span in spans
        for day in span.lines
        if (settled := span.settled(day))
    ]
    for promised in book.promised.values():
        last = promised.lines[-1:]
        lines += [one for one in last if one.kind in SETTLED and one.reason is not Reason.CLOSING]
    counted = Counter((line.kind, line.reason) for line in lines)
    counted[Kind.SEND, Reason.CLOSING] += sum(
        one.closing and one.kind in slot.ONCE and not one.taken_back
        for who in {who.number: who for who in book.owner.values()}.values()
        for one in who.sent
    )
    for key in sorted({key for key in (*told, *counted) if key[0] in SETTLED}):
        if told[key] != counted[key]:
            said = f"{told[key]} {key[0]}: {key[1]} were counted, and {counted[key]} happened"
            book.wrong.append(said)


def _named_on(spans: list[Span], day: str) -> int:
    """How often a rule names this day: whoever moves far west has the same Thursday once more."""
    return sum(bool(day) and date.fromisoformat(day) in span.lines for span in spans)


def _of_rule(book: Book, who: Someone, span: Span, end: datetime) -> Iterator[Occurrence]:
    named = dict(span.due(end))
    for day in span.lines.keys() - named.keys():
        book.say_wrong(span.lines[day][0].at, f"nudge {span.nudge} has no occurrence on {day}")
    for day, when in named.items():
        lines = span.lines.get(day, [])
        _no_second(book, span.nudge, lines)
        settled = span.settled(day)
        outcome = _outcome(settled) if settled else _open(book, span, day, when, end)
        left = wall(settled.at, span.zone) if settled and settled.kind is Kind.SEND else None
        what = f"{WHAT[span.what]}, {_in_words(span.rule)}"
        yield Occurrence(who.number, wall(when, span.zone), span.zone, what, outcome, left)


def _open(book: Book, span: Span, day: date, when: datetime, end: datetime) -> str:
    """One that nothing was decided about in the end, because its owner changed the rule first."""
    until = span.until or end
    waited = bool(span.lines.get(day)) or book.hindered(span.nudge, when, until)
    if not waited:
        book.say_wrong(until, f"nudge {span.nudge}: the occurrence of {day} vanished")
    return "not sent: changed or stopped meanwhile" if span.until else "still to come"


def _no_second(book: Book, nudge: int, lines: list[Line]) -> None:
    """Once it was sent or let go that is all, unless the call is known not to have arrived."""
    settled = [at for at, line in enumerate(lines) if line.kind in SETTLED]
    for at in settled[:-1]:
        again = lines[at + 1]
        known = again.reason is Reason.UNREACHABLE or book.hindered(nudge, lines[at].at, again.at)
        if lines[at].kind is not Kind.SEND or not known:
            told = [f"{one.at:%d %b %H:%M} {one.kind}: {one.reason}" for one in lines]
            book.say_wrong(again.at, f"nudge {nudge} was settled twice: {told}")


def _of_promise(book: Book, who: Someone, promised: Promised) -> Occurrence:
    zone = who.will.zone if who.will else "UTC"
    lines = [one for one in promised.lines if one.reason is not Reason.CLOSING]
    _no_second(book, promised.nudge, lines)
    last = lines[-1] if lines else None
    settled = last if last and last.kind in SETTLED else None
    if settled:
        outcome = _outcome(settled)
    else:
        outcome = "not sent: taken back" if promised.taken_back else "still to come"
    if promised.taken_back == "nobody":
        book.say_wrong(promised.at, f"promise {promised.nudge} vanished")
    left = wall(settled.at, zone) if settled and settled.kind is Kind.SEND else None
    return Occurrence(who.number, wall(promised.at, zone), zone, ONCE[promised.kind], outcome, left)


def _outcome(line: Line) -> str:
    if line.kind is Kind.SEND:
        return "sent: the closing note" if line.reason is Reason.CLOSING else "sent"
    return f"{'rested' if line.kind is Kind.REST else 'dropped'}: {line.reason}"


def _in_words(rule: dict[str, Any]) -> str:
    if rule["by_shift"]:
        days = " and ".join(f"day {place + 1}" for place in rule["days"])
        return f"on {days} of {EVERY[rule['every']]} run at {rule['at']}"
    days = " and ".join(WEEKDAYS[day] for day in rule["days"])
    return f"on {days} of {EVERY[rule['every']]} week at {rule['at']}"
