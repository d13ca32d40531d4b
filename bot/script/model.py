"""What a checked script is made of: plain frozen values, one class for each verb.

A step's name is its identity. Nothing here knows YAML, a person or a transport.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Keep(StrEnum):
    """How long an answer lives. No value at all means: not beyond the step that asked."""

    UNTIL_END = "until-end"
    LOG = "log"
    HISTORY = "history"
    COUNT = "count"


RATHER_NOT = "rather_not"
"""The id of a button that passes a question over: nothing is kept of it, whatever `keep` says."""


class Length(StrEnum):
    """How much room a free-text answer is offered."""

    SHORT = "short"
    LONG = "long"


class Place(NamedTuple):
    """Where something stands in a file; line and column count from 1."""

    file: str
    line: int
    col: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the author's buttons. `id` is stored, tested and translated; `label` is shown."""

    id: str
    label: str
    go: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Step:
    """What every step has, whatever its verb."""

    name: str
    place: Place
    next: str | None = None
    skip: str | None = None
    keep: frozenset[Keep] = frozenset()
    heads_up: str | None = None
    why: str | None = None
    tender: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Say(Step):
    """Sends a message and goes on."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Ask(Step):
    """Asks and waits; exactly one of `choices`, `length`, `dates` is set.

    `dates` maps an offset (`1 week`, `monday`, `none`) to its label, in the author's order.
    """

    text: str = ""
    choices: tuple[Choice, ...] = ()
    length: Length | None = None
    dates: tuple[Choice, ...] = ()

    @property
    def can_skip(self) -> bool:
        """Whether the engine adds a Skip button here."""
        return bool(self.skip) if self.choices else True

    @property
    def past(self) -> str | None:
        """The step that Skip leads to."""
        return self.skip or self.next


@dataclass(frozen=True, slots=True)
class Guide(Step):
    """Short lines one at a time, each a message of its own; may be left at any line."""

    lines: tuple[str, ...] = ()
    button: str = "Next"
    stop: str | None = None


@dataclass(frozen=True, slots=True)
class Draw(Step):
    """Draws a prompt and gives it a name for later texts.

    `source` is `everything`, a theme's id, or the name of an earlier buttons question whose
    ids are themes. With `quiet`, prompts that carry a heads-up are never drawn.
    The drawn prompt is known as `{{ <prompt> .ask }}`, `.first_idea`, `.second_idea`, `.theme`.
    """

    prompt: str = "prompt"
    source: str = "everything"
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Each(Step):
    """Asks one question about every item of a list; may be left and taken up at the same item.

    The texts know the item's words as `{{ item }}`. Answers are stored as `<step>.<item id>`.
    """

    text: str = ""
    items: tuple[Choice, ...] = ()
    choices: tuple[Choice, ...] = ()
    length: Length | None = None
    stop: str | None = None

    def answer_to(self, item: Choice) -> str:
        """The name under which the answer about one item is stored."""
        return f"{self.name}.{item.id}"


@dataclass(frozen=True, slots=True)
class Listing(Step):
    """Goes over a list from `lists/`, a part at a time; may be taken up again on any day.

    What is answered is kept beside the list, for the person alone. Who begins it, or begins it
    anew, comes by `anew` first, if there is one; `about` are answers that are noted at its head.
    """

    source: str = ""
    anew: str | None = None
    about: Mapping[str, str] = field(default_factory=dict)
    stop: str | None = None


@dataclass(frozen=True, slots=True)
class Found(Step):
    """Says what was found in going over a list: what is there first, then where to start."""

    source: str = ""


@dataclass(frozen=True, slots=True)
class Pick(Step):
    """Lets somebody choose one of the places to start that a list showed.

    It is known as `{{ <item> .text }}`, `.note` and `.part`; what is saved after it is noted
    beside it too.
    """

    item: str = "item"
    source: str = ""

    @property
    def past(self) -> str | None:
        """The step that Skip leads to; so does finding nothing to choose."""
        return self.skip or self.next


@dataclass(frozen=True, slots=True)
class Branch:
    """One arm of a check: a Jinja expression and the step it leads to."""

    condition: str
    go: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Check(Step):
    """Chooses by earlier answers: the first branch that holds, else `otherwise`."""

    branches: tuple[Branch, ...] = ()
    otherwise: str | None = None


@dataclass(frozen=True, slots=True)
class Save(Step):
    """Writes an entry of `kind` to the person's log.

    Each value of `fields` is the name of an answer, or a template where it holds `{{`.
    With `change`, the entry being looked at is reworded in place of a new one.
    """

    kind: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    change: str | None = None


@dataclass(frozen=True, slots=True)
class Remind(Step):
    """Asks again later: `1 day`, `2 weeks`, `monday`."""

    after: str = ""


@dataclass(frozen=True, slots=True)
class Support(Step):
    """Shows a support card."""

    card: str = "staff"


@dataclass(frozen=True, slots=True)
class Run(Step):
    """Plays another dialogue and comes back to `next`."""

    dialogue: str = ""


@dataclass(frozen=True, slots=True)
class End(Step):
    """The last message."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Nudge:
    """An offer to come back: either a suggested time for a rule, or the date in a saved field."""

    id: str
    text: str
    starts: str
    place: Place
    suggest: str | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """Who read the words, by role; when; what changed because of it; which words they were."""

    by: str
    on: str
    changed: str
    words: str


@dataclass(frozen=True, slots=True)
class Script:
    """A dialogue that may be played. `revision` is the hash of its normalised source."""

    name: str
    title: str
    about: str
    minutes: int
    themes: tuple[str, ...]
    principles: tuple[str, ...]
    nudges: Mapping[str, Nudge]
    steps: Mapping[str, Step]
    first: str
    wait_hours: int
    only: str | None
    reviews: tuple[Review, ...]
    file: str
    source: str
    revision: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the Roadmap's nine themes: a stable id, its name there, its plain name for staff."""

    id: str
    name: str
    roadmap_name: str
    about: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A short reflective question. `key` is `<theme>/<id>`; `fits` names working days."""

    key: str
    theme: str
    ask: str
    principle: str
    fits: tuple[str, ...]
    ideas: tuple[str, str]
    heads_up: str | None
    place: Place
