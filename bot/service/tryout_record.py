"""A tryout on record: what was said, what was shown for it, and the transcript to be written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

from bot.flow import engine
from bot.flow.session import Entry, Option
from bot.flow.transcript import INDENT, field_line, quoted, told
from bot.flow.turn import Effect, Kept, Reminder, Turn

SWITCHES = frozenset({"history", "count", "reminders"})
"""Everything is switched on, so that everything that could be kept shows."""


class Said(NamedTuple):
    """One thing that was said or done; JSON-ready, so that a tryout can be made anew from it.

    Attributes:
        how: A button tapped (`words` is its id), words typed, Back, or the clock moved.
    """

    how: Literal["tapped", "typed", "back", "later"]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one thing said brought about.

    Attributes:
        notes: Plain lines beside the talk: what would be kept, what is promised, the clock.
        turn: What the dialogue answered; None where only the clock was moved.
    """

    notes: tuple[str, ...]
    turn: Turn | None = None

    @property
    def text(self) -> str:
        """What people read, in light markup."""
        return self.turn.text if self.turn else ""

    @property
    def options(self) -> tuple[Option, ...]:
        """The dialogue's own buttons under it."""
        question = self.turn.question if self.turn else None
        return question.options if question else ()

    @property
    def can_go_back(self) -> bool:
        """Whether Back stands under it."""
        session = self.turn.session if self.turn else None
        return session is not None and engine.can_go_back(session)

    @property
    def over(self) -> bool:
        """Whether the dialogue ended with it."""
        return self.turn is not None and self.turn.session is None


@dataclass(slots=True)
class Talk:
    """What a transcript has to know of one dialogue, from its beginning on."""

    dialogue: str
    now: datetime
    step: str | None
    entry: Entry | None
    says: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)

    def written(self) -> str:
        """The head and the person's lines of the transcript."""
        head = [
            f"dialogue: {self.dialogue}",
            f"now: {self.now:%Y-%m-%d %H:%M} {self.now.tzinfo}",
            f"switches: {', '.join(sorted(SWITCHES))}",
        ]
        if self.step:
            head.append(f"at: {self.step}")
        if self.entry:
            fields = (field_line(name, words) for name, words in self.entry.fields.items())
            head.append(" ".join(["entry:", self.entry.kind, *fields]))
        if self.drawn:
            head.append(f"draws: {', '.join(self.drawn)}")
        said = (f"you: {words}".replace("\n", "\n" + INDENT) for words in self.says)
        return "\n".join([*head, "---", *said]) + "\n"


def note_of(effect: Effect) -> str:
    """What would be kept or promised, as a transcript says it, but every field and the very time.

    Empty for what leaves nothing behind.
    """
    match effect:
        case Kept(kind=kind, fields=fields, change=change):
            shown = " ".join(f"{name}={quoted(words)}" for name, words in fields.items())
            return f"{'reworded' if change else 'saved'}: {kind} {shown}"
        case Reminder():
            return f"nudge: {effect.id} on {effect.at:%A %-d %B %Y, %H:%M}"
        case _:
            return told(effect)
