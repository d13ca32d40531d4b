"""Golden transcripts: what coordinators read is what is played, and anything else is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.flow.transcript import Transcript, TranscriptProblem, draws, read_transcript
from bot.service.transcripts import replay
from tests.flow.scenes import DIALOGUES, library

FILES = sorted((DIALOGUES / "transcripts").glob("*.chat"))
SHORT = """dialogue: settle-feet
now: 2026-03-04 12:15 Europe/London
---
you: [Next]
you: [Stop]
"""


def _read(file: Path) -> Transcript:
    return read_transcript(file.read_text(encoding="utf-8"), file.name)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_transcript_plays_to_its_own_text(file: Path) -> None:
    """Each shipped transcript is word for word what its dialogue does now, through JSON."""
    transcript = _read(file)
    assert replay(transcript, library()) == transcript.text


@pytest.mark.parametrize("file", FILES[::6], ids=lambda file: file.stem)
def test_a_changed_transcript_fails(file: Path) -> None:
    """One word of the bot, one thing kept or the end changed, and it is not the same any more."""
    text = file.read_text(encoding="utf-8")
    said = next(line for line in text.splitlines() if line.startswith("bot: "))
    for changed in (text.replace(said, said + " Truly.", 1), text + "saved: note text=x\n"):
        assert changed != text
        assert replay(read_transcript(changed, file.name), library()) != changed


def test_playing_writes_what_is_missing() -> None:
    """From a head and the person's lines alone the whole transcript is written."""
    played = replay(read_transcript(SHORT, "short.chat"), library())
    assert "bot: Stopping there is fine." in played
    assert played.endswith("end\n")
    assert replay(read_transcript(played, "short.chat"), library()) == played


def test_words_over_several_lines_stay_one_answer() -> None:
    """A continued line of the person belongs to what they said."""
    text = "dialogue: going-well\nnow: 2026-03-04 12:15 Europe/London\n---\n"
    played = replay(read_transcript(text + "you: Tea\n     and toast\n", "two.chat"), library())
    assert "you: Tea\n     and toast\n" in played


def test_planned_drawings_come_in_their_order_and_then_the_first() -> None:
    """`draws:` names what chance would choose; past it the first of the pool is taken."""
    choose = draws(["a/two", "a/one"])
    assert [choose(["a/one", "a/two"]) for _ in range(3)] == ["a/two", "a/one", "a/one"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("dialogue: first\n", "x.chat:1: there is no line ---"),
        ("dialog: first\n---\n", "x.chat:1: the head knows only: dialogue, now"),
        ("now: 2026-03-04 12:15 Europe/London\n---\n", "the head needs a line “dialogue: …”"),
        ("dialogue: first\nnow: today\n---\n", "write now: like 2026-03-04 12:15 Europe/London"),
        (
            SHORT.replace("[Stop]", "[Halt]"),
            "x.chat:5: there is no button [Halt]; there are [Next]",
        ),
        (SHORT + "you: [Next]\n", "x.chat:6: the dialogue is over by then"),
    ],
)
def test_a_transcript_that_cannot_be_played_says_where_and_what_to_do(text: str, told: str) -> None:
    """File, line and a plain sentence."""
    with pytest.raises(TranscriptProblem) as refused:
        replay(read_transcript(text, "x.chat"), library())
    assert told in str(refused.value)
