"""Whatever is wrong: one plain sentence, the right exit code, nothing lost, never a traceback."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cairn = Callable[..., Any]


def _started(cairn: Cairn) -> None:
    assert cairn("chat", given="/help\n").code == 0


def _one_sentence(ran: Any) -> str:
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    return str(ran.err)


def test_a_missing_key_stops_the_start_and_makes_no_new_one(cairn: Cairn, tmp_path: Path) -> None:
    """Without its key a database is left alone; a new key would lose everybody’s words."""
    _started(cairn)
    key = tmp_path / "data" / "master.key"
    key.rename(tmp_path / "kept.key")
    before = (tmp_path / "data" / "cairn.db").read_bytes()
    assert "CAIRN_MASTER_KEY_FILE" in _one_sentence(cairn("chat"))
    assert not key.exists()
    assert (tmp_path / "data" / "cairn.db").read_bytes() == before


def test_a_wrong_key_stops_the_start_and_touches_nothing(
    cairn: Cairn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key of another installation is refused before anything is written."""
    _started(cairn)
    database = tmp_path / "data" / "cairn.db"
    monkeypatch.setenv("CAIRN_DATA_DIR", str(tmp_path / "other"))
    _started(cairn)
    before = database.read_bytes()
    monkeypatch.setenv("CAIRN_DATABASE_URL", f"sqlite:///{database}")
    assert "does not fit" in _one_sentence(cairn("chat"))
    assert database.read_bytes() == before


def test_a_place_that_cannot_be_written_stops_the_start(cairn: Cairn, tmp_path: Path) -> None:
    """The sentence names the folder and the setting."""
    (tmp_path / "data").write_text("a file", "utf-8")
    assert "CAIRN_DATA_DIR" in _one_sentence(cairn("chat"))


def test_a_newer_database_stops_the_start(cairn: Cairn, tmp_path: Path) -> None:
    """An older program does not touch what a newer one wrote."""
    _started(cairn)
    with sqlite3.connect(tmp_path / "data" / "cairn.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    assert "newer version of Cairn" in _one_sentence(cairn("chat"))


def test_a_file_that_is_no_database_stops_the_start(cairn: Cairn, tmp_path: Path) -> None:
    """A damaged file is kept as it is."""
    _started(cairn)
    database = tmp_path / "data" / "cairn.db"
    database.write_bytes(b"not a database at all" * 100)
    assert "damaged" in _one_sentence(cairn("chat"))
    assert database.read_bytes().startswith(b"not a database")


def test_a_script_that_cannot_be_played_stops_the_start(cairn: Cairn, dialogues: Path) -> None:
    """The first problem is shown as `cairn lint` shows it, and nothing has been made."""
    (dialogues / "check-in.yaml").write_text("dialogue: check-in\n", "utf-8")
    said = _one_sentence(cairn("chat"))
    assert "check-in.yaml:" in said
    assert "cairn lint" in said


@pytest.mark.parametrize(
    ("was", "becomes", "code"),
    [
        ("    stop: left\n", "", "D502"),
        ("      - Ease off. It still holds you.", "      - You must ease off.", "D504"),
    ],
)
def test_b18_a_script_that_breaks_a_rule_of_safety_stops_the_start(
    cairn: Cairn, dialogues: Path, was: str, becomes: str, code: str
) -> None:
    """A guide that cannot be left, or a word that presses, comes to nobody."""
    guide = dialogues / "settle-feet.yaml"
    source = guide.read_text("utf-8")
    assert was in source
    guide.write_text(source.replace(was, becomes), "utf-8")
    assert code in _one_sentence(cairn("chat"))


def test_a_missing_folder_of_dialogues_stops_the_start(
    cairn: Cairn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistyped CAIRN_DIALOGUES is not an empty folder."""
    monkeypatch.setenv("CAIRN_DIALOGUES", "nowhere")
    assert "CAIRN_DIALOGUES" in _one_sentence(cairn("chat"))
    assert "CAIRN_DIALOGUES" in _one_sentence(cairn("lint"))


@pytest.mark.parametrize("words", [["dance"], ["lint", "--format", "rhyme"], ["preview"], []])
def test_a_command_that_is_not_understood_ends_with_2(cairn: Cairn, words: list[str]) -> None:
    """Wrong use is told apart from something being wrong."""
    assert cairn(*words).code == 2


def test_an_error_nobody_foresaw_is_told_without_its_message(
    cairn: Cairn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its kind and its place in the code, for an error’s own words may quote somebody’s."""

    async def fails(*_given: object) -> None:
        raise RuntimeError("Morag wrote this")

    monkeypatch.setattr("bot.app.run_terminal", fails)
    said = _one_sentence(cairn("chat"))
    assert "RuntimeError, " in said
    assert "test_problems.py:" in said
    assert "cairn.log" in said
    assert "Morag" not in said
