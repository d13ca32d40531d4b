"""The command line that every command belongs to, and the two ways in which a command ends."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any, NoReturn

import typer

# Each command imports what it needs when it runs: `cairn lint` has no use for a database.

app = typer.Typer(
    help="Short reflections, check-ins and a private log of small changes, in Telegram or here.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def end(sentence: str) -> NoReturn:
    """Ends with a plain sentence, and with 1: something has to be mended."""
    print(sentence, file=sys.stderr)
    sys.exit(1)


def go(work: Coroutine[Any, Any, None]) -> None:
    """Does work until it is done, or until Ctrl-C ends it."""
    try:
        asyncio.run(work)
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
