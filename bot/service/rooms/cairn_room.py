"""`/log cairn`: the small changes that were kept, as a cairn to look at, with its words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.service import cairn, log
from bot.service.acts import Button
from bot.service.cairn import Look
from bot.service.log import LogEntry
from bot.service.moment import Moment

ON_A_PAGE = 5
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


async def open_cairn(moment: Moment, argument: str) -> bool:
    """Shows the cairn, or the choice of a part of it; whether the argument asks for that."""
    entries = await log.everything(moment)
    look = cairn.read(argument, entries)
    if look is None:
        return False
    if not cairn.stones(entries):
        moment.say("cairn.none")
        moment.offer(("button.log", "/log"))
    elif look.page is not None:
        _choose(moment, look, cairn.values(entries, look.by))
    else:
        if not cairn.stones(entries, look):  # gone meanwhile; nobody is shown an empty hill
            look = look.whole
        _show(moment, look, entries)
    return True


def _show(moment: Moment, look: Look, entries: Sequence[LogEntry]) -> None:
    shown = cairn.stones(entries, look)
    moment.say("cairn.title", many=len(shown), what=_name(moment, look))
    moment.say_text("\n".join(_lines(moment, shown)))
    if moment.by_telegram:
        if look.ground == cairn.DARK:
            moment.say("cairn.by_night")
        else:
            moment.say("cairn.by_day")
        moment.draw("cairn", cairn.recipe(shown, look.ground))
    _offer(moment, look, entries)


def _offer(moment: Moment, look: Look, entries: Sequence[LogEntry]) -> None:
    """What else there is to look at; only what is not all the same."""
    if moment.by_telegram:
        dark = look.ground == cairn.DARK
        label = moment.words("button.on_light") if dark else moment.words("button.on_dark")
        _lead(moment, label, look.other_ground)
    if look.by != cairn.ALL:
        _lead(moment, moment.words("button.whole_cairn"), look.whole)
    for by in (cairn.YEAR, cairn.MONTH, cairn.THEME):
        if len(cairn.values(entries, by)) > 1:
            _lead(moment, moment.words(f"button.by_{by}"), look.choosing(by))
    moment.offer(("button.log", "/log"))


def _choose(moment: Moment, look: Look, values: Sequence[str]) -> None:
    page = min(look.page or 0, (len(values) - 1) // ON_A_PAGE)
    moment.say("cairn.choose")
    for value in values[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]:
        part = look.of(look.by, value)
        _lead(moment, _name(moment, part), part)
    if len(values) > (page + 1) * ON_A_PAGE:
        _lead(moment, moment.words("button.more_of_them"), look.choosing(look.by, page + 1))
    if page:
        _lead(moment, moment.words("button.back_to_them"), look.choosing(look.by, page - 1))
    _lead(moment, moment.words("button.whole_cairn"), look.whole)


def _lead(moment: Moment, label: str, look: Look) -> None:
    moment.answers += (Button(label, look.command),)


def _name(moment: Moment, look: Look) -> str:
    """What a part of the cairn is called; the whole of it has no name."""
    if look.by == cairn.MONTH:
        year, month = look.value.split("-")
        return f"{moment.words(f'month.{MONTHS[int(month) - 1]}')} {year}"
    if look.by == cairn.THEME:
        return _theme(moment, look.value)
    return look.value


def _theme(moment: Moment, theme: str) -> str:
    known = moment.library.themes.get(theme)
    if theme == cairn.NO_THEME:
        return moment.words("cairn.no_theme")
    return known.name if known else theme.replace("-", " ").capitalize()


def _lines(moment: Moment, shown: Sequence[LogEntry]) -> list[str]:
    """How many stones are of which kind, in the order of the themes."""
    themes = [one.theme or cairn.NO_THEME for one in shown]
    known = [*moment.library.themes, *sorted(set(themes) - moment.library.themes.keys())]
    return [
        moment.words(
            "cairn.line",
            many=themes.count(theme),
            stone=moment.words(f"stone.{kind}"),
            theme=_theme(moment, theme),
        )
        for theme in known
        if theme in themes
        for kind in (cairn.stone_of(theme),)
    ]
