"""A soft look for likely names, CHI numbers and phone numbers of people who are not here to agree.

It never refuses anything: it only adds a line that words can be changed before they are kept. So it
is quiet where it is not sure: a single capital in the middle of a sentence is mostly a place.
"""

from __future__ import annotations

import re

_DIGITS = re.compile(r"(?<!\d)(?:\+44\s?|0)\d{2,4}[\s-]?\d{3}[\s-]?\d{3,4}(?!\d)")
_CHI = re.compile(r"(?<!\d)[0-3]\d[01]\d{3}\s?\d{4}(?!\d)")  # ten digits that begin with a birthday
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sister|Nurse|Cllr)\.?\s+[A-Z][a-z]+")
_NAMED = re.compile(r"\b(?:called|named)\s+[A-Z][a-z]+")
_PAIR = re.compile(r"(?<![.!?]\s)(?<!^)\b([A-Z][a-z]+)\s+(?:Mac|Mc|O’|O')?([A-Z][a-z]+)\b")
_NOT_PEOPLE_WORDS = """
monday tuesday wednesday thursday friday saturday sunday january february march april may
june july august september october november december christmas easter new year social work
health care council street road house centre hospital school ward team royal infirmary
north south east west scotland scottish edinburgh glasgow dundee aberdeen inverness
lothian fife borders highland teams police universal credit zoom microsoft band breathing
space
"""
_NOT_PEOPLE = frozenset(_NOT_PEOPLE_WORDS.split())


def names_somebody(text: str) -> bool:
    """Whether the words may name or number somebody."""
    if any(one.search(text) for one in (_DIGITS, _CHI, _TITLED, _NAMED)):
        return True
    return any(
        first.casefold() not in _NOT_PEOPLE and last.casefold() not in _NOT_PEOPLE
        for first, last in _PAIR.findall(text)
    )
