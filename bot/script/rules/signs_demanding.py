"""Ways of demanding something of everybody, or of somebody in other words (rule D504)."""

from __future__ import annotations

from bot.script.rules.signs import Sign, sign

_OFFER = "write “you can”, “if you like” or “some people find”"
_SURELY = r"(?:absolutely|always|really|simply|just|still|all|both|\w+ly)"
_ALL = r"(?:every(?:one|body)|all (?:of you|staff|colleagues)|each of you|staff|colleagues)"
_LEAD = r"(?:manager|lead|supervisor|boss)s?"
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
            " be ",
            r"(?:we|they|managers?|someone|somebody)(?:'ll| will) be (?:check|watch|monitor)ing\b",
        ),
    ),
    sign(
        "E",
        "hurries",
        "leave the time out",
        ("now", rf"{_DO} (?:it|this|that) (?:right )?now\b"),
    ),
)
