"""The subjects that a person would like to hear of more often: three of them at most, or none."""

from __future__ import annotations

from dataclasses import replace

from bot.flow.session import Option
from bot.service.desk import Screen
from bot.service.moment import Moment

NAME = "priorities"
MOST = 3
SUBJECTS = 5  # on one screen


def line(moment: Moment) -> str:
    """What is chosen, in one line of light markup."""
    names = [moment.library.themes[one].name for one in chosen(moment)]
    return moment.words("settings.line_priorities", names=", ".join(names))


def chosen(moment: Moment) -> tuple[str, ...]:
    """The chosen subjects that there still are."""
    there = moment.library.themes
    return tuple(one for one in moment.known.profile.priorities if one in there)


def show(moment: Moment, first: int = 0) -> None:
    """What it means to choose some, and the subjects, a few at a time."""
    moment.say("priorities.ask")
    _choose(moment, first)


def _choose(moment: Moment, first: int) -> None:
    moment.say_text(line(moment))
    there = list(moment.library.themes)
    first = first if first < len(there) else 0
    options = [_subject(moment, one) for one in there[first : first + SUBJECTS]]
    if len(there) > SUBJECTS:
        options.append(moment.option("more_subjects"))
    if chosen(moment):
        options.append(moment.option("no_priorities"))
    options.append(moment.option("to_settings"))
    moment.ask(NAME, options, args={"at": "choose", "first": first})


def _subject(moment: Moment, theme: str) -> Option:
    name = moment.library.themes[theme].name
    if theme not in chosen(moment):
        return Option(theme, name)
    return Option(theme, moment.words("priorities.chosen", name=name))


def _ask_which_rests(moment: Moment, theme: str, first: int) -> None:
    """A fourth choice takes the place of one that the person names."""
    moment.say("priorities.plenty", name=moment.library.themes[theme].name)
    options = [Option(one, moment.library.themes[one].name) for one in chosen(moment)]
    options.append(moment.option("as_it_is"))
    moment.ask(NAME, options, args={"at": "rest", "first": first, "theme": theme})


def _set(moment: Moment, *themes: str) -> None:
    moment.set_profile(replace(moment.known.profile, priorities=themes))


async def tap(moment: Moment, screen: Screen, option: str) -> None:
    """A button of these screens; the way back to all settings is theirs."""
    first, now = screen.args["first"], chosen(moment)
    if screen.args["at"] == "rest":
        if option != "as_it_is":
            _set(moment, *(one for one in now if one != option), screen.args["theme"])
        _choose(moment, first)
    elif option == "more_subjects":
        _choose(moment, first + SUBJECTS)
    elif option == "no_priorities":
        _set(moment)
        _choose(moment, first)
    elif option in now:
        _set(moment, *(one for one in now if one != option))
        _choose(moment, first)
    elif len(now) < MOST:
        _set(moment, *now, option)
        _choose(moment, first)
    else:
        _ask_which_rests(moment, option, first)


async def again(moment: Moment, screen: Screen) -> None:
    """The same screen once more."""
    if screen.args["at"] == "rest":
        _ask_which_rests(moment, screen.args["theme"], screen.args["first"])
    else:
        show(moment, screen.args["first"])
