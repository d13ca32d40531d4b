"""D207: texts and conditions that cannot be filled in, with the line inside the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.script.draft import Draft, problem
from bot.script.grammar import GAP
from bot.script.graph import Path
from bot.script.model import Check, Save
from bot.script.problems import Problem
from bot.script.template import condition, faults

_AS_THEY_ARE = ("title", "about")
_BRACKETS = re.compile(r"[{}%]")


def templates(draft: Draft) -> Iterator[Problem]:
    """Looks at every text and condition by itself."""
    for path, text in draft.texts:
        if path[0] in _AS_THEY_ARE and GAP.search(text):
            yield problem(
                draft.at(*path),
                "D207",
                f"the “{path[0]}” is shown as it is",
                "leave out the curly brackets",
            )
        elif GAP.search(text):
            yield from _faults(draft, path, text)
    for name, step in draft.script.steps.items():
        here: Path = ("steps", name)
        if isinstance(step, Check):
            for at, branch in enumerate(step.branches):
                yield from _condition(draft, (*here, "check", at, "if"), branch.condition)
        elif isinstance(step, Save):
            for field, text in step.fields.items():
                yield from _faults(draft, (*here, "with", field), text)


def _condition(draft: Draft, path: Path, said: str) -> Iterator[Problem]:
    if not said:
        return  # told where it was read
    if _BRACKETS.search(said):
        yield problem(
            draft.at(*path),
            "D207",
            "a condition stands without brackets",
            "such as: lean == 'hold'",
        )
    elif re.search(r"(?<![=!<>])=(?!=)", said):
        yield problem(draft.at(*path), "D207", "a condition compares with “==”", "write == for =")
    else:
        yield from _faults(draft, path, condition(said))


def _faults(draft: Draft, path: Path, text: str) -> Iterator[Problem]:
    for fault in faults(text):
        where = f" (line {fault.line} of the text)" if "\n" in text else ""
        yield problem(draft.line_at(path, fault.line), "D207", f"{fault.message}{where}")
