"""`cairn translate`: reads and writes the files, and says what came of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.commands import sheet, translate
from bot.commands.translate import CannotTranslate
from bot.script.folder import TRANSLATIONS, read_folder
from bot.script.problems import Problem

__all__ = ["CannotTranslate", "check", "export", "take_in"]


def export(folder: Path, today: date, language: str, dialogue: str | None, file: Path) -> str:
    """Writes the table for a translator, and says so.

    Raises:
        CannotTranslate: there is no such language or dialogue, or the file is there already.
    """
    translate.check_language(language)
    library, _ = read_folder(folder, today)
    texts = translate.english(library, dialogue)
    rows = list(translate.rows(texts, library.translations, language))
    try:
        with file.open("x", encoding="utf-8", newline="") as table:
            table.write(sheet.as_csv(rows))
    except FileExistsError:
        raise CannotTranslate(
            f"{file} is there already, and somebody may have written in it. "
            "Name another file with --output."
        ) from None
    except OSError:
        raise CannotTranslate(f"{file} cannot be written.") from None
    return f"{file}: {len(rows)} texts. Write in the column “translation”, and save as CSV UTF-8."


def take_in(folder: Path, today: date, language: str, file: Path) -> tuple[str, bool]:
    """Takes a table in; what came of it, and whether every row was taken.

    Raises:
        CannotTranslate: there is no such language or table, or a file in its way is broken.
    """
    translate.check_language(language)
    library, problems = read_folder(folder, today)
    _refuse_unreadable(folder / TRANSLATIONS / language, problems)
    texts = translate.english(library)
    try:
        rows = sheet.read_csv(file)
    except sheet.NoSheet as problem:
        raise CannotTranslate(str(problem)) from None
    came = translate.take_in(rows, texts, library.translations, language)
    try:
        written = translate.save(folder, came, texts)
    except OSError:
        raise CannotTranslate(f"{folder / TRANSLATIONS} cannot be written.") from None
    lines = [*translate.told(came, file), *(f"Written: {one}" for one in written)]
    return "\n".join(lines), not came.refused


def check(folder: Path, today: date, language: str | None) -> tuple[str, bool]:
    """How far a language is, or every one that was begun; and whether nothing has to be mended.

    Raises:
        CannotTranslate: there is no such language.
    """
    library, problems = read_folder(folder, today)
    chosen = library.translations.languages if language is None else (language,)
    lines: list[str] = []
    for one in chosen:
        translate.check_language(one)
        lines += translate.how_far(library, one)
    where = folder / TRANSLATIONS / (language or "")
    mine = [one for one in problems if Path(one.place.file).is_relative_to(where)]
    lines += [one.line() for one in mine]
    nothing = "Nothing is translated yet. Begin with: cairn translate export gd"
    return "\n".join(lines) or nothing, all(one.severity == "W" for one in mine)


def _refuse_unreadable(folder: Path, problems: list[Problem]) -> None:
    """A file that is not read whole must not be written anew: what it holds would be lost."""
    for one in problems:
        if one.code.startswith("D1") and Path(one.place.file).is_relative_to(folder):
            raise CannotTranslate(f"Mend this first, so that nothing is lost: {one.line()}")
