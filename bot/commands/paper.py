"""`cairn print --paper`: what people fill in by hand, as a page, as a PDF, or as text here."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path, PurePosixPath

from bot.commands.printing import Unknown, write
from bot.script.files import files_in
from bot.script.folder import Library, read_files
from bot.script.problems import Problem, did_you_mean, listed
from bot.service.papers import find, names
from bot.settings import Settings


def report(settings: Settings, key: str, today: date, output: Path | None) -> None:
    """Writes one paper, or one blank of a list, to a file; without a file as text.

    Raises:
        Unknown: there is none of this name, or the file's ending is neither of the two.
        CannotWrite: the file could not be written.
    """
    library, problems = read_files(files_in(settings.dialogues), today)
    name = key.removesuffix(".yaml")
    blank = find(library, name)
    if blank is None:
        raise Unknown(_why_not(name, library, problems))
    if output is None:
        from bot.printing.blank_text import as_text  # noqa: PLC0415

        sys.stdout.write(as_text(blank))
    elif output.suffix == ".pdf":
        from bot.service.reports.blank_pdf import blank_pdf  # noqa: PLC0415

        write(output, blank_pdf(blank))
    elif output.suffix == ".html":
        from bot.service.reports.page import blank_page  # noqa: PLC0415

        write(output, blank_page(blank))
    else:
        raise Unknown(f"{output} could be a page or a PDF; end its name with .html or .pdf.")


def _why_not(name: str, library: Library, problems: list[Problem]) -> str:
    there = names(library)
    stem = PurePosixPath(name).stem
    broken = next((one.line() for one in problems if Path(one.place.file).stem == stem), "")
    parts = [one for one in there if one.startswith(f"{name}/")]
    if parts:
        return f"“{name}” is printed a part at a time; choose one of {listed(parts)}."
    advice = broken or did_you_mean(name, there) or f"choose one of {listed(there)}"
    return f"there is no paper and no list “{name}” that can be printed; {advice}"
