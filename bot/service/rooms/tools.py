"""`/tools`: the dialogues that go over a list, and what was written down in them.

A sheet can be taken along as a page or a table, handed on to a colleague by a code, carried on
with, or removed.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import date

from bot.flow.given import plain
from bot.flow.session import Option
from bot.flow.sheet import Sheet
from bot.script.lists import Checklist
from bot.service import sheets
from bot.service.acts import Document, Print
from bot.service.desk import Screen
from bot.service.moment import Moment
from bot.service.papers import titles
from bot.service.reports.page import page
from bot.service.reports.report import Report, make
from bot.service.reports.table import table
from bot.service.rooms import door, for_me, papers, talking
from bot.service.rooms.log_pages import shorten
from bot.service.rooms.room import Room, naming
from bot.service.soft_check import names_somebody

NAME = "tools"
TALKS, SHEETS = 3, 6  # on one screen
NAME_OF_FILE = 60
LABEL = 24  # characters of what a sheet is about, on its button
OF_A_SHEET = ("sheet_on", "page", "pdf", "table", "hand_on", "delete", "to_written")
OF_A_COPY = ("to_mine", "sheet_on", "page", "pdf", "table", "delete", "to_written")
BACK = ("button.tools", "/tools")
BESIDE = ("button.beside", "/tools beside")


async def open_tools(moment: Moment, argument: str) -> None:
    """Shows what there is; `page` and `table` with a list's name give the newest sheet of it.

    What is on paper there is for anybody; the rest is for whoever said yes.
    """
    what, _, name = argument.partition(" ")
    if what in papers.WAYS:
        await papers.open_papers(moment, argument)
    elif moment.desk is None:
        await door.greet(moment)
    elif door.needs_new_yes(moment.desk):
        await door.ask_anew(moment)
    elif what == "hand_on" and (own := await sheets.own_of(moment, name)):
        _ask_what_to_hand_on(moment, own)
    elif what in FILES:
        newest = [one for one in await sheets.everything(moment) if one.list == name]
        if newest:
            await _take_along(moment, newest[-1], what)
        else:
            moment.say("tools.nothing_written")
            moment.offer(BACK)
    elif what in for_me.PAGES:
        await for_me.PAGES[what](moment, name)
    else:
        await _menu(moment, int(what) if what.isdecimal() else 0)


async def _menu(moment: Moment, first: int = 0) -> None:
    there = sheets.tools(moment.library)
    shown = there[first : first + TALKS]
    moment.say("tools.menu")
    for script in shown:
        moment.say("tools.line", title=script.title, about=script.about)
    options = [Option(f"talk.{script.name}", script.title) for script in shown]
    if len(there) > TALKS:
        options.append(moment.option("more_tools"))
    if await sheets.everything(moment):
        options.append(moment.option("written_down"))
    options += [moment.option("for_me"), moment.option("have_code")]
    if titles(moment.library):
        options.append(moment.option("on_paper"))
    moment.ask(NAME, options, args={"at": "menu", "first": first})


async def _on_menu(moment: Moment, screen: Screen, option: str) -> None:
    if option.startswith("talk."):
        await talking.begin(moment, option.removeprefix("talk."))
    elif option == "more_tools":
        first = screen.args["first"] + TALKS
        await _menu(moment, first if first < len(sheets.tools(moment.library)) else 0)
    elif option == "written_down":
        await _written(moment, 0)
    elif option == "on_paper":
        await papers.open_papers(moment, papers.PRINT)
    elif option == "for_me":
        await for_me.show(moment)
    else:
        _ask_code(moment)


# What was written down


async def _written(moment: Moment, first: int) -> None:
    there = (await sheets.everything(moment))[::-1]
    if not there:
        moment.say("tools.nothing_written")
        moment.offer(BACK)
        return
    first = first if first < len(there) else 0
    moment.say("tools.written")
    options = []
    for sheet in there[first : first + SHEETS]:
        moment.say("tools.sheet_line", title=_title(moment, sheet), day=_day(sheet.touched))
        options.append(Option(f"sheet.{sheet.id}", shorten(_title(moment, sheet), LABEL)))
    if len(there) > SHEETS:
        options.append(moment.option("older"))
    args = {"at": "written", "first": first}
    moment.ask(NAME, [*options, moment.option("to_tools")], args=args)


async def _on_written(moment: Moment, screen: Screen, option: str) -> None:
    if option == "older":
        await _written(moment, screen.args["first"] + SHEETS)
    elif option == "to_tools":
        await _menu(moment)
    else:
        await _sheet(moment, option.removeprefix("sheet."))


async def _sheet(moment: Moment, id_: str) -> None:
    sheet = await sheets.find(moment, id_)
    if sheet is None:
        moment.say("tools.gone")
        await _written(moment, 0)
        return
    moment.say(
        "tools.sheet",
        title=_title(moment, sheet), began=_day(sheet.began), touched=_day(sheet.touched),
        given=_day(sheet.given),
    )  # fmt: skip
    options = [moment.option(one) for one in OF_A_SHEET]
    if sheet.given:
        options = [moment.option(one) for one in OF_A_COPY]
        options = options if await sheets.own_of(moment, sheet.list) else options[1:]
    if not (_list_of(moment, sheet) and _talk_of(moment, sheet)):
        options = options[-2:]  # its list is not offered any more
    moment.ask(NAME, options, args={"at": "sheet", "sheet": id_})


async def _on_sheet(moment: Moment, screen: Screen, option: str) -> None:
    sheet = await sheets.find(moment, screen.args["sheet"])
    if sheet is None or option == "to_written":
        await _written(moment, 0)
    elif option == "sheet_on":
        await sheets.bring_forward(moment, sheet)
        await talking.begin(moment, _talk_of(moment, sheet))
    elif option in FILES:
        await _take_along(moment, sheet, option)
    elif option == "hand_on":
        _ask_what_to_hand_on(moment, sheet)
    elif option == "to_mine":
        await _to_mine(moment, sheet)
    else:
        moment.say("tools.ask_delete")
        options = [moment.option("yes_delete"), moment.option("keep_sheet", "button.keep_it")]
        moment.ask(NAME, options, args={"at": "delete", "sheet": sheet.id})


async def _on_delete(moment: Moment, screen: Screen, option: str) -> None:
    if option == "yes_delete":
        await sheets.delete(moment, screen.args["sheet"])
        moment.say("tools.deleted")
        moment.offer(BACK)
    else:
        await _sheet(moment, screen.args["sheet"])


# Taking it along, handing it on


_MADE: dict[str, Callable[[Report], bytes]] = {"page": page, "table": table, "beside": page}
FILES = {"page": "html", "pdf": "pdf", "table": "csv", "beside": "html"}
"""What a sheet can be taken along as, and how the file's name ends."""
_MADE_ALWAYS = ("page", "pdf", "table")


