"""A page of a person's own words, sent to their own chat and nowhere else."""

from __future__ import annotations

from datetime import date

from bot.script.markup import plain
from bot.service.acts import Document, Print
from bot.service.moment import Moment
from bot.service.reports.page import page
from bot.service.reports.report import Report


def send(moment: Moment, report: Report, name: str, *, as_pdf: bool) -> None:
    """Puts the file after what is said; a PDF is made as it is sent."""
    if as_pdf:
        not_made = moment.words("report.not_made")
        file = Print("report", report.to_json(), f"{name}.pdf", report.title, not_made)
        moment.after.append(file)
    else:
        moment.after.append(Document(f"{name}.html", page(report), report.title))


def written_down(moment: Moment, day: date) -> tuple[str, str]:
    """The day that stands at its head."""
    said = moment.words("report.day", day=day, year=day.year)
    return plain(moment.words("bring.made")), plain(said)
