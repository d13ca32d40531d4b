"""`cairn run`: a process of its own, against Telegram’s stand-in."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.standin import StandIn
from tests.talk.running import begun

ROOT = Path(__file__).resolve().parent.parent.parent


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
async def api() -> AsyncIterator[StandIn]:
    """Telegram’s stand-in."""
    async with StandIn() as standin:
        yield standin


@asynccontextmanager
async def _running(tmp_path: Path, **settings: str) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def _settings(api: StandIn, port: int) -> dict[str, str]:
    return {
        "CAIRN_TELEGRAM_TOKEN": api.token,
        "CAIRN_TELEGRAM_API_URL": api.url,
        "CAIRN_HTTP": f"127.0.0.1:{port}",
    }


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_says_one_line_when_ready_answers_and_ends_cleanly(
    api: StandIn, tmp_path: Path, number: signal.Signals
) -> None:
    """Ready, a first answer, a good health page; then a signal, and the exit code is 0."""
    port = _free_port()
    async with _running(tmp_path, **_settings(api, port)) as process:
        assert process.stdout
        line = (await process.stdout.readline()).decode()
        assert line == "Cairn is ready: @cairn_test_bot answers in Telegram. Ctrl-C ends it.\n"
        person = api.person()
        await person.say("/start")
        await person.expect("Nobody reads what you write here", within=20)
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}/health") as answer,
        ):
            assert answer.status == 200
        process.send_signal(number)
        out, err = await process.communicate()
    assert process.returncode == 0
    assert out == b""
    assert "There is no coordinator yet" in err.decode()
    assert "master.key lies beside the data" in err.decode()
    log = (tmp_path / "data" / "logs" / "cairn.log").read_text("utf-8")
    assert '"ready"' in log
    assert str(person.id) not in log
    assert (tmp_path / "data" / "cairn.db").stat().st_mode & 0o077 == 0


async def test_the_first_coordinator_claims_the_post_with_the_code_that_the_start_prints(
    api: StandIn, tmp_path: Path
) -> None:
    """On stderr and in no log; no start prints one while somebody has the post."""
    settings = _settings(api, _free_port())
    person = api.person()
    async with _running(tmp_path, **settings) as process:
        assert process.stdout and process.stderr
        await process.stdout.readline()
        said = ""
        while "/claim " not in said:
            said = (await process.stderr.readline()).decode()
        code = said.partition("/claim ")[2].split()[0]
        await begun(person)
        await person.say(f"/claim {code}")
        await person.expect("You are a coordinator now", within=20)
    logged = "".join(path.read_text("utf-8") for path in (tmp_path / "data" / "logs").iterdir())
    assert '"ready"' in logged and code not in logged
    for more in ({}, {"CAIRN_ADMIN_IDS": "77", "CAIRN_DATA_DIR": str(tmp_path / "new")}):
        async with _running(tmp_path, **{**settings, **more}) as process:
            assert process.stdout
            await process.stdout.readline()
            process.send_signal(signal.SIGTERM)
            _, err = await process.communicate()
        assert "no coordinator" not in err.decode()


async def test_a_bad_token_is_one_sentence(api: StandIn, tmp_path: Path) -> None:
    """The start ends with 1 and says where to get the right token, without repeating it."""
    api.allow_refusals("Unauthorized")
    settings = {**_settings(api, _free_port()), "CAIRN_TELEGRAM_TOKEN": "123456:wrong"}
    async with _running(tmp_path, **settings) as process:
        out, err = await process.communicate()
    assert process.returncode == 1
    assert out == b""
    assert "BotFather" in err.decode().splitlines()[-1]
    assert "wrong" not in err.decode()


async def test_without_a_token_it_explains_and_talks_here(tmp_path: Path) -> None:
    """The terminal opens, and the end of the input ends it with 0."""
    async with _running(tmp_path, CAIRN_TELEGRAM_TOKEN="") as process:
        out, err = await process.communicate(b"/start\n")
    assert process.returncode == 0
    assert "There is no Telegram token, so this is Cairn in your terminal" in err.decode()
    assert "Nobody reads what you write here" in out.decode()
