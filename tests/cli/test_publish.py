"""`cairn publish`, as whoever looks after the words would use it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cairn

FILE = "quiet-minute.yaml"


def change(folder: Path, old: str, new: str) -> None:
    """Somebody saves a file."""
    file = folder / FILE
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


@pytest.fixture
def started(dialogues: Path, cairn: Cairn) -> Path:
    """Cairn was started here once, and left again."""
    assert cairn("chat", given="/support\n").code == 0
    return dialogues


def test_before_the_first_start_there_is_nothing_to_publish_over(
    dialogues: Path, cairn: Cairn, tmp_path: Path
) -> None:
    """It says how words go live the first time, and makes no database of its own."""
    ran = cairn("publish")
    assert (ran.code, ran.err) == (1, "")
    assert "first start" in ran.out
    assert not (tmp_path / "data" / "cairn.db").exists()
    assert cairn("publish", "--history").code == 1


def test_what_would_change_is_shown_and_published_when_told_to(started: Path, cairn: Cairn) -> None:
    """Without a keyboard the answer to the one question is no."""
    assert "Nothing to publish" in cairn("publish").out
    change(started, "title: A quiet minute", "title: A minute of quiet")
    shown = cairn("publish")
    assert shown.code == 1
    assert "was “A quiet minute”" in shown.out
    assert "add --yes" in shown.out
    assert "Edition" not in cairn("publish", "--look", "--yes").out
    done = cairn("publish", "--yes", "--by", "practice lead")
    assert "Edition 2 is published." in done.out
    history = cairn("publish", "--history").out
    assert "from the folder, by practice lead\n  quiet-minute\n    the title:" in history


def test_what_has_to_be_mended_is_told_and_nothing_is_published(
    started: Path, cairn: Cairn
) -> None:
    """With file and line, and exit code 1."""
    change(started, "title:", "titel:")
    ran = cairn("publish", "--yes")
    assert ran.code == 1
    assert f"{FILE}:" in ran.out
    assert "Nothing was published" in ran.out
    assert "Edition 2" not in cairn("publish", "--history").out


def test_the_words_of_before_are_one_command_away(started: Path, cairn: Cairn) -> None:
    """And a wish that cannot be met is answered plainly."""
    assert "no earlier edition" in cairn("publish", "--rollback").out
    change(started, "title: A quiet minute", "title: A minute of quiet")
    cairn("publish", "--yes")
    asked = cairn("publish", "--rollback")
    assert (asked.code, "was “A minute of quiet”" in asked.out) == (1, True)
    ran = cairn("publish", "--rollback", "--yes", "--by", "on call")
    assert (ran.code, "Edition 3 is published" in ran.out) == (0, True)
    assert "edition 1 again, by on call" in cairn("publish", "--history").out
    far = cairn("publish", "--rollback", "--to", "9", "--yes")
    assert (far.code, "There is no edition 9." in far.out) == (1, True)
    assert cairn("publish", "--to", "2").code == 2


def test_a_start_with_broken_words_says_so_and_goes_on(started: Path, cairn: Cairn) -> None:
    """Nobody is left without an answer because a file was saved half-way."""
    change(started, "title:", "titel:")
    ran = cairn("chat", given="/support\n")
    assert ran.code == 0
    assert "the folder’s words were not published" in ran.err
    assert "116 123" in ran.out
