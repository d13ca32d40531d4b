"""A report: what a page, a PDF and a table are made of. Plain values, ready for JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from bot.flow.sheet import Mark, Sheet, findings
from bot.script.lists import Checklist, Item
from bot.script.markup import plain
from bot.script.words import Catalogue

LABELS = (
    "part", "text", "principle", "answer", "note", "will", "before", "now", "all", "id", "stones",
)  # fmt: skip
HEADINGS = ("strengths", "wins", "starts", "above", "unsure")
OWN_WORDS = (*LABELS, *HEADINGS, "beside", "began", "touched", "day", "closing")
"""What a report says in Cairn's own words, under `report.`"""


@dataclass(frozen=True, slots=True)
class Line:
    """One item: its words, what was answered, what was noted beside it.

    Attributes:
        part: The part it stands in.
        before: What was answered the time before; empty where it was not, or there was none.
        stood: Whether it was among what is there, the time before.
        stands: Whether it is now.
        id: What is stored for it, so that two services can put theirs side by side.
    """

    id: str
    part: str
    text: str
    principle: str = ""
    answer: str = ""
    note: str = ""
    will: str = ""
    before: str = ""
    stood: bool = False
    stands: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Some lines under a heading, or under none.

    Attributes:
        compares: Then and now stand side by side.
        prose: The lines are what somebody wrote, and no list.
        room: There is room for notes below each line; below the heading where there is none.
    """

    heading: str
    lines: tuple[Line, ...]
    compares: bool = False
    prose: bool = False
    room: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One sheet to take along.

    Attributes:
        facts: What stands at its head: a name and what was said.
        labels: The words for the columns, by `Line`'s fields.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    everything: tuple[Section, ...]
    labels: Mapping[str, str]
    closing: str

    def to_json(self) -> dict[str, Any]:
        """The report as JSON-ready values."""
        return asdict(self)


def make(
    checklist: Checklist,
    sheet: Sheet,
    words: Catalogue,
    principles: Mapping[str, str],
    before: Sheet | None = None,
) -> Report:
    """The report on one sheet.

    Strengths come first; then what small changes were kept, where one might start, what is needed
    from others, what is to be found out; then everything, part by part. Nothing is added up.

    Args:
        checklist: The list that was gone over.
        sheet: What was written down.
        words: Cairn's own words.
        principles: The principles' plain names, by id.
        before: What was written down the time before, to stand beside it.
    """

    def line(item: Item, mark: Mark) -> Line:
        part = checklist.part_of(item.key)
        earlier = before.mark(item.key).answer if before else ""
        return Line(
            id=item.key,
            part=plain(part.name) if part else "",
            text=plain(item.text),
            principle=principles.get(item.principle, ""),
            answer=plain(checklist.label(mark.answer)),
            note=mark.note,
            will=mark.will,
            before=plain(checklist.label(earlier)),
            stood=earlier in checklist.strengths,
            stands=mark.answer in checklist.strengths,
        )

    def own(key: str, **values: object) -> str:
        return plain(words.text(f"report.{key}", **values))

    marked = [(item, sheet.mark(item.key)) for item in checklist.items.values()]
    found = {one.heading: one.items for one in findings(checklist, sheet)}
    found["starts"] = tuple(one for one in found.get("starts", ()) if not one[1].will)
    found["wins"] = tuple(one for one in marked if one[1].will)
    sections = [
        Section(own(heading), tuple(line(*one) for one in found[heading]))
        for heading in HEADINGS
        if found.get(heading)
    ]
    if before:
        both = [one for one in marked if one[1].answer and before.mark(one[0].key).answer]
        beside = Section(own("beside"), tuple(line(*one) for one in both), compares=True)
        sections += [beside] if both else []
    return Report(
        title=plain(checklist.title),
        facts=_facts(sheet, own),
        sections=tuple(sections),
        everything=tuple(
            Section(plain(part.name), tuple(line(one, sheet.mark(one.key)) for one in some))
            for part in checklist.parts
            if (some := [one for one in part.items if sheet.marks.get(one.key)])
        ),
        labels={name: own(name) for name in LABELS},
        closing=own("closing"),
    )


def _facts(sheet: Sheet, own: Any) -> tuple[tuple[str, str], ...]:
    facts = [(_named(name), said) for name, said in sheet.about.items() if said]
    days: Sequence[tuple[str, str]] = (("began", sheet.began), ("touched", sheet.touched))
    for name, day in days:
        if day:
            on = date.fromisoformat(day)
            facts.append((own(name), own("day", day=on, year=on.year)))
    return tuple(facts)


def _named(field: str) -> str:
    return field.replace("_", " ").capitalize()
