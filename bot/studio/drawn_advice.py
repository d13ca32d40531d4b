"""What a problem says beside the card of a prompt, a theme or a support line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.script.graph import Path
from bot.script.problems import Problem
from bot.studio.advice import Beside, plainly
from bot.studio.advice_table import MEND_IN_TEXT, Words

_HOURS = "Write “always”, “daily 09:00 to 17:00” or “mon to thu 18:00 to 02:00”, each on its line."

_TABLE: Mapping[str, tuple[Words, ...]] = {
    "D100": (
        Words("needs “principle:”", "no principle is chosen yet", "Choose one.", "principle"),
        Words("support line needs “name:”", "nobody is named here yet", "Write who it is.", "name"),
        Words("needs “(.*):”", "there are no words here yet", "Write what people read.", "{0}"),
        Words(
            "two ideas", "there should be two ideas", "Write a small thing to try in each.", "ideas"
        ),
        Words(
            "^“checked”",
            "this day cannot be read",
            "Write the year first, and how it was checked: “2026-11-22, on their own page”.",
        ),
        Words("is not understood; write", "these hours cannot be read", _HOURS),
        Words("is not a time of day", None, _HOURS),
        Words("", None, MEND_IN_TEXT),
    ),
    "D102": (Words("", None, MEND_IN_TEXT),),
    "D103": (Words("", None, MEND_IN_TEXT),),
    "D205": (
        Words(r"^there is no working day “", None, "Take the tick from it."),
        Words(r"^there is no principle “", None, "Choose one that there is."),
        Words("", None, MEND_IN_TEXT),
    ),
    "D505": (
        Words("", None, "Look at the service’s own page, then choose “Checked today”.", "checked"),
    ),
}


def beside_drawn(problem: Problem, path: Path, _tree: Any) -> Beside:
    """What stands beside the card that a problem belongs to.

    Args:
        problem: What the rule says.
        path: What it is about.
    """
    for words in _TABLE.get(problem.code, ()):
        found = re.search(words.when, problem.message)
        if found:
            message, advice = (
                own if said is None else said.format(*found.groups())
                for said, own in ((words.message, problem.message), (words.help, problem.help))
            )
            at = (*_holder(path), words.field.format(*found.groups())) if words.field else path
            return plainly(problem.code, Beside(message, advice, at))
    return plainly(problem.code, Beside(problem.message, problem.help, path))


def _holder(path: Path) -> Path:
    """The prompt, theme, support line or support card that a path leads into."""
    if len(path) > 2 and isinstance(path[2], int):
        return path[:3]
    return path[:2] if path[:1] in (("prompts",), ("themes",), ("principles",)) else path[:1]