async def _take_along(moment: Moment, sheet: Sheet, what: str) -> None:
    checklist = _list_of(moment, sheet)
    if checklist is None:
        moment.say("tools.list_gone")
        moment.offer(BACK)
        return
    before = await _before(moment, sheet)
    report = make(
        checklist, sheet, moment.library.words, moment.library.principles,
        before if what == "beside" else None,
    )  # fmt: skip
    moment.say(f"tools.as_{what}", telegram=moment.by_telegram)
    if any(names_somebody(one.note) for one in sheet.marks.values()):
        moment.say("tools.names")
    name = f"{_file_name(moment, sheet)}.{FILES[what]}"
    if what == "pdf":
        not_made = moment.words("report.not_made")
        moment.after.append(Print("report", report.to_json(), name, report.title, not_made))
    else:
        moment.after.append(Document(name, _MADE[what](report), report.title))
    if before and what != "beside":
        moment.offer(naming(BESIDE, sheet.list))
    for other in _MADE_ALWAYS:
        if other != what:
            moment.offer((f"button.{other}", f"/tools {other} {sheet.list}"))
    moment.offer(BACK)


async def _before(moment: Moment, sheet: Sheet) -> Sheet | None:
    """The person's own sheet of the same list before this one; a colleague's copy is none."""
    earlier = [
        one
        for one in await sheets.everything(moment)
        if (one.list, one.about, one.given) == (sheet.list, sheet.about, "")
        and int(one.id) < int(sheet.id)
    ]
    return earlier[-1] if earlier and not sheet.given else None


