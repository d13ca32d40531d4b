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
from bot.flow.typed_rules import typed_rule
from bot.flow.typed_times import nearest_time
from bot.nudges.rules import Rule
from bot.service import rule_days, rules, small_talk
from bot.service.desk import Screen
from bot.service.moment import Moment
from bot.service.rooms import coming
from bot.service.rooms.typed_settings import near_zones, read_zone

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
        draft = await rule_days.on_a_free_day(moment, draft)
    if not kept:
        moment.say("reminders.how")
    if there is None and what == "change":
        moment.say("rule.about_change")
    await _show(moment, draft)


async def change(moment: Moment, id_: int) -> None:
    """A rule as it stands."""
    kept = await rules.find(moment, id_)
    if kept is None:
        moment.say("reminders.gone")
        moment.offer(("button.reminders", "/reminders"))
    else:
        await _show(moment, rules.fitted(moment, kept))


async def skip(moment: Moment, id_: int | None) -> None:
    """Passes the next one over, and says which, and when it comes after that."""
    skipped = await rules.skip_next(moment, id_)
    if skipped is None:
        moment.say("reminders.nothing_to_skip")
    else:
        now = await rules.find(moment, skipped.nudge.id)
        first = rules.first_of(moment, now) if now else None
        what = await coming.about_of(moment, skipped.nudge)
        after = first.when if first else None
        moment.say("reminders.skipped", what=what, at=skipped.when.date(), after=after)
    moment.offer(("button.reminders", "/reminders"))


# The draft


async def _show(moment: Moment, draft: rules.Kept) -> None:
    """What stands now, when it would first come, and what can be changed about it."""
    if _is_to_be_asked(moment, draft):
        _ask_quiet(moment, draft)
        return
    kept = await rules.find(moment, draft.id) if draft.id else None
    stands = kept == draft and draft.on
    first = rules.first_of(moment, draft, rule_days.week_with(moment, draft))
    moment.say_text(rules.in_words(moment, draft) + ".")
    if kept and not kept.on:
        moment.say("rule.off")
    if first is None:
        moment.say("rule.never")
    else:
        place = moment.known.profile.place
        moment.say(
            "rule.next" if stands else "rule.first",
            at=first.when,
            kept_free=first.kept_free,
            place=place,
        )
    added = rule_days.to_add(moment, draft)
    if added and first:
        moment.say("rule.adds_days", days=rules.weekdays(moment, added))
    options = []
    if first and (added or not stands):
        moment.say("rule.ask")
        options.append(moment.option("rule_yes"))
    options += [moment.option("other_days"), moment.option("other_time")]
    unit, every = "run" if draft.rule.by_shift else "week", 1 if draft.rule.every > 1 else 2
    options.append(Option("other_every", moment.words(f"rule.turn_{unit}_{every}")))
    if kept:
        options += [moment.option("skip_this")] if stands and first else []
        options += [moment.option("stop_this"), moment.option("to_reminders")]
    else:
        options.append(moment.option("not_now"))
    _ask(moment, "draft", draft, options)


def _is_to_be_asked(moment: Moment, draft: rules.Kept) -> bool:
    """A time inside the quiet hours is asked about once, and then honoured."""
    return rules.in_quiet_hours(moment, draft.rule) and not draft.rule.picked


def _ask(moment: Moment, at: str, draft: rules.Kept, options: list[Option]) -> None:
    args = {"at": at, "id": draft.id, "what": draft.what, "rule": draft.rule.to_json()}
    moment.ask(NAME, options, text=True, args={**args, "on": draft.on})


def _draft_of(args: Mapping[str, Any]) -> rules.Kept:
    return rules.Kept(args["id"], args["what"], Rule.from_json(args["rule"]), args.get("on", True))


async def _keep(moment: Moment, draft: rules.Kept) -> None:
    """A yes: the rule is kept, and days it named are days on which the bot may write from now."""
    profile = moment.known.profile
    days = set(profile.days) | rule_days.to_add(moment, draft)
    moment.set_profile(replace(profile, days=tuple(sorted(days))))
    await rules.put(moment, draft)
    moment.say("rule.kept")
    await coming.say_next(moment)
    if moment.known.held:
        moment.offer(("button.unpause", "/resume"))
    moment.offer(("button.reminders", "/reminders"))


# Days


def _ask_days(moment: Moment, draft: rules.Kept) -> None:
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
    if days:
        draft = await rule_days.with_days(moment, draft, days)
    else:
        moment.say("rule.one_day")
    _ask_days(moment, draft)


# Times


def _ask_time(moment: Moment, draft: rules.Kept, near: time | None = None) -> None:
    """`near` is offered first: the nearest to what somebody typed that is no time at all."""
    if near:
        moment.say("rule.no_such_time", near=f"{near:%H:%M}")
    moment.say("rule.ask_time", place=moment.known.profile.place)
    times = dict.fromkeys((near, *TIMES) if near else TIMES)
    options = [Option(f"time:{one:%H:%M}", f"{one:%H:%M}") for one in times]
    options.append(moment.option("other_clock"))
    if not _is_to_be_asked(moment, draft):
        options.append(moment.option("as_it_is"))
    _ask(moment, "time", draft, options)


