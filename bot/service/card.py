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
    if line.hours:
        always = line.hours.words == ("always",)
        state = "always" if always else "open" if line.open_at(local) else "closed"
        said.append(words.text(f"support.{state}", hours=", ".join(line.hours.words)))
    if line.checked:
        said[-1] += " " + words.text("support.checked", day=f"{line.checked:%-d %B %Y}")
    return said


def _near(line: SupportLine) -> str:
    reach = line.phone or line.text or line.web
    return escape(line.name) + (f": {escape(reach)}" if reach else "")
