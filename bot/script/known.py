"""Every field of every file that coordinators write, with a sentence about each.

What an editor says while somebody types comes from here; the reader is held against it by the
tests.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.script.durations import WEEKDAYS
from bot.script.head import WHERE
from bot.script.huddles import LONGEST, SHORTEST
from bot.script.model import Keep, Length
from bot.script.prompts import WORKING_DAYS
from bot.script.shapes import (
    LINES,
    TEXT,
    TEXTS,
    YES,
    Known,
    named,
    number,
    one_of,
    rows,
    some_of,
    such_as,
    table,
)

Fields = Mapping[str, Known]

_NEXT = Known("The step that comes after this one.", needed=True)
_WHY = Known("Shown when somebody types “why”, together with how long the answer lives.")
_HEADS_UP = Known("One line before a harder subject, with Go on and Not today.")
_STOP = Known("The step for whoever stops part-way.")
_TENDER = Known("The ids of answers that were hard to give: support is then kept near.", TEXTS)
_KEEP = Known("How long the answer lives. Without it, not at all.", some_of(Keep))
_BUTTONS = Known("The answers to tap: “id: Words on it -> step”. Eight at most.", named(TEXT))
_LENGTH = Known("An answer in their own words, short or long.", one_of(Length))
_DATES = Known(
    "The days to choose from: “1 week: In a week”, “monday: On Monday”, “none: No day”.",
    {"type": "object", "additionalProperties": TEXT},
)

ARM: Fields = {
    "if": Known('A condition on earlier answers, such as: pace == "fast"'),
    "go": Known("The step to go to when the condition holds."),
    "otherwise": Known("The step to go to when no condition holds. It stands last."),
}

_ARM_ADVICE = "Give the line “if” and “go”, or “otherwise”."
_ARM = table(
    ARM,
    anyOf=[
        {"required": ["if", "go"], "errorMessage": _ARM_ADVICE},
        {"required": ["otherwise"], "errorMessage": _ARM_ADVICE},
    ],
)

VERBS: Mapping[str, tuple[str, Fields]] = {
    "say": (
        "Says something and goes on.",
        {"say": Known("The words of the message.", needed=True), "next": _NEXT},
    ),
    "ask": (
        "Asks and waits: with “buttons”, “text” or “date”.",
        {
            "ask": Known("The question.", needed=True),
            "buttons": _BUTTONS,
            "text": _LENGTH,
            "date": _DATES,
            "keep": _KEEP,
            "skip": Known("Where Skip leads. With buttons, this is what adds a Skip."),
            "next": Known("The step that comes after this one, where no button says another."),
            "why": _WHY,
            "heads_up": _HEADS_UP,
            "tender": _TENDER,
        },
    ),
    "guide": (
        "Shows short lines one at a time, each waiting for Next.",
        {
            "guide": Known("The lines, each beginning with “- ”.", LINES, needed=True),
            "stop": Known("The step for whoever stops part-way.", needed=True),
            "next": _NEXT,
            "button": Known("What stands on the button to the next line, if not “Next”."),
            "heads_up": _HEADS_UP,
            "skip": Known("Where Not today leads, if not where “stop” does."),
        },
    ),
    "draw": (
        "Picks a prompt that this person has not had lately.",
        {
            "draw": Known("The name by which texts know the prompt.", such_as("prompt"), True),
            "from": Known(
                "Where from: everything, a theme, or an earlier question that chooses a theme.",
                such_as("everything"),
            ),
            "quiet": Known("Yes leaves out prompts that carry a heads-up.", YES),
            "next": _NEXT,
        },
    ),
    "each": (
        "Asks the same about every item of a list.",
        {
            "each": Known("The question; {{ item }} stands for the item.", needed=True),
            "items": Known("The list: “id: What it is called”.", named(TEXT, ids=False), True),
            "buttons": _BUTTONS,
            "text": _LENGTH,
            "keep": _KEEP,
            "stop": _STOP,
            "next": _NEXT,
            "why": _WHY,
            "heads_up": _HEADS_UP,
            "tender": _TENDER,
        },
    ),
    "list": (
        "Goes over a list from “lists/”, a part at a time; may be left at any line.",
        {
            "list": Known("The list’s name.", such_as("in-place"), needed=True),
            "anew": Known("The step to come by before the list is begun, and begun anew."),
            "with": Known(
                "Answers to note at its head: “service: an answer’s name”.", named(TEXT, ids=False)
            ),
            "stop": _STOP,
            "next": _NEXT,
        },
    ),
    "found": (
        "Says what was found: what is there first, then where to start.",
        {"found": Known("The list’s name.", such_as("in-place"), needed=True), "next": _NEXT},
    ),
    "pick": (
        "Lets people choose one of the places to start that a list showed.",
        {
            "pick": Known("The name by which texts know it.", such_as("place"), needed=True),
            "from": Known("The list’s name.", such_as("in-place"), needed=True),
            "skip": Known("Where Skip leads, if not where “next” does."),
            "next": _NEXT,
        },
    ),
    "check": (
        "Goes one way or another by earlier answers.",
        {
            "check": Known(
                "Lines with “if” and “go”, and a last one with “otherwise”.",
                {**rows(_ARM), "contains": {"required": ["otherwise"]}},
                needed=True,
            )
        },
    ),
    "save": (
        "Writes to the person’s private log.",
        {
            "save": Known(
                "The kind of entry.",
                such_as(
                    "note", "small_change", "good_thing", "to_bring", "to_influence", "learning"
                ),
                needed=True,
            ),
            "with": Known(
                "What to write: “text: an answer’s name”, or a text with {{ }}.",
                named(TEXT, ids=False),
                needed=True,
            ),
            "change": Known("The entry to put into new words, in place of a new one."),
            "next": _NEXT,
        },
    ),
    "remind": (
        "Comes back later.",
        {
            "remind": Known("How much later.", such_as("1 day", "2 weeks", *WEEKDAYS[:1]), True),
            "next": _NEXT,
        },
    ),
    "support": (
        "Shows the support card.",
        {
            "support": Known("The card’s name.", such_as("staff"), needed=True),
            "next": _NEXT,
        },
    ),
    "run": (
        "Plays another dialogue and comes back.",
        {
            "run": Known("The other dialogue’s name.", needed=True),
            "next": Known("The step to come back to. Without it, the other’s end is the end."),
        },
    ),
    "end": (
        "The last words.",
        {"end": Known("The words of the message.", needed=True)},
    ),
}

NUDGE: Fields = {
    "when": Known("A day from the log on which to come back, such as small_change.revisit."),
    "suggest": Known(
        "A day and time to suggest for a reminder that comes again.",
        such_as("friday 14:30", "monday and thursday 9:00"),
    ),
    "text": Known("What stands on the lock screen: bland, 80 characters at most.", needed=True),
    "starts": Known("The step at which it begins.", needed=True),
}

REVIEW: Fields = {
    "by": Known("Who read the words, by role and never by name.", needed=True),
    "on": Known("The day, with the year first.", such_as("2026-11-20"), needed=True),
    "changed": Known("What changed because of it."),
    "words": Known("The mark of the words that were read; “cairn review” writes it."),
}
REVIEWED = Known("Who read the words, and when.", rows(table(REVIEW)))

DIALOGUE: Fields = {
    "dialogue": Known("The file’s name without “.yaml”.", needed=True),
    "title": Known("What people read when they are asked to carry on.", needed=True),
    "about": Known("A line about it."),
    "minutes": Known("About how long it takes.", number(1, 60)),
    "themes": Known("Ids from themes.yaml; the first one sorts what is kept.", TEXTS),
    "principles": Known("Ids of principles from themes.yaml.", TEXTS),
    "nudges": Known("Offers to come back.", named(table(NUDGE))),
    "only": Known("Where it may be played.", one_of(WHERE)),
    "wait": Known(
        "How long it may rest before “Carry on, or start fresh?”", such_as("12 hours", "2 days")
    ),
    "reviewed": REVIEWED,
}
STEPS = Known("The steps; the first one begins.", needed=True)

PROMPT: Fields = {
    "ask": Known("The question.", needed=True),
    "principle": Known("The principle it goes with, from themes.yaml.", needed=True),
    "for": Known("Whose working day it fits.", some_of(WORKING_DAYS)),
    "ideas": Known(
        "Two small things somebody could try.",
        {"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2},
        needed=True,
    ),
    "heads_up": Known("One line before a harder question."),
}
PROMPTS: Fields = {
    "theme": Known("The theme’s id, which is the file’s name too.", needed=True),
    "reviewed": REVIEWED,
    "prompts": Known("The prompts, each below its own name.", named(table(PROMPT))),
}

CARD: Fields = {
    "ask": Known("The one question for the team.", needed=True),
    "minutes": Known("How long is plenty.", number(SHORTEST, LONGEST)),
    "close": Known("One line on how to end."),
    "prompt": Known("The prompt behind “Think about it in private”: theme/name.", needed=True),
}
ITEM: Fields = {
    "text": Known("The statement, or the thing to notice.", needed=True),
    "principle": Known("The principle it goes with, from themes.yaml."),
}
PART: Fields = {
    "name": Known("What the part is called.", needed=True),
    "theme": Known("The theme’s id that what is kept because of it goes under."),
    "heads_up": Known("One line before a harder part."),
    "items": Known(
        "What is gone over: “id: The words”, or an id with “text:” and “principle:” below it.",
        named({"anyOf": [TEXT, table(ITEM)]}),
        needed=True,
    ),
}
_SOME_ANSWERS = "by their ids, in this order."
LIST: Fields = {
    "list": Known("The file’s name without “.yaml”.", needed=True),
    "title": Known("What people read above it.", needed=True),
    "about": Known("A line about it."),
    "reviewed": REVIEWED,
    "answers": Known(
        "The answers to every item: “id: Words on it”. Six at most.", named(TEXT), True
    ),
    "strengths": Known(f"The answers shown first in what was found, {_SOME_ANSWERS}", TEXTS),
    "starts": Known(f"The answers where a small change might start, {_SOME_ANSWERS}", TEXTS),
    "above": Known(f"The answers that name what is needed from above, {_SOME_ANSWERS}", TEXTS),
    "unsure": Known(f"The answers that name what is to be found out, {_SOME_ANSWERS}", TEXTS),
    "parts": Known("The parts, each below its id.", named(table(PART)), needed=True),
}
HUDDLES: Fields = {
    "theme": Known("The theme’s id, which is the file’s name too.", needed=True),
    "reviewed": REVIEWED,
    "cards": Known("The cards, each below its own name.", named(table(CARD))),
}

LINE: Fields = {
    "name": Known("Who answers.", needed=True),
    "phone": Known("The number to call."),
    "text": Known("The number to text, and what to write."),
    "web": Known("The address of the page."),
    "note": Known("A line about it."),
    "open": Known(
        "When they answer: one time, or a list of them.",
        {**TEXTS, "examples": ["always", "mon to fri 09:00 to 17:00"]},
    ),
    "checked": Known(
        "The day somebody looked at their own page, and how.",
        such_as("2026-11-22, from public pages"),
    ),
}
_LINES = rows(table(LINE))
SUPPORT: Fields = {
    "intro": Known("The first line of the card.", needed=True),
    "urgent": Known("Who to call when there is danger.", _LINES),
    "lines": Known("People to talk to, at any hour or at theirs.", _LINES),
    "near": Known("People close by, of your own organisation.", _LINES),
    "safeguarding": Known("What to do when somebody else may be at risk."),
}

RESOURCE: Fields = {
    "name": Known("Its plain name, short enough for a button.", needed=True),
    "about": Known("What it is for, in one line.", needed=True),
    "web": Known("Its address.", such_as("https://example.org/page"), needed=True),
    "note": Known("What to look for there."),
    "for": Known("Whom it helps."),
    "where": Known("Ids from themes.yaml: after talks about these it may be offered.", TEXTS),
    "checked": Known(
        "The day somebody opened the address, or how else it was checked.",
        such_as("2026-11-22, opened on a telephone"),
    ),
}
RESOURCES: Fields = {
    "resources": Known("The resources, each below its own id.", named(table(RESOURCE))),
}

THEME: Fields = {
    "name": Known("Its plain name for staff.", needed=True),
    "roadmap_name": Known("Its name in the Roadmap.", needed=True),
    "about": Known("A line about it.", needed=True),
}
PRINCIPLE: Fields = {
    "name": Known("Its plain name for staff.", needed=True),
    "about": Known("A line about it.", needed=True),
}
THEMES: Fields = {
    "themes": Known("The themes, each below its id.", named(table(THEME))),
    "principles": Known("The principles, each below its id.", named(table(PRINCIPLE))),
}
