"""`cairn translate`: a table goes out, comes back filled in, and nothing is lost on the way."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.sheet import COLUMNS, Row, as_csv, guarded, read_cell, read_csv
from tests.script.test_translation import shouted

Cairn = Callable[..., Any]
LANGUAGE = "en-x-caps"
SCRIPT = """\
# A remark.
dialogue: tea
title: Tea
about: "- One question."
minutes: 1
steps:
  start:
    ask: Has anything gone well{% if name %}, {{ name }}{% endif %}?
    buttons:
      some: Something has -> bye
      not_today: Not today -> bye
  bye:
    end: |
      Thank you.

      Go gently.
"""


@pytest.fixture
def tea(dialogues: Path) -> Path:
    """The shipped dialogues and a small one."""
    (dialogues / "tea.yaml").write_text(SCRIPT, "utf-8")
    return dialogues


def rows_of(file: Path) -> list[dict[str, str]]:
    """The table as a spreadsheet shows it."""
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))


def put_back(
    file: Path, rows: list[dict[str, str]], separator: str = ",", encoding: str = "utf-8-sig"
) -> None:
    """Saves the table, as a spreadsheet does."""
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    file.write_bytes(text.getvalue().encode(encoding))


def exported(cairn: Cairn, tmp_path: Path, dialogue: str = "tea") -> list[dict[str, str]]:
    """A fresh table of one dialogue."""
    file = tmp_path / "out.csv"
    file.unlink(missing_ok=True)
    assert cairn("translate", "export", LANGUAGE, dialogue, "--output", str(file)).code == 0
    return rows_of(file)


def imported(cairn: Cairn, tmp_path: Path, rows: list[dict[str, str]], **how: Any) -> Any:
    """Takes a table in."""
    put_back(tmp_path / "in.csv", rows, **how)
    return cairn("translate", "import", LANGUAGE, str(tmp_path / "in.csv"))


def filled(
    rows: list[dict[str, str]], words: Mapping[str, str] | None = None
) -> list[dict[str, str]]:
    """The table with every translation written in, in capitals but for some."""
    return [
        {**row, "translation": (words or {}).get(row["where"], shouted(row["English"]))}
        for row in rows
    ]


def test_a_table_goes_out_with_every_text_and_its_state(
    cairn: Cairn, tea: Path, tmp_path: Path
) -> None:
    """One row a text, in reading order, in letters that a spreadsheet opens rightly."""
    rows = exported(cairn, tmp_path)
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert tuple(rows[0]) == COLUMNS
    assert [row["where"] for row in rows] == [
        "tea/title",
        "tea/about",
        "tea/steps.start.ask",
        "tea/steps.start.buttons.some",
        "tea/steps.start.buttons.not_today",
        "tea/steps.bye.end",
    ]
    assert {row["state"] for row in rows} == {"missing"}
    assert rows[1]["English"] == "'- One question."
    assert rows[3]["English"] == "Something has"
    assert rows[5]["English"] == "Thank you.\n\nGo gently."


def test_a_table_that_is_there_is_never_written_over(
    cairn: Cairn, tea: Path, tmp_path: Path
) -> None:
    """A translator’s afternoon may be in it."""
    (tmp_path / f"{LANGUAGE}.csv").write_text("an afternoon", "utf-8")
    ran = cairn("translate", "export", LANGUAGE)
    assert ran.code == 2
    assert "is there already" in ran.err
    assert (tmp_path / f"{LANGUAGE}.csv").read_text("utf-8") == "an afternoon"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_filled_table_comes_back_and_is_played(
    cairn: Cairn, tea: Path, tmp_path: Path, separator: str
) -> None:
    """Whichever sign the spreadsheet parts its columns with."""
    ran = imported(cairn, tmp_path, filled(exported(cairn, tmp_path)), separator=separator)
    assert (ran.code, ran.out.splitlines()[0]) == (
        0, f"{tmp_path}/in.csv: 6 taken in, 0 as they were, 0 left blank, 0 refused."
    )  # fmt: skip
    said = cairn("preview", "tea", "--as", LANGUAGE, given="1\n:save x\n").out
    assert "HAS ANYTHING GONE WELL?" in said
    assert "SOMETHING HAS" in said
    assert "THANK YOU.\n\nGO GENTLY." in said
    assert "Transcripts are in English" in said
    assert {row["state"] for row in exported(cairn, tmp_path)} == {"done"}
    text = (tea / "translations" / LANGUAGE / "tea.yaml").read_text("utf-8")
    assert "'- ONE QUESTION.'" in text  # quoted as YAML does, without the spreadsheet's guard
    assert cairn("lint").code == 0


def test_a_blank_cell_loses_nothing(cairn: Cairn, tea: Path, tmp_path: Path) -> None:
    """Whoever sends back half a table keeps the other half."""
    rows = exported(cairn, tmp_path)
    imported(cairn, tmp_path, filled(rows))
    blank = [{**row, "translation": ""} for row in rows]
    ran = imported(cairn, tmp_path, blank[:3])
    assert "0 taken in, 0 as they were, 3 left blank, 0 refused" in ran.out
    assert {row["state"] for row in exported(cairn, tmp_path)} == {"done"}


def test_a_row_that_cannot_be_taken_is_told_by_its_number(
    cairn: Cairn, tea: Path, tmp_path: Path
) -> None:
    """With the reason, and the rows around it are taken all the same."""
    rows = filled(exported(cairn, tmp_path), {"tea/steps.start.ask": "HAS ANYTHING GONE WELL?"})
    rows.append({**rows[0], "where": "tea/steps.gone.ask"})
    rows.append({**rows[0], "translation": "KETTLE"})
    ran = imported(cairn, tmp_path, rows)
    assert ran.code == 1
    assert ran.out.splitlines()[:4] == [
        f"{tmp_path}/in.csv: 5 taken in, 0 as they were, 0 left blank, 3 refused.",
        "row 4, tea/steps.start.ask: leaves out the value name; copy it from the English",
        "row 8, tea/steps.gone.ask: there is no such text any more",
        "row 9, tea/title: this text stands in row 2 already",
    ]


def test_when_the_english_changes_the_words_are_stale_and_english_is_played(
    cairn: Cairn, tea: Path, tmp_path: Path
) -> None:
    """Nothing half old is read; the table says which row to look at."""
    imported(cairn, tmp_path, filled(exported(cairn, tmp_path)))
    (tea / "tea.yaml").write_text(SCRIPT.replace("Not today", "Not just now"), "utf-8")
    assert "5 of 6 done, 1 stale" in cairn("translate", "check", LANGUAGE).out
    assert "D602 the English of “steps.start.buttons.not_today” has changed" in cairn("lint").out
    ran = cairn("preview", "tea", "--as", LANGUAGE)
    assert ran.code == 2
    assert "is not wholly translated" in ran.err.replace("\n", " ")
    rows = exported(cairn, tmp_path)
    assert [row["state"] for row in rows].count("stale") == 1
    # Sent back as it was, it is as stale as it was; marked done, it fits the new English.
    assert "0 taken in, 6 as they were" in imported(cairn, tmp_path, rows).out
    assert "5 of 6 done, 1 stale" in cairn("translate", "check", LANGUAGE).out
    assert "1 taken in" in imported(cairn, tmp_path, [{**row, "state": "Done"} for row in rows]).out
    assert "tea: 6 of 6 done" in cairn("translate", "check", LANGUAGE).out


def test_words_for_older_english_are_taken_and_marked_stale(
    cairn: Cairn, tea: Path, tmp_path: Path
) -> None:
    """The English changed while the table was away: the work is kept, and looked at again."""
    rows = filled(exported(cairn, tmp_path))
    (tea / "tea.yaml").write_text(SCRIPT.replace("Not today", "Not just now"), "utf-8")
    ran = imported(cairn, tmp_path, rows)
    assert "row 6, tea/steps.start.buttons.not_today: its English has changed" in ran.out
    assert "5 of 6 done, 1 stale" in cairn("translate", "check", LANGUAGE).out


def test_a_speakers_check_is_over_when_a_word_changes(
    cairn: Cairn, tea: Path, tmp_path: Path
) -> None:
    """“Checked by” is only said of the words that were checked."""
    rows = filled(exported(cairn, tmp_path))
    imported(cairn, tmp_path, rows)
    file = tea / "translations" / LANGUAGE / "tea.yaml"
    checked = "checked: by somebody who shouts on 2026-12-01\ntexts:"
    file.write_text(file.read_text("utf-8").replace("texts:", checked), "utf-8")
    assert "checked by somebody who shouts on" in cairn("translate", "check").out
    assert "should read it again" not in imported(cairn, tmp_path, rows).out
    rows[0]["translation"] = "KETTLE"
    assert (
        "tea: its words have changed, so a speaker should read it again."
        in imported(cairn, tmp_path, rows).out.splitlines()
    )
    assert "not checked by a speaker" in cairn("translate", "check").out


def test_remarks_in_a_file_stay_when_a_table_is_taken_in(
    cairn: Cairn, tea: Path, tmp_path: Path
) -> None:
    """What somebody wrote for the next translator; only what changed is another line."""
    rows = filled(exported(cairn, tmp_path))
    imported(cairn, tmp_path, [row for row in rows if "buttons" not in row["where"]])
    file = tea / "translations" / LANGUAGE / "tea.yaml"
    text = file.read_text("utf-8").replace("  about:", "\n  # Said aloud, it rhymes.\n  about:")
    text = f"# Ask the choir about rhymes.\n{text}".replace(
        "texts:", "checked: by a choir on 2026-12-01\ntexts:  # here"
    )
    file.write_bytes(text.replace("\n", "\r\n").encode())
    rows[0]["translation"], rows[0]["note"] = "KETTLE: ON", "as in the song"
    rows[-1]["translation"] = "THANKS.\n\nGO: GENTLY."
    assert imported(cairn, tmp_path, rows).code == 0
    made = file.read_bytes().decode()
    assert made.count("\n") == made.count("\r\n")
    made = made.replace("\r\n", "\n")
    assert made.startswith("# Ask the choir about rhymes.\nlanguage: en-x-caps\ntexts:  # here\n")
    assert "\n\n  # Said aloud, it rhymes.\n  about:\n" in made
    assert "    words: 'KETTLE: ON'\n    note: as in the song\n" in made.replace('"', "'")
    assert made.index("steps.start.ask") < made.index("buttons.some") < made.index("steps.bye.end")
    back = exported(cairn, tmp_path)
    assert [row["translation"] for row in back] == [row["translation"] for row in rows]
    assert {row["state"] for row in back} == {"done"}
    rows[0]["note"] = ""
    imported(cairn, tmp_path, rows)
    assert exported(cairn, tmp_path)[0]["note"] == ""
    assert "# Said aloud, it rhymes." in file.read_text("utf-8")


def test_a_broken_file_is_not_written_over(cairn: Cairn, tea: Path, tmp_path: Path) -> None:
    """What cannot be read could not be kept."""
    rows = filled(exported(cairn, tmp_path))
    file = tea / "translations" / LANGUAGE / "tea.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("language: en-x-caps\ntexts: [\n", "utf-8")
    ran = imported(cairn, tmp_path, rows)
    assert ran.code == 2
    assert "Mend this first" in ran.err
    assert file.read_text("utf-8") == "language: en-x-caps\ntexts: [\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"where,English\n", "has no column “translation”"),
        (b"", "has no column “where”"),
        ("where,English,translation\na/b,é,é\n".encode("cp1252"), "CSV UTF-8"),
        ("where,English,translation\n".encode("utf-16"), "CSV UTF-8"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_plainly(
    cairn: Cairn, tea: Path, tmp_path: Path, content: bytes, said: str
) -> None:
    """With what to do in the spreadsheet."""
    (tmp_path / "in.csv").write_bytes(content)
    ran = cairn("translate", "import", LANGUAGE, str(tmp_path / "in.csv"))
    assert ran.code == 2
    assert said in " ".join(ran.err.split())


@pytest.mark.parametrize("language", ["en", "../x", "Gaelic", ""])
def test_only_a_language_is_a_language(cairn: Cairn, tea: Path, language: str) -> None:
    """It becomes the name of a folder, so it is looked at first."""
    for words in (["export", language], ["import", language, "x.csv"], ["check", language]):
        assert cairn("translate", *words).code == 2


def test_nothing_translated_says_how_to_begin(cairn: Cairn, dialogues: Path) -> None:
    """The shipped dialogues are in English alone."""
    ran = cairn("translate", "check")
    assert (ran.code, ran.out) == (
        0, "Nothing is translated yet. Begin with: cairn translate export gd\n"
    )  # fmt: skip


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"))).map(str.strip)


@given(cells=st.lists(st.builds(str.__add__, st.sampled_from(["", "=", "'+", "''@", "-"]), CELLS)))
def test_no_cell_is_a_formula_and_every_cell_comes_back(cells: list[str]) -> None:
    """A guard is put before what a spreadsheet would run, and taken away again."""
    for cell in map(str.strip, cells):
        assert not guarded(cell).startswith(("=", "+", "-", "@"))
        assert read_cell(guarded(cell)) == cell


def test_line_ends_of_another_system_are_the_same_words(tmp_path: Path) -> None:
    """Some spreadsheets write a line end of their own into a cell."""
    file = tmp_path / "x.csv"
    text = as_csv([Row("a/b", "One.\n\nTwo.", "ONE.\n\nTWO.", "done", "")])
    file.write_bytes(text.replace("\r\n", "\n").replace("\n", "\r\n").encode())
    ((number, row),) = read_csv(file)
    assert (number, row.english, row.translation) == (2, "One.\n\nTwo.", "ONE.\n\nTWO.")
