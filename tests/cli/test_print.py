"""`cairn print`: words on paper, in Word and on a page, and what it says when that fails."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

Cairn = Callable[..., Any]


def test_without_a_file_the_words_are_printed_here(cairn: Cairn) -> None:
    """Plain text of one dialogue, and nothing but that."""
    ran = cairn("print", "check-in")
    assert ran.code == 0
    assert ran.out.startswith("How things are just now: words to read together\nPrinted on ")
    assert "\nStep 2, low\n    Thank you for saying so." in ran.out
    assert ran.err == ""


def test_files_are_written_and_named(cairn: Cairn, tmp_path: Path) -> None:
    """Both at once; printing again overwrites them, and each time it says where they are."""
    word, page = tmp_path / "check-in.docx", tmp_path / "check-in.html"
    word.write_text("an older one", "utf-8")
    for _ in range(2):
        ran = cairn("print", "check-in", "--docx", str(word), "--html", str(page))
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == f"Written: {word}\nWritten: {page}\n"
    assert docx.Document(BytesIO(word.read_bytes())).tables[0].rows[0].cells[2].text
    assert "How are things just now?" in page.read_text("utf-8")


def test_named_by_nothing_every_dialogue_is_printed(cairn: Cairn, dialogues: Path) -> None:
    """With a list of contents; a file’s name does as well as a dialogue’s."""
    ran = cairn("print")
    titles = [f"- {line}" for line in ("After a course", "A quiet minute", "One small change")]
    assert all(f"\n{title}\n" in ran.out for title in titles)
    one = cairn("print", str(dialogues / "check-in.yaml"))
    assert one.out == cairn("print", "check-in").out


@pytest.mark.parametrize("name", ["prompts", "huddles", "support", "resources", "themes"])
def test_lists_are_printed_when_asked_for(cairn: Cairn, tmp_path: Path, name: str) -> None:
    """In all three ways, beside a dialogue as well as alone."""
    for names in ([name], [name, "check-in"]):
        page, word = tmp_path / "list.html", tmp_path / "list.docx"
        assert cairn("print", *names, "--html", str(page), "--docx", str(word)).code == 0
        assert 'id="sheet-' in page.read_text("utf-8")
        assert ("How are things" in page.read_text("utf-8")) is (len(names) == 2)


def test_a_name_that_nothing_has_is_wrong_use(cairn: Cairn) -> None:
    """It names the nearest one."""
    ran = cairn("print", "chek-in")
    assert ran.code == 2
    assert "did you mean “check-in”?" in ran.err


def test_a_broken_dialogue_is_not_printed(cairn: Cairn, dialogues: Path) -> None:
    """Asked for, its first problem is said; among all the others it is named as left out."""
    (dialogues / "check-in.yaml").write_text("dialogue: check-in\nsteps: 3\n", "utf-8")
    ran = cairn("print", "check-in")
    assert ran.code == 2
    assert "check-in.yaml:1:1: D100" in ran.err
    ran = cairn("print")
    assert ran.code == 1
    assert ran.err == "check-in is left out, as it cannot be read; cairn lint says why.\n"
    assert "A quiet minute" in ran.out


def test_a_page_can_be_made_when_a_dialogue_that_is_played_is_broken(
    cairn: Cairn, dialogues: Path, tmp_path: Path
) -> None:
    """The way there says that it cannot be shown; everything else is."""
    (dialogues / "quiet-minute.yaml").write_text("dialogue: quiet-minute\n", "utf-8")
    page = tmp_path / "page.html"
    assert cairn("print", "check-in", "--html", str(page)).code == 0
    assert 'href="#stuck"' in page.read_text("utf-8")
    assert 'id="stuck"' in page.read_text("utf-8")


def test_a_file_that_cannot_be_written_says_why(
    cairn: Cairn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing folder, a folder in place of a file, a file that Word holds open."""
    missing = tmp_path / "nowhere" / "a.docx"
    ran = cairn("print", "check-in", "--docx", str(missing))
    assert ran.code == 1
    assert ran.err == f"There is no folder {missing.parent}. Make it, or name another.\n"
    ran = cairn("print", "check-in", "--html", str(tmp_path))
    assert ran.code == 1
    assert ran.err == f"{tmp_path} is a folder. Add the name of a file to it.\n"

    def locked(*_: object) -> int:
        raise PermissionError(13, "locked")

    monkeypatch.setattr(Path, "write_bytes", locked)  # as Windows answers while Word has it open
    ran = cairn("print", "check-in", "--docx", str(tmp_path / "a.docx"))
    assert ran.code == 1
    assert "If it is open in Word or a browser, close it and print again" in ran.err
