"""Draws one picture: the recipe comes in as JSON, the PNG goes out, and nothing rests anywhere.

A process of its own, because drawing holds the interpreter: in a thread of the bot everybody who is
answered meanwhile would wait. It makes way for the others on the machine.
"""

from __future__ import annotations

import json
import os
import sys

MAKES_WAY = 19


def main() -> None:
    """Reads standard input, writes standard output."""
    os.nice(MAKES_WAY)
    # Read only now: what draws takes a while to read, and that makes way already.
    from bot.drawing.recipes import drawn  # noqa: PLC0415

    recipe = json.load(sys.stdin)
    sys.stdout.buffer.write(drawn(recipe["kind"], recipe["of"]))


if __name__ == "__main__":
    main()
