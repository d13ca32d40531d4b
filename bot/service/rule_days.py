"""On which days one rule may come, beside the others and the days on which the bot may write."""

from __future__ import annotations

from dataclasses import replace

from bot.nudges.calendar import Week
from bot.service import rules
from bot.service.moment import Moment


def to_add(moment: Moment, draft: rules.Kept) -> frozenset[int]:
    """Weekdays of the rule on which the bot may not write first so far; a yes adds them."""
    by_weekday = not draft.rule.by_shift and not moment.known.profile.shifts
    return draft.rule.days - set(moment.known.profile.days) if by_weekday else frozenset()


def week_with(moment: Moment, draft: rules.Kept) -> Week:
    """The person's week as a yes to the rule would make it."""
    return replace(moment.week, days=moment.week.days | to_add(moment, draft))


async def with_days(moment: Moment, draft: rules.Kept, days: frozenset[int]) -> rules.Kept:
    """The rule on these days, or as it was where they are taken or too many; said so."""
    taken = await _taken(moment, draft)
    clash = days & taken
    if clash and not draft.rule.by_shift:
        moment.say("rule.day_taken", days=rules.weekdays(moment, clash))
    elif clash:
        moment.say("rule.place_taken")
    elif len(days) > rules.MOST_DAYS - len(taken):
        moment.say("rule.week_full")
    else:
        return replace(draft, rule=replace(draft.rule, days=days))
    return draft


async def on_a_free_day(moment: Moment, draft: rules.Kept) -> rules.Kept:
    """The suggestion, on another working day where its own has a reminder already."""
    taken = await _taken(moment, draft)
    if not draft.rule.days & taken:
        return draft
    shifts = moment.known.profile.shifts
    days = range(shifts[0]) if draft.rule.by_shift and shifts else moment.known.profile.days
    free = next((day for day in days if day not in taken), min(draft.rule.days))
    return replace(draft, rule=replace(draft.rule, days=frozenset({free})))


async def _taken(moment: Moment, draft: rules.Kept) -> set[int]:
    """The days that other rules have, of the same sort."""
    return {
        day
        for one in await rules.all_of(moment)
        if one.id != draft.id and one.rule.by_shift == draft.rule.by_shift
        for day in one.rule.days
    }
