"""Which of a person's own messages hold which words: for edits, forgetting and tidying the chat.

While a conversation is on, the desk knows which message answered which question. Once words are
kept in the log, a sealed note (for 48 hours) says which message they came from and how the entry's
field was made of it, so that an edit can make the field anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.flow.turn import Kept
from bot.flow.walk import made, names_in
from bot.service.acts import Delete
from bot.service.moment import Moment
from storage import shown
from storage.people import Owner


@dataclass(frozen=True, slots=True)
class Source:
    """One of the person's own messages, and the field of an entry that was made of it."""

    note: int
    message: int
    entry: str
    field: str
    source: str
    name: str
    read: dict[str, Any]

    def made_of(self, text: str) -> str:
        """The field, with other words in that message."""
        return made(self.source, {**self.read, self.name: text})


def answered(moment: Moment, step: str) -> None:
    """Notes on the desk that the message just read answered a question."""
    message = getattr(moment.input, "message", None)
    if message is not None and moment.desk:
        wrote = tuple(one for one in moment.desk.wrote if one[0] != message)
        moment.desk = replace(moment.desk, wrote=(*wrote, (message, step)))


async def kept(moment: Moment, effect: Kept, entry: str) -> None:
    """Notes which messages an entry was made of; tidies them away if the person wants that."""
    rows: list[tuple[Owner, dict[str, Any]]] = []
    for field, source in effect.sources.items():
        names = names_in(source)
        for message, step in moment.known.wrote:
            if step in names:
                body = {
                    "mine": message,
                    "entry": entry,
                    "field": field,
                    "source": source,
                    "name": step,
                    "read": dict(effect.read),
                }
                rows.append((moment.who, body))
    await shown.add(moment.unit, rows, moment.now)
    _tidy(moment, [body["mine"] for _, body in rows])


async def kept_as_typed(moment: Moment, message: int | None, entry: str) -> None:
    """Notes that one message is, as it stands, the words of an entry."""
    if message is None:
        return
    body = {
        "mine": message,
        "entry": entry,
        "field": "text",
        "source": "text",
        "name": "text",
        "read": {},
    }
    await shown.add(moment.unit, [(moment.who, body)], moment.now)
    _tidy(moment, [message])


async def sources(moment: Moment) -> list[Source]:
    """The person's own messages of the last 48 hours that are in the log, oldest first."""
    return [
        _source(note.id, note.body)
        for note in await shown.of(moment.unit, moment.who)
        if "mine" in note.body
    ]


def _source(note: int, body: dict[str, Any]) -> Source:
    return Source(
        note,
        body["mine"],
        body["entry"],
        body["field"],
        body["source"],
        body["name"],
        body["read"],
    )


def _tidy(moment: Moment, messages: Sequence[int]) -> None:
    if moment.known.profile.tidy and messages:
        moment.acts.append(Delete(tuple(dict.fromkeys(messages))))
