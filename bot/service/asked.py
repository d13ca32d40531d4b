"""Whether somebody asks if there is a person at the other end: that is answered truthfully.

Only a whole message counts, so that an answer with such words in it stays an answer.
"""

from __future__ import annotations

import re

from bot.flow.given import plain

_WHAT = (
    r"(?:(?:a|an|the|just|really|actually|some kind of) )*"
    r"(?:real |actual |live |human )?"
    r"(?:human(?: being)?|person|people|real|alive|bot|chatbot|robot|machine|computer|program|ai|"
    r"automated|automatic|someone|somebody)"
)
_BOSS = (
    r"(?:(?:my|the|our) (?:managers?|boss|employer|lead|team|work|union|hr)|hr|management|anyone|"
    r"anybody)"
)
_SOMEBODY = rf"(?:{_BOSS}|someone|somebody|a person|a human|anyone real)"
_READS = r"(?:there|out there|here|reading(?: this| these| it)?|listening|on the other end)"
_TELL = (
    r"(?:tell|told|telling|report|reported|reporting|inform|informed|notify|notified|know|find out|"
    r"get told|be told|hear|share|sharing|shared)"
)
_MINE = r"(?:this|these|it|that|them|what i (?:write|type|say)|my (?:messages|answers|words))"
_OR_NOT = rf"(?: or (?:not|{_WHAT}))?"
_WAYS_TO_ASK = (
    rf"(?:are you|are u|r u|you|is this|is that|is it) {_WHAT}{_OR_NOT}",
    rf"am i (?:talking|speaking|chatting|writing|typing) (?:to|with) {_WHAT}{_OR_NOT}",
    rf"(?:is|are) {_SOMEBODY} (?:really |actually )?{_READS}",
    rf"(?:does|do|can|will) {_SOMEBODY} (?:see|read) {_MINE}",
    rf"(?:who|whos|who is|who are|who will|who can) (?:(?:sees?|reads?|reading) {_MINE}|you|there)",
    rf"(?:is|are|does|do|will|would|can|could) (?:you |this |it |{_BOSS} )*"
    rf"{_TELL}"
    rf"(?: (?:to|about|{_MINE}|on|with|me|{_BOSS}))*",
    r"who am i (?:talking|speaking|writing) to",
    r"do you (?:understand|feel|care)(?: me| this| that| it| things| anything)?",
)
_ASKS = re.compile(
    rf"(?:(?:hi|hello|hey|so|wait|but|sorry|and) )*(?:{'|'.join(_WAYS_TO_ASK)})"
    r"(?: please| though| then)?"
)


def asks_who_is_there(text: str) -> bool:
    """Whether the message is nothing but that question."""
    return _ASKS.fullmatch(plain(text)) is not None
