"""Playing golden transcripts against a library: the same engine, a fixed moment, nothing stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.flow.scene import Scene
from bot.flow.transcript import Transcript, draws, play
from bot.nudges.calendar import Week
from bot.script.folder import Library
from bot.service.card import card_text
from bot.service.revisions import Revisions


def replay(
    transcript: Transcript,
    library: Library,
    *,
    follow: bool = False,
    watch: Callable[[str, str, str], None] | None = None,
) -> str:
    """The transcript as these words play it now.

    Args:
        transcript: What was written.
        library: The words.
        follow: Whether a button whose words were changed is tapped all the same.
        watch: Told of every way that is walked.

    Raises:
        TranscriptProblem: an answer is not among the buttons, or comes after the end.
        LookupError: there is no such dialogue.
    """
    scene = replace(
        scene_at(transcript.now, library, draws(transcript.listed("draws"))),
        card=lambda name: f"(support card: {name})",
        name=transcript.head.get("name", ""),
        workday=transcript.head.get("workday"),
        switches=frozenset(transcript.listed("switches")),
        watch=watch,
    )
    return play(transcript, scene, follow=follow)


def scene_at(now: datetime, library: Library, choose: Callable[[Sequence[str]], str]) -> Scene:
    """A moment of nobody in particular, in the words of this library."""
    return Scene(
        now=now,
        script=Revisions(library).find,
        words=library.words,
        prompts=library.prompts,
        themes=library.themes,
        lists=library.lists,
        principles=library.principles,
        choose=choose,
        nearest=Week(str(now.tzinfo)).nearest,
        card=lambda name: card_text(library.support[name], now, library.words),
    )
