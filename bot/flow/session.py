"""Where one person is in one dialogue: everything that must survive a restart, as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["buttons", "text", "date", "guide"]


@dataclass(frozen=True, slots=True)
class Option:
    """A button under a question. Ids that begin with `_` are the engine's own."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is open: its buttons, and whether typed words are an answer or name a button."""

    kind: Kind
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """The log entry a dialogue looks at: its id, its kind and its words by field."""

    id: str
    kind: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Crumb:
    """A question that was answered, and the answers as they stood before it: where Back leads."""

    step: str
    line: int
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """A dialogue that waits while another one plays, and the answers it will find again."""

    dialogue: str
    revision: str
    step: str
    answers: Mapping[str, str]
    drawn: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Session:
    """One conversation, pinned to the revision it began on.

    `question` is what the person was shown: an answer is held against that, whatever has changed.
    `stage` names what is open at `step` when it is not the step itself: `heads_up`, `review`.
    `line` counts within a guide or a list. Answers are button ids, typed text, or ISO dates;
    an empty string is a question that was passed over.
    """

    dialogue: str
    revision: str
    step: str
    line: int = 0
    stage: str = ""
    question: Question | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    drawn: Mapping[str, str] = field(default_factory=dict)
    entry: Entry | None = None
    next_time: str = ""
    trail: tuple[Crumb, ...] = ()
    callers: tuple[Frame, ...] = ()
    care: bool = False

    def to_json(self) -> dict[str, Any]:
        """The session as JSON-ready values, by hand: `asdict` costs thirty times as much."""
        question, entry = self.question, self.entry
        return {
            "dialogue": self.dialogue,
            "revision": self.revision,
            "step": self.step,
            "line": self.line,
            "stage": self.stage,
            "question": question
            and {
                "kind": question.kind,
                "options": [{"id": one.id, "label": one.label} for one in question.options],
            },
            "answers": dict(self.answers),
            "drawn": dict(self.drawn),
            "entry": entry and {"id": entry.id, "kind": entry.kind, "fields": dict(entry.fields)},
            "next_time": self.next_time,
            "trail": [
                {"step": one.step, "line": one.line, "answers": dict(one.answers)}
                for one in self.trail
            ],
            "callers": [
                {
                    "dialogue": one.dialogue,
                    "revision": one.revision,
                    "step": one.step,
                    "answers": dict(one.answers),
                    "drawn": dict(one.drawn),
                }
                for one in self.callers
            ],
            "care": self.care,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Session:
        """The session that `to_json` described."""
        entry, question = data["entry"], data["question"]
        return cls(
            **{
                **data,
                "question": question
                and Question(question["kind"], tuple(Option(**one) for one in question["options"])),
                "entry": Entry(**entry) if entry else None,
                "trail": tuple(Crumb(**crumb) for crumb in data["trail"]),
                "callers": tuple(Frame(**frame) for frame in data["callers"]),
            }
        )
