"""The means to build and start the image without a container engine: Debian’s buildah, as root.

The base image cannot be fetched from a registry everywhere, so one of the same name is made from
Debian’s own packages: the same Python, the same places.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
BASE = "docker.io/library/python:3.11-slim"
PACKAGES = "python3.11,python3.11-venv,python3-distutils,python3-lib2to3,ca-certificates"
AUTHORITIES = "/etc/ssl/certs"


class Builder:
    """buildah with a store of its own in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._storage = (
            *("--root", str(folder / "storage"), "--runroot", str(folder / "run")),
            *("--storage-driver", "vfs"),
        )

    def run(self, command: str, *words: str) -> str:
        """Runs a buildah command; what it printed."""
        return _run(["buildah", *self._storage, command, *words])


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout.strip()


def _missing() -> str:
    if os.geteuid() != 0:
        return "building an image without a container engine needs root"
    lacking = [name for name in ("buildah", "debootstrap", "unshare") if not shutil.which(name)]
    return f"{' and '.join(lacking)} not installed" if lacking else ""


@pytest.fixture(scope="session")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    """A builder that has the base image; skips, with the reason, where the means are missing."""
    if reason := _missing():
        pytest.skip(f"the image is not built here: {reason}")
    folder = tmp_path_factory.mktemp("images")
    system = folder / "system"
    _run(["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", str(system)])
    for name in ("python", "python3", "python3.11"):
        (system / "usr/local/bin" / name).symlink_to("/usr/bin/python3.11")
    builder = Builder(folder)
    container = builder.run("from", "scratch")
    builder.run("copy", "--quiet", container, str(system), "/")
    shutil.rmtree(system)
    path = "PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"
    builder.run("config", "--env", path, container)
    builder.run("commit", "--quiet", "--rm", container, BASE)
    yield builder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def image(builder: Builder) -> str:
    """Cairn’s image, built from the Dockerfile as it stands."""
    builder.run(
        "build",
        *("--isolation", "chroot", "--network", "host", "--format", "docker", "--pull-never"),
        # Where this machine’s way to the package index needs an authority of its own.
        *("--volume", f"{AUTHORITIES}:{AUTHORITIES}:ro"),
        *("--env", f"PIP_CERT={AUTHORITIES}/ca-certificates.crt"),
        *("--tag", "cairn", str(ROOT)),
    )
    return "cairn"
