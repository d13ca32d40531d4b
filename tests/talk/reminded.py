"""Somebody with reminders: how they are set up in a test, and what holds for all that is said."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from storage import outbox
from tests.standin import Message, Person
from tests.talk.running import Cairn

LONDON = ZoneInfo("Europe/London")
CHECK_IN = "A moment for you, if you want one."
REFLECTION = "Two quiet minutes, if they suit you today."
LOOK_AGAIN = "You asked me to come back today. Does now suit you?"
LOG_AGAIN = "You asked me to come back to something today. Is now a good time?"
CLOSING = (
    "I will leave it there and stay quiet. Everything is as you left it, whenever you want it."
)
BLAND = frozenset({CHECK_IN, REFLECTION, LOOK_AGAIN, LOG_AGAIN, CLOSING})
UNDER = ["Yes, now", "Later", "Not today", "Fewer", "Stop these"]

MOST_ANSWERS, LONGEST_LABEL = 8, 32
WAYS_OUT = {"Support", "Stop", "Pause", "Back", "Help"}
CHIDES = re.compile(
    r"\b(missed|overdue|unanswered|behind|streak|days? in a row|haven.t|did not answer|forgot)\b",
    re.I,
)


async def switch_on(person: Person, what: str = "A check-in", *words: str) -> Message:
    """Switches something on from `/reminders`, with what is typed on the way; what is said then."""
    await person.say("/reminders")
    await person.tap(what)
    await person.expect("Shall I?")
    for one in words:
        await person.say(one)
        await person.expect("?")
    await person.tap("Yes, like that")
    return await person.expect("That is on")


async def add(person: Person, what: str, *words: str) -> Message:
    """Another one beside those there are."""
    return await switch_on(person, f"Add {what}", *words)


async def at(cairn: Cairn, day: str, clock: str = "12:15") -> None:
    """It becomes that day and time in London, and the reminders look at the clock."""
    when = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=LONDON)
    cairn.clock.now = when.astimezone(UTC)
    await look(cairn)


async def look(cairn: Cairn) -> None:
    """The reminders look at the clock for as long as they would do so at once."""
    while await cairn.tick():
        await all_sent(cairn)


async def all_sent(cairn: Cairn) -> None:
    """Nothing is on its way any more: what has not come by now does not come."""
    for _ in range(500):
        async with cairn.store.read() as unit:
            if not await outbox.waiting(unit) and not await outbox.all_slips(unit):
                return
        await asyncio.sleep(0.01)
    raise AssertionError("the outbox never emptied")


def answers(person: Person) -> list[str]:
    """The labels under the newest message with buttons, without the ways out."""
    return [label for row in person.buttons() for label in row if label not in WAYS_OUT]


def mind_your_manners(person: Person) -> None:
    """What holds for every message: few short buttons, each its own; one question; no chiding.

    What comes unasked is silent and bland, and nothing else is.
    """
    for message in (one for one in person.messages if one.from_bot):
        labels = [label for row in message.buttons for label in row]
        own = [label for label in labels if label not in WAYS_OUT]
        assert len(own) <= MOST_ANSWERS, own
        assert [label for label in own if len(label) > LONGEST_LABEL] == []
        assert len(set(labels)) == len(labels), labels
        assert message.text.count("?") <= 1, message.text
        assert not CHIDES.search(message.text), message.text
        if message.silent:
            assert message.text in BLAND or "goes on" in message.text, message.text
