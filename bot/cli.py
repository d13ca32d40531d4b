"""The command `cairn`: what can be asked of it, and its exit codes.

0: done; 1: something has to be mended; 2: the command was not understood. Whatever goes wrong, a
plain sentence says so: known problems in their own words, unknown ones by their kind alone, for an
error's own message may quote what somebody wrote.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot import cli_writing, clock
from bot.cli_app import app, end, go
from bot.logs import fault
from bot.problems import CannotStart
from bot.settings import Settings, misspelt, read_settings
from storage.problems import StorageProblem

IN_THE_TERMINAL = """\
There is no Telegram token, so this is Cairn in your terminal: the same conversation, kept
sealed in {data}. To answer in Telegram, set CAIRN_TELEGRAM_TOKEN; README.md says how to get one.
"""


class MapFormat(StrEnum):
    """How the map of what is stored is printed."""

    TEXT = "text"
    HTML = "html"
    CSV = "csv"
    MD = "md"


@app.command()
def run() -> None:
    """Answer in Telegram, or here when there is no token."""
    from bot import app as wiring

    settings = read_settings()
    for note in _notes(settings):
        _tell(note)
    if settings.telegram_token is None:
        print(IN_THE_TERMINAL.format(data=settings.data_dir), file=sys.stderr)
        go(wiring.run_terminal(settings, _tell))
    else:
        token = settings.telegram_token.get_secret_value()
        go(wiring.run_telegram(settings, token, ready=_say, tell=_tell))


@app.command()
def chat() -> None:
    """Talk with Cairn in this terminal."""
    from bot import app as wiring

    go(wiring.run_terminal(read_settings(), _tell))


@app.command()
def doctor(
    health: Annotated[
        bool, typer.Option("--health", help="Only ask the running bot whether it is well.")
    ] = False,
) -> None:
    """Look at all that Cairn needs, and say what is missing."""
    settings = read_settings()
    if health:
        from bot.commands.health import ask

        raise typer.Exit(ask(*settings.http_address))
    from bot.doctor import report

    raise typer.Exit(asyncio.run(report(settings, clock.now())))


@app.command()
def nudges(
    next_: Annotated[
        str, typer.Option("--next", help="How far to look ahead, such as 24h or 7d.")
    ] = "24h",
) -> None:
    """Say how many reminders come when, and what became of those before; about nobody."""
    from bot.commands.nudges import horizon, report

    try:
        ahead = horizon(next_)
    except ValueError as problem:
        raise typer.BadParameter(str(problem)) from None
    raise typer.Exit(asyncio.run(report(read_settings(), clock.now(), ahead)))


@app.command()
def governance(
    format: Annotated[MapFormat, typer.Option(help="How to print.")] = MapFormat.TEXT,
) -> None:
    """Print what is stored, why and for how long."""
    from bot.governance import FORMATS

    sys.stdout.write(FORMATS[format.value]())


__all__ = ["app", "cli_writing", "main"]  # importing the latter adds its commands


def main() -> None:
    """Runs a command, and says in one sentence what went wrong."""
    # A quarter of the start would go into looking for garbage among what was just loaded. A short
    # command ends before that pays; the bot and the terminal switch it on when they are ready.
    gc.disable()
    try:
        app()
    except (CannotStart, StorageProblem) as problem:
        end(str(problem))
    except BrokenPipeError:
        # Whoever read the output has gone; Python must not complain about that at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        told = fault(error)
        end(
            f"Something went wrong inside Cairn: {told['error']}, {told['where']}. Please report "
            f"that line; {_log_file()} may say more. Neither holds anything that anybody wrote."
        )


def _say(line: str) -> None:
    print(line, flush=True)


def _tell(note: str) -> None:
    print(f"Note: {note}", file=sys.stderr, flush=True)


def _log_file() -> Path:
    folder = os.environ.get("CAIRN_DATA_DIR") or "data"
    return Path(folder) / "logs" / "cairn.log"


def _notes(settings: Settings) -> list[str]:
    """What whoever starts Cairn should know, and `cairn doctor` says in full."""
    notes = misspelt()
    if settings.key_beside_data:
        notes.append(
            f"the master key {settings.key_file} lies beside the data it opens; keep it elsewhere "
            "and name it in CAIRN_MASTER_KEY_FILE."
        )
    return notes
