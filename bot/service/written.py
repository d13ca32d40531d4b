"""Which of a person's own messages hold which words: for edits, forgetting and tidying the chat.

While a conversation is on, the desk knows which message answered which question. Once words are
kept in the log, a sealed note (for 48 hours) says which message they came from and how the entry's
field was made of it, so that an edit can make the field anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.flow.turn import Kept
from bot.flow.walk import made, names_in
from bot.service.acts import Delete
from bot.service.moment import Moment
from storage import shown


@dataclass(frozen=True, slots=True)
class Source:
    """One of the person's own messages, and the field of an entry that was made of it.

    `source` is how the field was made (see `Kept`), `name` the answer that the message gave, and
    `read` whatever else the source names.
    """

    message: int
    entry: str
    field: str
    source: str
    name: str
    read: Mapping[str, Any]

    def made_of(self, text: str) -> str:
        """The field, with other words in that message."""
        root, _, item = self.name.partition(".")
        value = {**self.read[root], item: text} if item else text
        return made(self.source, {**self.read, root: value})

    def body(self) -> dict[str, Any]:
        """What is sealed."""
        return {
            "mine": self.message,
            "entry": self.entry,
            "field": self.field,
            "source": self.source,
            "name": self.name,
            "read": dict(self.read),
        }

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> Source:
        """The source that `body` described."""
        rest = {key: value for key, value in body.items() if key != "mine"}
        return cls(message=body["mine"], **rest)


def answered(moment: Moment, answer: str) -> None:
    """Notes on the desk that the message just read gave an answer, by its name."""
    message = getattr(moment.input, "message", None)
    if message is not None and moment.desk:
        wrote = tuple(one for one in moment.desk.wrote if one[0] != message)
        moment.desk = replace(moment.desk, wrote=(*wrote, (message, answer)))


async def kept(moment: Moment, effect: Kept, entry: str) -> None:
    """Notes which messages an entry was made of; tidies them away if the person wants that."""
    made_of = [
        Source(message, entry, field, source, answer, effect.read)
        for field, source in effect.sources.items()
        for message, answer in moment.known.wrote
        if answer.partition(".")[0] in names_in(source)
    ]
    await _note(moment, made_of)


async def kept_as_typed(moment: Moment, message: int | None, entry: str) -> None:
    """Notes that one message is, as it stands, the words of an entry."""
    if message is not None:
        await _note(moment, [Source(message, entry, "text", "text", "text", {})])


async def sources(moment: Moment) -> list[Source]:
    """The person's own messages of the last 48 hours that are in the log, oldest first."""
    return [
        Source.from_body(note.body)
        for note in await shown.of(moment.unit, moment.who)
        if "mine" in note.body
    ]


async def _note(moment: Moment, made_of: Sequence[Source]) -> None:
    """Notes the sources; takes the messages out of the chat if the person wants that."""
    await shown.add(moment.unit, [(moment.who, one.body()) for one in made_of], moment.now)
    if moment.known.profile.tidy and made_of:
        moment.acts.append(Delete(tuple(dict.fromkeys(one.message for one in made_of))))
