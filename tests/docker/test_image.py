"""The image, built and started: as an account without rights, on a root that cannot be written."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
from asyncio.subprocess import PIPE
from pathlib import Path
from typing import Any

import pytest

from tests.standin import StandIn

# One process builds the image and looks at it.
pytestmark = pytest.mark.xdist_group("image")

UID = 10001


@pytest.fixture(scope="session")
def config(builder: Any, image: str) -> Any:
    """What the image says about itself."""
    return json.loads(builder.run("inspect", "--type", "image", image))["Docker"]["config"]


@pytest.fixture
def root(builder: Any, image: str) -> Any:
    """The image’s files, as a container has them."""
    container = builder.run("from", "--pull-never", image)
    yield Path(builder.run("mount", container))
    builder.run("umount", container)
    builder.run("rm", container)


def test_it_runs_as_a_fixed_account_with_a_volume_and_a_health_check(config: Any) -> None:
    """The account has a number, not a name, so that a volume fits after every update."""
    assert config["User"] == f"{UID}:{UID}"
    assert list(config["Volumes"]) == ["/data"]
    assert config["Healthcheck"]["Test"] == ["CMD", "cairn", "doctor", "--health"]
    assert (config["Entrypoint"], config["Cmd"]) == (["cairn"], ["run"])


def test_nothing_but_what_runs_is_in_it(root: Path) -> None:
    """No compiler leftovers, tests or secrets: only the environment and the empty data folder."""
    assert (root / "opt/cairn/bin/cairn").exists()
    assert list((root / "data").iterdir()) == []
    assert not (root / "src").exists()
    assert not list(root.glob("opt/cairn/lib/python3.11/site-packages/pytest*"))


def _inside(root: Path, settings: dict[str, str], command: str) -> list[str]:
    """A command as the container runs it: the root read-only, the account without rights."""
    given = " ".join(f"{name}={value}" for name, value in settings.items())
    steps = [
        f"mount --bind {root} {root}",
        f"mount -t tmpfs -o mode=0700,uid={UID},gid={UID} tmpfs {root}/data",
        f"mount -t tmpfs tmpfs {root}/tmp",
        f"mount -t proc proc {root}/proc",
        f"mount -o remount,bind,ro {root}",
        f"exec chroot --userspec={UID}:{UID} {root} /usr/bin/env -i {given} /bin/sh -c '{command}'",
    ]
    return ["unshare", "--mount", "--pid", "--fork", "sh", "-ec", "\n".join(steps)]


async def test_it_starts_read_only_answers_and_is_healthy(root: Path, config: Any) -> None:
    """A container on a read-only root answers in Telegram, and its own health check passes."""
    async with StandIn() as api:
        settings = dict(entry.split("=", 1) for entry in config["Env"])
        settings["CAIRN_TELEGRAM_TOKEN"] = api.token
        settings["CAIRN_TELEGRAM_API_URL"] = api.url
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            settings["CAIRN_HTTP"] = f"127.0.0.1:{one.getsockname()[1]}"
        # The health check runs beside the bot, in the same container.
        command = (
            "cd /data; cairn run & bot=$!; read line; "
            "cairn doctor --health; touch /opt/x && echo written; ls /data; "
            "kill $bot; wait $bot; echo ended $?"
        )
        process = await asyncio.create_subprocess_exec(
            *_inside(root, settings, command), stdin=PIPE, stdout=PIPE, stderr=PIPE
        )
        assert process.stdin
        assert process.stdout
        try:
            line = await asyncio.wait_for(process.stdout.readline(), 120)
            assert line.startswith(b"Cairn is ready")
            person = api.person()
            await person.say("/start")
            await person.expect("Nobody reads what you write here", within=30)
            out, err = await process.communicate(b"\n")
        finally:
            if process.returncode is None:
                os.kill(process.pid, signal.SIGKILL)
                await process.wait()
    said = out.decode()
    assert "Telegram last answered" in said
    assert "written" not in said
    assert "Read-only file system" in err.decode()
    assert {"cairn.db", "master.key"} <= set(said.split())
    assert "ended 0" in said
