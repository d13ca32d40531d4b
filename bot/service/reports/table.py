"""A report as a table that a spreadsheet opens."""

from __future__ import annotations

import csv
from io import StringIO

from bot.service.reports.report import Report

_COLUMNS = ("id", "part", "principle", "text", "answer", "note", "will", "before")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(report: Report) -> bytes:
    """CSV in UTF-8 with a mark at its beginning, without which Excel reads it as something else."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([report.labels[name] for name in _COLUMNS])
    for section in report.everything:
        for line in section.lines:
            writer.writerow([_safe(getattr(line, name)) for name in _COLUMNS])
    writer.writerow([])
    for fact in report.facts:  # below, so that the headings stand where a spreadsheet looks
        writer.writerow([_safe(one) for one in fact])
    return "\ufeff".encode() + out.getvalue().encode()


def _safe(said: str) -> str:
    """What a spreadsheet would take for a formula, as text (OWASP, CSV injection)."""
    return f"'{said}" if said.startswith(_FORMULA) else said
