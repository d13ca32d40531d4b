"""What `cairn` can do for those who write dialogues: check, try, show, translate and publish."""

from __future__ import annotations

import asyncio
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot import clock
from bot.cli_app import app, end, go
from bot.settings import read_settings

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
    LIST = "list"
    PAPER = "paper"
    SUPPORT = "support"
    RESOURCES = "resources"
    THEMES = "themes"


class FlowFormat(StrEnum):
    """How the flow of a dialogue is drawn."""

    MERMAID = "mermaid"
    SVG = "svg"


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

    go(serve(read_settings(), port))


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
        typer.Argument(
            help="Only these dialogues; or prompts, huddles, lists, support, resources, themes."
        ),
    ] = None,
    docx: Annotated[
        Path | None, typer.Option(help="Write a Word document with a column for comments.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option(help="Write one page to tap through, without a network.")
    ] = None,
    paper: Annotated[
        str | None, typer.Option(help="What people fill in by hand, such as policy-lens.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="With --paper: write a page (.html) or a PDF (.pdf).")
    ] = None,
) -> None:
    """Write the words out, for people to read and try before anything is installed."""
    from bot.commands import paper as papers
    from bot.commands import printing

    today = clock.now().date()
    if output and not paper:
        raise typer.BadParameter("--output belongs to --paper.")
    if paper and (names or docx or html):
        raise typer.BadParameter("--paper prints one thing by itself, with --output or without.")
    try:
        if paper:
            papers.report(read_settings(), paper, today, output)
            return
        raise typer.Exit(printing.report(read_settings(), names or [], today, docx, html))
    except printing.Unknown as problem:
        raise typer.BadParameter(str(problem)) from None


@app.command()
def review(
    dialogues: Annotated[
        list[str] | None,
        typer.Argument(
            help="Only these dialogues; or prompts, huddles, papers, prompts/culture.",
        ),
    ] = None,
    by: Annotated[
        str | None, typer.Option(help="Note that somebody read them: who, by role; no name.")
    ] = None,
    changed: Annotated[str, typer.Option(help="With --by: what changed because of it.")] = "",
    on: Annotated[str, typer.Option(help="With --by: the day, such as 2026-11-20.")] = "",
) -> None:
    """Say who read the dialogues and whether words changed since; or note who did."""
    from bot.commands import review as reviews

    settings, now, names = read_settings(), clock.now(), dialogues or []
    if by is None and (changed or on):
        raise typer.BadParameter(f"{'--changed' if changed else '--on'} belongs to --by.")
    try:
        if by is not None:
            for line in reviews.note(settings, names, reviews.Wish(by, changed, on), now):
                print(line)
            return
        told, all_read = reviews.report(settings, names, now)
    except reviews.CannotReview as problem:
        raise typer.BadParameter(str(problem)) from None
    print(told)
    if not all_read:
        raise typer.Exit(1)


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

    settings, now, wish = read_settings(), clock.now(), publishing.Wish(by, yes, look)
    if to is not None and not rollback:
        raise typer.BadParameter("--to belongs to --rollback.")
    if history:
        done = publishing.history(settings, now)
    elif rollback:
        done = publishing.take_back(settings, now, to, wish)
    else:
        done = publishing.publish(settings, now, wish)
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
        end(f"{output} cannot be written. Is its folder there, and yours to write to?")
    print(f"Written: {output}")


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
