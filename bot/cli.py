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

translations = typer.Typer(
    help="Give a translator a table, take it back, and say what is still to do.",
    no_args_is_help=True,
)
app.add_typer(translations, name="translate")
Language = Annotated[str, typer.Argument(help="Its short name, such as gd.")]


class LintFormat(StrEnum):
    """How problems are printed."""

    PLAIN = "plain"
    JSON = "json"
    GITHUB = "github"


class SchemaKind(StrEnum):
    """The files that an editor can know."""

    DIALOGUE = "dialogue"
    PROMPTS = "prompts"
    HUDDLES = "huddles"
    SUPPORT = "support"
    THEMES = "themes"


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
        _tell(note)
    if settings.telegram_token is None:
        print(IN_THE_TERMINAL.format(data=settings.data_dir), file=sys.stderr)
        _go(wiring.run_terminal(settings, _tell))
    else:
        token = settings.telegram_token.get_secret_value()
        _go(wiring.run_telegram(settings, token, ready=_say, tell=_tell))


@app.command()
def chat() -> None:
    """Talk with Cairn in this terminal."""
    from bot import app as wiring

    _go(wiring.run_terminal(read_settings(), _tell))


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
    as_: Annotated[
        str | None, typer.Option("--as", help="In another language, such as gd.")
    ] = None,
) -> None:
    """Play one dialogue in the terminal; nothing is stored."""
    from bot.commands.preview import Unknown, begin

    try:
        begin(read_settings(), dialogue, from_, now, as_)
    except Unknown as problem:
        raise typer.BadParameter(str(problem)) from None


@app.command()
def schema(
    kind: Annotated[
        SchemaKind, typer.Argument(help="Which kind of file it is for.")
    ] = SchemaKind.DIALOGUE,
) -> None:
    """Print a JSON Schema, with which an editor completes and explains."""
    import json

    from bot.script.schema import schema as schema_of

    # In ASCII, so that no console writes it down in another way.
    print(json.dumps(schema_of(kind.value), indent=2))


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
    played = [transcripts.play_file(file, library, follow=update) for file in files]
    raise typer.Exit(transcripts.report(played, update=update))


@app.command("print")
def print_(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Only these dialogues; or prompts, huddles, support, themes."),
    ] = None,
    docx: Annotated[
        Path | None, typer.Option(help="Write a Word document with a column for comments.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option(help="Write one page to tap through, without a network.")
    ] = None,
) -> None:
    """Write the words out, for people to read and try before anything is installed."""
    from bot.commands import printing

    today = clock.now().date()
    try:
        raise typer.Exit(printing.report(read_settings(), names or [], today, docx, html))
    except printing.Unknown as problem:
        raise typer.BadParameter(str(problem)) from None


@app.command()
def publish(
    *,
    by: Annotated[str, typer.Option(help="Who publishes, by role; no name.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Publish without asking.")] = False,
    look: Annotated[bool, typer.Option("--look", help="Only say what would change.")] = False,
    rollback: Annotated[bool, typer.Option("--rollback", help="Take the last one back.")] = False,
    to: Annotated[int | None, typer.Option(help="With --rollback: back to this edition.")] = None,
    history: Annotated[bool, typer.Option("--history", help="Say what was published.")] = False,
) -> None:
    """Make the folder’s words live, after showing what changes; or take them back."""
    from bot.commands import publish as publishing

    settings, now = read_settings(), clock.now()
    if to is not None and not rollback:
        raise typer.BadParameter("--to belongs to --rollback.")
    if history:
        done = publishing.history(settings, now)
    elif rollback:
        done = publishing.take_back(settings, now, to, by)
    else:
        done = publishing.publish(settings, now, publishing.Wish(by, yes, look))
    raise typer.Exit(asyncio.run(done))


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


@translations.command("export")
def translate_export(
    language: Language,
    dialogue: Annotated[
        str | None, typer.Argument(help="Only this dialogue, such as check-in.")
    ] = None,
    output: Annotated[Path | None, typer.Option(help="The file to write; for gd, gd.csv.")] = None,
) -> None:
    """Write a table with the English and what is translated so far."""
    from bot.commands import translating

    folder, today = read_settings().dialogues, clock.now().date()
    file = output or Path(f"{language}.csv")
    try:
        print(translating.export(folder, today, language, dialogue, file))
    except translating.CannotTranslate as problem:
        raise typer.BadParameter(str(problem)) from None


@translations.command("import")
def translate_import(
    language: Language, file: Annotated[Path, typer.Argument(help="The table, such as gd.csv.")]
) -> None:
    """Take in the words of a table; what was left blank changes nothing."""
    from bot.commands import translating

    folder, today = read_settings().dialogues, clock.now().date()
    try:
        told, all_taken = translating.take_in(folder, today, language, file)
    except translating.CannotTranslate as problem:
        raise typer.BadParameter(str(problem)) from None
    print(told)
    if not all_taken:
        raise typer.Exit(1)


@translations.command("check")
def translate_check(
    language: Annotated[str | None, typer.Argument(help="Only this one, such as gd.")] = None,
) -> None:
    """Say what is missing, what is stale, and who has read it."""
    from bot.commands import translating

    folder, today = read_settings().dialogues, clock.now().date()
    try:
        told, clean = translating.check(folder, today, language)
    except translating.CannotTranslate as problem:
        raise typer.BadParameter(str(problem)) from None
    print(told)
    if not clean:
        raise typer.Exit(1)


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


def _say(line: str) -> None:
    print(line, flush=True)


def _tell(note: str) -> None:
    print(f"Note: {note}", file=sys.stderr, flush=True)


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
