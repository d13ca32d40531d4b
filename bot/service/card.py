"""The support card as it reads at one moment: what is open now, when each line was checked."""

from __future__ import annotations

import re
from datetime import date, datetime

from bot.flow.scene import Catalogue
from bot.script.markup import escape
from bot.script.opening import Opening
from bot.script.support import SupportCard, SupportLine

_DAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)\b")


def card_text(card: SupportCard, local: datetime, words: Catalogue) -> str:
    """The card in light markup; gaps are left out.

    A day on which every line was checked is said once: read aloud, six times is five too many.
    """
    shown = card.shown()
    days = {line.checked for line in (*shown.urgent, *shown.lines) if line.checked}
    once = days.pop() if len(days) == 1 else None
    parts = [escape(shown.intro)]
    for line in (*shown.urgent, *shown.lines):
        said = _line(line, local, words)
        if line.checked and not once:
            said[-1] += " " + words.text("support.checked", day=day_said(line.checked))
        parts.append("\n".join(said))
    if once:
        parts.append(words.text("support.checked_all", day=day_said(once)))
    if shown.near:
        near = [f"• {_near(line, words)}" for line in shown.near]
        parts.append("\n".join([words.text("support.near"), *near]))
    return "\n\n".join(parts)


def _line(line: SupportLine, local: datetime, words: Catalogue) -> list[str]:
    reach = ", ".join(_ways(line, words))
    said = [f"*{escape(line.name)}*" + (f": {reach}" if reach else "")]
    if line.note:
        said.append(escape(line.note))
    if line.hours:
        always = line.hours.words == ("always",)
        state = "always" if always else "open" if line.open_at(local) else "closed"
        said.append(words.text(f"support.{state}", hours=_hours(line.hours, words)))
    return said


def _ways(line: SupportLine, words: Catalogue) -> list[str]:
    by_text = words.text("support.by_text", words=line.text) if line.text else ""
    return [way for way in (escape(line.phone), by_text, escape(line.web)) if way]


def _hours(hours: Opening, words: Catalogue) -> str:
    """The hours with the days written out, as they are read aloud."""
    return _DAY.sub(lambda day: words.text(f"weekday.{day[0]}"), ", ".join(hours.words))


def day_said(day: date) -> str:
    """A day on which something was checked, as people read it."""
    return f"{day:%-d %B %Y}"


def _near(line: SupportLine, words: Catalogue) -> str:
    ways = _ways(line, words)
    return escape(line.name) + (f": {ways[0]}" if ways else "")