def _ask_what_to_hand_on(moment: Moment, sheet: Sheet) -> None:
    """Notes go as they were written, so they are looked over first."""
    notes = [one.note for one in sheet.marks.values() if one.note]
    moment.say("tools.ask_hand_on", notes=bool(notes))
    if any(names_somebody(one) for one in notes):
        moment.say("tools.names")
    options = [moment.option("hand_all"), moment.option("hand_answers"), moment.option("to_sheet")]
    moment.ask(NAME, options if notes else options[1:], args={"at": "hand_on", "sheet": sheet.id})


async def _on_hand_on(moment: Moment, screen: Screen, option: str) -> None:
    sheet = await sheets.find(moment, screen.args["sheet"])
    if sheet is None or option == "to_sheet":
        await _sheet(moment, screen.args["sheet"])
        return
    made = await sheets.hand_on(moment, sheet, words=option == "hand_all")
    if made is None:
        moment.say("tools.too_many_codes")
    else:
        code, until = made
        moment.say("tools.code", code=code, until=until.astimezone(moment.local.tzinfo))
    moment.offer(BACK)


async def _to_mine(moment: Moment, copy: Sheet) -> None:
    """A colleague's part of a walk becomes part of one's own."""
    own = await sheets.own_of(moment, copy.list)
    if own is None:
        await _sheet(moment, copy.id)
        return
    await sheets.put_together(moment, copy, own)
    moment.say("tools.together")
    await _sheet(moment, own.id)


def _ask_code(moment: Moment) -> None:
    moment.say("tools.ask_code")
    moment.ask(NAME, [moment.option("to_tools")], text=True, args={"at": "code"})


async def _on_code(moment: Moment, _screen: Screen, _option: str) -> None:
    await _menu(moment)


async def _typed(moment: Moment, _screen: Screen, text: str) -> None:
    sheet = await sheets.take_over(moment, text)
    if sheet is None:
        moment.say("tools.no_such_code")
        _ask_code(moment)
    else:
        moment.say("tools.taken_over", title=_title(moment, sheet))
        await _sheet(moment, sheet.id)


# What a sheet is called, and where it belongs


def _list_of(moment: Moment, sheet: Sheet) -> Checklist | None:
    return moment.library.lists.get(sheet.list)


def _talk_of(moment: Moment, sheet: Sheet) -> str:
    """The dialogue in which it is carried on with; empty where there is none any more."""
    there = sheets.tools(moment.library)
    return next((one.name for one in there if sheet.list in sheets.goes_over(one)), "")


def _title(moment: Moment, sheet: Sheet) -> str:
    """What it is about where that was said, else what the list is called."""
    script = moment.library.scripts.get(_talk_of(moment, sheet))
    title = script.title if script else sheet.list
    about = next(iter(sheet.about.values()), "")
    title = f"{about}: {title}" if about else title
    return moment.words("tools.a_copy", title=title) if sheet.given else title


def _file_name(moment: Moment, sheet: Sheet) -> str:
    """What it is about and the day, so that one file does not take another one's place."""
    about = next(iter(sheet.about.values()), "")
    whose = "colleague " if sheet.given else ""
    words = re.sub(r"[^a-z0-9]+", "-", plain(f"{whose}{about} {sheet.list}")).strip("-")
    return f"{words[:NAME_OF_FILE].strip('-')}-{moment.local:%Y-%m-%d}"


def _day(said: str) -> date | str:
    return date.fromisoformat(said) if said else ""


_TAPS: dict[str, Callable[[Moment, Screen, str], Awaitable[None]]] = {
    "menu": _on_menu,
    "written": _on_written,
    "sheet": _on_sheet,
    "delete": _on_delete,
    "hand_on": _on_hand_on,
    "code": _on_code,
}


async def _tap(moment: Moment, screen: Screen, option: str) -> None:
    await _TAPS[screen.args["at"]](moment, screen, option)


async def _again(moment: Moment, screen: Screen) -> None:
    match screen.args["at"]:
        case "written":
            await _written(moment, screen.args["first"])
        case "sheet" | "delete" | "hand_on":
            await _sheet(moment, screen.args["sheet"])
        case "code":
            _ask_code(moment)
        case _:
            await _menu(moment, screen.args["first"])


ROOM = Room(_tap, _again, _typed)
