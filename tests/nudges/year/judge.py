"""Whether what happened was right, by what the person wants and got; asked at that very moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from bot.nudges import slot
from bot.nudges.policy import Kind, Reason
from tests.nudges.wall import moment
from tests.nudges.year.book import Book, Line
from tests.nudges.year.people import Sent, Someone, Will

LATE = timedelta(hours=3)
TALKING = timedelta(minutes=15)
FURTHEST = timedelta(days=3)


class Judge:
    """Looks at each decision and each message; what is wrong is written into the book."""

    def __init__(self, book: Book, holidays: Any) -> None:
        self._book = book
        self._holidays = holidays

    def left(self, who: Someone, line: Line, sent: Sent) -> None:
        """A message is about to leave; it is not among `who.sent` yet."""
        will, now = who.will, line.at
        if will is None:
            return
        wrong = [why for why, so in self._against(who, will, line) if so]
        days = who.days(now)
        wrong += ["a second one on one day"] if will.day(now) in days else []
        wrong += ["a fourth one in seven days"] if len(days) > 2 else []
        if line.body["kind"] != slot.NOTICE:
            wrong += self._unanswered(who, line, sent)
        if line.once:
            if now < self._book.promised[line.nudge].at:
                wrong.append("before it was promised")
        else:
            wrong += self._off_time(will, line)
        for why in wrong:
            self._say(who, line, why)

    def _against(self, who: Someone, will: Will, line: Line) -> Iterable[tuple[str, bool]]:
        """What nobody wants."""
        picked = line.body["rule"]["picked"] if not line.once else line.body.get("picked", False)
        yield "in quiet hours", will.is_quiet(line.at) and not picked
        free = will.kept_free(will.day(line.at), self._holidays)
        yield f"on a day kept free ({free})", free is not None
        yield "while paused", who.paused
        yield "in the middle of a talk", who.asked and _talked_just_now(who, line.at)

    def _unanswered(self, who: Someone, line: Line, sent: Sent) -> Iterable[str]:
        """Two: every second one. Four: the note, and nothing after it."""
        if who.closed:
            yield "after the closing note"
        if sent.closing != (who.unanswered >= 4):
            yield f"closing is {sent.closing} after {who.unanswered} unanswered"
        if who.unanswered in (2, 3) and not line.once:
            before = self._before(line)
            if before is None or before.kind is not Kind.REST:
                yield "not half as often"

    def _before(self, line: Line) -> Line | None:
        """How the rule's occurrence before this one was settled."""
        for span in reversed(self._book.spans[line.nudge]):
            for day in sorted(span.lines, reverse=True):
                settled = span.settled(day)
                if settled and settled.day < line.day and settled.at <= line.at:
                    return settled
        return None

    def _off_time(self, will: Will, line: Line) -> Iterable[str]:
        """At its time, or after a day kept free or quiet hours; never at its next time or later."""
        span = self._book.spans[line.nudge][-1]
        named = moment(line.day, _clock(line), span.zone)
        if line.at < named:
            yield "before its time"
        if will.day(line.at) > line.day + FURTHEST:
            yield "more than three days later"
        following = span.due(line.at, named)
        if following and following[0][1] < line.at:
            yield "after its next time"
        moved = [one for one in span.lines[line.day] if one.kind is Kind.MOVE and one.until]
        stands = max([named, *(one.until for one in moved if one.until)])
        if line.at > stands + LATE:
            yield "more than three hours late"

    def decided(self, who: Someone, line: Line) -> None:
        """A decision not to send: whether the reason it gives is true."""
        will = who.will
        if will is not None and not self._true(who, will, line):
            self._say(who, line, f"{line.kind}: {line.reason} is not so")

    def _true(self, who: Someone, will: Will, line: Line) -> bool:
        now, day = line.at, will.day(line.at)
        match line.reason:
            case Reason.PAUSED:
                return who.paused
            case Reason.UNREACHABLE:
                return who.blocked
            case Reason.UNANSWERED:
                return who.closed if line.once else who.unanswered >= 2
            case Reason.TALKING:
                return _talked_just_now(who, now)
            case Reason.QUIET:
                return will.is_quiet(now)
            case Reason.LEAVE | Reason.HOLIDAY | Reason.DAY_OFF:
                return will.kept_free(day, self._holidays) == line.reason.value
            case Reason.TODAY_TAKEN:
                return day in who.days(now)
            case Reason.WEEK_FULL:
                return len(who.days(now)) > 2
            case Reason.MADE_ROOM:
                return len(who.mine) > 1
            case Reason.DONE:
                return self._done(who, line)
            case Reason.LATE:
                return self._late(line)
        return False

    def _done(self, who: Someone, line: Line) -> bool:
        since = date.fromisoformat(line.body["made"]) if line.once else line.day
        return line.body.get("what") == "change" or who.talked >= since

    def _late(self, line: Line) -> bool:
        """It stood for a time at which the bot could not send it, or its owner kept it waiting."""
        if line.once:
            return self._promise_late(line)
        span = self._book.spans[line.nudge][-1]
        named = moment(line.day, _clock(line), span.zone)
        stood = [one.until for one in span.lines[line.day] if one.until]
        return self._book.hindered(line.nudge, max([named, *stood]), line.at)

    def _promise_late(self, line: Line) -> bool:
        promised = self._book.promised[line.nudge]
        moved = [one for one in promised.lines if one.kind is Kind.MOVE]
        stands = max([promised.at, *(one.until for one in moved if one.until)])
        line.hindered = self._book.hindered(line.nudge, stands, line.at)
        if line.kind is Kind.MOVE:
            return line.hindered or any(
                one.at >= stands and _keeps_waiting(one) for one in promised.lines
            )
        # It is let go only where the bot itself failed it twice.
        before = any(one.hindered for one in moved if one.reason is Reason.LATE)
        return line.hindered and before

    def _say(self, who: Someone, line: Line, why: str) -> None:
        what = line.body.get("what") or line.body["kind"]
        self._book.say_wrong(line.at, f"person {who.number}, {what} ({line.nudge}): {why}")


def _clock(line: Line) -> Any:
    return datetime.strptime(line.body["rule"]["at"], "%H:%M").time()


def _keeps_waiting(line: Line) -> bool:
    # Where the closing note leaves in its place, what was promised waits until they come back.
    return line.kind is Kind.HOLD or line.reason is Reason.CLOSING


def _talked_just_now(who: Someone, now: datetime) -> bool:
    return who.touched is not None and now - who.touched < TALKING
