"""Texts that are shown as they are, with nothing filled in: of prompts, cards, lists, papers."""

from __future__ import annotations

from collections.abc import Iterable

from bot.script.fields import Notes
from bot.script.grammar import GAP
from bot.script.rules.alone import text_problems
from bot.script.rules.brief import question_problems
from bot.script.source import Node, Scalar


def hold_plain(nodes: Iterable[Node], notes: Notes, what: str, *, one_question: bool) -> None:
    """Rule D207, and those on words and length, on everything people read.

    Args:
        nodes: The texts; what is no text is told of elsewhere.
        notes: Where problems go.
        what: How such a file's part is called: “a list”.
        one_question: Whether each may ask one thing only (D406).
    """
    for node in nodes:
        if not isinstance(node, Scalar):
            continue
        if GAP.search(node.text):
            said = f"{what} is shown as it is"
            notes.add(node.place, "D207", said, "leave out the curly brackets")
        notes.problems.extend(text_problems(node.text.strip(), node.at))
        if one_question:
            notes.problems.extend(question_problems(node.text.strip(), node.at))
