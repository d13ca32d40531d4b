"""`cairn doctor`: what is well, what to look at, what is wrong and what to do about it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import doctor
from bot.doctor import Finding, State, examine
from bot.settings import Settings, read_settings
from tests.standin import StandIn

Cairn = Callable[..., Any]
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
async def api() -> AsyncIterator[StandIn]:
    """Telegram’s stand-in."""
    async with StandIn() as standin:
        yield standin


async def _found(settings: Settings, now: datetime = NOW) -> dict[str, list[Finding]]:
    findings: dict[str, list[Finding]] = {}
    async for one in examine(settings, now):
        findings.setdefault(one.about, []).append(one)
    return findings


def _started(cairn: Cairn) -> None:
    """An installation that was used once."""
    assert cairn("chat", given="/help\n").code == 0


def test_a_new_installation_is_not_wrong_and_nothing_is_made(cairn: Cairn, tmp_path: Path) -> None:
    """Before the first start doctor has things to look at, changes nothing and ends with 0."""
    ran = cairn("doctor")
    assert ran.code == 0
    assert "look at  Operator: " in ran.out
    assert "look at  Telegram: no CAIRN_TELEGRAM_TOKEN" in ran.out
    assert not (tmp_path / "data").exists()


def test_a_used_installation_opens_with_its_key(cairn: Cairn) -> None:
    """The database, its key and the backlog are looked at without being touched."""
    _started(cairn)
    out = cairn("doctor").out
    assert "ok       Database: opens with the key; 0 people" in out
    assert "ok       Backlog: 0 messages wait to be sent, 0 reminders are due" in out
    assert "look at  Master key: " in out


def test_a_key_that_others_may_read_is_wrong(cairn: Cairn, tmp_path: Path) -> None:
    """The report gives the very command that mends it."""
    _started(cairn)
    key = tmp_path / "data" / "master.key"
    key.chmod(0o644)
    ran = cairn("doctor")
    assert ran.code == 1
    assert f"wrong    Master key: others may read {key}; run: chmod 600 {key}" in ran.out


def test_another_installations_key_is_wrong(
    cairn: Cairn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key that does not fit is said before anybody starts the bot with it."""
    _started(cairn)
    database = tmp_path / "data" / "cairn.db"
    monkeypatch.setenv("CAIRN_DATA_DIR", str(tmp_path / "other"))
    _started(cairn)
    monkeypatch.setenv("CAIRN_DATABASE_URL", f"sqlite:///{database}")
    ran = cairn("doctor")
    assert ran.code == 1
    assert "wrong    Database: The master key does not fit" in ran.out


