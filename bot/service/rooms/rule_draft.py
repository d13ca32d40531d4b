"""Making a rule, or changing one: what stands is shown after every step, and kept only by a yes.

The suggested day and time come first, so that two taps are enough; days, time and how often can be
changed by buttons or in one's own words (“Tuesday and Thursday at half two”).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from bot.flow.session import Option
from bot.flow.typed_days import typed_days
from bot.flow.typed_rules import typed_rule
from bot.flow.typed_times import nearest_time, typed_time
from bot.nudges.rules import Rule
from bot.service import rules
from bot.service.desk import Screen
from bot.service.moment import Moment
from bot.service.rooms.room import Room
from bot.service.rooms.typed_settings import read_zone

NAME = "rule"
TIMES = (time(8, 30), time(12, 15), time(15, 30), time(17, 0))
LONGEST_RUN_SHOWN = 6


async def begin(moment: Moment, what: str) -> None:
    """A new rule, as the dialogue suggests it; one that is there already is changed.

    How it works is told before the first one can be switched on.
    """
    kept = await rules.all_of(moment)
    there = next((one for one in kept if one.what == what), None)
    draft = there or rules.suggested(moment, what)
    if draft is None:
        moment.say("reminders.not_offered")
        return
    if there is None:
        draft = await _on_a_free_day(moment, draft)
    if not kept:
        moment.say("reminders.how")
    await _show(moment, draft)


async def change(moment: Moment, id_: int) -> None:
    """A rule as it stands."""
    kept = await rules.find(moment, id_)
    if kept is None:
        moment.say("reminders.gone")
    else:
        await _show(moment, kept)


async def skip(moment: Moment, id_: int | None) -> None:
    """Passes the next one over, and says when the one after comes."""
    skipped = await rules.skip_next(moment, id_)
    if skipped is None:
        moment.say("reminders.nothing_to_skip")
    else:
        now = await rules.find(moment, skipped.id)
        first = rules.first_of(moment, now) if now else None
        moment.say("reminders.skipped", at=first.when if first else None)
    moment.offer(("button.reminders", "/reminders"))


# The draft


async def _show(moment: Moment, draft: rules.Kept) -> None:
    """What stands now, when it would first come, and what can be changed about it."""
    rule = draft.rule
    if rules.in_quiet_hours(moment, rule) and not rule.picked:
        _ask_quiet(moment, draft)
        return
    first = rules.first_of(moment, draft)
    moment.say_text(rules.in_words(moment, draft) + ".")
    if first is None:
        moment.say("rule.never")
    else:
        zone = moment.known.profile.zone
        moment.say("rule.first", at=first.when, kept_free=first.kept_free, zone=zone)
    new_days = _days_to_add(moment, rule)
    if new_days:
        moment.say("rule.adds_days", days=_names(moment, new_days))
    if not draft.id:
        moment.say("rule.ask")
    options = []
    if first is not None:
        options.append(moment.option("rule_keep") if draft.id else moment.option("rule_yes"))
    options += [moment.option("other_days"), moment.option("other_time")]
    unit, every = "run" if rule.by_shift else "week", 1 if rule.every > 1 else 2
    options.append(Option("other_every", moment.words(f"rule.turn_{unit}_{every}")))
    if draft.id:
        options += [moment.option("skip_this"), moment.option("stop_this")]
    options.append(moment.option("to_reminders") if draft.id else moment.option("not_now"))
    _ask(moment, "draft", draft, options)


def _ask(moment: Moment, at: str, draft: rules.Kept, options: list[Option]) -> None:
    args = {"at": at, "id": draft.id, "what": draft.what, "rule": draft.rule.to_json()}
    moment.ask(NAME, options, text=True, args=args)


def _draft_of(args: Mapping[str, Any]) -> rules.Kept:
    return rules.Kept(args["id"], args["what"], Rule.from_json(args["rule"]))


async def _keep(moment: Moment, draft: rules.Kept) -> None:
    """A yes: the rule is kept, and days it named are days on which the bot may write from now."""
    profile = moment.known.profile
    days = set(profile.days) | _days_to_add(moment, draft.rule)
    moment.set_profile(replace(profile, days=tuple(sorted(days))))
    await rules.put(moment, draft)
    moment.say("rule.kept")
    coming = await rules.upcoming(moment, 3)
    if coming:
        moment.say("reminders.next")
        moment.say_text(
            "\n".join(
                moment.words("rule.next_line", at=one.when, kept_free=one.kept_free)
                for one in coming
            )
        )
    moment.offer(("button.reminders", "/reminders"))


def _days_to_add(moment: Moment, rule: Rule) -> set[int]:
    """Weekdays of the rule on which the bot may not write first so far."""
    by_weekday = not rule.by_shift and not moment.known.profile.shifts
    return set(rule.days) - set(moment.known.profile.days) if by_weekday else set()


# Days


async def _ask_days(moment: Moment, draft: rules.Kept) -> None:
    moment.say("rule.ask_run_days" if draft.rule.by_shift else "rule.ask_days")
    on, off = moment.words("settings.on"), moment.words("settings.off")
    shifts = moment.known.profile.shifts
    places = range(min(shifts[0], LONGEST_RUN_SHOWN) if draft.rule.by_shift and shifts else 7)
    options = []
    for day in places:
        name = (
            moment.words("rule.shift_day", number=day + 1)
            if draft.rule.by_shift
            else moment.words(f"weekday.{rules.WEEKDAYS[day]}")
        )
        state = on if day in draft.rule.days else off
        options.append(Option(f"day:{day}", moment.words("rule.day_is", day=name, state=state)))
    _ask(moment, "days", draft, [*options, moment.option("days_done")])


async def _tap_day(moment: Moment, draft: rules.Kept, day: int) -> None:
    days = draft.rule.days ^ {day}
    if not days:
        moment.say("rule.one_day")
        await _ask_days(moment, draft)
    else:
        await _ask_days(moment, await _with_days(moment, draft, days))


async def _with_days(moment: Moment, draft: rules.Kept, days: frozenset[int]) -> rules.Kept:
    """The draft on these days, or as it was where they are taken or too many; said so."""
    others = await _others(moment, draft)
    taken = {
        day for one in others if one.rule.by_shift == draft.rule.by_shift for day in one.rule.days
    }
    clash = days & taken
    room = rules.MOST_DAYS - len(taken)
    if clash and not draft.rule.by_shift:
        moment.say("rule.day_taken", days=_names(moment, clash))
    elif clash:
        moment.say("rule.place_taken")
    elif len(days) > room:
        moment.say("rule.week_full")
    else:
        return replace(draft, rule=replace(draft.rule, days=days))
    return draft


async def _others(moment: Moment, draft: rules.Kept) -> list[rules.Kept]:
    return [one for one in await rules.all_of(moment) if one.id != draft.id]


async def _on_a_free_day(moment: Moment, draft: rules.Kept) -> rules.Kept:
    """The suggestion, on another working day where its own has a reminder already."""
    others = await _others(moment, draft)
    taken = {
        day for one in others if one.rule.by_shift == draft.rule.by_shift for day in one.rule.days
    }
    shifts = moment.known.profile.shifts
    days = range(shifts[0]) if draft.rule.by_shift and shifts else moment.known.profile.days
    if not draft.rule.days & taken:
        return draft
    free = next((day for day in days if day not in taken), min(draft.rule.days))
    return replace(draft, rule=replace(draft.rule, days=frozenset({free})))


def _names(moment: Moment, days: set[int] | frozenset[int]) -> str:
    names = [moment.words(f"weekday.{rules.WEEKDAYS[day]}") for day in sorted(days)]
    return moment.words("rule.and", first=", ".join(names[:-1]), last=names[-1])


# Times


def _ask_time(moment: Moment, draft: rules.Kept) -> None:
    moment.say("rule.ask_time", zone=moment.known.profile.zone)
    options = [Option(f"time:{one:%H:%M}", f"{one:%H:%M}") for one in TIMES]
    _ask(moment, "time", draft, [*options, moment.option("other_clock")])


def _ask_clock(moment: Moment, draft: rules.Kept) -> None:
    moment.say("settings.ask_zone")
    _ask(moment, "clock", draft, [moment.option("london", "settings.london")])


async def _with_time(moment: Moment, draft: rules.Kept, at: time) -> None:
    await _show(moment, replace(draft, rule=replace(draft.rule, at=at, picked=False)))


async def _with_zone(moment: Moment, draft: rules.Kept, zone: str) -> None:
    moment.set_profile(replace(moment.known.profile, zone=zone))
    await rules.begin_anew(moment)
    await _show(moment, draft)


def _ask_quiet(moment: Moment, draft: rules.Kept) -> None:
    """A time inside the quiet hours is asked about once, and then honoured."""
    profile, at = moment.known.profile, f"{draft.rule.at:%H:%M}"
    moment.say("rule.quiet", at=at, quiet_from=profile.quiet_from, quiet_to=profile.quiet_to)
    options = [Option("quiet_yes", moment.words("rule.quiet_yes", at=at))]
    _ask(moment, "quiet", draft, [*options, moment.option("other_time")])


# Taps and words


async def _tap(moment: Moment, screen: Screen, option: str) -> None:
    draft = _draft_of(screen.args)
    word, _, value = option.partition(":")
    match word:
        case "rule_yes" | "rule_keep":
            await _keep(moment, draft)
        case "other_days":
            await _ask_days(moment, draft)
        case "day":
            await _tap_day(moment, draft, int(value))
        case "days_done":
            await _show(moment, draft)
        case "other_time":
            _ask_time(moment, draft)
        case "time":
            await _with_time(moment, draft, time.fromisoformat(value))
        case "other_clock":
            _ask_clock(moment, draft)
        case "london":
            await _with_zone(moment, draft, "Europe/London")
        case "quiet_yes":
            await _show(moment, replace(draft, rule=replace(draft.rule, picked=True)))
        case "other_every":
            every = 1 if draft.rule.every > 1 else 2
            since = moment.local.date()
            rule = replace(draft.rule, every=every, since=since)
            await _show(moment, replace(draft, rule=rule))
        case "skip_this":
            await skip(moment, draft.id)
        case "stop_this":
            await rules.remove(moment, draft.id)
            moment.say("promised.no_more")
            moment.offer(("button.reminders", "/reminders"))
        case "not_now":
            moment.say("reminders.not_now")
        case _:
            moment.say("reminders.kept")
            moment.offer(("button.reminders", "/reminders"))


async def _typed(moment: Moment, screen: Screen, text: str) -> None:
    """Words for days, a time, how often, or a place; shown back with the draft."""
    draft, at = _draft_of(screen.args), screen.args["at"]
    if at == "clock":
        zone = read_zone(text)
        if zone:
            await _with_zone(moment, draft, zone)
        else:
            moment.say("settings.unclear_zone")
            _ask_clock(moment, draft)
        return
    said = typed_rule(text)
    days, when = typed_days(text), typed_time(text)
    if said and (said.days or said.at or said.every):
        days, when = said.days, said.at
    if days and not draft.rule.by_shift:
        draft = await _with_days(moment, draft, days)
    if said and said.every:
        draft = replace(draft, rule=replace(draft.rule, every=said.every))
    if when:
        draft = replace(draft, rule=replace(draft.rule, at=when, picked=False))
    if not (days or when or (said and said.every)):
        near = nearest_time(text)
        if near:
            moment.say("rule.no_such_time", near=f"{near:%H:%M}")
        else:
            moment.say("rule.unclear")
        await _again(moment, screen)
        return
    await _show(moment, draft)


async def _again(moment: Moment, screen: Screen) -> None:
    draft = _draft_of(screen.args)
    match screen.args["at"]:
        case "days":
            await _ask_days(moment, draft)
        case "time":
            _ask_time(moment, draft)
        case "clock":
            _ask_clock(moment, draft)
        case _:
            await _show(moment, draft)


ROOM = Room(_tap, _again, _typed)
