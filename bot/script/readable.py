"""What others can read before it goes live: a dialogue, a list, a paper, a theme's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.script import huddles, lists, papers, prompts
from bot.script.fields import Fields, Notes
from bot.script.head import read_reviews
from bot.script.problems import Problem
from bot.script.reader import read_draft
from bot.script.source import Table, read_source
from bot.script.standing import Readable, readable_of
from bot.script.texts import Worded

Read = tuple[Readable | None, list[Problem]]


def read_readable(source: str, file: str) -> Read:
    """The words of a file, and who read them.

    Returns:
        The words, or None when they cannot be read whole; and the problems of reading.
    """
    root, problems = read_source(source, file)
    if root is None:
        return None, problems
    for field, texts_of in _THEMED.items():
        if field in root.entries:
            return _themed(root, *texts_of(source, file))
    draft, problems = read_draft(source, file)
    return readable_of(draft.script) if draft else None, problems


def _themed(root: Table, texts: tuple[Worded, ...], problems: list[Problem]) -> Read:
    if any(one.code.startswith("D1") for one in problems):
        return None, problems
    return Readable(texts, read_reviews(Fields(root, Notes(), ""))), problems


def _prompts(source: str, file: str) -> tuple[tuple[Worded, ...], list[Problem]]:
    found, problems = prompts.read_prompts(source, file)
    return tuple(prompts.texts(found)), problems


def _cards(source: str, file: str) -> tuple[tuple[Worded, ...], list[Problem]]:
    found, problems = huddles.read_huddles(source, file)
    return tuple(huddles.texts(found)), problems


def _lists(source: str, file: str) -> tuple[tuple[Worded, ...], list[Problem]]:
    checklist, problems = lists.read_list(source, file)
    return tuple(lists.texts(checklist)) if checklist else (), problems


def _paper(source: str, file: str) -> tuple[tuple[Worded, ...], list[Problem]]:
    found, problems = papers.read_paper(source, file)
    return tuple(papers.texts(found)) if found else (), problems


_Texts = Callable[[str, str], tuple[tuple[Worded, ...], list[Problem]]]
_THEMED: Mapping[str, _Texts] = {
    "prompts": _prompts,
    "cards": _cards,
    "parts": _lists,
    "paper": _paper,
}
