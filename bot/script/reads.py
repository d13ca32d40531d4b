"""Where a script reads its values: in texts, in conditions, in what it saves and draws from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.script.grammar import GAP, Comparison, Mention, survey
from bot.script.graph import Path
from bot.script.model import Ask, Check, Draw, Listing, Save, Script, Step
from bot.script.template import condition
from bot.script.texts import step_texts

_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Read:
    """One place of a script that reads values.

    Attributes:
        step: The step's name.
        path: Where it stands in the file.
        source: What stands there, as a text with gaps.
        shows: Whether people see it.
    """

    step: str
    path: Path
    source: str
    shows: bool = False

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The values it reads; none when the text is faulty."""
        return survey(self.source).mentions

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """The answers it asks about; none when the text is faulty."""
        return survey(self.source).comparisons


def reads(script: Script) -> Iterator[Read]:
    """Every place that reads values, step by step."""
    for step in script.steps.values():
        yield from step_reads(step, script)


def step_reads(step: Step, script: Script) -> Iterator[Read]:
    """Every place of one step that reads values."""
    here: Path = ("steps", step.name)
    for path, text in step_texts(step):
        if GAP.search(text):
            yield Read(step.name, path, text, shows=True)
    if isinstance(step, Check):
        for at, branch in enumerate(step.branches):
            yield Read(step.name, (*here, "check", at, "if"), condition(branch.condition))
    elif isinstance(step, Save):
        for field, source in step.fields.items():
            yield Read(step.name, (*here, "with", field), saved(source))
    elif isinstance(step, Listing):
        for field, source in step.about.items():
            yield Read(step.name, (*here, "with", field), _if_there(source))
    elif isinstance(step, Draw) and isinstance(script.steps.get(step.source), Ask):
        yield Read(step.name, (*here, "from"), saved(step.source))


def saved(source: str) -> str:
    """A field of a save as a text; a bare name reads that value."""
    return "{{ " + source + " }}" if _PLAIN_NAME.fullmatch(source) else source


def _if_there(source: str) -> str:
    """A field at the head of a list: noted where it was answered, else left out."""
    shown = saved(source)
    return f"{{% if {source} %}}{shown}{{% endif %}}" if shown != source else source


def is_name_or_text(source: str) -> bool:
    """Whether a field of a save names a value or fills in a text."""
    return bool(GAP.search(source) or _PLAIN_NAME.fullmatch(source))
