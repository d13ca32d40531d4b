"""A group's rule as a reminder's row, and when its next cards come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.nudges import slot
from bot.nudges.calendar import Days, at, local_day
from bot.nudges.plan import Coming, plan
from bot.nudges.rules import Rule
from bot.service.teams.draft import Draft
from bot.service.teams.team_desk import TeamDesk
from storage.nudges import Nudge

_LOOKED_AT = 4  # the next two, and a few more that the end or a cap may take away


def rule_of(draft: Draft, today: date, old: Rule | None) -> Rule:
    """The rule that a draft means; what was passed over of the old one stays so."""
    rule = old or Rule(frozenset(draft.days), draft.at, today)
    return replace(rule, days=frozenset(draft.days), at=draft.at)


def row_of(id_: int, rule: Rule, desk: TeamDesk, now: datetime, holidays: Days) -> Nudge:
    """The row of a rule, begun anew from now.

    An administrator picked the time and saw it in words, so it is kept in quiet hours too.
    """
    week = desk.week(holidays)
    picked = week.quiet(at(local_day(now, desk.zone), rule.at, desk.zone))
    body = {
        "kind": slot.CARD,
        "what": "card",
        "dialogue": "",
        "step": "",
        "entry": None,
        "text": "",
        "moved": 0,
        "rested": False,
        "rule": replace(rule, picked=picked).to_json(),
    }
    return slot.begun(Nudge(id_, None, body), now, week)


def coming(row: Nudge, desk: TeamDesk, now: datetime, holidays: Days) -> list[Coming]:
    """The next two cards, before the end."""
    found = plan([row], desk.week(holidays), desk.unprompted, now, _LOOKED_AT)
    return [one for one in found if local_day(one.when, desk.zone) <= desk.until][:2]


def is_over(desk: TeamDesk, now: datetime) -> bool:
    """Whether the last day is past."""
    return local_day(now, desk.zone) > desk.until
