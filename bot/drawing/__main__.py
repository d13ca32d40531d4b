"""Draws one picture: the recipe comes in as JSON, the PNG goes out, and nothing rests anywhere.

A process of its own, because drawing holds the interpreter: in a thread of the bot everybody who is
answered meanwhile would wait. It makes way for the others on the machine.
"""

from __future__ import annotations

import json
import os
import sys

from bot.drawing.recipes import drawn

MAKES_WAY = 10


def main() -> None:
    """Reads standard input, writes standard output."""
    os.nice(MAKES_WAY)
    recipe = json.load(sys.stdin)
    sys.stdout.buffer.write(drawn(recipe["kind"], recipe["of"]))


if __name__ == "__main__":
    main()
