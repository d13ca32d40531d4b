"""How the log reads: one page of it, one entry, and what an entry's kind and outcome are called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.flow.given import plain
from bot.flow.session import Option
from bot.script.template import Words
from bot.service.log import LEARNING, LogEntry
from bot.service.moment import Moment
from bot.service.rooms.learning import parts_of

PAGE = 5
LABEL = 24  # characters of an entry on its button
LINE = 140  # characters of an entry in the list
OUTCOMES = ("did", "some", "changed", "not_time", "let_go")
KINDS = ("small_change", "to_bring", "to_influence", "good_thing", "learning", "note")


def found(entries: Sequence[LogEntry], words: str) -> list[LogEntry]:
    """The entries that hold all the words, newest first."""
    wanted = plain(words).split()
    newest_first = reversed(entries)
    return [one for one in newest_first if all(word in plain(one.text) for word in wanted)]


def say_page(moment: Moment, shown: Sequence[LogEntry], page: int) -> list[Option]:
    """Says one page of the list; gives a button for each entry on it."""
    options = []
    for number, entry in enumerate(shown[page * PAGE : (page + 1) * PAGE], 1):
        moment.say(
            "log.line",
            number=number,
            kind=kind_name(moment, entry),
            day=date.fromisoformat(entry.made),
            text=shorten(entry.text, LINE),
            outcome=outcome_name(moment, entry),
        )
        options.append(Option(f"e{entry.id}", f"{number}. {shorten(entry.text, LABEL)}"))
    return options


def say_entry(moment: Moment, entry: LogEntry) -> None:
    """Says one entry in full."""
    revisit = entry.fields.get("revisit", "")
    moment.say(
        "log.entry",
        kind=kind_name(moment, entry),
        day=date.fromisoformat(entry.made),
        text=entry.text,
        about=entry.fields.get("about", ""),
        outcome=outcome_name(moment, entry),
        revisit=date.fromisoformat(revisit) if revisit > moment.local.date().isoformat() else "",
        bring=entry.is_to_bring,
    )
    if entry.kind == LEARNING:
        for heading, said in parts_of(moment, entry):
            moment.say("learning.part", heading=Words(heading), said=said)
    moment.entry = entry.id


def kind_name(moment: Moment, entry: LogEntry) -> str:
    """What this kind of entry is called; a coordinator's own kind goes by its id."""
    if entry.kind in KINDS:
        return moment.words(f"kind.{entry.kind}")
    return entry.kind.replace("_", " ").capitalize()


def outcome_name(moment: Moment, entry: LogEntry) -> str:
    """What became of it, in the words that were chosen."""
    return answer_name(moment, entry.outcome) if entry.outcome in OUTCOMES else ""


def answer_name(moment: Moment, answer: str) -> str:
    """One of the five answers to what came of it, in the words of its button; else as it is."""
    return moment.words(f"outcome.{answer}") if answer in OUTCOMES else answer


def shorten(text: str, most: int) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
