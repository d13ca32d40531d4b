"""What is no dialogue and read all the same: prompts, huddle cards, support, resources, themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from bot.printing.gaps import spoken
from bot.printing.reading import read_by
from bot.printing.sheet import Kind, Line, Row, Sheet, said
from bot.script.filters import plural
from bot.script.folder import Library
from bot.script.huddles import Card
from bot.script.lists import Part
from bot.script.markup import escape
from bot.script.model import Prompt
from bot.script.problems import listed
from bot.script.resources import Resource
from bot.script.standing import Readable, held
from bot.script.support import SupportCard, SupportLine


def prompts(library: Library) -> Iterator[Sheet]:
    """A sheet of prompts for every theme."""
    for theme, of_theme in groupby(library.prompts, lambda one: one.theme):
        rows = [_prompt(at, one, library) for at, one in enumerate(of_theme, 1)]
        yield _of_theme("prompts", theme, tuple(rows), library)


def huddles(library: Library) -> Iterator[Sheet]:
    """A sheet of huddle cards for every theme."""
    for theme, of_theme in groupby(library.huddles, lambda one: one.theme):
        rows = [_card(at, one) for at, one in enumerate(of_theme, 1)]
        yield _of_theme("huddles", theme, tuple(rows), library)


def support(library: Library) -> Iterator[Sheet]:
    """A sheet for every support card, with its gaps."""
    for name, card in library.support.items():
        intro = (Line(Kind.WORDS, escape(card.intro)),)
        gaps = [f"Still to fill in, and left out until then: {listed(card.gaps(), 'and')}."]
        about = intro + tuple(Line(Kind.NOTE, escape(one)) for one in gaps if card.gaps())
        yield Sheet(f"support-{name}", f"Support card: {spoken(name)}", about, tuple(_lines(card)))


def resources(library: Library) -> Iterator[Sheet]:
    """A sheet of the places to read on, with the gaps."""
    gaps = [one.name for one in library.resources if one.is_gap]
    told = f"Still to fill in, and left out until then: {listed(gaps, 'and')}."
    about = (Line(Kind.NOTE, escape(told)),) if gaps else ()
    rows = [_resource(at, one, library) for at, one in enumerate(library.resources, 1)]
    yield Sheet("resources", "Resources", about, tuple(rows))


def themes(library: Library) -> Iterator[Sheet]:
    """A sheet for the themes, and one for the principles."""
    rows = [
        Row(
            at,
            f"{at}. {one.name}",
            (
                Line(Kind.WORDS, escape(one.about)),
                Line(Kind.NOTE, escape(f"In the Roadmap: {one.roadmap_name}.")),
            ),
        )
        for at, one in enumerate(library.themes.values(), 1)
    ]
    yield Sheet("themes", "Themes", (), tuple(rows))
    names = [Row(at, f"{at}. {one}", ()) for at, one in enumerate(library.principles.values(), 1)]
    yield Sheet("principles", "Principles", (), tuple(names))


def lists(library: Library) -> Iterator[Sheet]:
    """A sheet for every list, its parts one below the other."""
    for checklist in library.lists.values():
        rows = [_part(at, part, library) for at, part in enumerate(checklist.parts, 1)]
        offered = listed(f"“{escape(one.label)}”" for one in checklist.answers)
        about = [Line(Kind.WORDS, escape(checklist.about))] if checklist.about else []
        about.append(Line(Kind.NOTE, f"The answers: {offered}."))
        words = library.read_by.get(f"lists/{checklist.name}", Readable((), ()))
        about += (Line(Kind.NOTE, text) for text in read_by(held(words)))
        yield Sheet(f"list-{checklist.name}", checklist.title, tuple(about), tuple(rows))


def _part(at: int, part: Part, library: Library) -> Row:
    lines = [Line(Kind.HEADS_UP, escape(part.heads_up))] if part.heads_up else []
    for item in part.items:
        principle = library.principles.get(item.principle, "")
        lines.append(Line(Kind.WORDS, escape(item.text)))
        lines += [Line(Kind.NOTE, escape(f"Principle: {principle}."))] if principle else []
    return Row(at, f"{at}. {part.name}", tuple(lines))


LISTS: Mapping[str, Callable[[Library], Iterator[Sheet]]] = {
    "prompts": prompts,
    "huddles": huddles,
    "lists": lists,
    "support": support,
    "resources": resources,
    "themes": themes,
}
"""By the name under which each can be asked for."""


_CALLED = {"prompts": "Questions", "huddles": "Huddle cards"}


def _of_theme(kind: str, theme: str, rows: tuple[Row, ...], library: Library) -> Sheet:
    known, what = library.themes.get(theme), _CALLED[kind]
    about = [Line(Kind.WORDS, escape(known.about))] if known else []
    words = library.read_by.get(f"{kind}/{theme}", Readable((), ()))
    about += (Line(Kind.NOTE, text) for text in read_by(held(words)))
    title = f"{what}: {known.name if known else theme}"
    return Sheet(f"{what.split(maxsplit=1)[0].lower()}-{theme}", title, tuple(about), rows)


def _prompt(at: int, prompt: Prompt, library: Library) -> Row:
    principle = library.principles.get(prompt.principle, prompt.principle)
    fits = f"For: {listed(prompt.fits, 'and')}. Principle: {principle}."
    lines = [
        Line(Kind.WORDS, escape(prompt.ask)),
        *(Line(Kind.WAY, escape(f"Idea: {idea}")) for idea in prompt.ideas),
        Line(Kind.NOTE, escape(fits)),
    ]
    if prompt.heads_up:
        lines.insert(0, Line(Kind.HEADS_UP, escape(prompt.heads_up)))
    return _row(at, "Question", prompt.key, lines)


def _card(at: int, card: Card) -> Row:
    lines = [Line(Kind.WORDS, escape(card.ask))]
    if card.close:
        lines.append(Line(Kind.WORDS, escape(card.close)))
    lines.append(Line(Kind.NOTE, f"{plural(card.minutes, 'minute')} are plenty."))
    return _row(at, "Card", card.key, lines)


def _lines(card: SupportCard) -> Iterator[Row]:
    groups = (("urgent", card.urgent), ("at any time", card.lines), ("near", card.near))
    every = [(group, line) for group, lines in groups for line in lines]
    for at, (group, line) in enumerate(every, 1):
        yield Row(at, f"Line {at}, {group}", tuple(_contact(line)))
    if card.safeguarding:
        told = Line(Kind.WORDS, escape(card.safeguarding))
        yield Row(len(every) + 1, "When another person may be at risk", (told,))


def _contact(line: SupportLine) -> Iterator[Line]:
    yield Line(Kind.WORDS, f"*{escape(line.name)}*")
    for one in (line.phone, line.text and f"text {line.text}", line.web, line.note):
        if one:
            yield Line(Kind.WORDS, escape(one))
    if line.hours:
        yield Line(Kind.NOTE, escape(f"Open: {listed(line.hours.words, 'and')}."))
    yield from _checked(line)


def _resource(at: int, one: Resource, library: Library) -> Row:
    lines = [Line(Kind.WORDS, escape(text)) for text in (one.about, one.web, one.note) if text]
    if one.audience:
        lines.append(Line(Kind.WORDS, escape(f"For: {one.audience}")))
    if one.where:
        names = [library.themes[id_].name for id_ in one.where if id_ in library.themes]
        lines.append(Line(Kind.NOTE, escape(f"May be offered after: {listed(names, 'and')}.")))
    return Row(at, f"{at}. {one.name}", (*lines, *_checked(one)))


def _checked(one: SupportLine | Resource) -> Iterator[Line]:
    if one.checked:
        how = f", {one.how}" if one.how else ""
        yield Line(Kind.NOTE, escape(f"Checked on {said(one.checked)}{how}."))


def _row(at: int, what: str, key: str, lines: list[Line]) -> Row:
    return Row(at, f"{what} {at}, {key.partition('/')[2]}", tuple(lines))
