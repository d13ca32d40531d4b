"""One stored reminder: what its row says is due, and the row that a verdict makes of it.

The sealed body is `{kind, dialogue, step, entry, text, moved}` as it was promised; `moved` counts
how often it came too late. Once it was looked at, `at` is the time it stands for now, and `queued`
names the letter that was written for it and has not left.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.nudges.calendar import local_day
from bot.nudges.policy import Due, Kind, Reason, Subject, Verdict, last_moment
from storage.nudges import ON, Nudge

REVISIT = "revisit"
"""The kind with a day that somebody picked for it; other reminders make room for it."""


def promised(nudge: Nudge) -> datetime:
    """The time that the reminder stands for, however often it was looked at.

    Raises:
        ValueError: The row names no time at all.
    """
    said = nudge.body.get("at")
    at = datetime.fromisoformat(said) if said else nudge.next_due
    if at is None:
        raise ValueError("a reminder without a time")
    return at


def due_of(nudge: Nudge, subject: Subject, zone: str) -> Due:
    """What is due, and until when.

    Raises:
        ValueError: The row names no time at all.
    """
    at = promised(nudge)
    until = nudge.not_after or last_moment(at, zone)
    return Due(at, until, late_before=nudge.body["moved"] > 0, subject=subject)


def occurrence(nudge: Nudge, now: datetime, zone: str) -> str:
    """The name of this reminder on this day; no letter of the same name is written twice."""
    return f"nudge:{nudge.id}:{local_day(now, zone).isoformat()}"


def nudge_of(occurrence: str) -> int:
    """The id of the reminder that an occurrence is of."""
    return int(occurrence.split(":")[1])


def queued(nudge: Nudge, due: Due, name: str) -> Nudge:
    """The row while its letter waits: should that be lost, it is looked at again by day's end."""
    body = {**nudge.body, "at": due.at.astimezone(UTC).isoformat(), "queued": name}
    return replace(nudge, body=body, next_due=due.not_after, not_after=due.not_after, state=ON)


def put_off(nudge: Nudge, until: datetime) -> Nudge:
    """The row after something went wrong with it: it still stands for the time it stood for."""
    body = {**nudge.body, "at": promised(nudge).astimezone(UTC).isoformat()}
    return replace(nudge, body=body, next_due=until)


def waiting(nudge: Nudge, due: Due, verdict: Verdict, zone: str) -> Nudge:
    """The row after HOLD (it stands for the same day still) or MOVE (it stands for another)."""
    if verdict.until is None:
        raise ValueError("only what is held or moved waits")
    body = {key: value for key, value in nudge.body.items() if key != "queued"}
    at, not_after = due.at, due.not_after
    if verdict.kind is Kind.MOVE:
        at, not_after = verdict.until, last_moment(verdict.until, zone)
        body["moved"] += verdict.reason is Reason.LATE
    body["at"] = at.astimezone(UTC).isoformat()
    return replace(nudge, body=body, next_due=verdict.until, not_after=not_after, state=ON)
