"""Which ways through the dialogues the transcripts walk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.flow.engine import Strayed
from bot.flow.transcript import Transcript, TranscriptProblem
from bot.script.filters import TemplateProblem
from bot.script.folder import Library
from bot.script.graph import Way, ways
from bot.script.model import Script
from bot.service.transcripts import replay

Walked = frozenset[tuple[str, str]]
"""The ways of one dialogue that are walked: the step that is left, and how (`Way.by`)."""


@dataclass(frozen=True, slots=True)
class Covered:
    """One dialogue: all its ways in the order of the file, and those no transcript walks.

    Ways that are taken alike (one day or another) count as one.
    """

    script: Script
    ways: tuple[tuple[str, Way], ...]
    missing: tuple[tuple[str, Way], ...]


def walked(transcripts: Iterable[Transcript], library: Library) -> dict[str, Walked]:
    """By dialogue, the ways that these transcripts walk, also in dialogues that others play.

    A transcript that cannot be played counts as far as it goes; `cairn test` tells of it.
    """
    seen: dict[str, set[tuple[str, str]]] = {}

    def watch(dialogue: str, step: str, by: str) -> None:
        seen.setdefault(dialogue, set()).add((step, by))

    for transcript in transcripts:
        try:
            replay(transcript, library, watch)
        except (TranscriptProblem, TemplateProblem, Strayed, LookupError):
            continue
    return {dialogue: frozenset(taken) for dialogue, taken in seen.items()}


def covered(script: Script, taken: Walked) -> Covered:
    """What of a dialogue is walked, and what is not."""
    out: dict[tuple[str, str], Way] = {}
    for step in script.steps.values():
        for way in ways(step):
            out.setdefault((step.name, way.by), way)
    every = tuple((step, way) for (step, _), way in out.items())
    missing = tuple((step, way) for step, way in every if (step, way.by) not in taken)
    return Covered(script, every, missing)