def _ask_clock(moment: Moment, draft: rules.Kept, near: Mapping[str, str] | None = None) -> None:
    moment.say("settings.ask_zone")
    options = [Option(f"zone:{zone}", name) for name, zone in (near or {}).items()]
    options += [moment.option("london", "settings.london"), moment.option("as_it_is")]
    _ask(moment, "clock", draft, options)


async def _with_time(moment: Moment, draft: rules.Kept, at: time) -> None:
    await _show(moment, replace(draft, rule=replace(draft.rule, at=at, picked=False)))


async def _with_zone(moment: Moment, draft: rules.Kept, zone: str) -> None:
    moment.set_profile(replace(moment.known.profile, zone=zone))
    await rules.begin_anew(moment)
    moment.say("rule.clock_set", place=moment.known.profile.place)
    await _show(moment, draft)


def _ask_quiet(moment: Moment, draft: rules.Kept) -> None:
    profile, at = moment.known.profile, f"{draft.rule.at:%H:%M}"
    moment.say("rule.quiet", at=at, quiet_from=profile.quiet_from, quiet_to=profile.quiet_to)
    options = [Option("quiet_yes", moment.words("rule.quiet_yes", at=at))]
    _ask(moment, "quiet", draft, [*options, moment.option("other_time")])


# Taps and words


async def tap(moment: Moment, screen: Screen, option: str) -> None:
    """A button of the draft; the way back to all of them is the menu's."""
    draft = _draft_of(screen.args)
    word, _, value = option.partition(":")
    match word:
        case "rule_yes":
            await _keep(moment, draft)
        case "other_days":
            _ask_days(moment, draft)
        case "day":
            await _tap_day(moment, draft, int(value))
        case "other_time":
            _ask_time(moment, draft)
        case "time":
            await _with_time(moment, draft, time.fromisoformat(value))
        case "other_clock":
            _ask_clock(moment, draft)
        case "zone":
            await _with_zone(moment, draft, value)
        case "london":
            await _with_zone(moment, draft, "Europe/London")
        case "quiet_yes":
            await _show(moment, replace(draft, rule=replace(draft.rule, picked=True)))
        case "other_every":
            every = 1 if draft.rule.every > 1 else 2
            await _show(moment, replace(draft, rule=rules.turned(moment, draft.rule, every)))
        case "skip_this":
            await skip(moment, draft.id)
        case "stop_this":
            await rules.remove(moment, draft.id)
            moment.say("promised.no_more")
            moment.offer(("button.reminders", "/reminders"))
        case "not_now":
            moment.say("reminders.not_now")
        case _:
            await _show(moment, draft)


async def typed(moment: Moment, screen: Screen, text: str) -> None:
    """Words for days, a time, how often, or a place; shown back with the draft."""
    draft = _draft_of(screen.args)
    if screen.args["at"] == "clock":
        await _typed_zone(moment, draft, text)
        return
    said = typed_rule(text)
    if small_talk.kind_of(text) == "fine":  # a “no” to what was asked
        await _leave(moment, draft, screen.args["at"])
        return
    if said is None:
        near = nearest_time(text)
        if near:
            _ask_time(moment, draft, near)
        else:
            moment.say("rule.unclear")
            await again(moment, screen)
        return
    if said.days and draft.rule.by_shift:
        moment.say("rule.by_run")
        _ask_days(moment, draft)
        return
    if said.days:
        draft = await rule_days.with_days(moment, draft, said.days)
    if said.at:
        draft = replace(draft, rule=replace(draft.rule, at=said.at, picked=False))
    if said.every:
        draft = replace(draft, rule=rules.turned(moment, draft.rule, said.every))
    await _show(moment, draft)


async def _leave(moment: Moment, draft: rules.Kept, at: str) -> None:
    if at == "quiet":
        _ask_time(moment, draft)
    elif at == "draft":
        moment.say("reminders.kept")
        moment.offer(("button.reminders", "/reminders"))
    else:
        await _show(moment, draft)


async def _typed_zone(moment: Moment, draft: rules.Kept, text: str) -> None:
    zone = read_zone(text)
    if zone:
        await _with_zone(moment, draft, zone)
    else:
        moment.say("settings.unclear_zone")
        _ask_clock(moment, draft, near_zones(text))


async def again(moment: Moment, screen: Screen) -> None:
    """The same question once more."""
    draft = _draft_of(screen.args)
    match screen.args["at"]:
        case "days":
            _ask_days(moment, draft)
        case "time":
            _ask_time(moment, draft)
        case "clock":
            _ask_clock(moment, draft)
        case _:
            await _show(moment, draft)