def test_a_newer_database_is_wrong(cairn: Cairn, tmp_path: Path) -> None:
    """A database from a later version is named as that."""
    _started(cairn)
    with sqlite3.connect(tmp_path / "data" / "cairn.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    ran = cairn("doctor")
    assert ran.code == 1
    assert "newer version of Cairn" in ran.out


def test_a_data_folder_that_is_no_folder_is_wrong(cairn: Cairn, tmp_path: Path) -> None:
    """A place where nothing can be written is found."""
    (tmp_path / "data").write_text("a file", "utf-8")
    ran = cairn("doctor")
    assert ran.code == 1
    assert "wrong    Data folder: nothing can be written in" in ran.out


def test_a_script_that_cannot_be_played_is_wrong(cairn: Cairn, dialogues: Path) -> None:
    """The first problem is shown with its line, and how to see the others."""
    (dialogues / "check-in.yaml").write_text("dialogue: check-in\n", "utf-8")
    ran = cairn("doctor")
    assert ran.code == 1
    assert "cairn lint shows them" in ran.out


async def test_a_gap_in_the_support_card_is_named() -> None:
    """What an organisation still has to fill in stands there by name."""
    findings = await _found(read_settings())
    (gaps,) = [one for one in findings["Support card “staff”"] if "fill in" in one.words]
    assert gaps.state is State.LOOK
    assert "employee assistance line" in gaps.words


async def test_a_support_line_that_nobody_checked_of_late_is_named() -> None:
    """After ninety days the lines are listed, to be looked at on their own pages."""
    later = await _found(read_settings(), NOW + timedelta(days=200))
    assert any("not checked for 90 days: " in one.words for one in later["Support card “staff”"])
    now = await _found(read_settings())
    assert not any("not checked" in one.words for one in now["Support card “staff”"])


async def test_a_gap_in_the_resources_is_named_and_no_reason_to_mend() -> None:
    """What is near is the organisation's to fill in; the addresses are counted, with their age."""
    gaps, addresses = (await _found(read_settings()))["Resources"]
    assert gaps.line() == (
        "look at  Resources: still to fill in, and left out of what people see: Help with this "
        "near you, Networks near you."
    )
    assert addresses.line() == (
        "ok       Resources: 9 addresses; the oldest was checked 3 days ago"
    )


@pytest.mark.parametrize(("later", "said"), [(87, False), (88, True)])
async def test_an_address_that_nobody_checked_of_late_is_named(later: int, said: bool) -> None:
    """After ninety days the resources are listed by name."""
    findings = (await _found(read_settings(), NOW + timedelta(days=later)))["Resources"]
    old = [one.words for one in findings if "not checked for 90 days: Free training" in one.words]
    assert bool(old) is said
    assert (State.OK in {one.state for one in findings}) is not said


def test_a_folder_without_resources_is_pointed_out(cairn: Cairn, dialogues: Path) -> None:
    """A folder from before there were any still works, and somebody may want to write some."""
    (dialogues / "shared" / "resources.yaml").unlink()
    assert cairn("lint").code == 0
    (finding,) = asyncio.run(_found(read_settings()))["Resources"]
    assert finding.state is State.LOOK
    assert "write some in the dialogues’ shared/resources.yaml" in finding.words


def test_local_holidays_that_are_all_over_are_pointed_out(cairn: Cairn, dialogues: Path) -> None:
    """Last year's file is no mistake, but somebody may want to write the next days in."""
    file = dialogues / "shared" / "holidays.yaml"
    file.write_text("also:\n  2026-11-24: A day\n  2026-09-21: Autumn holiday\n", "utf-8")
    (finding,) = asyncio.run(_found(read_settings()))["Holidays"]
    assert finding.state is State.LOOK
    assert "the last local one was on 2026-11-24;" in finding.words
    file.write_text("also:\n  2026-11-25: A day\n  2026-09-21: Autumn holiday\n", "utf-8")
    (finding,) = asyncio.run(_found(read_settings()))["Holidays"]
    assert finding.line() == ("ok       Holidays: Scotland’s bank holidays; local ones to come: 1")


async def test_who_runs_it_is_asked_for_until_it_is_said() -> None:
    """`/start` and `/privacy` need a name and an address, and `/privacy` a notice to link to."""
    findings = await _found(read_settings(operator_name="Angus Council", privacy_contact="a@b.c"))
    assert findings["Operator and privacy contact"][0].state is State.OK
    assert "Operator" not in findings
    assert "set CAIRN_PRIVACY_NOTICE" in findings["Privacy notice"][0].words
    findings = await _found(read_settings(privacy_notice="https://example.org/notice"))
    assert "Privacy notice" not in findings


async def test_the_token_is_tried_and_the_clock_compared(api: StandIn) -> None:
    """The bot’s name is shown, and the machine’s clock is held against Telegram’s."""
    settings = read_settings(telegram_token=api.token, telegram_api_url=api.url)
    findings = await _found(settings, datetime.now(UTC))
    assert (
        findings["Telegram"][0].line() == "ok       Telegram: the token belongs to @cairn_test_bot"
    )
    assert findings["Clock"][0].state is State.OK
    findings = await _found(settings, datetime.now(UTC) + timedelta(hours=1))
    assert findings["Clock"][0].state is State.WRONG


async def test_a_token_that_telegram_does_not_know_is_wrong(api: StandIn) -> None:
    """The sentence says where to get the right one, and does not repeat the token."""
    api.allow_refusals("Unauthorized")
    settings = read_settings(telegram_token="1:wrong", telegram_api_url=api.url)
    (finding,) = (await _found(settings))["Telegram"]
    assert finding.state is State.WRONG
    assert "BotFather" in finding.words
    assert "1:wrong" not in finding.words


async def test_no_answer_from_telegram_is_wrong_and_names_no_token() -> None:
    """Without a network doctor says so, instead of failing itself."""
    settings = read_settings(telegram_token="1:secret", telegram_api_url="http://127.0.0.1:1")
    (finding,) = (await _found(settings))["Telegram"]
    assert finding.state is State.WRONG
    assert "network" in finding.words
    assert "secret" not in finding.words


def test_a_misspelt_setting_is_pointed_out(cairn: Cairn, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that has no effect because of its spelling would be hard to find otherwise."""
    monkeypatch.setenv("CAIRN_OPERATER_NAME", "Angus Council")
    assert "did you mean “CAIRN_OPERATOR_NAME”?" in cairn("doctor").out


def test_many_waiting_messages_are_a_backlog(cairn: Cairn, monkeypatch: pytest.MonkeyPatch) -> None:
    """More messages than a moment’s worth are something to look at."""
    _started(cairn)
    monkeypatch.setattr(doctor, "MOST_WAITING", -1)
    findings = asyncio.run(_found(read_settings()))
    assert findings["Backlog"][0].state is State.LOOK


def test_asking_for_health_with_nobody_there_fails(
    cairn: Cairn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A container whose bot does not run is not well."""
    monkeypatch.setenv("CAIRN_HTTP", "127.0.0.1:1")
    ran = cairn("doctor", "--health")
    assert ran.code == 1
    assert "Nothing answers at 127.0.0.1:1" in ran.out
