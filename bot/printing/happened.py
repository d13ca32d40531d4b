"""What one turn kept, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.flow.turn import Counted, History, Kept, Noted, Put, Reminder, Turn
from bot.printing.gaps import kind_in_the_log, spoken
from bot.printing.sheet import said
from bot.printing.steps import FIELDS
from bot.script.filters import day, day_time
from bot.script.markup import escape
from bot.script.model import Ask, Each, Script
from bot.script.words import Catalogue

NOTHING = "Nothing was kept just now."
_IF_ON = "if you have switched that on"


def kept_in(turn: Turn, script: Script, words: Catalogue) -> Iterator[str]:
    """What was kept, noted, counted or promised, in light markup.

    Args:
        turn: What happened.
        script: The dialogue that was answered.
        words: The bot's own words, which name the kinds of entries.
    """
    for effect in turn.effects:
        match effect:
            case Kept():
                yield _entry(effect, words)
            case Noted(question=question, answer=answer):
                yield f"Noted in your log with that entry: {_label(script, question, answer)}."
            case History(question=question, answer=answer):
                label = _label(script, question, answer)
                yield f"Kept in your check-in history, {_IF_ON}: {label}."
            case Counted(question=question, answer=answer):
                label = _label(script, question, answer)
                yield f"Counted for your team’s month, {_IF_ON}: {label}."
            case Put():
                yield "Kept beside the list, for this person alone."
            case Reminder(at=at, text=text, dated=dated):
                when = f"on {day(at)}" if dated else day_time(at)
                yield f"One message comes {when}: “{escape(text)}”"
            case _:
                pass


def _entry(kept: Kept, words: Catalogue) -> str:
    did = "Changed" if kept.change else "Kept"
    shown = [_field(name, value) for name, value in kept.fields.items() if value]
    under = escape(kind_in_the_log(kept.kind, words))
    return f"{did} in your log, under “{under}”. " + " ".join(shown)


def _field(name: str, value: str) -> str:
    try:
        value = said(date.fromisoformat(value))
    except ValueError:
        value = f"“{' '.join(value.split())}”"
    return f"{FIELDS.get(name, spoken(name).capitalize())}: {escape(value)}."


def _label(script: Script, question: str, answer: str) -> str:
    """The words on the button that was tapped."""
    step = script.steps.get(question.partition(".")[0])
    choices = step.choices if isinstance(step, Ask | Each) else ()
    return f"“{escape(next((one.label for one in choices if one.id == answer), answer))}”"
