"""What somebody wrote down while going over a list: a plain value, kept for that person alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.script.lists import Checklist, Item, Part

LONGEST_NOTE = 16_000  # characters: nearly four of the longest messages


@dataclass(frozen=True, slots=True)
class Mark:
    """What was answered about one item, and noted beside it.

    Attributes:
        answer: The answer's id; empty where there is only a note.
        note: The person's own words.
        will: The small change that was kept because of it.
        on: The day of the answer, as an ISO date.
    """

    answer: str = ""
    note: str = ""
    will: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One going-over of one list.

    Attributes:
        id: Empty until it is stored.
        began: The day of the first mark, as an ISO date.
        touched: The day of the newest.
        about: What was said at its head, such as which service it is about.
        given: The day on which a colleague's copy was taken over; empty for a sheet of one's own.
        marks: By the item's key.
    """

    list: str
    id: str = ""
    began: str = ""
    touched: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    given: str = ""

    def marked(self, key: str, mark: Mark) -> Sheet:
        """The sheet with another mark for one item; one that says nothing is taken out."""
        marks = {other: one for other, one in self.marks.items() if other != key}
        if mark.answer or mark.note or mark.will:
            marks[key] = mark  # the newest stands last
        return replace(
            self, marks=marks, touched=mark.on or self.touched, began=self.began or mark.on
        )

    def mark(self, key: str) -> Mark:
        """What stands beside an item."""
        return self.marks.get(key, Mark())

    def answered(self, part: Part) -> int:
        """How many items of a part have an answer."""
        return sum(bool(self.mark(item.key).answer) for item in part.items)

    def without_plans(self) -> Sheet:
        """The sheet as it is handed on: what was noticed, and nobody's own small changes."""
        marks = {key: replace(one, will="") for key, one in self.marks.items()}
        return replace(self, marks={k: one for k, one in marks.items() if one.answer or one.note})

    def without_words(self) -> Sheet:
        """The answers alone, without any note."""
        marks = {key: replace(one, note="") for key, one in self.marks.items() if one.answer}
        return replace(self, marks=marks)

    def with_those_of(self, other: Sheet) -> Sheet:
        """This sheet with what another one has: its answers where there is none, all its notes."""
        sheet = self
        for key, theirs in other.marks.items():
            mine = sheet.mark(key)
            note = mine.note
            if theirs.note not in mine.note:
                note = f"{mine.note}\n{theirs.note}".strip()
            answer = mine.answer or theirs.answer
            sheet = sheet.marked(
                key, replace(mine, answer=answer, note=note, on=mine.on or theirs.on)
            )
        return replace(sheet, touched=max(self.touched, other.touched))

    def to_json(self) -> dict[str, Any]:
        """What is sealed."""
        return {
            "list": self.list,
            "began": self.began,
            "touched": self.touched,
            "about": dict(self.about),
            "given": self.given,
            "marks": {
                key: {"answer": one.answer, "note": one.note, "will": one.will, "on": one.on}
                for key, one in self.marks.items()
            },
        }

    @classmethod
    def from_json(cls, id_: str, data: Mapping[str, Any]) -> Sheet:
        """The sheet that `to_json` described."""
        marks = {key: Mark(**one) for key, one in data["marks"].items()}
        days = data["began"], data["touched"]
        return cls(data["list"], id_, *days, data["about"], marks, data.get("given", ""))


@dataclass(frozen=True, slots=True)
class Finding:
    """Some items of a sheet under one heading: `strengths`, `starts`, `above` or `unsure`."""

    heading: str
    items: tuple[tuple[Item, Mark], ...]


HEADINGS = ("strengths", "starts", "above", "unsure")
OTHERS = "others"
"""The heading of what has an answer that the list sorts nowhere."""


def findings(checklist: Checklist, sheet: Sheet) -> tuple[Finding, ...]:
    """What was found, strengths first; in the order that the list gives its answers, then its own.

    Nothing is counted together and nothing weighed: a heading without items is left out.
    """
    found = []
    for heading in HEADINGS:
        wanted: tuple[str, ...] = getattr(checklist, heading)
        items = tuple(
            (item, sheet.mark(item.key))
            for answer in wanted
            for item in checklist.items.values()
            if sheet.mark(item.key).answer == answer
        )
        if items:
            found.append(Finding(heading, items))
    return tuple(found)
