"""The private log: entries as they are kept, and the few things that can happen to one.

An entry is `{kind, theme, fields, made, notes}`: `fields` hold the person's own words (and the day
to look again, as an ISO date), `made` is the day it was kept, `notes` are word answers about it,
oldest first, each with its day. `bring` is there where somebody said that it is, or is not, to be
brought to supervision; else its kind says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.flow.turn import Kept, TookBack
from bot.service import reminders, sheets
from bot.service.moment import Moment
from storage import entries

TO_BRING, LEARNING = "to_bring", "learning"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing that somebody kept. `notes` are (day, question, answer)."""

    id: str
    kind: str
    theme: str | None
    fields: Mapping[str, str]
    made: str
    notes: tuple[tuple[str, str, str], ...] = ()
    bring: bool | None = None

    @property
    def is_to_bring(self) -> bool:
        """Whether it is to be brought to supervision."""
        return self.kind == TO_BRING if self.bring is None else self.bring

    @property
    def text(self) -> str:
        """The person's own words."""
        return self.fields.get("text", "")

    @property
    def outcome(self) -> str | None:
        """The last word answer about it, if there is one."""
        return self.notes[-1][2] if self.notes else None

    def with_text(self, text: str) -> LogEntry:
        """The same in other words, also where a part of it says just what its text said."""
        changed = {name: text for name, said in self.fields.items() if said == self.text}
        return replace(self, fields={**self.fields, **changed, "text": text})

    @classmethod
    def new(cls, kind: str, text: str, made: date) -> LogEntry:
        """An entry that is about to be kept; it has no id yet."""
        return cls("", kind, None, {"text": text}, made.isoformat())

    def body(self) -> dict[str, Any]:
        """What is sealed."""
        body = {
            "kind": self.kind,
            "theme": self.theme,
            "fields": dict(self.fields),
            "made": self.made,
            "notes": [list(note) for note in self.notes],
        }
        return body if self.bring is None else {**body, "bring": self.bring}

    @classmethod
    def read(cls, id_: str, body: Mapping[str, Any]) -> LogEntry:
        """The entry that `body` described."""
        notes = tuple((day, question, answer) for day, question, answer in body["notes"])
        bring = body.get("bring")
        return cls(id_, body["kind"], body["theme"], body["fields"], body["made"], notes, bring)


async def everything(moment: Moment) -> list[LogEntry]:
    """All that was kept, oldest first."""
    rows = await entries.of(moment.unit, moment.who)
    return [LogEntry.read(str(row.id), row.body) for row in rows]


async def find(moment: Moment, id_: str) -> LogEntry | None:
    """One entry; None when it is gone."""
    row = await entries.get(moment.unit, moment.who, int(id_))
    return LogEntry.read(id_, row.body) if row else None


async def keep(moment: Moment, kept: Kept) -> str | None:
    """Keeps what a script saved, as a new entry or as new words for an old one; the entry's id."""
    if kept.change is None:
        made = moment.local.date().isoformat()
        return await add(moment, LogEntry("", kept.kind, kept.theme, kept.fields, made))
    old = await find(moment, kept.change)
    if old is None:
        return None
    fields = {**old.fields, **kept.fields}
    await put(moment, replace(old, fields=fields))
    return old.id


async def add(moment: Moment, entry: LogEntry) -> str:
    """Keeps a new entry; its id."""
    (row,) = await entries.add(moment.unit, [(moment.who, entry.body())])
    return str(row.id)


async def note(moment: Moment, id_: str, question: str, answer: str) -> None:
    """Notes a word answer with an entry."""
    old = await find(moment, id_)
    if old:
        notes = (*old.notes, (moment.local.date().isoformat(), question, answer))
        await put(moment, replace(old, notes=notes))


async def mark(moment: Moment, id_: str, *, bring: bool) -> None:
    """Marks an entry as one to bring to supervision, or takes the mark off."""
    old = await find(moment, id_)
    if old:
        await put(moment, replace(old, bring=bring))


async def take_back(moment: Moment, took: TookBack) -> None:
    """Forgets the last word answer about an entry, where it is this one."""
    old = await find(moment, took.entry) if took.entry else None
    if old and old.notes and old.notes[-1][1:] == (took.question, took.answer):
        await put(moment, replace(old, notes=old.notes[:-1]))


async def put(moment: Moment, entry: LogEntry) -> None:
    """Puts an entry in the place of the one with its id."""
    old = await find(moment, entry.id)
    if old:
        await sheets.follow_log(moment, old.text, entry.text)
    await entries.change(moment.unit, moment.who, entries.Entry(int(entry.id), entry.body()))


async def delete(moment: Moment, id_: str) -> None:
    """Removes one entry, what was promised about it, and its words beside a list."""
    old = await find(moment, id_)
    if old:
        await sheets.follow_log(moment, old.text, "")
    await entries.delete_some(moment.unit, moment.who, [int(id_)])
    await reminders.let_go_of_entry(moment, id_)
