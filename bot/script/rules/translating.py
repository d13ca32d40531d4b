"""D601–D603: whether words in another language are all there, and still say what the English says.

D102 and the like are said by the reader of the file; here it is held against the English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.script.draft import problem
from bot.script.fields import unknown
from bot.script.grammar import survey
from bot.script.model import Place
from bot.script.problems import Problem, listed
from bot.script.template import faults
from bot.script.translation import State, Translation

_SHOWN = 3
_ARROW = re.compile(r"->|→")
_COMMAND = re.compile(r"(?<![\w/])/[a-z]+")


def translating(english: Mapping[str, str], translation: Translation) -> Iterator[Problem]:
    """Holds a translation against the English it is made from."""
    name = translation.name
    missing = [text for text in english if translation.state(text, english[text]) is State.MISSING]
    if missing:
        rest = len(missing) - _SHOWN
        shown = [*missing[:_SHOWN], *([f"{rest} more"] if rest > 0 else [])]
        yield problem(
            translation.place,
            "D601",
            f"{_counted(len(missing), name)} not translated: {listed(shown, 'and')}",
            f"“cairn translate export {translation.language}” lists them",
            "W",
        )
    for text, said in translation.texts.items():
        if text not in english:
            yield problem(
                said.place,
                "D602",
                f"there is no text “{text}” in {name} any more",
                "take it out, or put its words where they belong now",
                "W",
            )
        elif translation.state(text, english[text]) is State.STALE:
            yield problem(
                said.place,
                "D602",
                f"the English of “{text}” has changed since these words were written",
                f"read them again; it now says: {_short(english[text])}",
                "W",
            )
        if text in english and said.words and (reason := difference(english[text], said.words)):
            yield problem(said.place, "D603", f"“{text}” {reason[0]}", reason[1])


def without_english(name: str, place: Place, known: Iterable[str]) -> Problem:
    """D602: the words belong to a dialogue that is not there, or cannot be played."""
    advice = unknown(name, known) or "call the file as the dialogue is called"
    return problem(place, "D602", f"there is no dialogue “{name}” to translate", advice, "W")


def difference(english: str, words: str) -> tuple[str, str] | None:
    """What a translation does otherwise than its English, and what to do; None when nothing."""
    broken = faults(words)
    if broken:
        return f"cannot be filled in: {broken[0].message}", "copy the curly brackets as they stand"
    if _ARROW.search(words) and not _ARROW.search(english):
        return "has an arrow in it", "write only the words on the button"
    ours, theirs = survey(english), survey(words)
    for what, mine, other in (
        ("value", {one.path for one in ours.mentions}, {one.path for one in theirs.mentions}),
        (
            "answer",
            {f"{one.path} == “{one.literal}”" for one in ours.comparisons},
            {f"{one.path} == “{one.literal}”" for one in theirs.comparisons},
        ),
        ("command", set(_COMMAND.findall(english)), set(_COMMAND.findall(words))),
    ):
        lost, added = sorted(mine - other), sorted(other - mine)
        if lost:
            return f"leaves out the {what} {listed(lost, 'and')}", "copy it from the English"
        if added:
            return (
                f"has the {what} {listed(added, 'and')}, which the English has not",
                "take it out",
            )
    return None


def _counted(number: int, name: str) -> str:
    return f"1 text of {name} is" if number == 1 else f"{number} texts of {name} are"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words[:60]}…”" if len(words) > 60 else f"“{words}”"
