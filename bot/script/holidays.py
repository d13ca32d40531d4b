"""Days on which nobody here is written to: Scotland's bank holidays, and an organisation's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.script.bank_holidays import bank_holidays
from bot.script.fields import Fields, Notes, text_in, unknown
from bot.script.iso_day import NotADay, iso_day
from bot.script.model import Place
from bot.script.problems import Problem, in_order
from bot.script.source import Node, Scalar, read_source

BANK_HOLIDAYS = ("scotland", "none")

_NEAR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Holidays:
    """The days off that an organisation keeps. Without anything said: Scotland's bank holidays.

    Attributes:
        scotland: Whether Scotland's bank holidays count.
        also: Local holidays, each with its plain name.
        not_here: Bank holidays on which people here work as usual.
    """

    scotland: bool = True
    also: Mapping[date, str] = field(default_factory=dict)
    not_here: frozenset[date] = frozenset()

    def name(self, day: date) -> str | None:
        """What a day off is called; None on any other day. `day` is a date, never a datetime."""
        local = self.also.get(day)
        if local or not self.scotland or day in self.not_here:
            return local
        return bank_holidays(day.year).get(day)

    def __contains__(self, day: date) -> bool:
        return self.name(day) is not None


def read_holidays(text: str, file: str) -> tuple[Holidays, list[Problem]]:
    """Reads `holidays.yaml`.

    Returns:
        The days off, as far as they can be read; and the problems (D1).
    """
    root, problems = read_source(text, file, begin="bank_holidays: scotland")
    if root is None:
        return Holidays(), problems
    notes = Notes()
    notes.problems.extend(problems)
    fields = Fields(root, notes, "the file of holidays")
    scotland = _scotland(fields)
    also: dict[date, str] = {}
    for entry in fields.table("also"):
        day = _day(entry.name, notes)
        name = _name(entry.value, entry.name, notes)
        if day and name:
            also[day] = name
    not_here: dict[date, Place] = {}
    for item in fields.rows("not_here"):
        day = _day(item, notes)
        if day:
            not_here[day] = item.place
    moved_out = [name for name in fields.names if name[:1].isdecimal()]
    fields.close(dict.fromkeys(moved_out, "a day stands below “also:”, moved in with two spaces"))
    for day, place in not_here.items():
        if day in also:
            notes.unreadable(
                place,
                f"“{day}” stands under “also” too, so it is both a holiday and not",
                "take it out of one of them",
            )
        elif scotland and day not in bank_holidays(day.year):
            notes.unreadable(place, f"“{day}” is not a bank holiday in Scotland", _nearest(day))
    return Holidays(scotland, also, frozenset(not_here)), in_order(notes.problems)


def _scotland(fields: Fields) -> bool:
    said = fields.text("bank_holidays") or "scotland"
    if said.lower() not in BANK_HOLIDAYS:
        fields.notes.unreadable(
            fields.place_of("bank_holidays"),
            f"there are no bank holidays called “{said}” here",
            unknown(said, BANK_HOLIDAYS),
        )
    return said.lower() != "none"


def _day(node: Node, notes: Notes) -> date | None:
    said = text_in(node, notes)
    if not isinstance(node, Scalar):
        return None
    try:
        return iso_day(said)
    except NotADay as problem:
        notes.unreadable(node.place, str(problem), problem.help)
        return None


def _name(node: Node, day: Scalar, notes: Notes) -> str:
    name = " ".join(text_in(node, notes).split())
    if isinstance(node, Scalar) and not name:
        notes.unreadable(
            day.place,
            f"the holiday on {day.text} has no name",
            f"write what people call it, such as “{day.text}: Autumn holiday”",
        )
    return name


def _nearest(day: date) -> str:
    """The bank holiday that is likely meant: one of the same week or so."""
    known = bank_holidays(day.year)
    near = min(known, key=lambda one: abs(one - day))
    if abs(near - day) <= _NEAR:
        return f"did you mean “{near}”, {known[near]}?"
    return "take it out: people are written to on this day anyway"
