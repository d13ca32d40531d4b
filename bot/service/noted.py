"""Which of a person's own messages are notes beside a list: for edits, forgetting, a tidy chat.

As with words in the log, a sealed note says so for 48 hours: the message, the item, and the words
as they were, so that of a note made of several messages the right part changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.flow.sheet import Sheet
from bot.flow.turn import Put, Turn
from bot.service import sheets
from bot.service.acts import Delete
from bot.service.moment import Moment
from storage import shown


@dataclass(frozen=True, slots=True)
class Noted:
    """One message, and where its words stand. `row` is the sealed note's own."""

    row: int
    message: int
    list: str
    key: str
    words: str


async def remember(moment: Moment, turn: Turn, text: str) -> None:
    """Notes which message the words that were just noted came from."""
    message = getattr(moment.input, "message", None)
    put = next((one for one in turn.effects if isinstance(one, Put)), None)
    if message is None or put is None:
        return
    key = next(reversed([*put.sheet.marks]), "")
    if put.sheet.mark(key).note.endswith(text.strip()):
        body = {"noted": message, "list": put.sheet.list, "key": key, "words": text.strip()}
        await shown.add(moment.unit, [(moment.who, body)], moment.now)
        if moment.known.profile.tidy:
            moment.acts.append(Delete((message,)))


async def messages(moment: Moment) -> list[Noted]:
    """The messages of the last 48 hours that are notes, oldest first."""
    return [
        Noted(one.id, *(one.body[name] for name in ("noted", "list", "key", "words")))
        for one in await shown.of(moment.unit, moment.who)
        if "noted" in one.body
    ]


async def change(moment: Moment, message: int, text: str) -> bool:
    """Puts other words in the place of a message's; whether there was such a note still."""
    changed = False
    for one in await messages(moment):
        if one.message == message:
            changed = await _put(moment, one, text.strip()) or changed
    return changed


async def _put(moment: Moment, noted: Noted, text: str) -> bool:
    sheet = await _sheet_with(moment, noted)
    await shown.drop(moment.unit, [noted.row])
    if sheet is None:
        return False
    mark = sheet.mark(noted.key)
    note = mark.note.replace(noted.words, text, 1)
    note = "\n".join(line for line in note.split("\n") if line.strip())
    marks = sheet.marked(noted.key, replace(mark, note=note))
    await sheets.keep(moment, marks)
    if text:
        body = {"noted": noted.message, "list": noted.list, "key": noted.key, "words": text}
        await shown.add(moment.unit, [(moment.who, body)], moment.now)
    return True


async def _sheet_with(moment: Moment, noted: Noted) -> Sheet | None:
    """The newest sheet of the list in which these words still stand."""
    found = [
        one
        for one in await sheets.everything(moment)
        if one.list == noted.list and noted.words in one.mark(noted.key).note
    ]
    return found[-1] if found else None
