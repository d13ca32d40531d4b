"""Settings: read from the environment and `.env`, and refused in one plain sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.settings import WrongSetting, misspelt, read_settings

Cairn = Callable[..., Any]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CAIRN_HTTP", "8080"),
        ("CAIRN_HTTP", "127.0.0.1:99999"),
        ("CAIRN_TIMEZONE", "Mars"),
        ("CAIRN_TIMEZONE", "../../etc/passwd"),
        ("CAIRN_ADMIN_IDS", "12,me"),
        ("CAIRN_SEND_PER_SECOND", "0"),
        ("CAIRN_SEND_PER_CHAT", "many"),
        ("CAIRN_TELEGRAM_API_URL", "api.telegram.org"),
        # Signing in must not be read on the way, and the page needs the whole name for itself.
        ("CAIRN_PUBLIC_URL", "http://cairn.example.org"),
        ("CAIRN_PUBLIC_URL", "https://cairn.example.org/studio"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_the_setting(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, cairn: Cairn
) -> None:
    """Whoever set it reads which setting is meant and what to write; the exit code is 1."""
    monkeypatch.setenv(name, value)
    ran = cairn("doctor")
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.startswith(f"The setting {name} cannot be used: ")
    assert ran.err.count("\n") == 1


def test_a_file_env_is_read_and_the_environment_stands_above_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A token can be put in `.env`, and an environment variable overrules it."""
    Path(".env").write_text("CAIRN_TELEGRAM_TOKEN=1:a\nCAIRN_OPERATOR_NAME=File\n", "utf-8")
    monkeypatch.setenv("CAIRN_OPERATOR_NAME", "Environment")
    settings = read_settings()
    assert settings.telegram_token
    assert settings.telegram_token.get_secret_value() == "1:a"
    assert settings.operator_name == "Environment"


def test_an_empty_value_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """`CAIRN_TELEGRAM_TOKEN=` in a unit file means that there is no token."""
    monkeypatch.setenv("CAIRN_TELEGRAM_TOKEN", "")
    assert read_settings().telegram_token is None


def test_a_file_env_that_is_not_text_is_said_plainly() -> None:
    """A `.env` saved by something other than a text editor stops the start in one sentence."""
    Path(".env").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WrongSetting, match=r"\.env cannot be read"):
        read_settings()


def test_the_token_is_never_shown() -> None:
    """Printing the settings, as an error report might, does not print the token."""
    assert "sesame" not in repr(read_settings(telegram_token="1:sesame"))


def test_a_misspelt_setting_is_noticed() -> None:
    """A name that is nearly a setting gets “did you mean”; real ones and strangers do not."""
    said = misspelt({"CAIRN_TELEGRM_TOKEN": "x", "CAIRN_HTTP": "x", "HOME": "x"})
    assert said == ["CAIRN_TELEGRM_TOKEN is not a setting; did you mean “CAIRN_TELEGRAM_TOKEN”?"]


def test_everything_lies_in_the_data_folder_unless_said_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Database, key and logs go where CAIRN_DATA_DIR says; the key may be told to go elsewhere."""
    monkeypatch.setenv("CAIRN_DATA_DIR", "here")
    settings = read_settings()
    assert settings.database == "sqlite:///here/cairn.db"
    assert settings.key_file == Path("here/master.key")
    assert settings.key_beside_data
    monkeypatch.setenv("CAIRN_MASTER_KEY_FILE", "there/master.key")
    assert not read_settings().key_beside_data
