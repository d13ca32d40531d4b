"""The verbs: each module knows how to enter its step, and how to take an answer to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.flow.given import Given
from bot.flow.verbs import ask, draw, each, finding, going, guide, keeping, listing
from bot.flow.walk import Next, Walk
from bot.script.model import (
    Ask,
    Check,
    Draw,
    Each,
    End,
    Found,
    Guide,
    Listing,
    Pick,
    Remind,
    Run,
    Save,
    Say,
    Step,
    Support,
)

# A verb's functions take the step of its own class; the table below is what pairs the two.
Show = Callable[[Walk, Any], Next]
Answer = Callable[[Walk, Any, Given], Next]


@dataclass(frozen=True, slots=True)
class Verb:
    """How a step is entered; and, if it waits, how it is shown again and takes an answer."""

    enter: Show
    show: Show | None = None
    answer: Answer | None = None


VERBS: dict[type[Step], Verb] = {
    Say: Verb(going.say),
    Ask: Verb(ask.enter, ask.show, ask.answer),
    Guide: Verb(guide.enter, guide.show, guide.answer),
    Draw: Verb(draw.enter, draw.show, draw.answer),
    Each: Verb(each.enter, each.show, each.answer),
    Listing: Verb(listing.enter, listing.show, listing.answer),
    Found: Verb(finding.found),
    Pick: Verb(finding.enter, finding.show, finding.answer),
    Check: Verb(going.check),
    Save: Verb(keeping.save),
    Remind: Verb(keeping.remind),
    Support: Verb(going.support),
    Run: Verb(going.run),
    End: Verb(going.end),
}
