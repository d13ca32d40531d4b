"""A report: what a page, a PDF and a table are made of. Plain values, ready for JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from bot.flow.sheet import Mark, Sheet, findings
from bot.flow.shortening import shortened
from bot.script.lists import Checklist, Item
from bot.script.markup import plain
from bot.script.words import Catalogue

LABELS = (
    "part", "text", "principle", "answer", "note", "will", "before", "now", "id", "stones",
)  # fmt: skip
MOST_OF_A_NOTE = 400  # characters
HEADINGS = ("strengths", "wins", "above", "starts", "unsure", "others")
OWN_WORDS = (
    *LABELS,
    *HEADINGS,
    "beside",
    "began",
    "touched",
    "given",
    "day",
    "column",
    "cut",
    "closing",
)
"""What a report says in Cairn's own words, under `report.`"""


@dataclass(frozen=True, slots=True)
class Line:
    """One item: its words, what was answered, what was noted beside it.

    Attributes:
        part: The part it stands in.
        short: The note as far as a page has room for it.
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
    short: str = ""
    will: str = ""
    before: str = ""
    stood: bool = False
    stands: bool = False

    @property
    def first(self) -> str:
        """What stands first: what was noted to a question, else the statement itself."""
        return self._order[0]

    @property
    def then(self) -> str:
        """What stands below it."""
        return self._order[1]

    @property
    def where(self) -> str:
        """The part, and what was answered."""
        return ", ".join(filter(None, (self.part, self.answer)))

    @property
    def _order(self) -> tuple[str, str]:
        quoted = f"“{self.short}”" if self.short else ""
        return (quoted, self.text) if quoted and self.text.endswith("?") else (self.text, quoted)


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
            short=_short(mark.note, own("cut")),
            will=mark.will,
            before=plain(checklist.label(earlier)),
            stood=earlier in checklist.strengths,
            stands=mark.answer in checklist.strengths,
        )

    def own(key: str, **values: object) -> str:
        return plain(words.text(f"report.{key}", **values))

    marked = [(item, sheet.mark(item.key)) for item in checklist.items.values()]
    found = {
        one.heading: tuple(pair for pair in one.items if not pair[1].will)  # it is among the wins
        for one in findings(checklist, sheet)
    }
    found["wins"] = tuple(one for one in marked if one[1].will)
    shown = {one[0].key for items in found.values() for one in items}
    found["others"] = tuple(one for one in marked if _says(one[1]) and one[0].key not in shown)
    sections = [
        Section(own(heading), tuple(line(*one) for one in found[heading]))
        for heading in HEADINGS
        if found.get(heading)
    ]
    if before:
        both = [one for one in marked if one[1].answer and before.mark(one[0].key).answer]
        beside = Section(own("beside"), tuple(line(*one) for one in both), compares=True)
        sections = [beside] if both else []
    return Report(
        title=plain(checklist.title),
        facts=_facts(sheet, own),
        sections=tuple(sections),
        everything=tuple(
            Section(plain(part.name), tuple(line(one, sheet.mark(one.key)) for one in some))
            for part in checklist.parts
            if (some := [one for one in part.items if sheet.marks.get(one.key)])
        ),
        labels={name: own(name) for name in LABELS} | _days_of(sheet, before, own),
        closing=own("closing"),
    )


def _short(note: str, cut: str) -> str:
    """A long note as a page shows it; the table has it whole."""
    return note if len(note) <= MOST_OF_A_NOTE else f"{shortened(note, MOST_OF_A_NOTE)} {cut}"


def _says(mark: Mark) -> bool:
    return bool(mark.answer or mark.note)


def _days_of(sheet: Sheet, before: Sheet | None, own: Any) -> dict[str, str]:
    """Over the two columns, the day up to which each was written."""
    if before is None:
        return {}
    columns = (("before", before), ("now", sheet))
    return {
        name: own("column", name=own(name), day=date.fromisoformat(one.touched))
        for name, one in columns
        if one.touched
    }


def _facts(sheet: Sheet, own: Any) -> tuple[tuple[str, str], ...]:
    facts = [(_named(name), said) for name, said in sheet.about.items() if said]
    if sheet.given:
        facts.append(
            (own("given"), own("day", day=date.fromisoformat(sheet.given), year=sheet.given[:4]))
        )
    days: Sequence[tuple[str, str]] = (("began", sheet.began), ("touched", sheet.touched))
    for name, day in days:
        if day:
            on = date.fromisoformat(day)
            facts.append((own(name), own("day", day=on, year=on.year)))
    return tuple(facts)


def _named(field: str) -> str:
    return field.replace("_", " ").capitalize()
