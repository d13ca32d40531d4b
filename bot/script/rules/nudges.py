"""D701–D703: a nudge says nothing on a lock screen, and comes at a bearable time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

from bot.script.draft import Draft, problem
from bot.script.durations import Suggestion, parse_suggestion
from bot.script.grammar import GAP
from bot.script.model import Nudge
from bot.script.problems import Problem

LONGEST_NUDGE = 80
MOST_A_WEEK = 3
QUIET_FROM = time(19, 0)
QUIET_TO = time(8, 0)

# What a colleague who glances at the screen should not learn.
_TELLS = re.compile(
    r"\b(?:trauma\w*|well-?being|mental\w*|health|mood|feel\w*|stress\w*|anxi\w+|depress\w+|burn-?out"
    r"|burnt out|grie\w+|bereave\w*|abuse\w*|harm\w*|suicid\w+|support|check-?in|cope|coping|hard"
    r"|difficult\w*|upset\w*|sad\w*|cry\w*|sick\w*|therap\w+|counsell\w+|diary|small change"
    r"|reflect\w*|your log)\b",
    re.IGNORECASE,
)


def nudges(draft: Draft) -> Iterator[Problem]:
    """Looks at every nudge that a script offers."""
    for nudge in draft.script.nudges.values():
        yield from _text(draft, nudge)
        if nudge.suggest:
            try:
                suggestion = parse_suggestion(nudge.suggest)
            except ValueError:
                continue  # told when it was read
            yield from _time(draft, nudge, suggestion)


def _text(draft: Draft, nudge: Nudge) -> Iterator[Problem]:
    """D701."""
    place = draft.at("nudges", nudge.id, "text")
    if len(nudge.text) > LONGEST_NUDGE:
        yield problem(
            place,
            "D701",
            f"the nudge has {len(nudge.text)} characters; a lock screen shows {LONGEST_NUDGE}",
            "say less: “A quiet minute, if you want one.”",
        )
    told = _TELLS.search(nudge.text)
    if GAP.search(nudge.text):
        yield problem(
            place, "D701", "a nudge would show somebody's answer on a lock screen", "leave it out"
        )
    elif told:
        yield problem(
            place,
            "D701",
            f"“{told.group()}” on a lock screen tells others what this is about",
            "write something that could be about anything: “A quiet minute, if you want one.”",
        )


def _time(draft: Draft, nudge: Nudge, suggestion: Suggestion) -> Iterator[Problem]:
    """D702 and D703."""
    place = draft.at("nudges", nudge.id, "suggest")
    if not QUIET_TO <= suggestion.at < QUIET_FROM:
        yield problem(
            place,
            "D702",
            f"{suggestion.at:%H:%M} is in the quiet hours, {QUIET_FROM:%H:%M} to {QUIET_TO:%H:%M}",
            "suggest a time between; people may still pick their own",
        )
    if len(suggestion.weekdays) > MOST_A_WEEK:
        yield problem(
            place,
            "D703",
            f"this nudge would come {len(suggestion.weekdays)} times a week",
            f"nobody gets more than {MOST_A_WEEK} messages a week: name one day, or two",
        )
