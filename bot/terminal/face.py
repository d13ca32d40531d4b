"""How a message looks in a terminal: colours where there is one, plain lines when piped."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.text import Text

from bot.script.markup import parse
from bot.terminal.keys import Keys
from bot.terminal.lines import PROMPT

WIDTH = 76
_STYLES = {"strong": "bold", "gentle": "italic"}


class Face:
    """Writes messages to a stream, as whole lines and in reading order for a screen reader."""

    def __init__(self, out: TextIO) -> None:
        self._console = Console(file=out, highlight=False, markup=False, emoji=False)
        self.colours = self._console.is_terminal
        if self.colours:
            self._console.width = min(self._console.width, WIDTH)

    def message(self, markup: str, keys: Keys) -> None:
        """Something the bot says, and the keys under it."""
        marked = parse(markup)
        text = Text(marked.plain)
        for span in marked.spans:
            text.stylize(_STYLES[span.kind], span.start, span.end)
        self._write(text)
        for key in keys.answers:
            # The log numbers its entries on their buttons already; once is enough.
            label = key.button.label.removeprefix(f"{key.press}. ")
            self._write(Text.assemble(f"  {key.press} ", (label, "cyan")))
        if keys.ways:
            ways = " · ".join(f"{key.press} {key.button.label.lower()}" for key in keys.ways)
            self._write(Text(f"  {ways}", "dim"))
        self._write(Text())

    def note(self, words: str) -> None:
        """Something about the terminal itself, not said by the bot."""
        self._write(Text(words, "dim"))

    def heard(self, words: str) -> None:
        """What was read from a pipe, so that the output reads as a conversation."""
        self._write(Text(f"> {words}"))

    def interrupt(self) -> None:
        """Moves off the line that somebody may be typing on."""
        self._write(Text())

    def resume(self) -> None:
        """Shows the prompt again, with what was typed there so far."""
        import readline  # noqa: PLC0415 - only where there is a keyboard

        self._console.file.write(PROMPT + readline.get_line_buffer())
        self._console.file.flush()

    def _write(self, text: Text) -> None:
        # A pipe gets the lines as they are: whoever reads it breaks them, or searches them.
        self._console.print(text, soft_wrap=not self.colours)
