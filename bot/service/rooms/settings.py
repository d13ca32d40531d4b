"""`/settings`: by buttons, one thing at a time; what is typed is shown back at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.flow.session import Option
from bot.service import rules
from bot.service.desk import Screen
from bot.service.moment import Moment
from bot.service.profile import SWITCHES
from bot.service.rooms import priorities, reminding, working_days
from bot.service.rooms.room import Room
from bot.service.rooms.typed_settings import near_zones, read_quiet_hours, read_zone

NAME = "settings"
MENU, MORE = "menu", "more"
LONGEST_NAME = 40
WORKDAYS = ("visits", "ward", "counter", "desk", "leads")
REST = ("language", "tidy")  # eight buttons are the most that stand on one screen
QUIET = {"usual": ("19:00", "08:00"), "early": ("17:00", "09:00"), "late": ("22:00", "07:00")}


async def open_menu(moment: Moment, argument: str) -> None:
    """Shows what is set, and what can be; with a page's name, that page."""
    if argument == MORE:
        _ask_more(moment)
        return
    if argument in PAGES:
        PAGES[argument].show(moment)
        return
    moment.say("settings.title")
    moment.say_text("\n".join(lines(moment)))
    moment.say("settings.change")
    _ask_page(moment)


def lines(moment: Moment) -> list[str]:
    """Everything that is set, each on a line, in light markup."""
    lines = [*dict.fromkeys(_lines(moment).values()), *_switches(moment)]
    if reminding.is_away(moment):
        lines.append(moment.words("reminders.away", day=moment.known.profile.back))
    return lines


def _lines(moment: Moment) -> dict[str, str]:
    """What is set, as one line for each page; hours and clock share theirs."""
    profile = moment.known.profile
    workday = moment.words(f"workday.{profile.workday or 'none'}")
    quiet = moment.words(
        "settings.line_quiet",
        place=profile.place,
        quiet_from=profile.quiet_from,
        quiet_to=profile.quiet_to,
    )
    return {
        "name": moment.words("settings.line_name", name=profile.name),
        "workday": moment.words("settings.line_workday", workday=workday),
        "priorities": priorities.line(moment),
        "quiet": quiet,
        "zone": quiet,
        "days": working_days.line(moment),
        "tidy": moment.words("settings.line_tidy", tidy=_on_off(moment, profile.tidy)),
    }


def _ask_page(moment: Moment, pages: Sequence[str] = ()) -> None:
    """What can be changed: what is looked for most, and the rest behind one more tap."""
    shown = pages or [page for page in PAGES if page not in REST]
    options = [moment.option(page, f"settings.page_{page}") for page in shown]
    if not pages:
        options.append(moment.option("more_settings"))
    _ask(moment, MENU if not pages else MORE, options)


def _ask_more(moment: Moment) -> None:
    moment.say("settings.change")
    _ask_page(moment, REST)


def _say_what_is_set(moment: Moment, page: str) -> None:
    """The one line that has changed; the whole list again would be long to listen to."""
    moment.say_text(_lines(moment)[page])
    moment.say("settings.change_more")
    _ask_page(moment)


def _on_off(moment: Moment, on: bool) -> str:
    return moment.words("settings.on" if on else "settings.off")


def _switches(moment: Moment) -> list[str]:
    on = moment.known.profile.switches
    return [
        moment.words(
            "settings.line_switch",
            name=moment.words(f"switch.{name}"),
            state=_on_off(moment, name in on),
        )
        for name in SWITCHES
    ]


def _turn(moment: Moment, name: str, *, on: bool) -> str:
    """What the button of a switch does, in words."""
    called = moment.words(f"switch.{name}")
    return moment.words("switch.turn_on" if on else "switch.turn_off", name=called)


def _ask(moment: Moment, page: str, options: list[Option], *, text: bool = False) -> None:
    if page != MENU:
        options = [*options, moment.option("to_settings")]
    moment.ask(NAME, options, text=text, args={"page": page})


def _set(moment: Moment, **changes: Any) -> None:
    moment.set_profile(replace(moment.known.profile, **changes))


def _show_name(moment: Moment) -> None:
    moment.say("settings.ask_name")
    _ask(moment, "name", [moment.option("no_name")], text=True)


async def _tap_name(moment: Moment, _option: str) -> None:
    _set(moment, name="")


async def _type_name(moment: Moment, text: str) -> bool:
    _set(moment, name=" ".join(text.split())[:LONGEST_NAME])
    return True


def _show_workday(moment: Moment) -> None:
    moment.say("settings.ask_workday")
    _ask(moment, "workday", [moment.option(day, f"workday.{day}") for day in (*WORKDAYS, "none")])


async def _tap_workday(moment: Moment, option: str) -> None:
    _set(moment, workday=None if option == "none" else option)


