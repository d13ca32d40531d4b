"""How many syllables an English word has, by its spelling.

One for each group of vowels, less the silent ones, and one more where two vowels that stand
together are spoken apart. It is a guess, and a good one on average: see the page of rule D405.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Everyday words that the spelling does not give away.
_KNOWN = {
    **dict.fromkeys(("business", "colleague", "colleagues", "evening", "evenings", "every"), 2),
    **dict.fromkeys(("something", "sometimes", "someone", "somewhere", "somehow", "wednesday"), 2),
    **dict.fromkeys(("people", "being", "doing", "going", "client", "clients", "trial"), 2),
    **dict.fromkeys(("quiet", "science", "create", "creates", "safety", "neither", "either"), 2),
    **dict.fromkeys(("hundred", "beyond", "maybe", "patient", "patients", "senior", "marriage"), 2),
    **dict.fromkeys(
        ("area", "areas", "idea", "ideas", "diary", "everyone", "somebody", "anyone"), 3
    ),
    **dict.fromkeys(
        ("everything", "quietly", "everyday", "everywhere", "created", "creative", "family"), 3
    ),
    **dict.fromkeys(("usual", "safeguarding", "employee", "employees", "whoever"), 3),
    **dict.fromkeys(("everybody", "society", "anxiety", "variety", "reality", "january"), 4),
}

_VOWELS = re.compile(r"(?:(?<!q)u|[aeioy])[aeiouy]*")
_SILENT = re.compile(
    r"(?<![aeiouy])e(?=$|(?:ly|ment|ments|ful|fully|less|ness)$)"  # make, safely
    r"|(?<![aeiouytd])ed$"  # asked, but not wanted
    r"|(?<![aeiouyszxcg])(?<![cs]h)es$"  # makes, but not places
)
_SYLLABIC = re.compile(r"[^aeiouylr]les?$|[^aeiouyl]led$|sms?$|[^aeiouyrnl]n['’]t$")  # table, isn't
_APART = re.compile(
    r"[aeoiy](?=ing)|i(?=a(?!l|n\b|ns\b|ge)|o(?!n|us)|um|e(?:n[ct]|ty|rs?\b|st\b))"
    r"|(?<!q)u(?=al|ous|at|i(?:ng|ty)|ence)|(?<![cgst])i(?=al|ous|an\b|ans\b)|e(?=o(?!n|us|p)|in)"
)


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """The syllables of one word; of `face-to-face`, those of its parts together."""
    parts = re.findall(r"[a-z]+(?:['’][a-z]+)?", re.sub(r"['’]s\b", "", word.lower()))
    return sum(map(_of_part, parts)) or 1


def _of_part(part: str) -> int:
    if part in _KNOWN:
        return _KNOWN[part]
    spoken = _SILENT.sub("", part)
    groups = len(_VOWELS.findall(spoken)) + len(_APART.findall(spoken))
    return max(1, groups + len(_SYLLABIC.findall(part)))
