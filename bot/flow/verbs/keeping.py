"""The verbs that keep something: `save` and `remind`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.flow.dates import revisit
from bot.flow.walk import Next, Walk
from bot.script.durations import parse_after
from bot.script.model import Remind, Save


def save(walk: Walk, step: Save) -> Next:
    """Writes to the log, as it was typed: nothing is escaped when it is stored."""
    entry = walk.session.entry
    kept = walk.keep(step.kind, step.fields, entry.id if step.change and entry else None)
    nudge = walk.nudge_for(kept)
    if nudge and nudge.when:
        day = date.fromisoformat(kept.fields[nudge.when.partition(".")[2]])
        at = walk.scene.nearest(revisit(day, walk.scene.now))
        walk.remind(nudge.id, at, nudge.starts, nudge.text, kept.change or "new")
    return walk.way(step.next)


def remind(walk: Walk, step: Remind) -> Next:
    """Asks again later, at the nearest time that the person's own rules allow."""
    now = walk.scene.now
    day = parse_after(step.after).from_(now.date()) or now.date()
    at = walk.scene.nearest(datetime.combine(day, now.time(), now.tzinfo).replace(microsecond=0))
    walk.session = replace(walk.session, next_time=at.isoformat())
    walk.forget_way()
    text = walk.scene.words.text("engine.asked_to_come_back")
    entry = walk.session.entry
    walk.remind("remind", at, walk.script.first, text, entry.id if entry else None)
    return walk.way(step.next)
