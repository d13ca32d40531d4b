"""Words that press, blame, label or cheer, and what to write instead.

Our list, after the wording rules of the project's domain notes (3.2), which rest on published
guidance on trauma-informed writing. Anyone may add a line. Small letters, straight apostrophes;
a phrase is found between other words only as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.script.problems import Severity


@dataclass(frozen=True, slots=True)
class Group:
    """Phrases to do without, for one reason.

    Attributes:
        severity: `E` for words that can hurt, `W` for the rest.
        does: What they do to somebody who reads them.
        instead: What to write.
        by_person: Whether a button may say it: its words are the person's, not ours.
    """

    severity: Severity
    does: str
    instead: str
    phrases: tuple[str, ...]
    by_person: bool = False


_OFFER = "write “you can”, “if you like” or “some people find”"
_NO_FEELING = "write “Thank you for saying so.”: a set of questions does not feel"
_NOT_DONE = "say nothing of what did not happen"
_EVERYDAY = "say in everyday words what somebody lives with"

GROUPS: tuple[Group, ...] = (
    Group(
        "E",
        "presses",
        _OFFER,
        (
            *("you should", "you shouldn't", "you must", "you mustn't", "you ought to"),
            *("you really should", "you always should", "you've got to", "you have got to"),
        ),
    ),
    Group(
        "E",
        "presses",
        "say what is there, and leave it",
        ("don't forget", "do not forget", "never forget", "be sure to"),
    ),
    Group("W", "presses", _OFFER, ("remember to", "make sure you", "make sure that you")),
    Group(
        "E",
        "hurries",
        "leave the time out",
        ("too late", "hurry", "last chance", "before it's too late"),
    ),
    Group("W", "hurries", "leave the time out", ("asap",)),
    Group("E", "presses", "leave the silence be", ("are you still there", "we miss you")),
    Group(
        "E",
        "blames",
        _NOT_DONE,
        (
            *("you failed", "you have failed", "you've failed", "failed to", "your failure"),
            *("you missed", "you have missed", "you've missed", "you are behind", "you're behind"),
            *(
                "you haven't",
                "you have not",
                "you still haven't",
                "noticed you",
                "noticed that you",
            ),
        ),
    ),
    Group(
        "E",
        "blames",
        "say again what can be answered",
        ("invalid", "wrong answer", "wrong input", "wrong choice", "wrong reply"),
    ),
    Group(
        "E",
        "labels",
        "write “living with”, or say it plainly",
        ("suffer from", "suffers from", "suffering from", "suffered from", "sufferer", "sufferers"),
    ),
    Group(
        "E",
        "labels",
        "write “a hard time”, or say what is needed",
        ("crisis", "crises", "in crisis", "breakdown"),
    ),
    Group(
        "E",
        "labels",
        "write “stirred up”, or say what happened",
        ("triggered", "triggering", "trigger warning"),
    ),
    Group(
        "E",
        "labels",
        _EVERYDAY,
        (
            *("mentally ill", "disorder", "disorders", "disordered", "symptom", "symptoms"),
            *("diagnosis", "diagnoses", "diagnosed", "addict", "addicts", "attention seeking"),
            *("hard to reach", "service resistant", "non-compliant", "challenging behaviour"),
        ),
    ),
    Group(
        "E",
        "pretends to feel",
        _NO_FEELING,
        (
            *("i feel", "i understand", "i know how you", "i know what you", "i hear you"),
            *("i'm sorry", "i am sorry", "i'm so sorry", "i'm proud", "i am proud", "i'm worried"),
            *("proud of you", "i care about you"),
        ),
        by_person=True,
    ),
    Group(
        "E",
        "waves away what is hard",
        "write “Nothing needs to be fixed this minute.”",
        (
            *("look on the bright side", "stay positive", "think positive", "good vibes"),
            *("cheer up", "it could be worse", "everything happens for a reason", "at least you"),
        ),
    ),
    Group(
        "W",
        "cheers",
        "thank once, or say nothing",
        (
            *("amazing", "awesome", "fantastic", "brilliant", "well done", "good job", "great job"),
            *("good for you", "congratulations", "congrats", "way to go", "keep it up", "yay"),
            *("keep up the good work", "you got this", "you've got this", "superstar", "hooray"),
        ),
    ),
    Group(
        "W",
        "keeps a score",
        "leave the count out, or say it in words",
        (*("leaderboard", "your score", "red zone", "amber zone", "green zone"),),
    ),
)

# Rule D507: asking why of a person sounds like an accusation; details are never ours to ask for.
TOO_CLOSE: tuple[Group, ...] = (
    Group(
        "E",
        "asks why of a person, which sounds like blame",
        "ask what happened next, or what helped",
        (
            *("why did you", "why do you", "why are you", "why were you", "why have you"),
            *("why had you", "why would you", "why can't you", "why couldn't you", "why not you"),
            *("why didn't you", "why don't you", "why aren't you", "why weren't you"),
            *("why haven't you", "why did they", "why do they", "why are they", "why didn't they"),
            *("why don't they", "what made you", "how come you"),
        ),
    ),
    Group(
        "E",
        "asks for details of trauma",
        "ask what helps now; people tell what they want to tell",
        (
            *("what happened to you", "what was done to you", "who hurt you", "who harmed you"),
            *("describe the incident", "describe the trauma", "describe the abuse"),
            *("describe what happened", "describe your trauma", "details of what happened"),
            *("details of the incident", "details of the trauma", "details of the abuse"),
            *("tell me about the trauma", "tell me about your trauma", "about the abuse"),
            *("about your trauma", "about the assault", "about your abuse", "your trauma history"),
            *("worst memory", "worst experience", "worst moment", "most traumatic", "relive"),
            *("have you been abused", "have you been assaulted", "have you ever been"),
            *("have you experienced trauma", "have you experienced abuse"),
        ),
    ),
)
