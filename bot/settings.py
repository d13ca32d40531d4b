"""Every setting in one table, read from the environment (and from a file `.env`, if there is one).

The names and meanings are fixed; README.md shows the same table, and a test keeps the two equal.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.problems import CannotStart
from bot.script.problems import did_you_mean
from bot.service.publishing.when import When

PREFIX = "CAIRN_"
SHIPPED_DIALOGUES = Path(__file__).resolve().parent.parent / "dialogues"


class WrongSetting(CannotStart):
    """A setting has a value that cannot be used; `str()` is one plain sentence that names it."""


class Settings(BaseSettings):
    """What whoever runs Cairn can decide. A description says what the setting is for."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    telegram_token: SecretStr | None = Field(
        None, description="The bot’s token. Without one, `cairn run` opens the terminal."
    )
    telegram_api_url: str = Field(
        "https://api.telegram.org", description="Base address of the Bot API."
    )
    data_dir: Path = Field(
        Path("data"), description="Folder for the database, master key, exports and logs."
    )
    database_url: str | None = Field(
        None, description="`sqlite:///…`. By default `cairn.db` in the data folder."
    )
    master_key_file: Path | None = Field(
        None,
        description="The key that opens everything; made on first start, for its owner alone. "
        "By default in the data folder, with a warning that it belongs elsewhere.",
    )
    admin_ids: Annotated[tuple[int, ...], NoDecode] = Field(
        (),
        description="Telegram ids of coordinators, with commas between. Without any, `cairn run` "
        "prints a code for the first one.",
    )
    operator_name: str = Field(
        "", description="Who runs this; shown by `/start` and `/privacy`. Doctor asks for it."
    )
    privacy_contact: str = Field(
        "", description="Whom to ask about privacy; shown beside the name."
    )
    privacy_notice: str | None = Field(
        None,
        description="Web address of your whole privacy notice; `/privacy` links to it. "
        "`docs/governance/privacy-notice.md` is one to begin with.",
    )
    public_url: str | None = Field(
        None,
        description="Address at which coordinators reach their pages, such as "
        "`https://cairn.example.org`; a proxy there passes them on to `CAIRN_HTTP`.",
    )
    dialogues: Path = Field(
        SHIPPED_DIALOGUES, description="The folder of scripts. By default the shipped ones."
    )
    publish: When = Field(
        When.START,
        description="When words in that folder go live: `start` (at the next start), `save` (as "
        "soon as a file is saved, if nothing has to be mended) or `hand` (by `cairn publish`).",
    )
    timezone: str = Field("Europe/London", description="Time zone for new people.")
    send_per_second: float = Field(
        30, gt=0, le=100_000, description="Messages a second to everybody together."
    )
    send_per_chat: float = Field(1, gt=0, le=100_000, description="Messages a second to one chat.")
    http: str = Field(
        "127.0.0.1:8080",
        description="Host and port for the coordinators’ pages, health and figures.",
    )
    webhook_url: str | None = Field(
        None, description="Public address for Telegram to call. Comes later: this version polls."
    )

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split_ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(part.isascii() and part.isdigit() for part in parts):
            raise ValueError("write Telegram ids as numbers with commas between, such as 1234,5678")
        return tuple(int(part) for part in parts)

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("write the name of a zone, such as Europe/London") from None
        return value

    @field_validator("dialogues")
    @classmethod
    def _is_folder(cls, value: Path) -> Path:
        if not value.is_dir():
            raise ValueError(f"there is no folder {value}")
        return value

    @field_validator("http")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, colon, port = value.rpartition(":")
        if not (host and colon and port.isascii() and port.isdigit() and int(port) < 65536):
            raise ValueError("write a host and a port, such as 127.0.0.1:8080")
        return value

    @field_validator("telegram_api_url", "privacy_notice", "public_url", "webhook_url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).netloc:
            raise ValueError("write a web address that begins with https://")
        return value.rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _safe_address(cls, value: str | None) -> str | None:
        """Sign-in by plain http could be read on the way, except within one machine."""
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.path or parts.query or parts.fragment or parts.username:
            raise ValueError("write the address alone, such as https://cairn.example.org")
        if parts.scheme != "https" and parts.hostname != "localhost":
            raise ValueError("write an address that begins with https://")
        return value.lower()

    @property
    def http_address(self) -> tuple[str, int]:
        """Where health and figures are served."""
        host, _, port = self.http.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def key_file(self) -> Path:
        """Where the master key is."""
        return self.master_key_file or self.data_dir / "master.key"

    @property
    def key_beside_data(self) -> bool:
        """Whether the key lies where a copy of the data folder would take it along."""
        return self.data_dir.resolve() in self.key_file.resolve().parents

    @property
    def database(self) -> str:
        """The database’s address."""
        return self.database_url or f"sqlite:///{self.data_dir / 'cairn.db'}"

    @property
    def erased(self) -> Path:
        """The list of the random ids of those who were erased, kept outside the database."""
        return self.data_dir / "erased.txt"

    @property
    def logs(self) -> Path:
        """The folder of the logs."""
        return self.data_dir / "logs"


def read_settings(**given: Any) -> Settings:
    """The settings of this process.

    Args:
        given: Values that stand above the environment.

    Raises:
        WrongSetting: a value cannot be used.
    """
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper()
        advice = str(first.get("ctx", {}).get("error", ""))  # ours, where a check above said no
        reason = advice or first["msg"].split(",")[0].replace("Input should", "it should", 1)
        raise WrongSetting(f"The setting {name} cannot be used: {reason}.") from None
    except (UnicodeDecodeError, OSError):
        raise WrongSetting("The file .env cannot be read; save it as plain text (UTF-8).") from None


def misspelt(environment: Mapping[str, str] | None = None) -> list[str]:
    """A sentence for each CAIRN_ name in the environment that is no setting."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    names = os.environ if environment is None else environment
    return [
        f"{name} is not a setting; {did_you_mean(name, known) or 'README.md lists them all.'}"
        for name in sorted(names)
        if name.startswith(PREFIX) and name not in known
    ]
