"""The top of a script: what it is called, what it is about, its nudges and its readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from bot.script.durations import parse_hours, parse_suggestion
from bot.script.fields import Fields, Notes, check_id, unknown
from bot.script.model import Nudge, Review
from bot.script.source import Scalar, Table

WHERE = ("private", "team")
_DEFAULT_WAIT = 12
_DEFAULT_MINUTES = 3


@dataclass(frozen=True, slots=True)
class Head:
    """Everything of a script but its steps."""

    name: str
    title: str
    about: str
    minutes: int
    themes: tuple[str, ...]
    principles: tuple[str, ...]
    nudges: dict[str, Nudge]
    wait_hours: int
    only: str | None
    reviews: tuple[Review, ...]


def read_head(root: Table, file: str, notes: Notes) -> Head:
    """Reads the top of a script. Its steps are read by `reader`."""
    fields = Fields(root, notes, "a dialogue")
    fields.table("steps")
    wait = fields.parsed("wait", parse_hours)
    head = Head(
        name=_name(fields, file),
        title=fields.needed("title"),
        about=fields.text("about") or "",
        minutes=fields.number("minutes", _DEFAULT_MINUTES, 1, 60),
        themes=fields.texts("themes"),
        principles=fields.texts("principles"),
        nudges=_nudges(fields),
        wait_hours=_DEFAULT_WAIT if wait is None else wait,
        only=_only(fields),
        reviews=read_reviews(fields),
    )
    fields.close({"next": "“next” belongs to a step: move it in below the step's name"})
    return head


def _name(fields: Fields, file: str) -> str:
    name = fields.needed("dialogue")
    node = fields.node("dialogue")
    if isinstance(node, Scalar):
        check_id(node, fields.notes, "a dialogue")
    path = PurePath(file)
    if name and path.suffix in (".yaml", ".yml") and path.stem != name:
        fields.notes.add(
            fields.place_of("dialogue"),
            "D103",
            f"the dialogue is called “{name}”, but its file “{path.name}”",
            f"write “dialogue: {path.stem}”, or rename the file to “{name}.yaml”",
        )
    return name


def _only(fields: Fields) -> str | None:
    only = fields.text("only")
    if only is not None and only not in WHERE:
        fields.notes.unreadable(
            fields.place_of("only"), f"“only” cannot be “{only}”", unknown(only, WHERE)
        )
    return only


def _nudges(fields: Fields) -> dict[str, Nudge]:
    nudges: dict[str, Nudge] = {}
    for entry in fields.table("nudges"):
        check_id(entry.name, fields.notes, "a nudge")
        nudge = Fields(entry.value, fields.notes, f"the nudge “{entry.name.text}”")
        nudge.parsed("suggest", parse_suggestion)
        if "suggest" not in nudge and "when" not in nudge:
            fields.notes.unreadable(
                entry.name.place,
                f"the nudge “{entry.name.text}” does not say when it comes",
                "add “suggest: friday 14:30”, or “when:” with a date from the log",
            )
        when = nudge.text("when")
        if when is not None and when.count(".") != 1:
            fields.notes.unreadable(
                nudge.place_of("when"),
                f"“{when}” is not a date from the log",
                "name the entry and its date, such as small_change.revisit",
            )
            when = None
        nudges[entry.name.text] = Nudge(
            id=entry.name.text,
            text=nudge.needed("text"),
            starts=nudge.needed("starts"),
            place=entry.name.place,
            suggest=nudge.text("suggest"),
            when=when,
        )
        nudge.close()
    return nudges


def read_reviews(fields: Fields) -> tuple[Review, ...]:
    """Who read the words of a file, in its order."""
    reviews: list[Review] = []
    for item in fields.rows("reviewed"):
        review = Fields(item, fields.notes, "a review")
        review.parsed("on", date.fromisoformat)
        reviews.append(
            Review(
                by=review.needed("by"),
                on=review.needed("on"),
                changed=review.text("changed") or "",
                words=review.text("words") or "",
            )
        )
        review.close()
    return tuple(reviews)
