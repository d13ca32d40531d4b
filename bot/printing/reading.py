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
from bot.script.model import Nudge, Review, Script
from bot.script.problems import listed
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
        yield Line(Kind.WORDS, escape(script.about))
    yield Line(
        Kind.NOTE,
        f"About {plural(script.minutes, 'minute')}. In the folder it is called "
        f"{escape(script.name)}; these words have the mark {fingerprint(script)}.",
    )
    for nudge in script.nudges.values():
        yield from _nudge(nudge, script)
    yield from (Line(Kind.NOTE, text) for text in read_by(script))


def read_by(script: Script) -> Iterator[str]:
    """Who has read the words so far, oldest first, and whether they have changed since."""
    if not script.reviews:
        yield "Nobody is noted yet as having read these words."
        return
    read = sorted(script.reviews, key=lambda one: one.on)
    yield from map(_review, read)
    if read[-1].words != fingerprint(script):
        yield "Words have changed since then."


def _review(review: Review) -> str:
    on = said(date.fromisoformat(review.on))
    changed = (
        f" What changed because of it: {review.changed.rstrip('.')}." if review.changed else ""
    )
    return escape(f"Read by {review.by}, {on}.{changed}")


def _nudge(nudge: Nudge, script: Script) -> Iterator[Line]:
    if nudge.suggest:
        at = parse_suggestion(nudge.suggest)
        days = listed((_DAYS[day] for day in at.weekdays), "and")
        when = f"on {days} at {at.at:%H:%M}, if somebody asks for that"
    else:
        when = "on a day that somebody picked"
    start = places(script).get(nudge.starts, "the beginning")
    yield Line(Kind.NOTE, f"It can come back {when}, at {escape(start)}, with this message:")
    yield Line(Kind.WORDS, escape(nudge.text))
