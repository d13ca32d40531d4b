"""Makes one picture or PDF: the recipe comes in as JSON, the file goes out, nothing rests anywhere.

Run as a process of its own (`python -m bot.service.made`), because making one holds the
interpreter: in a thread of the bot everybody who is answered meanwhile would wait. It makes way for
the others on the machine.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from typing import Any

MAKES_WAY = 19


def made(kind: str, of: Mapping[str, Any]) -> bytes:
    """The file of a recipe: `cairn` and `weeks` are pictures (PNG), `report` and `blank` PDFs.

    Raises:
        LookupError: there is no such kind, or something is missing in it.
    """
    # Each is read when it is wanted: what makes them would be a tenth of everybody's start.
    from pydantic import TypeAdapter  # noqa: PLC0415

    if kind == "report":
        from bot.service.reports.pdf import pdf  # noqa: PLC0415
        from bot.service.reports.report import Report  # noqa: PLC0415

        return pdf(TypeAdapter(Report).validate_python(of))
    if kind == "blank":
        from bot.service.reports.blank import Blank  # noqa: PLC0415
        from bot.service.reports.blank_pdf import blank_pdf  # noqa: PLC0415

        return blank_pdf(TypeAdapter(Blank).validate_python(of))
    from bot.drawing.recipes import drawn  # noqa: PLC0415

    return drawn(kind, of)


def main() -> None:
    """Reads standard input, writes standard output."""
    os.nice(MAKES_WAY)
    recipe = json.load(sys.stdin)
    sys.stdout.buffer.write(made(recipe["kind"], recipe["of"]))


if __name__ == "__main__":
    main()
