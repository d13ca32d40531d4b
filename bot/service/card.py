"""The support card as it reads at one moment: what is open now, when each line was checked."""

from __future__ import annotations

from datetime import datetime

from bot.flow.scene import Catalogue
from bot.script.markup import escape
from bot.script.support import SupportCard, SupportLine


def card_text(card: SupportCard, local: datetime, words: Catalogue) -> str:
    """The card in light markup; gaps are left out."""
    shown = card.shown()
    parts = [escape(shown.intro)]
    for lines in (shown.urgent, shown.lines):
        parts += ["\n".join(_line(line, local, words)) for line in lines]
    if shown.near:
        near = [f"• {_near(line)}" for line in shown.near]
        parts.append("\n".join([words.text("support.near"), *near]))
    return "\n\n".join(parts)


def _line(line: SupportLine, local: datetime, words: Catalogue) -> list[str]:
    reach = ", ".join(escape(way) for way in (line.phone, line.text, line.web) if way)
    head = f"*{escape(line.name)}*" + (f": {reach}" if reach else "")
    said = [head]
    if line.note:
        said.append(escape(line.note))
    if line.open.always:
        hours = words.text("support.always")
    elif line.open_at(local):
        hours = words.text("support.open", hours=line.open.text)
    else:
        hours = words.text("support.closed", hours=line.open.text)
    said.append(hours + " " + words.text("support.checked", day=line.checked_on))
    return said


def _near(line: SupportLine) -> str:
    reach = line.phone or line.text or line.web
    return escape(line.name) + (f": {escape(reach)}" if reach else "")
