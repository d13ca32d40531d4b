"""The master key’s file: made once, for its owner alone, and never guessed."""

from base64 import b64encode
from pathlib import Path

import pytest

from storage import keyfile
from storage.problems import FolderNotWritable, KeyUnreadable, MissingKey


def test_the_first_start_makes_a_key_for_its_owner_alone(tmp_path: Path) -> None:
    """The file appears with mode 0600, in a folder made for it."""
    path = tmp_path / "new" / "master.key"
    keyfile.load_or_make(path, tmp_path / "cairn.db")
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(keyfile.read_keys(path)[0]) == 32


def test_the_next_start_finds_the_same_key(tmp_path: Path) -> None:
    """A key, once made, stays."""
    path = tmp_path / "master.key"
    first = keyfile.load_or_make(path, None)
    held = path.read_bytes()
    assert keyfile.load_or_make(path, None).check == first.check
    assert path.read_bytes() == held


def test_two_installations_have_two_keys(tmp_path: Path) -> None:
    """Keys come from the system’s randomness."""
    one = keyfile.load_or_make(tmp_path / "a.key", None)
    other = keyfile.load_or_make(tmp_path / "b.key", None)
    assert one.check != other.check


def test_a_database_without_its_key_gets_no_new_one(tmp_path: Path) -> None:
    """A missing key beside an existing database is a problem to tell, not to paper over."""
    database, path = tmp_path / "cairn.db", tmp_path / "master.key"
    database.write_bytes(b"pages")
    with pytest.raises(MissingKey, match="put the key file back"):
        keyfile.load_or_make(path, database)
    assert not path.exists()


def test_an_empty_database_file_does_not_count(tmp_path: Path) -> None:
    """A file without a byte holds nobody’s words."""
    database = tmp_path / "cairn.db"
    database.touch()
    keyfile.load_or_make(tmp_path / "master.key", database)


BROKEN = {
    "empty": b"",
    "only a comment": b"# nothing here\n",
    "not base64": b"this is no key!\n",
    "too short": b64encode(b"short") + b"\n",
    "not text": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_key_file_is_named_and_left_alone(tmp_path: Path, kind: str) -> None:
    """Whatever is wrong in the file, the sentence names it, and the file stays as it is."""
    path = tmp_path / "master.key"
    path.write_bytes(BROKEN[kind])
    with pytest.raises(KeyUnreadable) as caught:
        keyfile.load_or_make(path, None)
    assert str(path) in str(caught.value)
    assert "short" not in str(caught.value)
    assert path.read_bytes() == BROKEN[kind]


def test_a_key_that_is_a_folder_is_named(tmp_path: Path) -> None:
    """An operator who mounts a folder by mistake reads so."""
    path = tmp_path / "master.key"
    path.mkdir()
    with pytest.raises(KeyUnreadable, match="is a directory"):
        keyfile.load_or_make(path, None)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """Where a file stands in the way of the folder, the sentence names the folder."""
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(FolderNotWritable, match="data"):
        keyfile.load_or_make(tmp_path / "data" / "master.key", None)


def test_further_keys_are_written_whole_and_for_their_owner(tmp_path: Path) -> None:
    """Writing several keys keeps their order and the mode, and leaves nothing beside."""
    path = tmp_path / "master.key"
    keyfile.load_or_make(path, None)
    keys = [*keyfile.read_keys(path), b"n" * 32]
    keyfile.write_keys(path, keys)
    assert keyfile.read_keys(path) == keys
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]
