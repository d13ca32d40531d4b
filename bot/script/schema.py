"""JSON Schema for the files that coordinators write, so that an editor completes and explains.

Draft-07, which the editors' YAML extensions know best. It says less than the reader does: what it
refuses, the reader refuses too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.script import known, known_papers
from bot.script.problems import listed
from bot.script.shapes import Known, Shape, named, table

_DRAFT = "http://json-schema.org/draft-07/schema#"


def _some(advice: str, *fields: str) -> list[Shape]:
    """At least one of these fields; an editor shows the advice where none is there."""
    return [{"required": [field], "errorMessage": advice} for field in fields]


def _one_way(*fields: str) -> Shape:
    """Exactly one way to answer."""
    return {"oneOf": _some(f"Give it exactly one of {listed(fields)}.", *fields)}


def _all_lead_on(field: str, *more: str) -> Shape:
    leading = {"type": "object", "additionalProperties": _LEADS_ON}
    return {"required": [field, *more], "properties": {field: leading}}


_NEXT_ADVICE = "Add “next:”, or write “-> a step” behind the words of every button."
_LEADS_ON = {"type": "string", "pattern": r"(->|→)\s*\S", "errorMessage": _NEXT_ADVICE}

# What belongs to a verb besides its fields.
_HELD_TO: Mapping[str, list[Shape]] = {
    "ask": [
        _one_way("buttons", "text", "date"),
        {
            "anyOf": [
                *_some(_NEXT_ADVICE, "next"),
                _all_lead_on("buttons"),
                _all_lead_on("date", "skip"),
            ]
        },
    ],
    "each": [_one_way("buttons", "text")],
}


def _verb(name: str) -> Shape:
    says, fields = known.VERBS[name]
    verb = replace(fields[name], says=f"{says} {fields[name].says}")
    held = _HELD_TO.get(name)
    return table({**fields, name: verb}, **({"allOf": held} if held else {}))


def _step() -> Shape:
    """A step: without a verb an editor offers the verbs, with one what belongs to it."""
    advice = f"Give the step exactly one of {listed(known.VERBS)}."
    without = {
        "properties": {name: {"description": says} for name, (says, _) in known.VERBS.items()},
        "anyOf": _some(advice, *known.VERBS),
    }
    with_one = [
        {"if": {"required": [name]}, "then": {"$ref": f"#/definitions/{name}"}}
        for name in known.VERBS
    ]
    return {
        "type": "object",
        "if": {"anyOf": [{"required": [name]} for name in known.VERBS]},
        "then": {"allOf": with_one},
        "else": without,
    }


def _dialogue() -> Shape:
    step: Shape = {"$ref": "#/definitions/step"}
    steps = Known(known.STEPS.says, {**named(step, ids=False), "minProperties": 1}, needed=True)
    definitions = {"step": _step(), **{name: _verb(name) for name in known.VERBS}}
    return {**table({**known.DIALOGUE, "steps": steps}), "definitions": definitions}


def _support() -> Shape:
    card = table(known.SUPPORT)
    staff = {**card, "description": "The card behind Support."}
    return {
        "type": "object",
        "properties": {"staff": staff},
        "required": ["staff"],
        "additionalProperties": card,
    }


_FILES: Mapping[str, tuple[str, Callable[[], Shape]]] = {
    "dialogue": ("A dialogue", _dialogue),
    "prompts": ("A theme’s prompts", lambda: table(known.PROMPTS)),
    "huddles": ("A theme’s huddle cards", lambda: table(known.HUDDLES)),
    "list": ("A list to go over", lambda: table(known.LIST)),
    "paper": ("A paper to print", lambda: table(known_papers.PAPER)),
    "support": ("The support cards", _support),
    "resources": ("The resources", lambda: table(known.RESOURCES)),
    "themes": ("The themes and principles", lambda: table(known.THEMES)),
}
KINDS = tuple(_FILES)


def schema(kind: str) -> Shape:
    """The schema of one kind of file.

    Raises:
        KeyError: The kind is not one of KINDS.
    """
    title, make = _FILES[kind]
    return {"$schema": _DRAFT, "title": title, **make()}
