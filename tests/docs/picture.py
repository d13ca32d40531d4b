"""Draws docs/images/conversation.svg from a real conversation: `python -m tests.docs.picture`.

The words come out of the service as they would in Telegram; only the drawing is made here.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from textwrap import wrap

from bot.script.folder import read_folder
from bot.script.markup import parse
from bot.service.acts import Button, Say
from bot.service.inputs import Arrived, Command, Input, Tapped, Typed
from bot.service.installation import Installation
from bot.service.service import Service
from bot.settings import SHIPPED_DIALOGUES
from storage.keyfile import load_or_make
from storage.store import Store

PICTURE = Path(__file__).resolve().parent.parent.parent / "docs" / "images" / "conversation.svg"
WHEN = datetime(2026, 11, 25, 12, 10, tzinfo=UTC)
SAID = (
    "A colleague waited for me",
    "She knew my shift ended late",
    "[What went well]",
)

WIDTH, EDGE, LINE, CHARS = 420, 16, 20, 41
BOT, PERSON, KEY = ("#ffffff", "#1f2a30"), ("#d8f0d0", "#1f2a30"), ("#5f7f8f", "#ffffff")


@dataclass(frozen=True)
class Bubble:
    """One message: whose, its words, its buttons row by row."""

    mine: bool
    text: str
    rows: Sequence[Sequence[Button]] = ()


async def conversation() -> list[Bubble]:
    """What is said after “Yes, start”, up to the first thing that is kept."""
    library, _ = read_folder(SHIPPED_DIALOGUES, date(2026, 11, 25))
    with tempfile.TemporaryDirectory() as folder:
        vault = load_or_make(Path(folder) / "key", None)
        url = f"sqlite:///{folder}/cairn.db"
        erased = Path(folder) / "erased"
        async with await Store.open(url, vault, erased_list=erased, now=WHEN) as store:
            service = Service(store, library, Installation(), lambda: WHEN)
            await service.start()
            door = await _said(service, Command("start"))
            shown = await _said(service, Tapped(_button(door, "Yes, start").token))
            bubbles = [_bubble(shown)]
            for words in SAID:
                given: Input = Typed(words, 1)
                if words.startswith("["):
                    given = Tapped(_button(shown, words[1:-1]).token)
                if isinstance(given, Typed):
                    # Answered in words: by the next message its buttons are gone from the chat.
                    bubbles[-1] = Bubble(False, bubbles[-1].text)
                bubbles.append(Bubble(True, words.strip("[]")))
                shown = await _said(service, given)
                bubbles.append(_bubble(shown))
    return bubbles


def drawn(bubbles: Sequence[Bubble]) -> str:
    """The bubbles one under the other, as a phone shows them."""
    parts: list[str] = []
    top = EDGE
    for bubble in bubbles:
        lines = [piece for line in bubble.text.split("\n") for piece in wrap(line, CHARS) or [""]]
        widest = max(map(len, lines))
        wide = min(WIDTH - 4 * EDGE, max(90, round(widest * 7.6) + 2 * EDGE))
        if bubble.rows:
            wide = WIDTH - 4 * EDGE
        left = WIDTH - EDGE - wide if bubble.mine else EDGE
        high = len(lines) * LINE + EDGE
        back, ink = PERSON if bubble.mine else BOT
        parts.append(_box(left, top, wide, high, back))
        for at, line in enumerate(lines):
            parts.append(_text(left + 12, top + 22 + at * LINE, line, ink))
        top += high + 6
        for row in bubble.rows:
            share = (wide - 4 * (len(row) - 1)) / len(row)
            for at, button in enumerate(row):
                x = left + at * (share + 4)
                parts.append(_box(x, top, share, 30, KEY[0]))
                parts.append(_text(x + share / 2, top + 20, button.label, KEY[1], middle=True))
            top += 34
        top += 10
    said = (f"{'You' if bubble.mine else 'Cairn'}: {bubble.text}" for bubble in bubbles)
    label = escape("\n".join(said))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{top}" role="img" '
        f'viewBox="0 0 {WIDTH} {top}" font-family="system-ui, sans-serif" font-size="15">\n'
        f"<title>A conversation with Cairn</title>\n<desc>{label}</desc>\n"
        f'<rect width="{WIDTH}" height="{top}" rx="18" fill="#c9d6db"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _bubble(say: Say) -> Bubble:
    return Bubble(False, parse(say.text).plain, say.rows)


async def _said(service: Service, given: Input) -> Say:
    outgoing = await service.handle([Arrived(None, "terminal", given)])
    return next(one.act for one in outgoing if isinstance(one.act, Say))


def _button(say: Say, label: str) -> Button:
    return next(button for row in say.rows for button in row if button.label == label)


def _box(x: float, y: float, wide: float, high: float, fill: str) -> str:
    return (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{wide:.0f}" height="{high:.0f}" rx="10" '
        f'fill="{fill}"/>'
    )


def _text(x: float, y: float, words: str, ink: str, *, middle: bool = False) -> str:
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text x="{x:.0f}" y="{y:.0f}" fill="{ink}"{anchor}>{escape(words)}</text>'


if __name__ == "__main__":
    PICTURE.write_text(drawn(asyncio.run(conversation())), "utf-8")
