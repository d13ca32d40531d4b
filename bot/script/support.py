"""Support cards: people to talk to, when they answer, and when somebody last checked that.

A card may have gaps that an organisation still has to fill in; they are left out of what people
see. The three lines that must never be missing are built in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.script.checked import check_age, is_to_fill_in, read_checked
from bot.script.fields import Fields, Notes
from bot.script.model import Place
from bot.script.opening import Opening, parse_opening
from bot.script.problems import Problem, in_order
from bot.script.rules.alone import text_problems
from bot.script.source import Node, Scalar, find, read_source

STAFF = "staff"


KNOWN_NUMBERS = {
    "emergency": "999",
    "nhs 24": "111",
    "samaritans": "116 123",
    "breathing space": "0800 83 85 87",
}
"""National numbers by their names, as the services print them; a slip here could cost a life."""


@dataclass(frozen=True, slots=True)
class SupportLine:
    """Somebody to talk to.

    Attributes:
        hours: When they answer; None where the card does not say.
        checked: The day somebody last checked the line.
        how: How they checked it.
    """

    name: str
    phone: str = ""
    text: str = ""
    web: str = ""
    note: str = ""
    hours: Opening | None = None
    checked: date | None = None
    how: str = ""

    @property
    def is_gap(self) -> bool:
        """Whether the organisation still has to fill something in here."""
        parts = (self.name, self.phone, self.text, self.web, self.note)
        return self.name.startswith("your ") or is_to_fill_in(*parts)

    @property
    def has_contact(self) -> bool:
        """Whether there is a number or an address to go wrong."""
        return bool(self.phone or self.text or self.web)

    def open_at(self, local: datetime) -> bool:
        """Whether it answers at this local time; False where the hours are not known."""
        return self.hours is not None and self.hours.at(local)


@dataclass(frozen=True, slots=True)
class SupportCard:
    """A card as the file has it, gaps included.

    Attributes:
        safeguarding: What to do when somebody else may be at risk; empty where nothing is said.
    """

    intro: str
    urgent: tuple[SupportLine, ...] = ()
    lines: tuple[SupportLine, ...] = ()
    near: tuple[SupportLine, ...] = ()
    safeguarding: str = ""

    def shown(self) -> SupportCard:
        """The card as people see it: without its gaps."""
        return SupportCard(
            self.intro,
            _filled(self.urgent),
            _filled(self.lines),
            _filled(self.near),
            "" if is_to_fill_in(self.safeguarding) else self.safeguarding,
        )

    def gaps(self) -> tuple[str, ...]:
        """What the organisation still has to fill in, by name."""
        names = [line.name for line in (*self.urgent, *self.lines, *self.near) if line.is_gap]
        return (*names, "safeguarding") if is_to_fill_in(self.safeguarding) else tuple(names)


def _built_in(name: str, phone: str, note: str) -> SupportLine:
    """A line as the services themselves published it on the day given."""
    return SupportLine(
        name,
        phone=phone,
        note=note,
        hours=parse_opening(["always"]),
        checked=date(2026, 11, 22),
        how="from public pages",
    )


# What no card may lack.
FALLBACK_CARD = SupportCard(
    intro="These are people you can talk to.",
    urgent=(_built_in("Emergency", "999", "If you or someone else is in danger now."),),
    lines=(
        _built_in("NHS 24", "111", "Choose the mental health option. Day or night."),
        _built_in("Samaritans", "116 123", "Free to call, about anything at all."),
    ),
)


def read_support(
    text: str, file: str, today: date | None = None
) -> tuple[dict[str, SupportCard], list[Problem]]:
    """Reads the file of support cards.

    Args:
        text: The whole file.
        file: Its name as problems should give it.
        today: The day from which the age of a check is counted; None counts nothing.

    Returns:
        The cards by name, each with the built-in lines; there is always one called `staff`. And
        the problems (D1, D4, D5; D505 for a line that nobody checked for too long).
    """
    root, problems = read_source(text, file)
    if root is None:
        return {STAFF: FALLBACK_CARD}, problems
    notes = Notes()
    notes.problems.extend(problems)
    cards = {
        entry.name.text: _with_fallback(_card(entry.value, entry.name.text, notes, today))
        for entry in root
    }
    if STAFF not in cards:
        notes.unreadable(Place(file, 1, 1), "the card “staff” is missing", "add “staff:”")
        cards[STAFF] = FALLBACK_CARD
    return cards, in_order(notes.problems)


def _card(node: Node, name: str, notes: Notes, today: date | None) -> SupportCard:
    fields = Fields(node, notes, f"the card “{name}”")

    def lines(field: str) -> tuple[SupportLine, ...]:
        return tuple(_line(item, notes, today) for item in fields.rows(field))

    card = SupportCard(
        intro=fields.needed("intro"),
        urgent=lines("urgent"),
        lines=lines("lines"),
        near=lines("near"),
        safeguarding=fields.text("safeguarding") or "",
    )
    fields.close()
    _texts(node, ("intro", "safeguarding"), notes)
    return card


def _texts(node: Node, names: tuple[str, ...], notes: Notes) -> None:
    """The rules on words and length: nobody reads a card on a good day."""
    for name in names:
        text = find(node, name)
        if isinstance(text, Scalar):
            notes.problems.extend(text_problems(text.text.strip(), text.at))


def _line(node: Node, notes: Notes, today: date | None) -> SupportLine:
    fields = Fields(node, notes, "a support line")
    checked, how = read_checked(fields)
    line = SupportLine(
        name=fields.needed("name"),
        phone=fields.text("phone") or "",
        text=fields.text("text") or "",
        web=fields.text("web") or "",
        note=fields.text("note") or "",
        hours=_hours(fields),
        checked=checked,
        how=how,
    )
    fields.close()
    _texts(node, ("note",), notes)
    _is_the_known_number(line, fields)
    if line.has_contact and not line.is_gap:
        check_age(
            fields, f"the line “{line.name}”", "look at the service's own page", checked, today
        )
    return line


def _is_the_known_number(line: SupportLine, fields: Fields) -> None:
    """Rule D905: under a name that everybody knows stands the number that everybody knows."""
    known = KNOWN_NUMBERS.get(" ".join(line.name.casefold().split()))
    if known and line.phone and _digits(line.phone) != _digits(known):
        fields.notes.add(
            fields.place_of("phone"),
            "D905",
            f"the number of {line.name} is {known}, and here stands another one",
            f"write {known}; for somebody else, write their own name above it",
        )


def _hours(fields: Fields) -> Opening | None:
    said = fields.texts("open")
    try:
        return parse_opening(said) if said else None
    except ValueError as error:
        fields.notes.unreadable(fields.place_of("open"), str(error))
        return None


def _filled(lines: tuple[SupportLine, ...]) -> tuple[SupportLine, ...]:
    return tuple(line for line in lines if not line.is_gap)


def _with_fallback(card: SupportCard) -> SupportCard:
    """The card with whatever built-in line it lacks."""
    known = {_digits(line.phone) for line in (*card.urgent, *card.lines)}

    def missing(lines: tuple[SupportLine, ...]) -> tuple[SupportLine, ...]:
        return tuple(line for line in lines if _digits(line.phone) not in known)

    return replace(
        card,
        urgent=(*missing(FALLBACK_CARD.urgent), *card.urgent),
        lines=(*missing(FALLBACK_CARD.lines), *card.lines),
    )


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)