def _show_quiet(moment: Moment) -> None:
    moment.say("settings.ask_quiet")
    options = [
        Option(id_, moment.words("settings.hours", start=start, end=end))
        for id_, (start, end) in QUIET.items()
    ]
    _ask(moment, "quiet", options, text=True)


async def _tap_quiet(moment: Moment, option: str) -> None:
    start, end = QUIET[option]
    _set(moment, quiet_from=start, quiet_to=end)


async def _type_quiet(moment: Moment, text: str) -> bool:
    hours = read_quiet_hours(text)
    if hours:
        _set(moment, quiet_from=hours[0], quiet_to=hours[1])
    return hours is not None


def _show_zone(moment: Moment, near: Mapping[str, str] | None = None) -> None:
    moment.say("settings.ask_zone")
    options = [Option(zone, name) for name, zone in (near or {}).items()]
    _ask(moment, "zone", [*options, moment.option("london", "settings.london")], text=True)


async def _tap_zone(moment: Moment, option: str) -> None:
    await _set_zone(moment, "Europe/London" if option == "london" else option)


async def _set_zone(moment: Moment, zone: str) -> None:
    _set(moment, zone=zone)
    await rules.begin_anew(moment)


async def _type_zone(moment: Moment, text: str) -> bool:
    zone = read_zone(text)
    if zone:
        await _set_zone(moment, zone)
    return zone is not None


def _show_language(moment: Moment) -> None:
    moment.say("settings.language")
    _ask(moment, "language", [])


async def _tap_nothing(_moment: Moment, _option: str) -> None:
    """There is nothing to choose here: it has a room of its own, or English is all there is."""


def _show_tidy(moment: Moment) -> None:
    moment.say("settings.ask_tidy")
    options = [moment.option("on", "settings.tidy_yes"), moment.option("off", "settings.tidy_no")]
    _ask(moment, "tidy", options)


async def _tap_tidy(moment: Moment, option: str) -> None:
    _set(moment, tidy=option == "on")


def _show_switches(moment: Moment) -> None:
    moment.say("settings.ask_switches")
    moment.say_text("\n".join(_switches(moment)))
    on = moment.known.profile.switches
    options = [Option(name, _turn(moment, name, on=name not in on)) for name in SWITCHES]
    _ask(moment, "switches", options)


async def _tap_switches(moment: Moment, option: str) -> None:
    profile = moment.known.profile
    on = option not in profile.switches
    moment.set_profile(profile.switch(option, on=on))
    if option == "reminders":
        await rules.switch(moment, on=on)
    moment.say(f"settings.{option}_{'on' if on else 'off'}")


@dataclass(frozen=True, slots=True)
class Page:
    """One thing that can be set. `stays`: the page is shown again after a choice."""

    show: Callable[[Moment], None]
    tap: Callable[[Moment, str], Awaitable[None]]
    typed: Callable[[Moment, str], Awaitable[bool]] | None = None
    stays: bool = False


PAGES = {
    "name": Page(_show_name, _tap_name, _type_name),
    "workday": Page(_show_workday, _tap_workday),
    "priorities": Page(priorities.show, _tap_nothing),
    "quiet": Page(_show_quiet, _tap_quiet, _type_quiet),
    "days": Page(working_days.show, _tap_nothing),
    "zone": Page(_show_zone, _tap_zone, _type_zone),
    "language": Page(_show_language, _tap_nothing),
    "tidy": Page(_show_tidy, _tap_tidy),
    "switches": Page(_show_switches, _tap_switches, stays=True),
}


async def _tap(moment: Moment, screen: Screen, option: str) -> None:
    page = screen.args["page"]
    if option == "more_settings":
        _ask_more(moment)
        return
    if page in (MENU, MORE) or option == "to_settings":
        await open_menu(moment, option)
        return
    await PAGES[page].tap(moment, option)
    if PAGES[page].stays:
        await open_menu(moment, page)
    else:
        _say_what_is_set(moment, page)


async def _typed(moment: Moment, screen: Screen, text: str) -> None:
    page = screen.args["page"]
    typed = PAGES[page].typed
    understood = typed is not None and await typed(moment, text)
    if understood:
        _say_what_is_set(moment, page)
        return
    moment.say(f"settings.unclear_{page}")
    if page == "zone":
        _show_zone(moment, near_zones(text))
    else:
        await open_menu(moment, page)


async def _again(moment: Moment, screen: Screen) -> None:
    await open_menu(moment, screen.args["page"])


async def _tap_days(moment: Moment, screen: Screen, option: str) -> None:
    if option == "to_settings":
        await open_menu(moment, "")
    else:
        await working_days.tap(moment, screen, option)


async def _tap_priorities(moment: Moment, screen: Screen, option: str) -> None:
    if option == "to_settings":
        await open_menu(moment, "")
    else:
        await priorities.tap(moment, screen, option)


ROOM = Room(_tap, _again, _typed)
PRIORITIES = Room(_tap_priorities, priorities.again)
DAYS = Room(_tap_days, working_days.again, working_days.typed)
