"""One step of the file becomes one step of the script: a small function for each verb."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from bot.script import list_verbs
from bot.script.durations import parse_after
from bot.script.fields import Fields, Notes, check_id, check_name, text_in, unknown
from bot.script.model import (
    Ask,
    Branch,
    Check,
    Choice,
    Draw,
    Each,
    End,
    Guide,
    Keep,
    Length,
    Place,
    Remind,
    Run,
    Save,
    Say,
    Step,
    Support,
)
from bot.script.problems import did_you_mean, listed
from bot.script.source import Entry, Scalar, Table

_ARROW = re.compile(r"\s*(?:->|→)\s*")
_ANSWERS = ("buttons", "text", "date")
_ANY_DAY = date(2026, 3, 4)


def read_step(entry: Entry, notes: Notes) -> Step | None:
    """Reads one step; None, and a problem, when it has not exactly one verb."""
    name = entry.name.text
    check_name(entry.name, notes, "a step")
    if not isinstance(entry.value, Table):
        notes.add(entry.name.place, "D201", f"the step “{name}” has no verb", _VERBS_HELP)
        return None
    fields = Fields(entry.value, notes, f"the step “{name}”")
    verbs = [field for field in fields.names if field in VERBS]
    if len(verbs) == 1:
        step = VERBS[verbs[0]](fields, name, entry.name.place)
        fields.close({**_ELSEWHERE, **_INSTEAD.get(verbs[0], {})})
        return step
    if verbs:
        said = f"the step “{name}” has {len(verbs)} verbs: {listed(verbs, 'and')}"
        notes.add(fields.place_of(verbs[1]), "D201", said, "give each verb a step of its own")
    else:
        near = next(filter(None, (did_you_mean(field, VERBS) for field in fields.names)), "")
        notes.add(entry.name.place, "D201", f"the step “{name}” has no verb", near or _VERBS_HELP)
    return None


def _say(fields: Fields, name: str, place: Place) -> Say:
    return Say(name, place, next=fields.text("next"), text=fields.needed("say"))


def _ask(fields: Fields, name: str, place: Place) -> Ask:
    ways = [way for way in _ANSWERS if way in fields]
    if len(ways) != 1:
        fields.notes.add(
            fields.place_of(ways[1] if ways else "ask"),
            "D202",
            f"the question “{name}” has {listed(ways, 'and') if ways else 'no way to answer'}",
            f"give it exactly one of {listed(_ANSWERS)}",
        )
    return Ask(
        name,
        place,
        next=fields.text("next"),
        skip=fields.text("skip"),
        keep=_keep(fields),
        heads_up=fields.text("heads_up"),
        why=fields.text("why"),
        tender=fields.texts("tender"),
        text=fields.needed("ask"),
        choices=_choices(fields, "buttons"),
        length=_length(fields),
        dates=_dates(fields),
    )


def _guide(fields: Fields, name: str, place: Place) -> Guide:
    rows = fields.rows("guide")
    lines = tuple(text_in(item, fields.notes) for item in rows)
    for row, line in zip(rows, lines, strict=True):
        if not line and isinstance(row, Scalar):
            said = f"a line of the guide “{name}” is empty"
            fields.notes.unreadable(row.place, said, "write what it says, or take it out")
    if not lines:
        fields.notes.unreadable(place, f"the guide “{name}” has no lines", "begin each with “- ”")
    if "skip" in fields and "heads_up" not in fields:
        fields.notes.unreadable(
            fields.place_of("skip"),
            f"“skip” says where Not today leads, and “{name}” has no “heads_up” before it",
            "leave it out, or add a “heads_up”; “stop” is for whoever leaves the guide",
        )
    return Guide(
        name,
        place,
        next=fields.text("next"),
        skip=fields.text("skip"),
        heads_up=fields.text("heads_up"),
        lines=lines,
        button=fields.text("button") or "Next",
        stop=fields.text("stop"),
    )


def _draw(fields: Fields, name: str, place: Place) -> Draw:
    drawn = fields.node("draw")
    if isinstance(drawn, Scalar):
        check_name(drawn, fields.notes, "a drawn prompt")
    return Draw(
        name,
        place,
        next=fields.text("next"),
        prompt=fields.needed("draw"),
        source=fields.text("from") or "everything",
        quiet=fields.yes("quiet"),
    )


def _each(fields: Fields, name: str, place: Place) -> Each:
    for entry in fields.table("items"):
        check_name(entry.name, fields.notes, "an item")
    ways = [way for way in ("buttons", "text") if way in fields]
    if len(ways) != 1:
        fields.notes.add(
            fields.place_of(ways[1] if ways else "each"),
            "D202",
            f"the question “{name}” has {listed(ways, 'and') if ways else 'no way to answer'}",
            "give it either buttons or text",
        )
    if not fields.table("items"):
        fields.notes.unreadable(place, f"“{name}” has no items to ask about", "add “items:”")
    return Each(
        name,
        place,
        next=fields.text("next"),
        keep=_keep(fields),
        heads_up=fields.text("heads_up"),
        why=fields.text("why"),
        tender=fields.texts("tender"),
        text=fields.needed("each"),
        items=tuple(_item(entry, fields.notes) for entry in fields.table("items")),
        choices=_choices(fields, "buttons"),
        length=_length(fields),
        stop=fields.text("stop"),
    )


def _item(entry: Entry, notes: Notes) -> Choice:
    said = text_in(entry.value, notes)
    if not said and isinstance(entry.value, Scalar):
        name = entry.name.text
        notes.unreadable(
            entry.name.place, f"the item “{name}” has no words", f"write “{name}: Its words”"
        )
    return Choice(entry.name.text, said, None, entry.name.place)


def _check(fields: Fields, name: str, place: Place) -> Check:
    branches: list[Branch] = []
    otherwise: str | None = None
    for item in fields.rows("check"):
        arm = Fields(item, fields.notes, f"a line of the check “{name}”")
        if otherwise is not None:
            fields.notes.add(
                item.place,
                "D204",
                "this line comes after “otherwise” and is never looked at",
                "move it up: “otherwise” comes last",
            )
        if "otherwise" in arm:
            otherwise = arm.text("otherwise")
        elif arm.names:
            branches.append(Branch(arm.needed("if"), arm.text("go"), item.place))
        arm.close()
    return Check(name, place, branches=tuple(branches), otherwise=otherwise)


def _save(fields: Fields, name: str, place: Place) -> Save:
    return Save(
        name,
        place,
        next=fields.text("next"),
        kind=_kind(fields, "save"),
        fields={entry.name.text: text_in(entry.value, fields.notes) for entry in _with(fields)},
        change=_kind(fields, "change") or None,
    )


def _with(fields: Fields) -> tuple[Entry, ...]:
    entries = fields.table("with")
    for entry in entries:
        check_name(entry.name, fields.notes, "a saved field")
    if not entries:
        fields.notes.unreadable(
            fields.place_of("save"),
            "a save needs “with:”",
            "say what to write, such as “text: now_what”",
        )
    return entries


def _kind(fields: Fields, field: str) -> str:
    node = fields.node(field)
    if isinstance(node, Scalar):
        check_name(node, fields.notes, "an entry")
        return node.text
    return ""


def _remind(fields: Fields, name: str, place: Place) -> Remind:
    after = fields.parsed("remind", parse_after)
    if after is not None and after.from_(_ANY_DAY) is None:
        fields.notes.unreadable(fields.place_of("remind"), "a remind needs a time", "such as 1 day")
    return Remind(name, place, next=fields.text("next"), after=fields.needed("remind"))


def _support(fields: Fields, name: str, place: Place) -> Support:
    return Support(name, place, next=fields.text("next"), card=fields.needed("support"))


def _run(fields: Fields, name: str, place: Place) -> Run:
    return Run(name, place, next=fields.text("next"), dialogue=fields.needed("run"))


def _end(fields: Fields, name: str, place: Place) -> End:
    return End(name, place, text=fields.needed("end"))


# -- parts that several verbs have -----------------------------------------------------------


def _choices(fields: Fields, field: str) -> tuple[Choice, ...]:
    """Buttons: `id: Label -> step`, where the arrow and what follows may be left out."""
    for entry in fields.table(field):
        check_id(entry.name, fields.notes, "a button")
    return tuple(_choice(entry, fields.notes) for entry in fields.table(field))


def _dates(fields: Fields) -> tuple[Choice, ...]:
    """Offered days: `1 week: In a week`."""
    for entry in fields.table("date"):
        try:
            parse_after(entry.name.text)
        except ValueError as error:
            fields.notes.unreadable(entry.name.place, str(error))
    return tuple(_choice(entry, fields.notes) for entry in fields.table("date"))


def _choice(entry: Entry, notes: Notes) -> Choice:
    said = text_in(entry.value, notes)
    label, *go = _ARROW.split(said)
    if not label:
        notes.unreadable(
            entry.name.place,
            f"the button “{entry.name.text}” has no words on it",
            f"write “{entry.name.text}: Its words -> the next step”",
        )
    return Choice(entry.name.text, label, go[-1] or None if go else None, entry.name.place)


def _length(fields: Fields) -> Length | None:
    return fields.parsed("text", _parse_length)


def _parse_length(said: str) -> Length:
    try:
        return Length(said)
    except ValueError:
        raise ValueError("an answer in words is “short” or “long”") from None


def _keep(fields: Fields) -> frozenset[Keep]:
    kept: set[Keep] = set()
    known = [keep.value for keep in Keep]
    for said in fields.texts("keep"):
        if said in known:
            kept.add(Keep(said))
        else:
            fields.notes.unreadable(
                fields.place_of("keep"), f"“keep” cannot be “{said}”", unknown(said, known)
            )
    if Keep.LOG in kept and ("date" in fields or ("each" in fields and "text" in fields)):
        fields.notes.unreadable(
            fields.place_of("keep"),
            "“keep: log” cannot keep a day, or what is typed about the items of a list",
            "write “keep: until-end”, and put it into a “save”",
        )
    return frozenset(kept)


VERBS: Mapping[str, Callable[[Fields, str, Place], Step]] = {
    "say": _say,
    "ask": _ask,
    "guide": _guide,
    "draw": _draw,
    "each": _each,
    "list": list_verbs.listing,
    "found": list_verbs.found,
    "pick": list_verbs.pick,
    "check": _check,
    "save": _save,
    "remind": _remind,
    "support": _support,
    "run": _run,
    "end": _end,
}

_VERBS_HELP = f"give it one of {listed(VERBS)}"
_ELSEWHERE = {
    "stop": "“stop” belongs to a guide, an each or a list",
    "items": "“items” belongs to an each",
    "from": "“from” belongs to a draw or a pick",
    "with": "“with” belongs to a save or a list",
    "anew": "“anew” belongs to a list",
    "only": "“only” stands at the top of the file",
    "skip": "“skip” belongs to a question or a guide",
    "keep": "“keep” belongs to a question",
    "tender": "“tender” belongs to a question",
    "why": "“why” belongs to a question",
    "heads_up": "“heads_up” belongs to a question or a guide",
    "if": "“if” belongs to the lines of a check",
    "otherwise": "“otherwise” is the last line of a check",
}
_INSTEAD = {"each": {"skip": "Skip leads to the next item; “stop” is for whoever leaves the list"}}
