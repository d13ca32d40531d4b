"""A page of a person's own words, sent to their own chat and nowhere else."""

from __future__ import annotations

import asyncio
from datetime import date

from bot.script.markup import plain
from bot.service.acts import Document
from bot.service.moment import Moment
from bot.service.reports.page import page
from bot.service.reports.pdf import pdf
from bot.service.reports.report import Report


async def send(moment: Moment, report: Report, name: str, *, as_pdf: bool) -> None:
    """Puts the file after what is said; a PDF is made beside the loop, for it takes a moment."""
    if as_pdf:
        document = Document(f"{name}.pdf", await asyncio.to_thread(pdf, report), report.title)
    else:
        document = Document(f"{name}.html", page(report), report.title)
    moment.after.append(document)


def written_down(moment: Moment, day: date) -> tuple[str, str]:
    """The day that stands at its head."""
    said = moment.words("report.day", day=day, year=day.year)
    return plain(moment.words("bring.made")), plain(said)
