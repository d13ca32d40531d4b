"""What may stand under a field, as JSON Schema (draft-07) says it.

In a script every value is text. An editor reads `no`, `3` and an empty place as other things, so
wherever a text is meant all of them are allowed; by leaving their kinds unnamed, for an editor
offers `null` and `true` where they are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.script.fields import ID, NAME

Shape: TypeAlias = Mapping[str, object]

_YES_NO = "^([Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"

TEXT: Shape = {
    "if": {"type": ["object", "array"]},
    "then": {
        "type": "string",
        "errorMessage": "This should be a text: one that begins with {{ or [ goes in quotes.",
    },
}
LINES: Shape = {"type": "array", "items": TEXT, "minItems": 1}
TEXTS: Shape = {"if": {"type": "array"}, "then": {"items": TEXT}, "else": TEXT}
YES: Shape = {"pattern": _YES_NO, "type": ["string", "boolean"], "examples": ["yes", "no"]}


@dataclass(frozen=True, slots=True)
class Known:
    """A field that the reader knows.

    Attributes:
        says: What it is for, in one sentence.
        shape: What may stand under it.
        needed: Whether it has to be there.
    """

    says: str
    shape: Shape = field(default_factory=lambda: TEXT)
    needed: bool = False


def such_as(*examples: str) -> Shape:
    """A text, with some that an editor offers."""
    return {**TEXT, "examples": list(examples)}


def one_of(words: Iterable[str]) -> Shape:
    """One of these words."""
    return {"type": "string", "enum": [str(word) for word in words]}


def some_of(words: Iterable[str]) -> Shape:
    """One of these words, or a list of them."""
    one = one_of(words)
    return {"anyOf": [one, {"type": "array", "items": one}]}


def number(low: int, high: int) -> Shape:
    """A whole number, which may stand in quotes."""
    types = ["integer", "string", "null"]
    return {"type": types, "minimum": low, "maximum": high, "pattern": r"^\d+$"}


def table(fields: Mapping[str, Known], **more: object) -> Shape:
    """Names from a list, each at most once, and no others."""
    needed = [name for name, known in fields.items() if known.needed]
    return {
        "type": "object",
        "properties": {
            name: {**known.shape, "description": known.says} for name, known in fields.items()
        },
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
        **more,
    }


def named(shape: Shape, *, ids: bool = True) -> Shape:
    """Names of the author's own, each with such a thing under it.

    Args:
        shape: What stands under each name.
        ids: Whether the names are ids, which may have `-` in them and begin with a digit.
    """
    pattern, signs = (ID, "digits, _ and -") if ids else (NAME, "digits and _")
    return {
        "type": "object",
        "propertyNames": {
            "pattern": f"^{pattern.pattern}$",
            "errorMessage": f"Use small letters, {signs}.",
        },
        "additionalProperties": shape,
    }


def rows(shape: Shape) -> Shape:
    """A list of such things."""
    return {"type": "array", "items": shape}
