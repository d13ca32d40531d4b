"""What somebody learned and kept, as one page that they can pass on themselves."""

from __future__ import annotations

from datetime import date

from bot.script.markup import plain
from bot.service import log
from bot.service.acts import Document
from bot.service.log import LEARNING, LogEntry
from bot.service.moment import Moment
from bot.service.reports.page import page
from bot.service.reports.report import Line, Report, Section

PARTS = ("before", "changed", "helped", "came", "tell")
"""The fields of such an entry, in the order of the page."""

LOG = ("button.log", "/log")


async def give_page(moment: Moment, id_: str) -> None:
    """The page of one entry; kindly, where there is none any more."""
    entry = await log.find(moment, id_) if id_.isdecimal() else None
    if entry is None or entry.kind != LEARNING:
        moment.say("log.gone")
        moment.offer(LOG)
        return
    report = _report(moment, entry)
    moment.say("learning.as_page", telegram=moment.by_telegram)
    moment.after.append(Document("learning.html", page(report), report.title))
    moment.offer(LOG)


def parts_of(moment: Moment, entry: LogEntry) -> list[tuple[str, str]]:
    """What it says, each part with its heading; what was passed over is not there."""
    return [
        (moment.words(f"learning.{part}"), said)
        for part in PARTS
        if (said := entry.fields.get(part, ""))
    ]


def _report(moment: Moment, entry: LogEntry) -> Report:
    made = date.fromisoformat(entry.made)
    day = moment.words("report.day", day=made, year=made.year)
    return Report(
        title=plain(moment.words("learning.title")),
        facts=((plain(moment.words("bring.made")), plain(day)),),
        sections=tuple(
            Section(plain(heading), (Line(entry.id, "", said),), prose=True)
            for heading, said in parts_of(moment, entry)
        ),
        everything=(),
        labels={},
        closing=plain(moment.words("learning.closing")),
    )
