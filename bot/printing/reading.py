"""A whole script as a sheet: what it is, who has read it, and every step in the order of its file.

The order of the file is the order in which its author wants it read; the numbers follow it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.printing.sheet import Kind, Line, Row, Sheet, said
from bot.printing.steps import Steps, places
from bot.script.durations import parse_suggestion
from bot.script.filters import plural
from bot.script.folder import Library
from bot.script.markup import escape
from bot.script.model import Nudge, Script
from bot.script.problems import listed
from bot.script.standing import Reading, Standing, standing
from bot.script.texts import fingerprint

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def sheet_of(script: Script, library: Library) -> Sheet:
    """Everything that people may read of a script."""
    steps, called = Steps(script, library), places(script)
    rows = tuple(
        Row(at, f"{called[name][0].upper()}{called[name][1:]}", tuple(steps.lines(step)))
        for at, (name, step) in enumerate(script.steps.items(), 1)
    )
    return Sheet(script.name, script.title, tuple(_about(script)), rows)


def _about(script: Script) -> Iterator[Line]:
    if script.about:
        yield Line(Kind.WORDS, escape(script.about), ("about",))
    yield Line(
        Kind.NOTE,
        f"About {plural(script.minutes, 'minute')}. In the folder it is called "
        f"{escape(script.name)}; these words have the mark {fingerprint(script)}.",
    )
    for nudge in script.nudges.values():
        yield from _nudge(nudge, script)
    yield from (Line(Kind.NOTE, text) for text in read_by(standing(script)))


def read_by(stands: Standing) -> Iterator[str]:
    """Who has read the words so far, oldest first, and whether they have changed since."""
    if stands.newest is None:
        yield "Nobody is noted yet as having read these words."
    yield from map(_reading, stands.readings)


def _reading(reading: Reading) -> str:
    one = reading.review
    said_so = [f"Read by {one.by}, {said(date.fromisoformat(one.on))}."]
    if one.changed:
        said_so.append(f"What changed because of it: {one.changed.rstrip('.')}.")
    if reading.fits:
        said_so.append("No word has changed since then.")
    elif one.words:
        said_so.append("Words have changed since then.")
    else:
        said_so.append("It is not noted which words they were.")
    return escape(" ".join(said_so))


def _nudge(nudge: Nudge, script: Script) -> Iterator[Line]:
    if nudge.suggest:
        at = parse_suggestion(nudge.suggest)
        days = listed((_DAYS[day] for day in at.weekdays), "and")
        when = f"on {days} at {at.at:%H:%M}, if somebody asks for that"
    else:
        when = "on a day that somebody picked"
    start = places(script).get(nudge.starts, "the beginning")
    yield Line(Kind.NOTE, f"It can come back {when}, at {escape(start)}, with this message:")
    yield Line(Kind.WORDS, escape(nudge.text), ("nudges", nudge.id, "text"))
