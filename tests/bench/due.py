"""When the rules of the seeded people fall due, and their rows as the bot itself would write them.

Everything happens on one Monday to come, which the bots are told it is: from nine o'clock on, a
thousand people's rules fall due in each of some minutes, and all others' later in the week.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from bot import clock
from bot.nudges import slot
from bot.nudges.calendar import Days, Week, at
from bot.nudges.rules import Rule
from bot.script.folder import Library, read_folder
from bot.service.rules import DIALOGUES
from bot.settings import SHIPPED_DIALOGUES
from storage.nudges import Nudge

ZONE = "Europe/London"
NINE = time(9)
MINUTES, A_MINUTE = 20, 1_000
"""From nine on, so many minutes have so many rules each."""

_OTHERS = [(day, time(hour, minute)) for day in (1, 2, 3, 4) for hour in range(9, 18)
           for minute in range(60)]  # fmt: skip
_WHATS = ("reflect", "checkin")


@cache
def library() -> Library:
    """What is shipped."""
    return read_folder(SHIPPED_DIALOGUES, clock.now().date())[0]


def a_monday(holidays: Days) -> date:
    """The next Monday that is no holiday; never today."""
    day = clock.now().date() + timedelta(days=1)
    while day.weekday() != 0 or day in holidays:
        day += timedelta(days=1)
    return day


@cache
def the_monday() -> date:
    """The Monday of this run."""
    return a_monday(library().holidays)


def nine(minute: int = 0) -> datetime:
    """So many minutes after nine on that Monday."""
    return at(the_monday(), NINE, ZONE).astimezone(UTC) + timedelta(minutes=minute)


def when(number: int) -> tuple[int, time]:
    """The weekday and time of somebody's rule where they are spread over the week."""
    if number < MINUTES * A_MINUTE:
        return 0, time(9, number // A_MINUTE)
    return _OTHERS[number % len(_OTHERS)]


def spread(number: int) -> Nudge:
    """Somebody's rule where they are spread over the week."""
    return _row(_WHATS[number % len(_WHATS)], *when(number))


def at_nine(number: int) -> Nudge:
    """Somebody's rule where all are due on Monday at nine."""
    return _row(_WHATS[number % len(_WHATS)], 0, NINE)


@cache
def _row(what: str, weekday: int, clock_time: time) -> Nudge:
    script = library().scripts[DIALOGUES[what]]
    offer = next(one for one in script.nudges.values() if one.suggest)
    since = the_monday()
    body = {
        "kind": slot.RULE,
        "what": what,
        "dialogue": DIALOGUES[what],
        "step": offer.starts,
        "entry": None,
        "text": offer.text,
        "made": since.isoformat(),
        "moved": 0,
        "rested": False,
        "rule": Rule(frozenset({weekday}), clock_time, since).to_json(),
    }
    begun = slot.begun(Nudge(0, None, body), at(since, time(), ZONE), Week(ZONE))
    return replace(begun)
