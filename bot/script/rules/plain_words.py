"""Words of the office, and what people say in their place. Advice for D405, never a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Small letters. A verb also stands for its other forms: “facilitated” is found by “facilitate”.
PLAIN_WORDS = {
    "acknowledge": "say",
    "additional": "more",
    "ascertain": "find out",
    "assist": "help",
    "assistance": "help",
    "collaborate": "work together",
    "collaborative": "shared",
    "commence": "begin",
    "communicate": "tell",
    "concerning": "about",
    "consequently": "so",
    "consider": "think about",
    "demonstrate": "show",
    "department": "team",
    "discontinue": "stop",
    "documentation": "papers",
    "enable": "let",
    "encounter": "meet",
    "endeavour": "try",
    "ensure": "see that",
    "environment": "place",
    "establish": "set up",
    "evaluate": "look at",
    "facilitate": "help",
    "frequently": "often",
    "identify": "find",
    "immediately": "now",
    "implement": "put in place",
    "individual": "person",
    "individuals": "people",
    "initiate": "start",
    "initiative": "idea",
    "intervention": "help",
    "mitigate": "ease",
    "necessary": "needed",
    "notification": "message",
    "numerous": "many",
    "objective": "aim",
    "obtain": "get",
    "opportunity": "chance",
    "organisation": "place you work",
    "participate": "take part",
    "participation": "taking part",
    "permit": "let",
    "practitioner": "worker",
    "prioritise": "put first",
    "procedure": "way of doing it",
    "provide": "give",
    "recommend": "suggest",
    "reflection": "a look back",
    "regarding": "about",
    "require": "need",
    "retain": "keep",
    "service user": "person who comes to us",
    "service users": "people who come to us",
    "significant": "big",
    "stakeholders": "people it is for",
    "strategy": "plan",
    "submit": "send",
    "subsequent": "later",
    "subsequently": "then",
    "sufficient": "enough",
    "technique": "way",
    "terminate": "end",
    "utilise": "use",
    "utilisation": "use",
    "voluntary": "up to you",
    "prior to": "before",
    "in accordance with": "by",
    "in order to": "to",
    "in relation to": "about",
    "in the event that": "if",
    "with regard to": "about",
}

_FORMS = (("s", ""), ("es", ""), ("d", ""), ("ed", ""), ("ing", ""), ("ing", "e"), ("ies", "y"))


def plainer(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text that have a plainer one, as written there, each with that."""
    said = text.lower()
    for phrase, plain in PLAIN_WORDS.items():
        if " " in phrase and phrase in said:
            yield phrase, plain
    for word in re.findall(r"[^\W\d_]+", text):
        base = _base(word.lower())
        if base:
            yield word, PLAIN_WORDS[base]


def _base(word: str) -> str:
    """The listed form of a word; empty where none is listed."""
    forms = (word.removesuffix(end) + stem for end, stem in _FORMS if word.endswith(end))
    return next((form for form in (word, *forms) if form in PLAIN_WORDS), "")
