"""`cairn lint`: what is wrong with the dialogues, where, and how to mend it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Cairn = Callable[..., Any]

BROKEN = """\
dialogue: broken
title: A broken one
about: It leads nowhere.
minutes: 1
themes: [culture]
principles: [safety]
steps:
  first:
    say: Hello.
    next: lst
  last:
    end: Goodbye.
"""


def test_the_shipped_dialogues_have_nothing_to_mend(cairn: Cairn) -> None:
    """The words that Cairn ships with pass their own rules, with no error and no warning."""
    ran = cairn("lint")
    assert ran.code == 0
    assert ran.out.endswith("read. Nothing to mend.\n")


def test_an_error_names_file_line_and_column_and_fails(cairn: Cairn, dialogues: Path) -> None:
    """A step that leads nowhere is found at its line, with “did you mean”, and the code is 1."""
    (dialogues / "broken.yaml").write_text(BROKEN, "utf-8")
    ran = cairn("lint")
    assert ran.code == 1
    first = ran.out.splitlines()[0]
    assert first.startswith(f"{dialogues}/broken.yaml:10:11: D205 ")
    assert "did you mean “last”?" in first


def test_only_the_named_files_are_reported(cairn: Cairn, dialogues: Path) -> None:
    """Somebody mending one dialogue does not hear about another."""
    (dialogues / "broken.yaml").write_text(BROKEN, "utf-8")
    ran = cairn("lint", str(dialogues / "check-in.yaml"))
    assert (ran.code, ran.out) == (0, "1 file read. Nothing to mend.\n")
    assert cairn("lint", str(dialogues / "broken.yaml")).code == 1


def test_a_draft_from_elsewhere_is_read_as_if_it_stood_in_the_folder(
    cairn: Cairn, tmp_path: Path
) -> None:
    """A file on somebody’s desktop may name the shipped themes, cards and dialogues."""
    draft = tmp_path / "desktop" / "broken.yaml"
    draft.parent.mkdir()
    draft.write_text(BROKEN.replace("lst", "last"), "utf-8")
    assert cairn("lint", str(draft)).code == 0
    draft.write_text(BROKEN, "utf-8")
    assert "D205" in cairn("lint", str(draft)).out


def test_problems_come_as_json_for_programs(cairn: Cairn, dialogues: Path) -> None:
    """`--format json` is a list of objects with place, code, severity, message and help."""
    (dialogues / "broken.yaml").write_text(BROKEN, "utf-8")
    rows = json.loads(cairn("lint", "--format", "json").out)
    found = next(row for row in rows if row["code"] == "D205")
    assert (found["line"], found["col"], found["severity"]) == (10, 11, "E")
    assert found["help"]


def test_problems_come_as_annotations_for_a_code_review(cairn: Cairn, dialogues: Path) -> None:
    """`--format github` prints workflow commands, with line ends and percent signs escaped."""
    (dialogues / "broken.yaml").write_text(BROKEN, "utf-8")
    said = cairn("lint", "--format", "github").out
    assert f"::error file={dialogues}/broken.yaml,line=10,col=11,title=D205::" in said


def test_a_file_that_is_not_there_is_wrong_use(cairn: Cairn) -> None:
    """A mistyped file name is said so, with exit code 2."""
    ran = cairn("lint", "nowhere.yaml")
    assert ran.code == 2
    assert "There is no file nowhere.yaml." in ran.err


def test_a_folder_in_place_of_a_file_is_told_how_folders_are_checked(
    cairn: Cairn, dialogues: Path
) -> None:
    """Whoever names a folder is told which setting checks all of it, with exit code 2."""
    ran = cairn("lint", str(dialogues))
    assert ran.code == 2
    # Long lines are wrapped where the width of the terminal ends.
    assert f"CAIRN_DIALOGUES={dialogues}" in "".join(ran.err.split())
