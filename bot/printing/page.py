"""A page to tap through: one file, no network, no script; every screen is a place in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.flow.scene import Scene
from bot.printing.happened import NOTHING
from bot.printing.reading import read_by
from bot.printing.screens import CUT, STUCK, Explorer, Screen, Start
from bot.printing.sheet import LABELS, Kind, Paper, said
from bot.script.folder import Library
from bot.script.markup import parse
from bot.script.model import Script
from bot.script.standing import standing
from bot.script.support import STAFF
from bot.script.texts import fingerprint
from bot.service.layout import SHORT

_TAGS = {"strong": "strong", "gentle": "em"}


@dataclass(frozen=True, slots=True)
class Tried:
    """A dialogue on the page.

    Attributes:
        mark: The mark of its words.
        read_by: Who has read them so far, in light markup.
        starts: Where it begins.
    """

    title: str
    about: str
    mark: str
    read_by: tuple[str, ...]
    starts: tuple[Start, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """Dialogues to tap through.

    Attributes:
        moment: When the talk is held, in words.
        card: The support card as it reads then, in light markup.
    """

    dialogues: tuple[Tried, ...]
    screens: tuple[Screen, ...]
    moment: str
    card: str

    @property
    def leads(self) -> frozenset[int]:
        """Every place that something leads to."""
        starts = {start.to for one in self.dialogues for start in one.starts}
        return frozenset(starts | {tap.to for screen in self.screens for tap in screen.taps})


def trial(scripts: Sequence[Script], library: Library, scene: Scene) -> Trial:
    """Plays these dialogues through all their buttons."""
    explorer = Explorer(library, scene)
    dialogues = tuple(
        Tried(
            one.title,
            one.about,
            fingerprint(one),
            tuple(read_by(standing(one))),
            explorer.play(one),
        )
        for one in scripts
    )
    moment = f"{scene.now:%A} {said(scene.now.date())}, {scene.now:%H:%M}"
    return Trial(dialogues, tuple(explorer.screens), moment, scene.card(STAFF))


def as_page(paper: Paper, trial: Trial | None) -> str:
    """The page: the dialogues to tap through, and the sheets of the paper to read."""
    return _TEMPLATE.render(paper=paper, trial=trial, printed=said(paper.day))


def html(markup: str) -> Markup:
    """Light markup as paragraphs; everything that is not a mark is escaped."""
    marked = parse(markup)
    opens = dict.fromkeys(range(len(marked.plain) + 1), "")
    closes = dict(opens)
    for span in marked.spans:
        tag = _TAGS[span.kind]
        opens[span.start] += f"<{tag}>"
        closes[span.end] = f"</{tag}>" + closes[span.end]
    pieces = [
        Markup(closes[at] + opens[at]) + char  # noqa: S704 - the tags are ours
        for at, char in enumerate(marked.plain)
    ]
    text = Markup().join([*pieces, Markup(closes[len(marked.plain)])])  # noqa: S704
    paragraphs = text.strip().split("\n\n")
    return Markup("\n").join(
        Markup("<p>{}</p>").format(Markup("<br>\n").join(one.strip().split("\n")))
        for one in paragraphs
        if one.strip()
    )


def place(number: int) -> str:
    """The place on the page where a button leads."""
    return {CUT: "cut", STUCK: "stuck"}.get(number, f"screen-{number}")


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters.update(html=html, place=place)
_ENVIRONMENT.globals.update(
    LABELS=LABELS, Kind=Kind, CUT=CUT, STUCK=STUCK, NOTHING=(NOTHING,), SHORT=SHORT
)
_TEMPLATE = _ENVIRONMENT.get_template("page.html")
