"""`cairn lint`: what is wrong with the dialogues, for a person, a program or a code review."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bot.script.draft import World
from bot.script.files import Files, files_in
from bot.script.folder import Library, read_files, script_paths
from bot.script.problems import Problem, in_order
from bot.script.reader import read_script

NOTHING = "{files} read. Nothing to mend."


class NoSuchFile(Exception):
    """A file that was named is not there; `str()` is the sentence."""


def problems_in(folder: Path, files: Sequence[Path], today: date) -> tuple[list[Problem], int]:
    """The problems of the whole folder, or of these files alone; and how many files were read.

    A file from elsewhere is read as if it stood in the folder.

    Raises:
        NoSuchFile: one of the files is not there, or is a folder.
    """
    for file in files:
        if file.is_dir():
            raise NoSuchFile(
                f"{file} is a folder. To check a whole folder, name no file and set "
                f"CAIRN_DIALOGUES={file}."
            )
        if not file.is_file():
            raise NoSuchFile(f"There is no file {file}.")
    written = files_in(folder)
    library, problems = read_files(written, today)
    if not files:
        return problems, sum(
            1 for path in (*written.texts, *written.lost) if path.endswith(".yaml")
        )
    wanted = {file.resolve() for file in files}
    known = {file.resolve() for file in folder.rglob("*.yaml")}
    chosen = [one for one in problems if Path(one.place.file).resolve() in wanted]
    world = _world(library, written, files, today)
    for file in files:
        if file.resolve() not in known:
            chosen += read_script(_text(file), str(file), world)[1]
    return in_order(chosen), len(files)


def as_plain(problems: Sequence[Problem], files: int) -> str:
    """One line for each problem, and a last one that counts them."""
    if not problems:
        return NOTHING.format(files=_count(files, "file"))
    errors = sum(one.severity == "E" for one in problems)
    tail = f"{_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}."
    return "\n".join([*(one.line() for one in problems), tail])


def as_json(problems: Sequence[Problem], _files: int) -> str:
    """A list of objects, for programs."""
    rows = [
        {
            "file": one.place.file,
            "line": one.place.line,
            "col": one.place.col,
            "code": one.code,
            "severity": one.severity,
            "message": one.message,
            "help": one.help,
        }
        for one in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(problems: Sequence[Problem], _files: int) -> str:
    """GitHub's workflow commands, which put each problem beside its line."""
    return "\n".join(map(_annotation, problems))


FORMATS: dict[str, Callable[[Sequence[Problem], int], str]] = {
    "plain": as_plain,
    "json": as_json,
    "github": as_github,
}


def _annotation(problem: Problem) -> str:
    kind = "error" if problem.severity == "E" else "warning"
    advice = f" (help: {problem.help})" if problem.help else ""
    place = problem.place
    where = f"file={_escaped(place.file, ':,')},line={place.line},col={place.col}"
    return f"::{kind} {where},title={problem.code}::{_escaped(problem.message + advice)}"


def _escaped(text: str, more: str = "") -> str:
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _world(library: Library, written: Files, files: Sequence[Path], today: date) -> World:
    names = {file.stem for file in (*map(Path, script_paths(written)), *files)}
    return World(
        dialogues=frozenset(names),
        themes=frozenset(library.themes) or None,
        principles=frozenset(library.principles) or None,
        cards=frozenset(library.support),
        today=today,
    )


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise NoSuchFile(
            f"The file {file} cannot be read; save it as plain text (UTF-8)."
        ) from None


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
