"""The folder of dialogues as a whole."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.script.files import files_in
from bot.script.folder import read_folder, script_paths
from bot.script.holidays import Holidays
from bot.script.support import FALLBACK_CARD

SHIPPED = Path(__file__).parents[2] / "dialogues"
CHECKED = date(2026, 11, 23)

DIALOGUE = """\
dialogue: hello
title: Hello
themes: [culture]
steps:
  hello:
    run: other
    next: bye
  bye:
    end: Go gently.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder: the shipped shared files, prompts and cards, and two dialogues."""
    shutil.copytree(SHIPPED / "shared", tmp_path / "shared")
    shutil.copy(SHIPPED / "themes.yaml", tmp_path)
    shutil.copytree(SHIPPED / "prompts", tmp_path / "prompts")
    shutil.copytree(SHIPPED / "huddles", tmp_path / "huddles")
    (tmp_path / "hello.yaml").write_text(DIALOGUE, encoding="utf-8")
    other = "dialogue: other\ntitle: Other\nsteps:\n  bye:\n    end: Go gently.\n"
    (tmp_path / "other.yaml").write_text(other, encoding="utf-8")
    return tmp_path


def test_the_shipped_folder_has_nothing_to_mend() -> None:
    """What is delivered passes without an error and without a warning."""
    library, problems = read_folder(SHIPPED, CHECKED)
    assert [problem.line() for problem in problems] == []
    assert {Path(path).stem for path in script_paths(files_in(SHIPPED))} == set(library.scripts)
    assert {prompt.theme for prompt in library.prompts} == set(library.themes)
    assert len(library.principles) == 5


def test_one_file_is_checked_against_the_others(folder: Path) -> None:
    """A dialogue, a theme and a card that another file has are known."""
    library, problems = read_folder(folder, CHECKED)
    assert problems == []
    assert sorted(library.scripts) == ["hello", "other"]
    (folder / "other.yaml").unlink()
    library, problems = read_folder(folder, CHECKED)
    assert [problem.code for problem in problems] == ["D205"]
    assert not library.scripts


def test_a_broken_dialogue_does_not_take_the_others_with_it(folder: Path) -> None:
    """Only the dialogue that cannot be read is missing."""
    (folder / "hello.yaml").write_text("dialogue: [", encoding="utf-8")
    library, problems = read_folder(folder, CHECKED)
    assert list(library.scripts) == ["other"]
    assert {Path(problem.place.file).name for problem in problems} == {"hello.yaml"}


def test_a_file_that_is_not_plain_text_is_told(folder: Path) -> None:
    """A word processor's file gets a plain sentence, once."""
    (folder / "hello.yaml").write_bytes(b"\xd0\xcf\x11\xe0")
    _, problems = read_folder(folder, CHECKED)
    assert [problem.line() for problem in problems] == [
        f"{folder / 'hello.yaml'}:1:1: D100 this file is not plain text "
        "(help: save it as plain text, UTF-8)"
    ]


@pytest.mark.parametrize("name", ["themes.yaml", "shared/support.yaml", "shared/words.yaml"])
def test_a_missing_file_is_one_problem(folder: Path, name: str) -> None:
    """What is missing is told once, and nothing else fails because of it."""
    (folder / name).unlink()
    library, problems = read_folder(folder, CHECKED)
    assert [problem.message for problem in problems] == ["this file is missing"]
    assert set(library.scripts) == {"hello", "other"}
    assert library.support["staff"].urgent


def test_without_its_files_there_is_still_help(folder: Path) -> None:
    """The built-in lines and the plainest words of distress need no file."""
    (folder / "shared" / "support.yaml").unlink()
    (folder / "shared" / "distress.yaml").write_text("about me: {a: [b]}", encoding="utf-8")
    library, problems = read_folder(folder, CHECKED)
    assert library.support == {"staff": FALLBACK_CARD}
    assert library.distress.check("I want to die") == "self"
    assert len(problems) == 2


def test_words_of_distress_may_stand_in_files_of_their_own(folder: Path) -> None:
    """What lies in `shared/distress/` belongs to the list; a fault there is told with its line."""
    own = folder / "shared" / "distress" / "ours.yaml"
    own.parent.mkdir(exist_ok=True)
    own.write_text("about me: {ours: [the tower again]}", encoding="utf-8")
    library, problems = read_folder(folder, CHECKED)
    assert not problems
    assert library.distress.check("it is the tower again") == "self"
    own.write_text("about me:\n  ours: [the (tower again]", encoding="utf-8")
    library, problems = read_folder(folder, CHECKED)
    assert [(one.place.file, one.place.line) for one in problems] == [(str(own), 2)]
    assert library.distress.check("I want to die") == "self"


def test_the_file_of_holidays_may_be_missing(folder: Path) -> None:
    """Without it Scotland's days count and no others; with it, the organisation's own too."""
    local = folder / "shared" / "holidays.yaml"
    local.unlink()
    library, problems = read_folder(folder, CHECKED)
    assert (library.holidays, problems) == (Holidays(), [])
    local.write_text("also:\n  2027-09-20: Autumn holiday\n", encoding="utf-8")
    library, problems = read_folder(folder, CHECKED)
    assert (library.holidays.name(date(2027, 9, 20)), problems) == ("Autumn holiday", [])


def test_a_slip_in_the_file_of_holidays_is_told_with_the_others(folder: Path) -> None:
    """`cairn lint` reads this file like every other."""
    local = folder / "shared" / "holidays.yaml"
    local.write_text("also:\n  20/9/2027: Autumn holiday\n", encoding="utf-8")
    _, problems = read_folder(folder, CHECKED)
    assert [problem.line() for problem in problems] == [
        f"{local}:2:3: D100 “20/9/2027” is not a day as files have them (help: write “2027-09-20”)"
    ]


def test_the_age_of_support_lines_is_counted_from_the_day_given(folder: Path) -> None:
    """The same folder is fine today and not fit to publish in a year."""
    assert {problem.code for problem in read_folder(folder, date(2027, 11, 23))[1]} == {"D505"}
