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
from collections.abc import Coroutine
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from bot import clock
from bot.logs import fault
from bot.problems import CannotStart
from bot.settings import Settings, misspelt, read_settings
from storage.problems import StorageProblem

# Each command imports what it needs when it runs: `cairn lint` has no use for a database.

app = typer.Typer(
    help="Short reflections, check-ins and a private log of small changes, in Telegram or here.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

IN_THE_TERMINAL = """\
There is no Telegram token, so this is Cairn in your terminal: the same conversation, kept
sealed in {data}. To answer in Telegram, set CAIRN_TELEGRAM_TOKEN; README.md says how to get one.
"""


class LintFormat(StrEnum):
    """How problems are printed."""

    PLAIN = "plain"
    JSON = "json"
    GITHUB = "github"


class FlowFormat(StrEnum):
    """How the flow of a dialogue is drawn."""

    MERMAID = "mermaid"
    SVG = "svg"


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
        print(f"Note: {note}", file=sys.stderr)
    if settings.telegram_token is None:
        print(IN_THE_TERMINAL.format(data=settings.data_dir), file=sys.stderr)
        _go(wiring.run_terminal(settings))
    else:
        token = settings.telegram_token.get_secret_value()
        _go(wiring.run_telegram(settings, token, lambda line: print(line, flush=True)))


@app.command()
def chat() -> None:
    """Talk with Cairn in this terminal."""
    from bot import app as wiring

    _go(wiring.run_terminal(read_settings()))


@app.command()
def lint(
    files: Annotated[list[Path] | None, typer.Argument(help="Only these dialogues.")] = None,
    format: Annotated[LintFormat, typer.Option(help="How to print.")] = LintFormat.PLAIN,
) -> None:
    """Say what has to be mended in the dialogues."""
    from bot.commands import lint as linting

    today = clock.now().date()
    try:
        found, read = linting.problems_in(read_settings().dialogues, files or [], today)
    except linting.NoSuchFile as problem:
        raise typer.BadParameter(str(problem)) from None
    print(linting.FORMATS[format.value](found, read))
    if any(one.severity == "E" for one in found):
        raise typer.Exit(1)


@app.command()
def preview(
    dialogue: Annotated[str, typer.Argument(help="The dialogue’s name, such as check-in.")],
    from_: Annotated[str | None, typer.Option("--from", help="Begin at this step.")] = None,
    now: Annotated[
        str | None, typer.Option(help="Pretend it is this time, such as 2026-03-29T01:30.")
    ] = None,
) -> None:
    """Play one dialogue in the terminal; nothing is stored."""
    from bot.commands.preview import Unknown, begin

    try:
        begin(read_settings(), dialogue, from_, now)
    except Unknown as problem:
        raise typer.BadParameter(str(problem)) from None


@app.command()
def studio(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port on this machine; 0 for a free one.")
    ] = 0,
) -> None:
    """Write and try dialogues on a page in your browser, on this machine alone."""
    from bot.commands.studio import serve

    _go(serve(read_settings(), port))


@app.command()
def test(
    names: Annotated[
        list[str] | None, typer.Argument(help="Only these dialogues or transcripts.")
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Write down how each plays now.")
    ] = False,
) -> None:
    """Play every transcript, and show what differs."""
    from bot.commands import transcripts
    from bot.script.folder import read_folder

    folder = read_settings().dialogues
    try:
        files = transcripts.transcript_files(folder, names or [])
    except LookupError as problem:
        raise typer.BadParameter(str(problem.args[0])) from None
    library, _ = read_folder(folder, clock.now().date())
    played = [transcripts.play_file(file, library) for file in files]
    raise typer.Exit(transcripts.report(played, update=update))


@app.command()
def coverage(
    dialogues: Annotated[list[str] | None, typer.Argument(help="Only these dialogues.")] = None,
) -> None:
    """Say which ways through the dialogues no transcript walks."""
    from bot.commands.coverage import report

    try:
        for line in report(read_settings().dialogues, dialogues or [], clock.now().date()):
            print(line)
    except LookupError as problem:
        raise typer.BadParameter(str(problem.args[0])) from None


@app.command()
def map(
    dialogue: Annotated[str, typer.Argument(help="The dialogue’s name, such as check-in.")],
    format: Annotated[FlowFormat, typer.Option(help="How to draw.")] = FlowFormat.MERMAID,
    output: Annotated[
        Path | None, typer.Option("--output", help="Write the picture to this file.")
    ] = None,
) -> None:
    """Draw the flow of a dialogue; ways that no transcript walks are dotted."""
    from bot.commands.flow_map import drawn

    try:
        picture = drawn(read_settings().dialogues, dialogue, clock.now().date(), format.value)
    except LookupError as problem:
        raise typer.BadParameter(str(problem.args[0])) from None
    if output is None:
        sys.stdout.write(picture)
        return
    try:
        output.write_text(picture, encoding="utf-8")
    except OSError:
        _end(f"{output} cannot be written. Is its folder there, and yours to write to?")
    print(f"Written: {output}")


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


def main() -> None:
    """Runs a command, and says in one sentence what went wrong."""
    # A quarter of the start would go into looking for garbage among what was just loaded. A short
    # command ends before that pays; the bot and the terminal switch it on when they are ready.
    gc.disable()
    try:
        app()
    except (CannotStart, StorageProblem) as problem:
        _end(str(problem))
    except BrokenPipeError:
        # Whoever read the output has gone; Python must not complain about that at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        told = fault(error)
        _end(
            f"Something went wrong inside Cairn: {told['error']}, {told['where']}. Please report "
            f"that line; {_log_file()} may say more. Neither holds anything that anybody wrote."
        )


def _end(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(1)


def _log_file() -> Path:
    folder = os.environ.get("CAIRN_DATA_DIR") or "data"
    return Path(folder) / "logs" / "cairn.log"


def _go(work: Coroutine[Any, Any, None]) -> None:
    try:
        asyncio.run(work)
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


def _notes(settings: Settings) -> list[str]:
    """What whoever starts Cairn should know, and `cairn doctor` says in full."""
    notes = misspelt()
    if settings.key_beside_data:
        notes.append(
            f"the master key {settings.key_file} lies beside the data it opens; keep it elsewhere "
            "and name it in CAIRN_MASTER_KEY_FILE."
        )
    return notes
