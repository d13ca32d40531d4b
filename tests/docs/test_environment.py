"""Setting up on a fresh machine: what is missing is said in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / ".ci" / "environment"


def _set_up(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs the script where the only programs are those put into a folder."""
    return subprocess.run(
        ["/bin/sh", str(SCRIPT), *words],
        cwd=tmp_path,
        env={"PATH": str(tmp_path / "bin")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def _programs(tmp_path: Path, **programs: str) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("basename", "cat", "cmp", "sed", "rm"):
        found = next(Path(at) / name for at in os.defpath.split(":") if (Path(at) / name).exists())
        (folder / name).symlink_to(found)
    for name, body in programs.items():
        program = folder / name.replace("_", ".")
        program.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
        program.chmod(0o755)


def test_a_machine_without_python_3_11_is_told_what_to_install(tmp_path: Path) -> None:
    """One sentence, exit code 1, and nothing is left half-made."""
    _programs(tmp_path, python3="exit 1")
    ran = _set_up(tmp_path, "made")
    assert ran.returncode == 1
    assert ran.stderr.startswith("Cairn needs Python 3.11, which is not here: ")
    assert ran.stderr.count("\n") == 1
    assert not (tmp_path / "made").exists()


def test_a_debian_python_without_venv_is_told_which_package(tmp_path: Path) -> None:
    """Debian splits off the part that makes environments, and the sentence names the package."""
    lacking = f'case "$2" in *ensurepip*) exit 1;; esac; exec {sys.executable} "$@"'
    _programs(tmp_path, python3_11=lacking)
    ran = _set_up(tmp_path, "made")
    assert ran.returncode == 1
    assert "sudo apt install python3.11-venv" in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert not (tmp_path / "made").exists()


def test_python_3_11_is_taken_before_others(tmp_path: Path) -> None:
    """The versions in the lock were tried with it; a shim that does not start is passed over."""
    told = f'case "$1" in -m) echo taken; exit 3;; esac; exec {sys.executable} "$@"'
    _programs(tmp_path, python3_11="exit 127", python3=told)
    ran = _set_up(tmp_path, "made")
    assert ran.stdout == "taken\n"
    working = f"#!/bin/sh\n{told.replace('taken', 'first')}\n"
    (tmp_path / "bin" / "python3.11").write_text(working, "utf-8")
    assert _set_up(tmp_path, "made").stdout == "first\n"


def test_an_environment_that_is_up_to_date_is_left_alone(tmp_path: Path) -> None:
    """The second `make run` fetches nothing; the developers’ lock will do for running."""
    _programs(tmp_path)
    made = tmp_path / "made" / "bin"
    made.mkdir(parents=True)
    (made / "python").symlink_to(sys.executable)
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name, "utf-8")
    done = tmp_path / "made" / ".requirements-dev.lock"
    done.write_text("requirements-dev.lockpyproject.toml", "utf-8")
    ran = _set_up(tmp_path, "made", "requirements.lock")
    assert (ran.returncode, ran.stderr) == (0, "")
    (tmp_path / "pyproject.toml").write_text("changed", "utf-8")
    assert "Fetching the parts" in _set_up(tmp_path, "made", "requirements.lock").stderr
