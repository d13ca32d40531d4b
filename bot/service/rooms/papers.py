"""`/tools paper`: what is there to print, for anybody; `/tools read`: some of it, card by card.

All its buttons are commands, as those of `/huddle` are: they work for a stranger, of whom nothing
is kept. The button to another card carries which one that is.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict
from itertools import groupby

from bot.script.papers import Block, Kind, Paper
from bot.service.acts import Button, Document, Print
from bot.service.moment import Moment
from bot.service.papers import Title, find, parts_of, titles
from bot.service.reports.page import blank_page
from bot.service.rooms.log_pages import shorten
from bot.service.rooms.room import naming

PRINT, READ = "paper", "read"
WAYS = (PRINT, READ)
PAGE = 6  # titles on one screen; with the ways on there are never more than eight buttons
LABEL = 30
MORE = ("button.more_papers", "/tools paper")
AS_PDF = ("button.as_pdf", "/tools paper")
AS_PRINT = ("button.as_print", "/tools paper")
READ_HERE = ("button.read_here", "/tools read")
DRAW = ("button.draw_card", "/tools read")
ANOTHER = ("button.another_card", "/tools read")
GO_ON = ("engine.go_on", "/tools read")


async def open_papers(moment: Moment, argument: str) -> None:
    """Does what is asked for.

    Args:
        moment: The moment.
        argument: `paper` for what there is (`paper from 6` for more of it), `paper <key>` for one
            as a page (`… pdf` for a PDF, `… from 6` for more of its parts); `read <name>` for the
            cards of one, `read <name> 2` for its second card (`… open` past its heads-up).
    """
    what, *rest = argument.split()
    name, *more = rest or [""]
    if what == READ:
        _read(moment, moment.library.papers.get(name), more)
    elif name in ("", "from"):
        _menu(moment, titles(moment.library), "", more)
    elif parts := parts_of(moment.library, name):
        _menu(moment, parts, name, more[1:])
    else:
        _take_along(moment, name, as_pdf=more == ["pdf"])


def _menu(moment: Moment, there: list[Title], of: str, more: list[str]) -> None:
    """What there is, a few at a time and round again; `of` a list, its parts."""
    if not there:
        moment.say("paper.none")
        moment.offer(("way.support", "/support"))
        return
    first = int(more[0]) if more and more[0].isdecimal() else 0
    first = first if first < len(there) else 0
    shown = there[first : first + PAGE]
    moment.say("paper.parts" if of else "paper.menu")
    for one in () if of else shown:
        moment.say("paper.title", title=one.title, about=one.about, group=one.group)
    moment.answers += tuple(
        Button(shorten(one.title, LABEL), f"/tools {PRINT} {one.key}") for one in shown
    )
    if len(there) > PAGE:
        after = first + PAGE if first + PAGE < len(there) else 0
        moment.offer(naming(MORE, f"{of} from {after}".strip()))
    elif moment.desk:
        moment.offer(("button.to_tools", "/tools"))
    moment.offer(("way.support", "/support"))


def _take_along(moment: Moment, key: str, *, as_pdf: bool) -> None:
    """Sends one, and offers it in the other form."""
    blank = find(moment.library, key)
    if blank is None:
        moment.say("paper.gone")
        _menu(moment, titles(moment.library), "", [])
        return
    if as_pdf:
        name, not_made = f"{blank.name}.pdf", moment.words("report.not_made")
        moment.after.append(Print("blank", asdict(blank), name, blank.title, not_made))
        other = naming(AS_PRINT, key)
    else:
        moment.after.append(Document(f"{blank.name}.html", blank_page(blank), blank.title))
        other = naming(AS_PDF, f"{key} pdf")
    moment.say("paper.as_pdf" if as_pdf else "paper.as_page", title=blank.title)
    moment.offer(other)
    if blank.cards:
        moment.offer(naming(READ_HERE, key))
    moment.offer(("button.other_paper", "/tools paper"), ("way.support", "/support"))


# On a screen, card by card


def _read(moment: Moment, paper: Paper | None, more: list[str]) -> None:
    """What the cards are for, or the card of this number."""
    if paper is None or not paper.reads_as_cards:
        moment.say("paper.gone")
        _menu(moment, titles(moment.library), "", [])
        return
    number = int(more[0]) if more and more[0].isdecimal() else 0
    if 1 <= number <= len(paper.blocks):
        _card(moment, paper, number, opened=more[1:] == ["open"])
    else:
        _introduce(moment, paper)
    if moment.desk is None:
        moment.offer(("button.what_this_is", "/start"))
    moment.offer(("way.support", "/support"))


def _introduce(moment: Moment, paper: Paper) -> None:
    moment.say_text(f"*{paper.title}*")
    moment.say_text(paper.about)
    moment.say_text("\n".join(f"• {one}" for one in paper.first))
    drawn = secrets.choice(range(1, len(paper.blocks) + 1))
    moment.offer(naming(DRAW, f"{paper.name} {drawn}"), naming(AS_PRINT, paper.name))


def _card(moment: Moment, paper: Paper, number: int, *, opened: bool) -> None:
    """One card; one with a heads-up is shown once somebody goes on."""
    block = paper.blocks[number - 1]
    moment.say_text(f"*{block.heading}*")
    if block.heads_up and not opened:
        moment.say_text(block.heads_up)
        moment.offer(naming(GO_ON, f"{paper.name} {number} open"))
    else:
        moment.say_text(_lines(block))
    after = number % len(paper.blocks) + 1
    moment.offer(naming(ANOTHER, f"{paper.name} {after}"))


def _lines(block: Block) -> str:
    """The questions with their numbers; what is said beside them in a paragraph of its own."""
    paragraphs = []
    for kind, some in groupby(block.lines, key=lambda one: one.kind):
        asked = kind is Kind.ASK
        lines = (f"{at}. {one.text}" if asked else one.text for at, one in enumerate(some, 1))
        paragraphs.append("\n".join(lines))
    return "\n\n".join(paragraphs)
