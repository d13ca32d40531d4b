"""`found` says what was found in going over a list; `pick` lets somebody choose where to start."""

from __future__ import annotations

from dataclasses import replace

from bot.flow.given import Given
from bot.flow.session import Option
from bot.flow.sheet import Finding, Mark, Sheet, findings
from bot.flow.shortening import shortened
from bot.flow.verbs.ask import picked_option
from bot.flow.walk import Halt, Next, Walk
from bot.script.lists import Checklist, Item
from bot.script.markup import escape
from bot.script.model import Found, Pick

SHOWN, TO_PICK = 3, 6
LABEL, NOTE = 30, 80  # characters


def found(walk: Walk, step: Found) -> Next:
    """Says it in words, the first few of each heading; the page has them all."""
    checklist, sheet = walk.scene.lists.get(step.source), walk.sheets.get(step.source)
    written = findings(checklist, sheet) if checklist and sheet else ()
    for finding in written:
        _say(walk, finding)
    if not written:
        walk.tell("engine.found_nothing")
    return walk.way(step.next)


def _say(walk: Walk, finding: Finding) -> None:
    lines = [walk.scene.words.text(f"engine.found_{finding.heading}")]
    lines += [f"• {item.text}{_noted(mark)}" for item, mark in finding.items[:SHOWN]]
    if len(finding.items) > SHOWN:
        lines.append(walk.scene.words.text("engine.found_more"))
    walk.say_plain("\n".join(lines))


def _noted(mark: Mark) -> str:
    return f" – “{escape(shortened(mark.note, NOTE))}”" if mark.note else ""


def enter(walk: Walk, step: Pick) -> Next:
    """Shows what may be chosen; where there is nothing, it is as if it were passed over."""
    checklist, sheet = walk.scene.lists.get(step.source), walk.sheets.get(step.source)
    if checklist is None or sheet is None or not _to_pick(checklist, sheet):
        return walk.way(step.past, "skip")
    return show(walk, step)


def show(walk: Walk, step: Pick) -> Next:
    """The items in full, and a button for each with its first words."""
    checklist, sheet = walk.scene.lists.get(step.source), walk.sheets.get(step.source)
    there = _to_pick(checklist, sheet) if checklist and sheet else ()
    first = walk.session.line if walk.session.line < len(there) else 0
    items = there[first : first + TO_PICK]
    lines = [f"• {item.text}{_noted(mark)}" for item, mark in items]
    walk.say_plain("\n".join([walk.scene.words.text("engine.pick"), *lines]))
    shown = (Option(item.key, shortened(item.text, LABEL)) for item, _ in items)
    more, skip = walk.own("pick_more", "skip")
    return walk.wait("buttons", (*shown, *([more] if len(there) > TO_PICK else []), skip))


def answer(walk: Walk, step: Pick, given: Given) -> Next:
    """Takes the choice, or passes it over."""
    picked = picked_option(walk, given)
    if picked is None:
        return Halt.PUZZLED
    if picked == "_pick_more":
        walk.stand(line=walk.session.line + TO_PICK)
        return show(walk, step)
    walk.leave_crumb()
    walk.stand(line=0)
    if picked == "_skip":
        return walk.way(step.past, "skip")
    here = walk.session
    others = {name: key for name, key in here.drawn.items() if name != step.item}
    walk.session = replace(here, drawn={**others, step.item: f"{step.source}:{picked}"})
    return walk.way(step.next)


def _to_pick(checklist: Checklist, sheet: Sheet) -> tuple[tuple[Item, Mark], ...]:
    """Where a small change might start, and none is kept for yet."""
    starts = next((one.items for one in findings(checklist, sheet) if one.heading == "starts"), ())
    left = [one for one in starts if not one[1].will]
    return tuple(sorted(left, key=lambda one: not one[1].note))  # what was noted comes first
