"""Light markup → what Telegram shows: text, formatting by position, inline keyboards."""

from __future__ import annotations

from typing import Any

from bot.script.markup import Marked, Span, parse, plain
from bot.service.acts import LINK, Button, Rows

TEXT_UNITS = 4096  # Telegram's limits, in UTF-16 units to be on the safe side of its characters
CAPTION_UNITS = 1024

Piece = tuple[str, list[dict[str, Any]]]

_ENTITY = {"strong": "bold", "gentle": "italic"}


def units(text: str) -> int:
    """How long Telegram finds a text: characters beyond the basic plane count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def pieces(markup: str) -> list[Piece]:
    """A message's text with its entities; several only when it is too long for one.

    A text that is too long is cut at the end of a paragraph, else of a line, else of a word.
    """
    marked = _trimmed(parse(markup))
    made: list[Piece] = []
    while marked.plain:
        cut = _cut(marked.plain, TEXT_UNITS)
        made.append(_piece(_trimmed(_part(marked, 0, cut))))
        marked = _trimmed(_part(marked, cut, len(marked.plain)))
    return made


def caption(markup: str) -> Piece:
    """The words under a file or picture; what is too long ends with an ellipsis."""
    marked = _trimmed(parse(markup))
    if units(marked.plain) > CAPTION_UNITS:
        kept = _trimmed(_part(marked, 0, _cut(marked.plain, CAPTION_UNITS - 1)))
        marked = Marked(kept.plain + "…", kept.spans)
    return _piece(marked)


def keyboard(rows: Rows, username: str | None = None) -> dict[str, Any]:
    """An inline keyboard; without rows, the one that takes a keyboard off.

    A link to the bot is left out as long as nobody knows the bot's username.
    """
    made = [[key for button in row if (key := _key(button, username))] for row in rows]
    return {"inline_keyboard": [row for row in made if row]}


def _key(button: Button, username: str | None) -> dict[str, str] | None:
    label = plain(button.label)
    if not button.token.startswith(LINK):
        return {"text": label, "callback_data": button.token}
    if username is None:
        return None
    payload = button.token.removeprefix(LINK)
    return {"text": label, "url": f"https://t.me/{username}?start={payload}"}


def _piece(marked: Marked) -> Piece:
    text = marked.plain
    entities = [
        {
            "type": _ENTITY[span.kind],
            "offset": units(text[: span.start]),
            "length": units(text[span.start : span.end]),
        }
        for span in marked.spans
    ]
    return text, entities


def _trimmed(marked: Marked) -> Marked:
    """Without the space around it, which Telegram would cut off and so shift every entity."""
    text = marked.plain
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return marked if end - start == len(text) else _part(marked, start, end)


def _part(marked: Marked, start: int, end: int) -> Marked:
    if start == 0 and end == len(marked.plain):
        return marked
    inside = [
        Span(span.kind, max(span.start, start) - start, min(span.end, end) - start)
        for span in marked.spans
        if span.start < end and span.end > start
    ]
    return Marked(marked.plain[start:end], tuple(inside))


def _cut(text: str, limit: int) -> int:
    """Where the part of a text ends that fits into so many units."""
    if units(text) <= limit:
        return len(text)
    fits, room = 0, limit
    for char in text:
        room -= 2 if ord(char) > 0xFFFF else 1
        if room < 0:
            break
        fits += 1
    for end in ("\n\n", "\n", " "):
        at = text.rfind(end, 1, fits + 1)
        if at > 0:
            return at
    return fits
