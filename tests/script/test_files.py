"""A folder read once: what is taken along, and what is read anew when one word changes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.script.files import Files, files_in
from bot.script.folder import read_files
from bot.script.memo import Memo

SHIPPED = Path(__file__).parents[2] / "dialogues"
TODAY = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped dialogues."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "dialogues"))


def with_text(files: Files, path: str, text: str) -> Files:
    """The same files, one of them with another text."""
    return replace(files, texts={**files.texts, path: text})


def test_everything_that_is_written_is_read_hidden_files_are_not(folder: Path) -> None:
    """Editors and version control keep their own things in hidden files and folders."""
    (folder / ".check-in.yaml").write_text("half a file")
    (folder / ".git").mkdir()
    (folder / ".git" / "config.yaml").write_text("other things")
    files = files_in(folder)
    assert files.texts.keys() == files_in(SHIPPED).texts.keys()
    assert {"check-in.yaml", "prompts/culture.yaml", "shared/distress/living.yaml"} <= set(
        files.texts
    )
    assert any(path.startswith("transcripts/") for path in files.texts)


def test_a_file_that_is_no_text_is_told_and_the_others_are_read(folder: Path) -> None:
    """A Word document saved under the wrong name loses nothing else."""
    (folder / "check-in.yaml").write_bytes(b"PK\x03\x04\xff\xfe")
    files = files_in(folder)
    assert set(files.lost) == {"check-in.yaml"}
    library, problems = read_files(files, TODAY)
    assert "check-in" not in library.scripts
    assert next(one.message for one in problems if "check-in" in one.place.file).startswith(
        "this file is not plain text"
    )


def test_what_did_not_change_is_not_read_again() -> None:
    """One word changed in one dialogue: the others are the same objects as before."""
    memo, files = Memo(), files_in(SHIPPED)
    first, _ = read_files(files, TODAY, memo)
    text = files.texts["check-in.yaml"].replace("Stretched", "Pulled about")
    second, _ = read_files(with_text(files, "check-in.yaml", text), TODAY, memo)
    assert "Pulled about" in second.scripts["check-in"].source
    assert second.scripts["check-in"] is not first.scripts["check-in"]
    assert second.scripts["reflect"] is first.scripts["reflect"]
    assert second.distress is first.distress
    assert second.words is first.words


def test_what_one_file_says_of_another_is_read_again() -> None:
    """A dialogue that goes away is missed by those that play it."""
    memo, files = Memo(), files_in(SHIPPED)
    read_files(files, TODAY, memo)
    texts = {path: text for path, text in files.texts.items() if path != "quiet-minute.yaml"}
    _, problems = read_files(replace(files, texts=texts), TODAY, memo)
    assert "D205" in {one.code for one in problems if one.place.file.endswith("check-in.yaml")}


def test_the_memory_keeps_no_more_than_the_last_round() -> None:
    """A page that is open all day must not remember every letter that was typed in it."""
    memo, read = Memo(), []

    def reader(text: str) -> str:
        read.append(text)
        return text.upper()

    for text in ("a", "b", "a", "a"):
        assert memo.read(reader, text) == text.upper()
        memo.next_round()
    assert read == ["a", "b", "a"]
