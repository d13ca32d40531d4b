"""The words beside a card for what the rules say, rule by rule.

A rule that is not here speaks of words that people read, and says the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

MEND_IN_TEXT = "No card shows this part; it is mended in the file’s text."

_KEEP = "“How long the answer is kept”"
_LEADS = "Choose where it leads"
_STUCK = "leads nowhere yet, so whoever comes here is stuck"


class Words(NamedTuple):
    """The words for one thing that a rule says.

    Attributes:
        when: Found in the rule's own message; its groups can be used as `{0}`, `{1}` …
        message: What to say in its place; None leaves it. `{label}` is what stands on the button.
        help: What to do; None leaves it.
        field: The field of the card that it is about, where the rule points at the whole step.
    """

    when: str = ""
    message: str | None = None
    help: str | None = None
    field: str = ""


TABLE: Mapping[str, tuple[Words, ...]] = {
    "D100": (
        Words("needs “title:”", "the dialogue has no name yet", "Write what people read."),
        Words(
            r"needs “(say|ask|each|end):”",
            "there are no words here yet",
            "Write what people read.",
            "{0}",
        ),
        Words(
            r"needs “save:”", "it is not said what it is kept as", "Write a word for it.", "save"
        ),
        Words(
            r"needs “remind:”",
            "it is not said when it comes back",
            "Write after how long, such as 1 day.",
            "remind",
        ),
        Words(r"needs “support:”", "no support card is chosen", "Choose one.", "support"),
        Words(r"needs “(list|found|from):”", "no list is chosen", "Choose one.", "{0}"),
        Words(r"needs “pick:”", "it has no name yet", "Write a word for it.", "pick"),
        Words(r"needs “run:”", "no dialogue is chosen", "Choose one.", "run"),
        Words(
            "needs “if:”",
            "it is not said when this way is taken",
            "Write it beside the way, or take the way out.",
        ),
        Words(
            r"the nudge “(.*)” needs “text:”",
            "the reminder has no words yet",
            "Write what a lock screen may show.",
        ),
        Words(
            r"the nudge “(.*)” needs “starts:”",
            "the reminder begins nowhere yet",
            "Choose the step that it begins at.",
        ),
        Words("a review needs “by:”", "it is not said who read the words", MEND_IN_TEXT),
        Words("a review needs “on:”", "it is not said when somebody read the words", MEND_IN_TEXT),
        Words(r"“minutes” should be", "the minutes should be a number from 1 to 60"),
        Words(
            r"“keep” cannot be “(.*)”",
            f"“{{0}}” is ticked under {_KEEP}, and is no such way",
            "Take the tick from it.",
        ),
        Words(
            "“keep: log” cannot keep",
            "the private log cannot keep a day, or what is typed about each of a list",
            f"Tick “Until the dialogue ends” under {_KEEP}, and add a step that writes to the"
            " private log.",
        ),
        Words("has no lines", "it has no lines yet", "Add a line.", "guide"),
        Words(
            "a line of the guide .* is empty",
            "this line has no words",
            "Write some, or take the line out.",
        ),
        Words(
            "has no items to ask about",
            "there is nothing yet that it asks about",
            "Add something to ask about.",
            "items",
        ),
        Words("the item .* has no words", "this has no words", "Write some, or take it out."),
        Words("has no words on it", "this button has no words on it", "Write what people tap."),
        Words(
            "a remind needs a time",
            "it is not said when it comes back",
            "Write after how long, such as 1 day.",
        ),
        Words(r"“remind”: (.*)", "{0}", "Write after how long, such as 1 day or 2 weeks."),
        Words(r"“text”: ", "it is not said how much room there is", "Choose one of the two."),
        Words(
            r"cannot be a step's name",
            None,
            "Change it under “More about this step”: a word or two in small letters.",
        ),
        Words("needs “|“only” cannot be", None, MEND_IN_TEXT),
    ),
    "D101": (
        Words(
            "^“(.*)” is already the entry",
            "“{0}” is already what a reminder comes back to",
            "Give the step another name, under “More about this step”.",
        ),
        Words(
            "^“.*” is already", None, "Give the step another name, under “More about this step”."
        ),
    ),
    "D102": (
        Words(
            "has no field “(.*)”",
            "here stands something that has no meaning here: “{0}”",
            "Take it out in the file’s text.",
        ),
    ),
    "D201": (
        Words(
            "has no verb", "it is not said what this step does", "Choose it at the top of the card."
        ),
        Words("has .* verbs", "this step does more than one thing", MEND_IN_TEXT),
    ),
    "D202": (
        Words(
            "has no way to answer",
            "it is not said how this question is answered",
            "Choose at the top of the card what the step does.",
        ),
        Words("", "this question can be answered in more than one way", MEND_IN_TEXT),
    ),
    "D203": (
        Words("^the button", f"“{{label}}” {_STUCK}", f"{_LEADS}, beside its words."),
        Words("line of the check", f"this way {_STUCK}", f"{_LEADS}, beside it."),
        Words("^the step", f"it {_STUCK}", f"{_LEADS}.", "next"),
    ),
    "D204": (
        Words(
            "when nothing fits",
            "it is not said where to go when nothing fits",
            "Choose where “Otherwise” leads.",
        ),
        Words("", "this way comes after “Otherwise”, and is never taken", MEND_IN_TEXT),
    ),
    "D205": (
        Words(
            r"^there is no step “(.*)” for the nudge",
            "the reminder begins at “{0}”, and there is no such step",
            "Choose the step that it begins at.",
        ),
        Words(r"^there is no step “(.*)”", None, f"{_LEADS}."),
        Words(r"^there is no (theme|principle) “(.*)”$", None, "Take the tick from it."),
        Words(r"^there is no (dialogue|support card) ", None, "Choose one that there is."),
        Words("no question with buttons of that name", None, "Choose what it picks from."),
        Words(
            "chooses a theme to draw from",
            "“{label}” chooses a theme to pick from, and there is no such theme",
            MEND_IN_TEXT,
        ),
    ),
    "D206": (
        Words(
            "only known in an each",
            "“item” stands for something only in a step that asks about each of a list",
            "Write the words out.",
        ),
        Words("only known after a remind", None, "Put a step that comes back later before it."),
        Words(
            r"^“(.*)” is not an answer here, but a button",
            "“{0}” is not an answer here, but a button",
            None,
        ),
        Words(
            "^“” is not the name of an answer",
            "it is not said what is written",
            "Write the name of the step that asked, or a text.",
        ),
        Words(
            "is not the name of an answer",
            None,
            "Write the name of the step that asked, or put it into a text with {{{{ }}}}.",
        ),
        Words(
            r"^“(.*)” has not been answered on every way",
            None,
            "Ask before this on every way, or leave “{0}” out here.",
        ),
    ),
    "D208": (
        Words(
            "",
            "nobody comes to this step yet",
            "Choose it where another step or one of its buttons leads, or take it out.",
        ),
    ),
    "D210": (Words("", None, "Let one of the ways lead to a step that ends the dialogue."),),
    "D211": (
        Words(
            "^“tender” names a button “(.*)” that",
            "“{0}” is ticked under “Hard to say”, and the question has no such button",
            "Take the tick from it.",
        ),
    ),
    "D212": (
        Words(
            "when “(.*)” was skipped",
            None,
            "Add a way, taken when “not {0}”, and choose where it leads.",
        ),
    ),
    "D301": (
        Words(
            r"has no “keep”",
            "it is not said how long the answer is kept",
            "Tick how long, at least “Until the dialogue ends”.",
            "keep",
        ),
        Words(
            r"^“(.*)” reads the answer",
            "“{0}” uses this answer, which is not kept until then",
            f"Tick “Until the dialogue ends” under {_KEEP}.",
            "keep",
        ),
    ),
    "D302": (
        Words(
            "",
            "the team’s month and the check-in history keep only what was tapped, never what"
            " somebody typed, nor a day",
            f"Under {_KEEP}, tick “Until the dialogue ends” in their place, or ask with buttons.",
        ),
    ),
    "D303": (
        Words(
            "^“(.*)” is counted",
            None,
            "Write another answer, or take the tick from “As a number"
            " in the team’s month” at “{0}”.",
        ),
    ),
    "D501": (
        Words(
            "",
            "nobody can pass this question over",
            "Put a way out on this card: a button such as “Rather not say”, or “Skip goes to”"
            " under “More about this step”.",
        ),
    ),
    "D502": (
        Words("", "nobody can leave this half way", "Choose where “Whoever stops” goes.", "stop"),
    ),
    "D503": (
        Words(
            "^after “(.*)” support",
            "after “{tender}” support is more than 2 taps away",
            "Soon after it, offer a button such as “Someone to talk to” that leads to a step which"
            " shows the support card.",
        ),
    ),
    "D506": (
        Words(
            "",
            "this is the fourth question in a row without a place to stop",
            "Before it, offer a button such as “That is enough” that leads to an end.",
        ),
    ),
    "D508": (
        Words(
            "", None, "Ask somebody to read them again, then note it under “Who read the words”."
        ),
    ),
    "D701": (
        Words(
            "^the nudge has", "this has more characters than the 80 that a lock screen shows", None
        ),
        Words("^a nudge would show", "somebody’s answer would stand on a lock screen", None),
    ),
    "D702": (Words("", None, MEND_IN_TEXT),),
    "D703": (Words("^this nudge would come (.*)", "this reminder would come {0}", MEND_IN_TEXT),),
}
