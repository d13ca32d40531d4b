"""How something is put that no list of phrases can name: a pattern, and why to do without it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.script.problems import Severity

# What several signs are made of.
NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many)"
SPAN = r"(?:minutes?|hours?|days?|weeks?|fortnights?|months?|shifts?)"
TALK = (
    r"(?:check-?ins?|reflections?|sessions?|prompts?|entry|entries|answers?|questions?|tasks?"
    r"|repl(?:y|ies)|goals?)"
)


@dataclass(frozen=True, slots=True)
class Sign:
    """Ways of putting things to do without, for one reason.

    Attributes:
        severity: `E` for what can hurt, `W` for the rest.
        does: What it does to somebody who reads it.
        instead: What to write.
        patterns: How it looks, each with letters that stand wherever it does: they are quick to
            look for, and most texts have none of them. Empty letters: always look.
        code: The rule.
        as_written: Whether capitals count; if not, small letters and straight apostrophes.
    """

    severity: Severity
    does: str
    instead: str
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    code: str = "D504"
    as_written: bool = False


def sign(severity: Severity, does: str, instead: str, *ways: tuple[str, str]) -> Sign:
    """A sign of rule D504, from letters and the pattern of whole words they stand in."""
    return Sign(severity, does, instead, _compiled(ways))


def close_sign(does: str, instead: str, *ways: tuple[str, str]) -> Sign:
    """A sign of rule D507."""
    return Sign("E", does, instead, _compiled(ways), "D507")


def _compiled(ways: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((letters, re.compile(way, re.MULTILINE)) for letters, way in ways)


SHAPES: tuple[Sign, ...] = (
    Sign("W", "cheers or shouts", "end with a full stop", (("!", re.compile("!+")),)),
    Sign(
        "W",
        "shouts",
        "use small letters, or *strong* for one word",
        (("", re.compile(r"\b[A-Z]{2,}(?: +[A-Z]{2,})+\b|\b[A-Z]{7,}\b")),),
        as_written=True,
    ),
    Sign(
        "W",
        "says with a picture what a screen reader cannot",
        "say it in words",
        (("", re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")),),
    ),
)
