"""The kinds of steps in words that coordinators know, and what a new one begins with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.script.writing import Value, entry

ORDER = (
    "heads_up", "say", "ask", "guide", "draw", "each", "list", "found", "pick", "check", "save",
    "remind", "support", "run", "end", "from", "anew", "quiet", "change", "with", "items", "why",
    "buttons", "text", "date", "button",
    "tender", "keep", "stop", "skip", "next",
)  # fmt: skip
"""The fields of a step in the order in which they read best."""

TOP = (
    "dialogue", "title", "about", "minutes", "themes", "principles", "only", "wait", "reviewed",
    "nudges", "steps",
)  # fmt: skip

KEEP = {
    "until-end": "Until the dialogue ends, so that later steps can use it",
    "log": "In the person’s private log",
    "history": "In the person’s check-in history, if they switched that on",
    "count": "As a number in the team’s month, if they switched that on",
}
LENGTHS = {"short": "A few words", "long": "Several sentences"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of step.

    Attributes:
        name: What it does, as a card says it.
        verb: The field that makes a step this kind.
        answer: The field that says how a question is answered, if it is one.
        words: What its main field is called on a card.
    """

    name: str
    verb: str
    answer: str | None = None
    words: str = ""


KINDS: Mapping[str, Kind] = {
    "say": Kind("Says something", "say", words="What it says"),
    "ask_buttons": Kind("Asks, with buttons", "ask", "buttons", "The question"),
    "ask_text": Kind("Asks for words", "ask", "text", "The question"),
    "ask_date": Kind("Asks for a day", "ask", "date", "The question"),
    "guide": Kind("Guides, one line at a time", "guide"),
    "check": Kind("Chooses the way by an earlier answer", "check"),
    "save": Kind("Writes to the private log", "save"),
    "remind": Kind("Comes back later", "remind"),
    "support": Kind("Shows the support card", "support"),
    "run": Kind("Plays another dialogue", "run"),
    "draw": Kind("Picks a prompt", "draw"),
    "each_buttons": Kind(
        "Asks about each of a list, with buttons", "each", "buttons", "The question"
    ),
    "each_text": Kind("Asks about each of a list, for words", "each", "text", "The question"),
    "list": Kind("Goes over a list", "list"),
    "found": Kind("Says what was found in a list", "found"),
    "pick": Kind("Lets people choose where to start", "pick"),
    "end": Kind("Ends the dialogue", "end", words="The last words"),
}


VERBS = frozenset(kind.verb for kind in KINDS.values())
"""What makes a step a kind of step."""


def kind_of(step: Value) -> str | None:
    """The kind of a step; None where it is none of them, or more than one."""
    if not isinstance(step, Mapping):
        return None
    verbs = [verb for verb in VERBS if verb in step]
    found = [
        id_
        for id_, kind in KINDS.items()
        if verbs == [kind.verb] and (kind.answer is None or kind.answer in step)
    ]
    return found[0] if len(found) == 1 else None


def beginning(kind: str, then: str) -> dict[str, Value]:
    """What a new step of a kind holds before anybody has written in it.

    What only its author can say is empty: the rules ask for it until it is there, and nothing that
    stood in for it can go out to people.

    Args:
        kind: A key of `KINDS`.
        then: The step that comes next; empty where it is not known.
    """
    keep: dict[str, Value] = {"keep": "until-end"}
    on: dict[str, Value] = {"next": then} if then else {}
    leave: dict[str, Value] = {"stop": then} if then else {}
    match kind:
        case "ask_buttons":
            arrow = f"-> {then}" if then else ""
            buttons = {"first": arrow, "rather_not": f"Rather not say {arrow}".rstrip()}
            return {"ask": "", "buttons": buttons}
        case "ask_text":
            return {"ask": "", "text": "short", **keep, **on}
        case "ask_date":
            days = {"1 week": "In a week", "none": "No day, thank you"}
            return {"ask": "Which day would suit?", "date": days, **keep, **on}
        case "guide":
            return {"guide": "", **leave, **on}
        case "check":
            return {"check": [{"otherwise": then}]}
        case "save":
            return {"save": "note", "with": {"text": ""}, **on}
        case "remind":
            return {"remind": "1 day", **on}
        case "support":
            return {"support": "staff", **on}
        case "run":
            return {"run": "", **on}
        case "draw":
            return {"draw": "prompt", "from": "everything", **on}
        case "each_buttons":
            buttons = {"yes": "Yes", "rather_not": "Rather not say"}
            return {"each": "{{ item }}: how is it?", "items": "", "buttons": buttons,
                    **leave, **on}  # fmt: skip
        case "each_text":
            return {"each": "{{ item }}: how is it?", "items": "", "text": "short", **keep,
                    **leave, **on}  # fmt: skip
        case "list":
            return {"list": "", **leave, **on}
        case "found":
            return {"found": "", **on}
        case "pick":
            return {"pick": "place", "from": "", **on}
        case "end":
            return {"end": "Thank you."}
        case _:
            return {"say": "", **on}


def new_file(name: str, title: str) -> str:
    """A dialogue to begin with: one question with two answers, and an end; its words are to come.

    Raises:
        CannotEdit: The title cannot be written into a file.
    """
    head: dict[str, Value] = {"dialogue": name, "title": title, "minutes": "1"}
    steps: dict[str, dict[str, Value]] = {
        "start": beginning("ask_buttons", "close"),
        "close": beginning("end", ""),
    }
    top = "".join(entry(field, value, 0) for field, value in head.items())
    return f"{top}\nsteps:\n" + "".join(f"\n{entry(*one, 2)}" for one in steps.items())
