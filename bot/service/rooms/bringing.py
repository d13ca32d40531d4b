"""`/bring`: what is to be brought to supervision, listed first, then as one page to take along.

What is marked stays so until the person says it was talked about; the entries stay in any case.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.flow.session import Option
from bot.script.markup import plain
from bot.service import log
from bot.service.desk import Screen
from bot.service.log import LogEntry
from bot.service.moment import Moment
from bot.service.reports.report import Line, Report, Section
from bot.service.rooms import for_me, own_page
from bot.service.rooms.log_pages import shorten
from bot.service.rooms.room import Room

NAME = "bring"
ENTRIES = 4  # on one screen
LABEL = 12  # characters of an entry on its button
LOG = ("button.log", "/log")


async def open_bring(moment: Moment, _argument: str) -> None:
    """Lists what is marked; any of it can be left out before there is a page."""
    await _list(moment, {"first": 0, "out": []})


async def _list(moment: Moment, args: dict[str, Any]) -> None:
    """Shows what the page would have; `out` are the ids of what is left out of it."""
    marked = await _marked(moment)
    if not marked:
        moment.say("bring.nothing")
        moment.offer(LOG, ("button.space", "/reflect space-to-think"))
        return
    first = args["first"] if args["first"] < len(marked) else 0
    moment.say("bring.list")
    options = []
    for number, entry in list(enumerate(marked, 1))[first : first + ENTRIES]:
        is_out = entry.id in args["out"]
        moment.say("bring.line", number=number, text=entry.text, out=is_out)
        short = shorten(entry.text, LABEL)
        label = moment.words(
            "bring.put_back" if is_out else "bring.leave_out", number=number, text=short
        )
        options.append(Option(f"e{entry.id}", plain(label)))
    if len(marked) > ENTRIES:
        options.append(moment.option("more_to_bring"))
    options += [moment.option(one) for one in ("make_page", "talked_about", "to_for_me")]
    moment.ask(NAME, options, args={"at": "list", "first": first, "out": args["out"]})


async def _tap(moment: Moment, screen: Screen, option: str) -> None:
    args = dict(screen.args)
    if option == "to_for_me":
        await for_me.show(moment)
    elif option == "to_bring":
        await _list(moment, args)
    elif option == "more_to_bring":
        await _list(moment, {**args, "first": args["first"] + ENTRIES})
    elif option in ("make_page", "page_as_pdf"):
        await _make_page(moment, args, as_pdf=option == "page_as_pdf")
    elif option == "talked_about":
        for entry in await _on_page(moment, args["out"]):
            await log.mark(moment, entry.id, bring=False)
        moment.say("bring.talked_about")
        moment.offer(LOG)
    else:
        id_, out = option[1:], args["out"]
        now_out = [one for one in out if one != id_] if id_ in out else [*out, id_]
        await _list(moment, {**args, "out": now_out})


async def _make_page(moment: Moment, args: dict[str, Any], *, as_pdf: bool) -> None:
    entries = await _on_page(moment, args["out"])
    if not entries:
        moment.say("bring.all_left_out")
        await _list(moment, args)
        return
    moment.say("bring.as_pdf" if as_pdf else "bring.as_page", telegram=moment.by_telegram)
    own_page.send(moment, _report(moment, entries), "to-bring", as_pdf=as_pdf)
    other = moment.option("make_page") if as_pdf else moment.option("page_as_pdf")
    options = [other, *(moment.option(one) for one in ("talked_about", "to_bring", "to_for_me"))]
    moment.ask(NAME, options, args={**args, "at": "made"})


async def _marked(moment: Moment) -> list[LogEntry]:
    return [one for one in await log.everything(moment) if one.is_to_bring]


async def _on_page(moment: Moment, out: Sequence[str]) -> list[LogEntry]:
    return [one for one in await _marked(moment) if one.id not in out]


def _report(moment: Moment, entries: Sequence[LogEntry]) -> Report:
    """The page: each thing in the person's own words, with room for notes below."""
    lines = []
    for one in entries:
        about = one.fields.get("about", "")
        part = plain(moment.words("bring.on_question", about=about)) if about else ""
        lines.append(Line(one.id, part, one.text))
    return Report(
        title=plain(moment.words("bring.title")),
        facts=(own_page.written_down(moment, moment.local.date()),),
        sections=(
            Section("", tuple(lines), room=True),
            Section(plain(moment.words("bring.anything_else")), (), room=True),
        ),
        everything=(),
        labels={"note": plain(moment.words("bring.notes"))},
        closing=plain(moment.words("bring.closing")),
    )


async def _again(moment: Moment, screen: Screen) -> None:
    await _list(moment, dict(screen.args))


ROOM = Room(_tap, _again)
