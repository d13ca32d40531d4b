"""On which days the bot may write first: weekdays, runs of shifts, bank holidays, time away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.flow.dates import typed_date, typed_past
from bot.flow.session import Option
from bot.flow.typed_days import typed_days
from bot.flow.typed_rules import typed_shifts
from bot.service import rules
from bot.service.desk import Screen
from bot.service.moment import Moment
from bot.service.profile import WORKING_WEEK
from bot.service.rooms import reminding

NAME = "working_days"
FOUR_ON_FOUR_OFF = (4, 4)


def line(moment: Moment) -> str:
    """What is set, in one line of light markup."""
    profile = moment.known.profile
    if profile.shifts:
        on, off, _ = profile.shifts
        days = moment.words("settings.shifts", on=on, off=off)
    elif profile.days == WORKING_WEEK:
        days = moment.words("settings.working_week")
    else:
        days = rules.weekdays(moment, profile.days)
    return moment.words("settings.line_days", days=days, holidays=profile.holidays)


def show(moment: Moment) -> None:
    """What is set, and what about it can be changed."""
    moment.say_text(line(moment))
    moment.say("settings.ask_days")
    if moment.known.profile.holidays:
        holidays = moment.option("holidays", "settings.holidays_off")
    else:
        holidays = moment.option("holidays", "settings.holidays_on")
    options = [
        moment.option("weekdays", "settings.weekdays"),
        moment.option("four_on", "settings.four_on"),
        holidays,
        moment.option("away"),
        moment.option("to_settings"),
    ]
    moment.ask(NAME, options, text=True, args={"at": "days"})


def _show_weekdays(moment: Moment) -> None:
    if moment.known.profile.shifts:
        moment.say("settings.weekdays_instead")
    moment.say("settings.ask_weekdays")
    on, off = moment.words("settings.on"), moment.words("settings.off")
    chosen = moment.known.profile.days
    options = []
    for at, day in enumerate(rules.WEEKDAYS):
        name = moment.words(f"weekday.{day}")
        state = on if at in chosen else off
        options.append(Option(day, moment.words("rule.day_is", day=name, state=state)))
    moment.ask(NAME, [*options, moment.option("days_done")], text=True, args={"at": "weekdays"})


def _ask_first(moment: Moment, on: int, off: int) -> None:
    """Which day a run begins: without it, days on and off could not be told apart."""
    moment.say("settings.ask_first", on=on, off=off)
    options = [
        moment.option("today", "settings.first_today"),
        moment.option("tomorrow"),
        moment.option("to_settings"),
    ]
    moment.ask(NAME, options, text=True, args={"at": "first", "on": on, "off": off})


async def _set_shifts(moment: Moment, args: Mapping[str, Any], first: date) -> None:
    shifts = (args["on"], args["off"], first.isoformat())
    moment.set_profile(replace(moment.known.profile, shifts=shifts, holidays=True))
    await rules.begin_anew(moment)
    moment.say("settings.shifts_set")
    await _say_what_never_comes(moment)
    show(moment)


async def _set_weekdays(moment: Moment, days: frozenset[int]) -> None:
    """Weekdays count from now; whoever comes from shifts has bank holidays kept free again."""
    profile = moment.known.profile
    holidays = profile.holidays and not profile.shifts
    chosen = tuple(sorted(days))
    moment.set_profile(replace(profile, days=chosen, shifts=None, holidays=holidays))
    await rules.begin_anew(moment)


async def _say_what_never_comes(moment: Moment) -> None:
    """A rule whose days mean nothing any more is said so."""
    for kept in await rules.all_of(moment):
        if kept.on and rules.first_of(moment, kept) is None:
            moment.say("settings.rule_never", rule=rules.in_words(moment, kept))


async def tap(moment: Moment, screen: Screen, option: str) -> None:
    """A button of these pages; the way back to all settings is theirs."""
    profile = moment.known.profile
    match option:
        case "weekdays":
            _show_weekdays(moment)
        case "four_on":
            _ask_first(moment, *FOUR_ON_FOUR_OFF)
        case "holidays":
            moment.set_profile(replace(profile, holidays=not profile.holidays))
            show(moment)
        case "today" | "tomorrow":
            first = moment.local.date() + timedelta(days=option == "tomorrow")
            await _set_shifts(moment, screen.args, first)
        case "away":
            await reminding.open_menu(moment, "away")
        case "days_done":
            if profile.shifts:
                await _set_weekdays(moment, frozenset(profile.days))
            await _say_what_never_comes(moment)
            show(moment)
        case _:
            days = frozenset(profile.days) ^ {rules.WEEKDAYS.index(option)}
            if days:
                await _set_weekdays(moment, days)
            else:
                moment.say("settings.one_day")
            _show_weekdays(moment)


async def typed(moment: Moment, screen: Screen, text: str) -> None:
    """“Tuesday and Thursday”, “four on four off”; a date where a run’s first day is asked for."""
    shifts, days = typed_shifts(text), typed_days(text)
    if shifts:
        _ask_first(moment, *shifts)
    elif screen.args["at"] == "first":
        today = moment.local.date()
        # A day that has been tells the days on and off as well as one to come.
        first = typed_date(text, today) or typed_past(text, today)
        if first:
            await _set_shifts(moment, screen.args, first)
        else:
            moment.say("settings.unclear_first")
            await again(moment, screen)
    elif days:
        await _set_weekdays(moment, days)
        await _say_what_never_comes(moment)
        show(moment)
    else:
        moment.say("settings.unclear_days")
        await again(moment, screen)


async def again(moment: Moment, screen: Screen) -> None:
    """The same page once more."""
    match screen.args["at"]:
        case "weekdays":
            _show_weekdays(moment)
        case "first":
            _ask_first(moment, screen.args["on"], screen.args["off"])
        case _:
            show(moment)
