"""One stored reminder: what its row says is due, and the row that a verdict makes of it.

The sealed body is `{kind, dialogue, step, entry, text, moved}` as it was promised; `moved` counts
how often it came too late. What comes again and again (kind `rule`) has its `rule` too, what it is
about (`what`), the `day` of the occurrence the row stands for, and whether the one before `rested`.
`held` says that its owner kept it waiting: they paused, or could not be reached.
Once it was held or moved, `at` is the time it stands for now.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from bot.nudges.calendar import Week, at, local_day
from bot.nudges.policy import Due, Kind, Reason, Subject, Verdict, latest_of, until_of
from bot.nudges.rules import Rule
from storage.nudges import ON, Nudge

REVISIT, SNOOZE, NOTICE, LATER, RULE, CARD = (
    "revisit",
    "snooze",
    "notice",
    "remind",
    "rule",
    "card",
)
ONCE = frozenset({REVISIT, SNOOZE, NOTICE, LATER})
"""The kinds that come once; the others come again and again."""

_KEPT_WAITING = frozenset({Reason.PAUSED, Reason.UNREACHABLE, Reason.UNANSWERED})
_ONE_OFFS = {REVISIT: 0, SNOOZE: 0, NOTICE: 0, LATER: 1}
_RULES = {"checkin": 2, "change": 3, "reflect": 4}


def rank_of(nudge: Nudge) -> int:
    """What goes first where there is room for one: the smaller number."""
    kind = nudge.body["kind"]
    return _ONE_OFFS[kind] if kind in ONCE else _RULES.get(nudge.body["what"], 5)


def rule_of(nudge: Nudge) -> Rule | None:
    """Its rule; None for what comes once."""
    return None if nudge.body["kind"] in ONCE else Rule.from_json(nudge.body["rule"])


def is_due(nudge: Nudge, now: datetime) -> bool:
    """Whether it is to be looked at by now."""
    return nudge.state == ON and nudge.next_due is not None and nudge.next_due <= now


def promised(nudge: Nudge) -> datetime:
    """The time that the reminder stands for, however often it was looked at.

    Raises:
        ValueError: The row names no time at all.
    """
    said = nudge.body.get("at")
    when = datetime.fromisoformat(said) if said else nudge.next_due
    if when is None:
        raise ValueError("a reminder without a time")
    return when


def due_of(nudge: Nudge, subject: Subject, week: Week) -> Due:
    """What is due, and until when.

    Raises:
        ValueError: The row names no time at all.
    """
    when, rule = promised(nudge), rule_of(nudge)
    if rule is None:
        return Due(
            when,
            nudge.not_after or until_of(when, week.zone, repeats=False),
            late_before=nudge.body["moved"] > 0 and not nudge.body.get("held"),
            subject=subject,
            picked=nudge.body.get("picked", False),
            needed=nudge.body["kind"] == NOTICE,
        )
    named = partial(at, occurrence_day(nudge), rule.at, week.zone)
    return Due(
        when,
        nudge.not_after or until_of(when, week.zone, repeats=True),
        subject=subject,
        latest=lambda: latest_of(named(), rule.next_after(named(), week), week.zone),
        picked=rule.picked,
        rested=nudge.body["rested"],
    )


def occurrence_day(nudge: Nudge) -> date:
    """The day that the occurrence is of, wherever it has been moved to."""
    return date.fromisoformat(nudge.body["day"])


def days_ahead(nudge: Nudge, today: date, week: Week) -> list[date]:
    """The days, from today to six days on, on which the reminder would come by its owner's week."""
    last = today + timedelta(days=6)
    rule = rule_of(nudge)
    picked = rule.picked if rule else nudge.body.get("picked", False)
    hours = week.at_any_hour() if picked else week
    first = [local_day(hours.nearest(promised(nudge)), week.zone)] if nudge.next_due else []
    if rule is None or not first:
        return [day for day in first if today <= day <= last]
    later = max(today, occurrence_day(nudge) + timedelta(days=1))
    named = [day for day in _days(later, last) if rule.falls_on(day, week)]
    return [day for day in {*first, *named} if today <= day <= last and week.off(day) is None]


def occurrence(nudge: Nudge, now: datetime, zone: str) -> str:
    """The name of this reminder on this day; nothing of the same name is sent twice."""
    return f"nudge:{nudge.id}:{local_day(now, zone).isoformat()}"


def begun(nudge: Nudge, after: datetime, week: Week) -> Nudge:
    """The row of a rule at its first occurrence after a moment; never due if there is none."""
    rule = rule_of(nudge)
    if rule is None:
        raise ValueError("only a rule has a next occurrence")
    when = rule.next_after(after, week)
    kept = {key: value for key, value in nudge.body.items() if key != "at"}
    body: dict[str, Any] = {**kept, "day": local_day(when or after, week.zone).isoformat()}
    return replace(nudge, body=body, next_due=when, not_after=None, state=ON)


def onward(nudge: Nudge, verdict: Verdict, week: Week) -> Nudge:
    """The row of a rule once an occurrence is settled: it stands for the next one."""
    rule = rule_of(nudge)
    if rule is None:
        raise ValueError("only a rule has a next occurrence")
    named = at(occurrence_day(nudge), rule.at, week.zone)
    rested = verdict.kind is Kind.REST
    return begun(replace(nudge, body={**nudge.body, "rested": rested}), named, week)


def kept_waiting(nudge: Nudge) -> Nudge:
    """The row of what comes once while its owner cannot be reached: that makes nothing late."""
    return replace(nudge, body={**nudge.body, "held": True})


def waiting(nudge: Nudge, due: Due, verdict: Verdict, zone: str) -> Nudge:
    """The row after HOLD (it stands for the same day still) or MOVE (it stands for another)."""
    if verdict.until is None:
        raise ValueError("only what is held or moved waits")
    body = dict(nudge.body)
    when, not_after = due.at, due.not_after
    if verdict.kind is Kind.MOVE:
        when, not_after = verdict.until, until_of(verdict.until, zone, repeats=due.repeats)
        kept_waiting = body.pop("held", False)
        body["moved"] += verdict.reason is Reason.LATE and not kept_waiting
    elif verdict.reason in _KEPT_WAITING:
        body["held"] = True
    body["at"] = when.astimezone(UTC).isoformat()
    return replace(nudge, body=body, next_due=verdict.until, not_after=not_after, state=ON)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
