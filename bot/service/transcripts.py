"""Playing golden transcripts against a library: the same engine, a fixed moment, nothing stored."""

from __future__ import annotations

from collections.abc import Callable

from bot.flow.scene import Scene
from bot.flow.transcript import Transcript, draws, play
from bot.nudges.calendar import Week
from bot.script.folder import Library
from bot.service.revisions import Revisions


def replay(
    transcript: Transcript,
    library: Library,
    watch: Callable[[str, str, str], None] | None = None,
) -> str:
    """The transcript as these words play it now; `watch` is told of every way that is walked.

    Raises:
        TranscriptProblem: an answer is not among the buttons, or comes after the end.
        LookupError: there is no such dialogue.
    """
    scene = Scene(
        now=transcript.now,
        script=Revisions(library).find,
        words=library.words,
        prompts=library.prompts,
        themes=library.themes,
        choose=draws(transcript.listed("draws")),
        nearest=Week(str(transcript.now.tzinfo)).nearest,
        card=lambda name: f"(support card: {name})",
        name=transcript.head.get("name", ""),
        workday=transcript.head.get("workday"),
        switches=frozenset(transcript.listed("switches")),
        watch=watch,
    )
    return play(transcript, scene)
