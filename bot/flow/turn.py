"""What the engine answers with: the session as it stands now, what happened, what is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.flow.session import Question, Session
from bot.flow.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Message:
    """Words to send, in light markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry for the private log; `change` is the id of the entry it rewords, if any.

    `sources` are the answers' names or the templates that the fields were made from, and `read`
    what these read, and nothing else: an edit of an earlier message can make them anew.
    """

    kind: str
    fields: Mapping[str, str]
    theme: str | None
    change: str | None
    sources: Mapping[str, str]
    read: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Noted:
    """A word answer that belongs to the entry being looked at."""

    entry: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class History:
    """A word answer for the check-in history (the person has switched that on)."""

    dialogue: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A word answer for the team's closed month (the person has switched that on)."""

    dialogue: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class TookBack:
    """Back has taken a word answer back that was noted, counted or put into the history.

    `entry` is the entry that was being looked at, if any.
    """

    dialogue: str
    question: str
    answer: str
    entry: str | None


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message at a time the person chose; `entry` is an entry's id, or `new` for the last kept.

    `at` is aware, in the person's zone, and already allowed by the person's own rules.
    """

    id: str
    at: datetime
    dialogue: str
    step: str
    text: str
    entry: str | None
    dated: bool


@dataclass(frozen=True, slots=True)
class Put:
    """What somebody wrote down while going over a list, as it stands after this turn."""

    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Drew:
    """A prompt that had its turn."""

    prompt: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The dialogue is over.

    `care`: it touched something hard, so a way to settle stands near. `theme`: that of the prompt
    last drawn, if one was.
    """

    dialogue: str
    care: bool
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class Puzzled:
    """The answer was not understood; the question stands open again, in kind words."""


Effect = (
    Message | Kept | Noted | History | Counted | TookBack | Reminder | Put | Drew | Ended | Puzzled
)


@dataclass(frozen=True, slots=True)
class Turn:
    """The outcome of one input: no session means that the conversation is over."""

    session: Session | None
    effects: tuple[Effect, ...]

    @property
    def question(self) -> Question | None:
        """What is open now."""
        return self.session.question if self.session else None

    @property
    def text(self) -> str:
        """All the messages of the turn, joined into one."""
        said = (effect.text for effect in self.effects if isinstance(effect, Message))
        return "\n\n".join(text for text in said if text)
