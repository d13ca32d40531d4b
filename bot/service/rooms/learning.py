"""What somebody learned and kept, as one page that they can pass on themselves."""

from __future__ import annotations

from datetime import date

from bot.script.markup import plain
from bot.service import log
from bot.service.log import LEARNING, LogEntry
from bot.service.moment import Moment
from bot.service.reports.report import Line, Report, Section
from bot.service.rooms import own_page
from bot.service.rooms.room import naming

PARTS = ("before", "changed", "helped", "came", "tell")
"""The fields of such an entry, in the order of the page."""

LOG = ("button.log", "/log")
AS_PDF = ("button.page_as_pdf", "/tools learning")


async def give_page(moment: Moment, argument: str) -> None:
    """The page of the entry with this id; with `pdf` behind it, a PDF."""
    id_, _, form = argument.partition(" ")
    entry = await log.find(moment, id_) if id_.isdecimal() else None
    if entry is None or entry.kind != LEARNING:
        moment.say("log.gone")
        moment.offer(LOG)
        return
    as_pdf = form == "pdf"
    moment.say("learning.as_pdf" if as_pdf else "learning.as_page", telegram=moment.by_telegram)
    moment.say("learning.names")
    own_page.send(moment, _report(moment, entry), "learning", as_pdf=as_pdf)
    if not as_pdf:
        moment.offer(naming(AS_PDF, f"{id_} pdf"))
    moment.offer(LOG)


def parts_of(moment: Moment, entry: LogEntry) -> list[tuple[str, str]]:
    """What it says, each part with its heading; what was passed over is not there."""
    return [
        (moment.words(f"learning.{part}"), said)
        for part in PARTS
        if (said := entry.fields.get(part, ""))
    ]


def _report(moment: Moment, entry: LogEntry) -> Report:
    return Report(
        title=plain(moment.words("learning.title")),
        facts=(own_page.written_down(moment, date.fromisoformat(entry.made)),),
        sections=tuple(
            Section(plain(heading), (Line(entry.id, "", said),), prose=True)
            for heading, said in parts_of(moment, entry)
        ),
        everything=(),
        labels={},
        closing=plain(moment.words("learning.closing")),
    )
