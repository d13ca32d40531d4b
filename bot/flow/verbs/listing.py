"""`list`: goes over a list, a part at a time; left at any line, and taken up again on any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.flow.given import Given, Picked, Wrote, pick_by_words
from bot.flow.session import Option
from bot.flow.sheet import LONGEST_NOTE, Mark, Sheet
from bot.flow.shortening import shortened
from bot.flow.verbs.ask import HEADS_UP, warn
from bot.flow.walk import Halt, Next, Walk
from bot.script.lists import Checklist, Item, Part
from bot.script.model import Listing

AGAIN, PARTS, OVERVIEW = "again", "parts", "overview"
MOST_BUTTONS, FIRST_WORDS, FEW = 8, 30, 3
NO_SHEET = "none"
ALL_PARTS, SOME_PARTS = 6, 5  # on one screen: all of them, or some with More; eight buttons at most
SHOWN_OF_A_NOTE = 300  # characters: enough to know it by


def enter(walk: Walk, step: Listing) -> Next:
    """Begins the list, or takes it up where it was left; a list that is gone is passed by."""
    checklist = walk.scene.lists.get(step.source)
    if checklist is None:
        walk.tell("engine.list_gone")
        return walk.way(step.next)
    place = walk.session.answers.get(step.name, "")
    sheet = walk.sheets.get(step.source)
    if _item(checklist, place):
        walk.stand(stage="")
    elif place == PARTS:
        return _to_parts(walk, step, checklist)
    elif _is_new(walk, step):
        return _open(walk, step, checklist)
    elif sheet and sheet.marks:
        walk.stand(stage=AGAIN)
    else:
        return _anew(walk, step, checklist)
    return show(walk, step)


def show(walk: Walk, step: Listing) -> Next:
    """What is open here: an item, the parts, the line before a harder one, or how to go on."""
    checklist = walk.scene.lists.get(step.source)
    if checklist is None:
        walk.tell("engine.list_gone")
        return walk.wait("buttons", walk.own("stop"))
    stage, item = walk.session.stage, _here(walk, step, checklist)
    if stage == AGAIN:
        return _ask_again(walk, step, checklist)
    part = checklist.part_of(item.key) if item else None
    if item is None or part is None:
        return _show_parts(walk, step, checklist)
    if stage == HEADS_UP:
        return warn(walk, part.heads_up)
    if stage == OVERVIEW:
        return _show_all_of(walk, part)
    return _show_item(walk, step, (checklist, part, item))


def answer(walk: Walk, step: Listing, given: Given) -> Next:
    """Takes an answer about an item, words to note beside it, or a way to go on."""
    checklist = walk.scene.lists.get(step.source)
    picked = _picked(walk, given)
    if checklist is None or picked in ("_stop", "_list_see"):
        walk.leave_crumb()
        return _leave(walk, step, see=picked == "_list_see")
    item, stage = _here(walk, step, checklist), walk.session.stage
    if stage == AGAIN:
        return _after_again(walk, step, checklist, picked)
    part = checklist.part_of(item.key) if item else None
    if item is None or part is None:
        return _after_parts(walk, step, checklist, picked)
    if stage == HEADS_UP:
        return _after_heads_up(walk, step, checklist, picked)
    if stage == OVERVIEW:
        return _after_overview(walk, step, checklist, picked)
    if picked is None:
        return _note(walk, step, item, given)
    if picked == "_list_all":
        walk.stand(stage=OVERVIEW)
        return show(walk, step)
    if picked == "_list_drop":
        _mark(walk, step, item, replace(_now(walk, step).mark(item.key), note=""))
        return show(walk, step)
    walk.leave_crumb()
    if picked != "_skip":
        mark = replace(_now(walk, step).mark(item.key), answer=picked)
        _mark(walk, step, item, mark)
    return _onward(walk, step, checklist, part, item)


# Beginning, and finding the place again


def _anew(walk: Walk, step: Listing, checklist: Checklist) -> Next:
    """Begins: by the step that sets the scene, if there is one."""
    walk.keep_answer(_flag(step), _id_of(walk.sheets.get(step.source)))
    walk.stand(stage="")
    return walk.way(step.anew, "anew") if step.anew else _open(walk, step, checklist)


def _open(walk: Walk, step: Listing, checklist: Checklist) -> Next:
    """The parts to choose from; where there is only one, its first item that is open."""
    if len(checklist.parts) > 1:
        return _to_parts(walk, step, checklist)
    return _to_part(walk, step, checklist.parts[0])


def _to_parts(walk: Walk, step: Listing, checklist: Checklist) -> Next:
    """The parts, from the page on which the first one stands that is not through."""
    sheet = _now(walk, step)
    open_ = (at for at, one in enumerate(checklist.parts) if sheet.answered(one) < len(one.items))
    size = _page_size(checklist)
    walk.keep_answer(step.name, PARTS)
    walk.stand(stage="", line=next(open_, 0) // size * size)
    return show(walk, step)


def _to_part(walk: Walk, step: Listing, part: Part) -> Next:
    """The first item of a part that has no answer; a part that is through begins anew."""
    sheet = _now(walk, step)
    open_ = (item for item in part.items if not sheet.mark(item.key).answer)
    walk.keep_answer(step.name, next(open_, part.items[0]).key)
    walk.stand(stage=HEADS_UP if part.heads_up else "", line=0)
    return show(walk, step)


def _flag(step: Listing) -> str:
    return f"{step.name}.new"


def _id_of(sheet: Sheet | None) -> str:
    return sheet.id if sheet else NO_SHEET


def _is_new(walk: Walk, step: Listing) -> bool:
    """Whether it was begun anew in this conversation, and nothing is written down yet.

    The sheet of that moment is remembered, for Back brings earlier answers back with it.
    """
    return walk.session.answers.get(_flag(step)) == _id_of(walk.sheets.get(step.source))


def _now(walk: Walk, step: Listing) -> Sheet:
    """The sheet that is being written; one that was begun anew is empty until its first mark."""
    sheet = walk.sheets.get(step.source)
    return Sheet(step.source) if sheet is None or _is_new(walk, step) else sheet


def _item(checklist: Checklist, place: str) -> Item | None:
    return checklist.items.get(place)


def _here(walk: Walk, step: Listing, checklist: Checklist) -> Item | None:
    return _item(checklist, walk.session.answers.get(step.name, ""))


def _first_left(checklist: Checklist, sheet: Sheet | None) -> Part | None:
    return next(
        (one for one in checklist.parts if not sheet or sheet.answered(one) < len(one.items)), None
    )


def _ask_again(walk: Walk, step: Listing, checklist: Checklist) -> Next:
    sheet = _now(walk, step)
    walk.tell("engine.list_again", day=date.fromisoformat(sheet.touched))
    ways = walk.own("list_on", "list_see", "list_anew", "stop")
    return walk.wait("buttons", ways if _first_left(checklist, sheet) else ways[1:])


# The parts


def _page_size(checklist: Checklist) -> int:
    return ALL_PARTS if len(checklist.parts) <= ALL_PARTS else SOME_PARTS


def _show_parts(walk: Walk, step: Listing, checklist: Checklist) -> Next:
    sheet, size, first = _now(walk, step), _page_size(checklist), walk.session.line
    begun = bool(sheet.marks)
    walk.tell("engine.list_parts", begun=begun)
    shown = [
        Option(part.id, _part_label(walk, part, sheet)) for part in checklist.parts[first:][:size]
    ]
    more, see, stop = walk.own("list_more", "list_see", "stop")
    ways = [more] if len(checklist.parts) > size else []
    ways += [see, stop] if begun else [stop]
    return walk.wait("buttons", (*shown, *ways))


def _part_label(walk: Walk, part: Part, sheet: Sheet) -> str:
    done = sheet.answered(part)
    if not done:
        return part.name
    is_through = done == len(part.items)
    return walk.scene.words.text(
        "engine.part_through" if is_through else "engine.part_begun", name=part.name
    )


def _after_parts(walk: Walk, step: Listing, checklist: Checklist, picked: str | None) -> Next:
    if picked == "_list_more":
        after = walk.session.line + _page_size(checklist)
        walk.stand(line=after if after < len(checklist.parts) else 0)
        return show(walk, step)
    part = checklist.part_of(picked or "")
    if part is None:
        return Halt.PUZZLED
    walk.leave_crumb()
    return _to_part(walk, step, part)


def _after_again(walk: Walk, step: Listing, checklist: Checklist, picked: str | None) -> Next:
    if picked not in ("_list_on", "_list_anew"):
        return Halt.PUZZLED
    walk.leave_crumb()
    return (_anew if picked == "_list_anew" else _open)(walk, step, checklist)


def _after_heads_up(walk: Walk, step: Listing, checklist: Checklist, picked: str | None) -> Next:
    if picked == "_go_on":
        walk.stand(stage="")
        return show(walk, step)
    if picked == "_not_today":
        walk.leave_crumb()
        one = len(checklist.parts) == 1
        return _leave(walk, step) if one else _to_parts(walk, step, checklist)
    return Halt.PUZZLED


# One item


def _show_item(walk: Walk, step: Listing, at: tuple[Checklist, Part, Item]) -> Next:
    checklist, part, item = at
    mark = _now(walk, step).mark(item.key)
    place = part.items.index(item)
    principle = walk.scene.principles.get(item.principle, "")
    walk.tell(
        "engine.list_place",
        part=part.name, principle=principle, at=place + 1, all=len(part.items),
    )  # fmt: skip
    walk.say_plain(item.text)
    if mark.note or mark.answer:
        note = mark.note
        if len(note) > SHOWN_OF_A_NOTE:
            note = f"{note[:SHOWN_OF_A_NOTE].rstrip()} …"
        walk.tell("engine.list_noted", answer=checklist.label(mark.answer), note=note)
    elif place == 0:
        walk.tell("engine.list_hint")
    shown = tuple(Option(choice.id, choice.label) for choice in checklist.answers)
    return walk.wait("text", (*shown, *_ways_on(walk, part, mark, MOST_BUTTONS - len(shown))))


def _ways_on(walk: Walk, part: Part, mark: Mark, room: int) -> tuple[Option, ...]:
    """The ways on from an item, as far as there is room for them beside its answers."""
    drop, all_of_it, skip, stop = walk.own("list_drop", "list_all", "skip", "stop")
    ways = [skip, stop]
    if mark.note:  # beside six answers Skip makes room: once the words are left out it is back
        ways = [drop, *ways] if room > len(ways) else [drop, stop]
    fits = room > len(ways) and FEW < len(part.items) < MOST_BUTTONS
    return tuple([all_of_it, *ways] if fits else ways)


def _show_all_of(walk: Walk, part: Part) -> Next:
    """All items of a part at once, to go to the one that somebody has in mind."""
    lines = [f"• {item.text}" for item in part.items]
    walk.say_plain("\n".join([walk.scene.words.text("engine.list_all_of", part=part.name), *lines]))
    shown = (Option(item.key, shortened(item.text, FIRST_WORDS)) for item in part.items)
    return walk.wait("buttons", (*shown, *walk.own("stop")))


def _after_overview(walk: Walk, step: Listing, checklist: Checklist, picked: str | None) -> Next:
    item = _item(checklist, picked or "")
    if item is None:
        return Halt.PUZZLED
    walk.leave_crumb()
    walk.keep_answer(step.name, item.key)
    walk.stand(stage="")
    return show(walk, step)


def _picked(walk: Walk, given: Given) -> str | None:
    """The option that was tapped or named; other words are a note, or nothing that fits here."""
    question = walk.session.question
    options = question.options if question else ()
    if isinstance(given, Wrote):
        return pick_by_words(given.text, options)
    if isinstance(given, Picked) and any(given.option == one.id for one in options):
        return given.option
    return None


def _note(walk: Walk, step: Listing, item: Item, given: Given) -> Next:
    """Words are noted beside the item, below those that are there, and shown back at once."""
    if not isinstance(given, Wrote) or not given.text.strip():
        return Halt.PUZZLED
    mark = _now(walk, step).mark(item.key)
    note = f"{mark.note}\n{given.text.strip()}".strip()
    if len(note) > LONGEST_NOTE:
        walk.tell("engine.list_full")
        return show(walk, step)
    _mark(walk, step, item, replace(mark, note=note))
    return show(walk, step)


def _mark(walk: Walk, step: Listing, item: Item, mark: Mark) -> None:
    """Writes a mark down; the first one of a new sheet notes what it is about as well."""
    sheet = _now(walk, step)
    if _is_new(walk, step):
        about = {name: walk.words_of(source) for name, source in step.about.items()}
        sheet = replace(sheet, about={name: said for name, said in about.items() if said})
    walk.put(sheet.marked(item.key, replace(mark, on=walk.scene.now.date().isoformat())))


def _onward(walk: Walk, step: Listing, checklist: Checklist, part: Part, item: Item) -> Next:
    """The next item; after the last of a part the parts, and after the last of all on."""
    at = part.items.index(item) + 1
    if at < len(part.items):
        walk.keep_answer(step.name, part.items[at].key)
        return show(walk, step)
    if len(checklist.parts) == 1 or _first_left(checklist, _now(walk, step)) is None:
        return _leave(walk, step, see=True)
    walk.tell("engine.part_over", part=part.name)
    return _to_parts(walk, step, checklist)


def _leave(walk: Walk, step: Listing, *, see: bool = False) -> Next:
    """On to what comes next, or where Stop leads; the list is taken up again another time."""
    walk.keep_answer(step.name, "")
    walk.stand(stage="", line=0)
    if see or not step.stop:
        return walk.way(step.next)
    return walk.way(step.stop, "stop")
