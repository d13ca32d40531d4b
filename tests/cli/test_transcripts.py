"""`cairn test`: every transcript is played, and what differs is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Cairn = Callable[..., Any]


def test_the_shipped_transcripts_play_as_they_are_written(cairn: Cairn) -> None:
    """Every dialogue goes as its transcripts say."""
    ran = cairn("test")
    assert ran.code == 0
    assert ran.out.endswith("transcripts played, all as written.\n")


def _change_a_word(dialogues: Path) -> None:
    script = dialogues / "check-in.yaml"
    text = script.read_text("utf-8")
    assert "Running on empty" in text
    script.write_text(text.replace("Running on empty", "Quite empty"), "utf-8")


def test_a_changed_word_shows_as_a_difference_and_fails(cairn: Cairn, dialogues: Path) -> None:
    """A coordinator sees the old and the new line, and the code is 1."""
    _change_a_word(dialogues)
    ran = cairn("test", "check-in")
    assert ran.code == 1
    assert any(line.startswith("-") and "Running on empty" in line for line in ran.out.splitlines())
    assert any(line.startswith("+") and "Quite empty" in line for line in ran.out.splitlines())


def test_update_writes_down_how_it_plays_now(cairn: Cairn, dialogues: Path) -> None:
    """After `--update` the same transcripts pass, unless an answer they give is gone."""
    script = dialogues / "check-in.yaml"
    text = script.read_text("utf-8")
    before = "This is not a test or a health assessment."
    assert before in text
    script.write_text(text.replace(before, "Nobody marks this."), "utf-8")
    assert cairn("test", "check-in").code == 1
    assert cairn("test", "--update", "check-in").code == 0
    assert cairn("test", "check-in").code == 0


def test_an_answer_that_is_gone_is_named_with_its_line(cairn: Cairn, dialogues: Path) -> None:
    """A transcript that taps a button nobody offers any more says which, and is not overwritten."""
    _change_a_word(dialogues)
    ran = cairn("test", "--update", "check-in")
    assert ran.code == 1
    assert "there is no button [Running on empty]" in ran.out


def test_one_transcript_can_be_named(cairn: Cairn, dialogues: Path) -> None:
    """A transcript’s own name plays that one alone; an unknown name is wrong use."""
    name = sorted((dialogues / "transcripts").glob("check-in.*.chat"))[0].stem
    assert cairn("test", name).out.startswith("1 transcript played")
    ran = cairn("test", "nobody-wrote-this")
    assert ran.code == 2
    assert "There is no transcript of nobody-wrote-this" in ran.err


def test_a_transcript_of_no_dialogue_is_said_plainly(cairn: Cairn, dialogues: Path) -> None:
    """A transcript whose dialogue cannot be played says so and what helps."""
    for script in dialogues.glob("quiet-minute.yaml"):
        script.unlink()
    ran = cairn("test", "quiet-minute")
    assert ran.code == 1
    assert "cairn lint says more" in ran.out


def test_a_transcript_without_the_entry_that_its_dialogue_shows_says_what_is_lacking(
    cairn: Cairn, dialogues: Path
) -> None:
    """A dialogue about a log entry, begun without one, is no fault of Cairn’s: the head is."""
    head = "dialogue: look-again\nnow: 2026-03-04 12:15 Europe/London\n---\n"
    (dialogues / "transcripts" / "look-again.bare.chat").write_text(head, "utf-8")
    ran = cairn("test", "look-again.bare")
    assert ran.code == 1
    assert "look-again.bare.chat:1: cannot be played" in ran.out
    assert "does its head lack an “entry: …”?" in ran.out
    assert cairn("coverage", "look-again").code == 0
