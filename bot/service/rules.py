"""What comes again and again for one person: their rules, in words, and when the next ones come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.nudges import slot
from bot.nudges.calendar import Week, at, local_day
from bot.nudges.plan import Coming, plan
from bot.nudges.rules import Rule
from bot.script.durations import parse_suggestion
from bot.script.model import Nudge as Offer
from bot.service.moment import Moment
from storage import nudges
from storage.nudges import ON, Nudge

MOST_DAYS = 3  # a week, over all rules: nobody is written to more often
OFF = "off"  # the state of a rule while the switch is off
RAREST = 4  # weeks
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# What can come again, and the dialogue whose nudge says with which words and where it begins.
DIALOGUES = {"reflect": "reflect", "checkin": "check-in", "change": "look-again"}


@dataclass(frozen=True, slots=True)
class Kept:
    """One rule as it is kept; `id` is 0 for one that is not kept yet, `on` is False at rest."""

    id: int
    what: str
    rule: Rule
    on: bool = True


def offer_of(moment: Moment, what: str) -> Offer | None:
    """The nudge that a dialogue offers with a suggested time; None where it offers none."""
    script = moment.library.scripts.get(DIALOGUES[what])
    offers = script.nudges.values() if script else ()
    return next((one for one in offers if one.suggest), None)


def suggested(moment: Moment, what: str) -> Kept | None:
    """The rule that the dialogue suggests, on a day on which the person may be written to."""
    offer = offer_of(moment, what)
    if offer is None or offer.suggest is None:
        return None
    suggestion, today, week = parse_suggestion(offer.suggest), moment.local.date(), moment.week
    if week.shifts:
        # The second day of a run: the first is for arriving.
        days, by_shift = frozenset({min(1, week.shifts.on - 1)}), True
    else:
        allowed = [day for day in suggestion.weekdays if day in week.days]
        days, by_shift = frozenset(allowed or [min(week.days)]), False
    return Kept(0, what, Rule(days, suggestion.at, today, by_shift=by_shift))


async def all_of(moment: Moment) -> list[Kept]:
    """All rules, in the order in which they were made."""
    return [_kept(one) for one in await _rows(moment)]


async def find(moment: Moment, id_: int) -> Kept | None:
    """One rule; None when it is gone."""
    return next((one for one in await all_of(moment) if one.id == id_), None)


async def put(moment: Moment, kept: Kept) -> None:
    """Keeps a rule, a new one too, and begins it anew from now; the switch is on from then.

    Others that rest stay at rest.
    """
    moment.set_profile(moment.known.profile.switch("reminders", on=True))
    offer = offer_of(moment, kept.what)
    if offer is None:
        return
    body = {
        "kind": slot.RULE,
        "what": kept.what,
        "dialogue": DIALOGUES[kept.what],
        "step": offer.starts,
        "entry": None,
        "text": offer.text,
        "made": moment.local.date().isoformat(),
        "moved": 0,
        "rested": False,
        "rule": kept.rule.to_json(),
    }
    row = Nudge(kept.id or moment.unit.new_id(), None, body)
    begun = slot.begun(row, moment.now, moment.week)
    if kept.id:
        await nudges.save(moment.unit, [(moment.who, begun)])
    else:
        await nudges.add(moment.unit, [(moment.who, begun)])


async def remove(moment: Moment, id_: int) -> None:
    """Stops one rule, and what of it was put off."""
    rows = await nudges.of(moment.unit, moment.who)
    what = next((row.body["what"] for row in rows if row.id == id_), None)
    put_off = [
        row.id for row in rows if row.body["kind"] == slot.SNOOZE and row.body["what"] == what
    ]
    await nudges.delete_some(moment.unit, moment.who, [id_, *put_off] if what else [id_])


async def switch(moment: Moment, *, on: bool) -> None:
    """Puts all rules to rest without losing them, or begins them anew."""
    rows = await _rows(moment)
    if on:
        changed = [slot.begun(row, moment.now, moment.week) for row in rows]
    else:
        changed = [replace(row, state=OFF, next_due=None, not_after=None) for row in rows]
    await nudges.save(moment.unit, [(moment.who, row) for row in changed])


async def begin_anew(moment: Moment) -> None:
    """After the clock or the working days changed: every rule that is on looks ahead again."""
    begun = [
        slot.begun(row, moment.now, moment.week) for row in await _rows(moment) if row.state == ON
    ]
    await nudges.save(moment.unit, [(moment.who, row) for row in begun])


async def skip_next(moment: Moment, id_: int | None = None) -> Coming | None:
    """Passes the next occurrence over, of one rule or of whichever comes first; what it was."""
    coming = [
        one
        for one in await upcoming(moment, 12)
        if one.nudge.body["kind"] == slot.RULE and id_ in (None, one.nudge.id)
    ]
    if not coming:
        return None
    kept = _kept(coming[0].nudge)
    passed = replace(kept.rule, after=slot.occurrence_day(coming[0].nudge))
    await put(moment, replace(kept, rule=passed))
    return coming[0]


async def upcoming(moment: Moment, count: int) -> list[Coming]:
    """The next messages over everything."""
    rows = await nudges.of(moment.unit, moment.who)
    waiting = [
        one for one in rows if one.state == ON and one.next_due and one.body["kind"] != slot.NOTICE
    ]
    return plan(waiting, moment.week, moment.known.unprompted, moment.now, count)


def fewer(moment: Moment, kept: Kept) -> Kept | None:
    """The same half as often: one day in place of several, then every second week, then fourth.

    Weeks are counted from this one, which had its message.
    """
    rule, today = kept.rule, moment.local.date()
    if len(rule.days) > 1:
        return replace(kept, rule=replace(rule, days=frozenset({min(rule.days)})))
    if rule.every < RAREST:
        return replace(kept, rule=replace(rule, every=rule.every * 2, since=today))
    return None


def turned(moment: Moment, rule: Rule, every: int) -> Rule:
    """The same every so many weeks (or runs), beginning with the first time it could come."""
    weekly = replace(rule, every=1, since=moment.local.date())
    first = weekly.next_after(moment.now, moment.week)
    since = local_day(first, moment.week.zone) if first else weekly.since
    return replace(rule, every=every, since=since)


def fitted(moment: Moment, kept: Kept) -> Kept:
    """A rule by the days of a run, fitted to shifts that are other ones now, or none any more."""
    shifts = moment.week.shifts
    left = frozenset(day for day in kept.rule.days if shifts and day < shifts.on)
    if not kept.rule.by_shift or left == kept.rule.days:
        return kept
    draft = suggested(moment, kept.what)
    days = draft.rule.days if draft else frozenset({0 if shifts else min(moment.week.days)})
    rule = replace(kept.rule, days=left or days, by_shift=shifts is not None)
    return replace(kept, rule=turned(moment, rule, rule.every))


def in_words(moment: Moment, kept: Kept) -> str:
    """“A check-in, on Wednesday at 12:15, every week”, in light markup."""
    rule = kept.rule
    if rule.by_shift:
        places = listed(moment, [str(place + 1) for place in sorted(rule.days)])
        days = moment.words("rule.shift_days", places=places, several=len(rule.days) > 1)
        every = moment.words(f"rule.every_run_{rule.every}")
    else:
        days = weekdays(moment, rule.days)
        every = moment.words(f"rule.every_{rule.every}")
    return moment.words(
        "rule.line",
        what=moment.words(f"rule.{kept.what}"),
        days=days,
        at=f"{rule.at:%H:%M}",
        every=every,
    )


def weekdays(moment: Moment, days: Iterable[int]) -> str:
    """“Tuesday and Thursday”; “every day” for all of them."""
    days = set(days)
    if len(days) == len(WEEKDAYS):
        return moment.words("rule.every_day")
    return listed(moment, [moment.words(f"weekday.{WEEKDAYS[day]}") for day in sorted(days)])


def listed(moment: Moment, names: Sequence[str]) -> str:
    """Names in a row, as they are said."""
    return moment.words("rule.and", first=", ".join(names[:-1]), last=names[-1])


def first_of(moment: Moment, kept: Kept, week: Week | None = None) -> Coming | None:
    """When a rule would first come by the person's own days and hours; None for never.

    `week` has other days and hours, where they are to change with the rule.
    """
    coming = plan([_draft(moment, kept)], week or moment.week, (), moment.now, 1)
    return coming[0] if coming else None


def in_quiet_hours(moment: Moment, rule: Rule) -> bool:
    """Whether its time lies in the person's quiet hours."""
    week = moment.week
    return week.quiet(at(local_day(moment.now, week.zone) + timedelta(days=1), rule.at, week.zone))


async def _rows(moment: Moment) -> list[Nudge]:
    rows = await nudges.of(moment.unit, moment.who)
    return [row for row in rows if row.body["kind"] == slot.RULE]


def _kept(row: Nudge) -> Kept:
    return Kept(row.id, row.body["what"], Rule.from_json(row.body["rule"]), row.state == ON)


def _draft(moment: Moment, kept: Kept) -> Nudge:
    body = {"kind": slot.RULE, "what": kept.what, "rule": kept.rule.to_json(), "rested": False}
    return slot.begun(Nudge(kept.id, None, {**body, "moved": 0}), moment.now, moment.week)
