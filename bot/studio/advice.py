"""What a problem says beside a card: in terms of what is on the card, not of the file's text.

The rules speak to whoever writes a file. On a card there is no “next:” and no arrow, so each rule
whose words name them has its own words here. What no card shows is left to the file's text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from bot.script.graph import Path
from bot.script.problems import Problem
from bot.studio.advice_table import MEND_IN_TEXT, TABLE
from bot.studio.ways import split

FILE_WORDS = re.compile(
    r"->|\{%|“- |“[a-z_]+:|:”|\bcolon\b|\bverbs?\b|\bid\b|\bfield\b|\bnudge\b|\bnested\b|below “\|”"
    r"|“(?:next|skip|stop|keep|say|ask|end|guide|each|check|save|remind|tender|only|with|items|if"
    r"|otherwise|heads_up|buttons|date|from|steps|suggest|when|count|history|draw|run|quiet|wait)”"
)
"""Words that only a file has."""

_OF_WORDS = {"D401", "D402", "D405", "D406", "D504", "D507", "D701"}  # quote what people read


class Beside(NamedTuple):
    """What stands beside a card.

    Attributes:
        message: What is the matter.
        help: What to do about it, on the card; may be empty.
        at: The path of the part of the card that it is about.
    """

    message: str
    help: str
    at: Path


def beside(problem: Problem, path: Path, tree: Any) -> Beside:
    """What stands beside the card that a problem belongs to.

    Args:
        problem: What the rule says.
        path: What it is about.
        tree: What the file says, as nested dicts, lists and texts.
    """
    for words in TABLE.get(problem.code, ()):
        found = re.search(words.when, problem.message)
        if not found:
            continue
        groups = [one or "" for one in found.groups()]
        named = {"label": _label(tree, path), "tender": _button(tree, path, groups)}
        message, advice = (
            own if said is None else said.format(*groups, **named)
            for said, own in ((words.message, problem.message), (words.help, problem.help))
        )
        at = (*path[:2], words.field.format(*groups)) if words.field and len(path) > 1 else path
        return plainly(problem.code, Beside(message, advice, at))
    return plainly(problem.code, Beside(problem.message, problem.help, path))


def plainly(code: str, said: Beside) -> Beside:
    """The same, but what names parts that only a file has is left to the file's text."""
    of_the_file = FILE_WORDS.search(said.help or said.message)
    return said._replace(help=MEND_IN_TEXT) if of_the_file and code not in _OF_WORDS else said


def _label(tree: Any, path: Path) -> str:
    return split(_found(tree, path))[0] or str(path[-1] if path else "")


def _button(tree: Any, path: Path, groups: list[str]) -> str:
    """The words on the button that a rule names by its id."""
    id_ = groups[0] if groups else ""
    return split(_found(tree, (*path[:2], "buttons", id_)))[0] or id_


def _found(tree: Any, path: Path) -> str:
    for key in path:
        here = tree.get(key) if isinstance(tree, Mapping) else None
        if here is None:
            return ""
        tree = here
    return tree if isinstance(tree, str) else ""
