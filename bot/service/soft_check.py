"""A soft look for likely names, CHI numbers and phone numbers of people who are not here to agree.

It never refuses anything: it only adds a line that words can be changed before they are kept. So it
is quiet where it is not sure: a capital in the middle of a sentence is mostly a place or a service.
"""

from __future__ import annotations

import re

_PHONE = re.compile(r"(?<!\d)(?:\+44\s?|0)\d{2,4}[\s-]?\d{3}[\s-]?\d{3,4}(?!\d)")
_CHI = re.compile(r"(?<!\d)[0-3]\d[01]\d{3}[\s-]?\d{4}(?!\d)")  # ten digits, a birthday first
_NUMBERS = (_PHONE, _CHI)

_CAPITAL = r"(?:Mac|Mc|O’|O')?[A-Z][a-z]+"
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Sister|Nurse|Cllr)\.?\s+{_CAPITAL}")
_NAMED = re.compile(rf"\b(?:called|named)\s+{_CAPITAL}")
_PAIR = re.compile(rf"(?<![.!?]\s)(?<!^)(?<!\n)\b({_CAPITAL})(?=\s+({_CAPITAL})\b)")
_WORD = re.compile(r"[^\W\d_]+")

# Given names that are common in Scotland and are no everyday word, month or town.
_GIVEN_NAMES = """
Aileen Aisha Alan Alasdair Alastair Alison Andrew Angela Anna Anne Barbara Brian Cameron
Catherine Catriona Chloe Christine Claire Colin Daniel David Deborah Denise Derek Donald Douglas
Duncan Eilidh Elaine Elizabeth Emily Emma Euan Ewan Fatima Finlay Fiona Gary Gillian Gordon Graeme
Graham Hamish Hannah Hugh Iain Ian Irene Isla Jack Jacqueline James Jamie Janet Jean
Jennifer Joanne John Jonathan Joseph Julie Karen Katie Kenneth Kevin Kirsty Laura Lauren
Lesley Linda Lorna Lorraine Louise Lynn Lynne Mairi Malcolm Margaret Maria Martin Mary Matthew
Maureen Megan Mhairi Michael Michelle Mohammed Moira Morag Muhammad Murray Natalie Neil Nicola
Norman Olivia Patricia Paul Peter Rachel Rebecca Robert Ruairidh Ryan Samantha Sandra Sarah Scott
Sharon Sheila Shona Shirley Sophie Stephen Steven Stuart Susan Thomas Tracey Valerie Victoria
William Yvonne
"""
_GIVEN = frozenset(_GIVEN_NAMES.split())

# What makes a pair of capitals a place, a day or a service. The first also stand before a given
# name in one (Fort William), the second behind it (Victoria Hospital).
_BEFORE_WORDS = "Fort St Saint Queen King Prince Princess Port Loch Ben Glen Royal"
_BEHIND_WORDS = """
Street Road Avenue Lane House Hospital Infirmary Centre Court Ward Wing Building Gardens Park
University College School Library Hall Place Square Bridge Quay Day
"""
_NOT_PEOPLE_WORDS = """
Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
June July August September October November December Christmas Easter New Year Boxing Burns Night
Social Work Worker Workers Health Care Adult Child Children Support Protection Council Team Teams
Community Mental Nursing Officer Manager Leader Lead Citizens Advice Trauma Police Fire Universal
Credit Access Justice Inspectorate Public National Zoom Microsoft Band Breathing Space Near Me
North South East West Northern Southern Western Eastern Upper Lower Greater High Old Great Scotland
Scottish Government Highland Highlands Island Islands Isles Borders Valley Forth Clyde Tay Lothian
Fife Ayrshire Lanarkshire Renfrewshire Dunbartonshire Aberdeenshire Perthshire Edinburgh Glasgow
Dundee Aberdeen Inverness Stirling Orkney Shetland Skye Lewis Harris Grampian Tayside Lomond
"""
_BEFORE = frozenset(_BEFORE_WORDS.split())
_BEHIND = frozenset(_BEHIND_WORDS.split())
_NOT_PEOPLE = _BEFORE | _BEHIND | frozenset(_NOT_PEOPLE_WORDS.split())


def names_somebody(text: str) -> bool:
    """Whether the words may name or number somebody."""
    if any(one.search(text) for one in (*_NUMBERS, _TITLED, _NAMED)):
        return True
    if any(_NOT_PEOPLE.isdisjoint(pair) for pair in _PAIR.findall(text)):
        return True
    words = ["", *_WORD.findall(text), ""]
    return any(
        name in _GIVEN and before not in _BEFORE and behind not in _BEHIND
        for before, name, behind in zip(words, words[1:], words[2:], strict=False)
    )
