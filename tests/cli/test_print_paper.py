"""`cairn print --paper`: what people fill in by hand, for whoever sits at a computer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cairn = Callable[..., Any]


def test_a_page_and_a_pdf_are_written_and_named(cairn: Cairn, tmp_path: Path) -> None:
    """The ending of the file's name says which; printing again overwrites."""
    for ending, begins in (("html", b"<!doctype html>"), ("pdf", b"%PDF-")):
        file = tmp_path / f"walk.{ending}"
        file.write_text("an older one", "utf-8")
        ran = cairn("print", "--paper", "walking-together", "--output", str(file))
        assert (ran.code, ran.out, ran.err) == (0, f"Written: {file}\n", "")
        assert file.read_bytes().startswith(begins)


def test_without_a_file_it_is_text_to_read_out(cairn: Cairn) -> None:
    """With dots where there is something to write, and boxes to tick."""
    ran = cairn("print", "--paper", "walking-together")
    assert ran.code == 0
    assert ran.out.startswith("Walking a service together\n==")
    assert "\nBefore you walk\n- Where we walk, from which step to which\n    ....." in ran.out
    assert "\n[ ] Everybody is paid before they go home\n" in ran.out


def test_a_list_is_printed_for_a_group_whole_or_by_part(cairn: Cairn) -> None:
    """One that is too long says which parts there are."""
    ran = cairn("print", "--paper", "readiness")
    assert "[ ] In place  [ ] Partly there  [ ] Not yet" in ran.out
    assert "What is needed from others" in ran.out
    ran = cairn("print", "--paper", "in-place")
    assert ran.code == 2
    assert "printed a part at a time; choose one of in-place/culture, in-place" in ran.err
    ran = cairn("print", "--paper", "in-place/culture")
    assert ran.out.startswith("What is in place: The feel of the place\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--paper", "policy"), "did you mean “policy-lens”?"),
        (("--paper", "zzzz"), "choose one of policy-lens"),
        (("--paper", "policy-lens", "--output", "lens.docx"), "end its name with .html or .pdf."),
        (("--output", "lens.pdf"), "--output belongs to --paper."),
        (("check-in", "--paper", "policy-lens"), "--paper prints one thing by itself"),
        (("--html", "x.html", "--paper", "policy-lens"), "--paper prints one thing by itself"),
    ],
)
def test_wrong_use_is_said(cairn: Cairn, arguments: tuple[str, ...], said: str) -> None:
    """With what would be right."""
    ran = cairn("print", *arguments)
    assert ran.code == 2
    assert said in " ".join(ran.err.split())


def test_a_broken_paper_is_not_printed(cairn: Cairn, dialogues: Path) -> None:
    """Its first problem is said, with its place."""
    (dialogues / "papers" / "policy-lens.yaml").write_text("paper: policy-lens\n", "utf-8")
    ran = cairn("print", "--paper", "policy-lens")
    assert ran.code == 2
    assert "policy-lens.yaml:1:1: D100" in ran.err


def test_a_folder_that_is_not_there_is_said(cairn: Cairn, tmp_path: Path) -> None:
    """As for everything else that is printed."""
    ran = cairn("print", "--paper", "policy-lens", "--output", str(tmp_path / "no" / "x.pdf"))
    assert ran.code == 1
    assert "There is no folder" in ran.err
