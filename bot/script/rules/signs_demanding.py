"""Ways of demanding something of everybody, or of somebody in other words (rule D504)."""

from __future__ import annotations

from bot.script.rules.signs import Sign, sign

_OFFER = "write “you can”, “if you like” or “some people find”"
_SURELY = r"(?:absolutely|always|really|simply|just|still|all|both|\w+ly)"
_ALL = r"(?:every(?:one|body)|all (?:of you|staff|colleagues)|each of you|staff|colleagues)"
_LEAD = r"(?:manager|lead|supervisor|boss)s?"
_MOST = r"(?:five|ten|5|10|100|a hundred)"
_DO = r"(?:do|answer|report|write|finish|complete|send|say|tell)"

DEMANDING: tuple[Sign, ...] = (
    sign(
        "E",
        "presses",
        _OFFER,
        ("must", rf"you {_SURELY} must\b|you must {_SURELY}\b|{_ALL}(?: {_SURELY})? must\b"),
        ("should", rf"you {_SURELY} should\b|{_ALL} should (?:now|all|always)\b"),
        ("duty", r"(?:your|our|a|everyone's) (?:plain )?duty\b"),
        ("expect", rf"{_LEAD} (?:\w+ )?expects?\b"),
        ("mandatory", r"mandatory\b"),
        (" to", rf"(?:{_ALL}|you {_SURELY}) (?:have|has|need|needs) to\b"),
        ("let", r"let(?:ting)? (?:my|the|your|our) (?:team|colleagues|people) down\b"),
        ("would like", rf"your {_LEAD} would like\b"),
        ("brave", r"brave (?:people|staff|colleagues|ones)\b"),
        ("good ", r"good (?:staff|colleagues|workers) (?:find|make|do|will|always)\b"),
        (" leave ", r"(?:don't|do not) leave (?:before|until|without)\b"),
    ),
    sign(
        "E",
        "threatens",
        "say plainly who can read it, and leave it there",
        ("consequences", r"(?:has|have|be|with|without|face|bear) (?:\w+ )?consequences\b"),
        (
            " be ",
            r"or (?:it|this|that) (?:will|may) be (?:noted|recorded|reported|passed on|seen)\b",
        ),
        (
            "who ",
            r"(?:those|people|staff|colleagues) who (?:skip|stop|miss|do not|don't)"
            r"(?: \w+){0,3} (?:are|get|will be) (?:noticed|noted|seen|asked)\b",
        ),
        (" know ", r"we(?:'ll| will) know (?:if|when|who)\b"),
        ("hr ", r"\bhr (?:case|file|process)\b"),
        (
            " be ",
            r"(?:we|they|managers?|someone|somebody)(?:'ll| will) be (?:check|watch|monitor)ing\b",
        ),
    ),
    sign(
        "E",
        "scores",
        "ask with words to choose from, and leave numbers out",
        ("a scale", r"(?:on|from|using) a scale (?:of|from)\b"),
        (
            "out of",
            rf"\b(?:how|rate|score|yourself)\b[^.?!\n]* out of {_MOST}\b",
        ),
        ("1", r"\b(?:between 1 and|from 1 to) (?:5|10|100)\b"),
        ("mark", r"(?:give|set|put) yourself (?:a|some) marks?\b"),
        ("rate you", r"\brate (?:yourself|your \w+)\b"),
    ),
    sign(
        "E",
        "hurries",
        "leave the time out",
        ("now", rf"{_DO} (?:it|this|that) (?:right )?now\b"),
    ),
)
