"""The hunter must find what it is there to find."""

import base64
import json
from pathlib import Path

import pytest

from tests.storage.hunt import hunt

WORD = "heron under “Tay Bridge”"

LEAKS = {
    "plain": WORD.encode(),
    "utf-16": WORD.encode("utf-16"),
    "hex": b"x" + WORD.encode().hex().encode(),
    "base64 at the start": base64.b64encode(WORD.encode() + b"zz"),
    "base64 in the middle": base64.b64encode(b"a" + WORD.encode() + b"zz"),
    "base64 further on": base64.b64encode(b"ab" + WORD.encode() + b"zz"),
    "urlsafe base64": base64.urlsafe_b64encode(b"ab" + WORD.encode()),
    "escaped in json": json.dumps({"text": WORD}).encode(),
}


@pytest.mark.parametrize("leak", LEAKS)
def test_finds_a_planted_word_in_every_form(tmp_path: Path, leak: str) -> None:
    """A word written in any of these forms is found, in any folder below."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(b"\0\1" + LEAKS[leak] + b"\2")
    assert hunt(tmp_path, [WORD])


def test_finds_a_word_in_a_files_name(tmp_path: Path) -> None:
    """A name can leak as well as what is inside."""
    (tmp_path / "heron-export.json").touch()
    assert hunt(tmp_path, ["heron"]) == ["heron-export.json: word 0 (as it is)"]


def test_finds_nothing_where_nothing_is(tmp_path: Path) -> None:
    """Other words are no finding."""
    (tmp_path / "file").write_bytes(b"a stone on the cairn")
    assert hunt(tmp_path, [WORD]) == []
