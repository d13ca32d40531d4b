"""Writing texts, lists and tables as a person would: plain where safe, `|` for several lines.

Each way of writing is tried by reading it again, so what cannot stand plain gets quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.script.layout import CannotEdit
from bot.script.source import plain_value, read_source
from bot.script.yaml_plainly import refuse_characters

Value = str | Sequence["Value"] | Mapping[str, "Value"]

_WORD = re.compile(r"[\w-]+", re.ASCII)
_MOVED_IN = re.compile(r"\n*[ \t]")
_ARROW = re.compile("->|→")
_STEP = 2
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def tidied(words: str) -> str:
    """Words with line feeds for line ends, and none at their end, where a script has no use for it.

    Raises:
        CannotEdit: They hold a character that no file can.
    """
    words = words.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if refuse_characters(words):
        raise CannotEdit("There is an invisible character in these words; type them again.")
    return words


def one_line(words: str, style: str = "", *, flow: bool = False) -> str:
    """A text as it can stand beside its name: in the quotes it had, plain, or in quotes."""
    for written in _ways(words, style):
        if _reads(written, words, flow):
            return written
    raise CannotEdit("These words cannot be written into the file as they are.")


def label_of(words: str) -> str:
    """Words for a button, tidied.

    Raises:
        CannotEdit: They hold an arrow, which would be read as the way it leads.
    """
    if _ARROW.search(words):
        raise CannotEdit("The words on a button cannot hold an arrow.")
    return tidied(words)


def name_of(name: str) -> str:
    """A name as it can stand before its colon."""
    for written in _ways(name, ""):
        root, problems = read_source(f"{written}: x\n", "")
        if not problems and root is not None and plain_value(root) == {name: "x"}:
            return written
    raise CannotEdit(f"“{name}” cannot be a name here.")


def below(words: str, indent: int) -> tuple[str, str] | None:
    """A text of several lines as what follows its `|`, and its lines; None where it cannot be."""
    if not words.strip():
        return None
    # Where the first words are moved in themselves, the number says where the text begins.
    head = str(_STEP) if _MOVED_IN.match(words) else ""
    root, problems = read_source(f"k: |{head}\n{_moved_in(words, _STEP)}", "")
    if problems or root is None or plain_value(root) != {"k": words + "\n"}:
        return None
    return head, _moved_in(words, indent)


def _moved_in(words: str, indent: int) -> str:
    return "".join(f"{' ' * indent}{line}\n" if line else "\n" for line in words.split("\n"))


def rendered(
    value: Value, column: int, *, flow: bool = False, item: bool = False
) -> tuple[str, str]:
    """A value as what stands beside its name, and the lines below it.

    Args:
        value: What to write.
        column: How far its name or its dash is moved in.
        flow: Whether it must stand on one line, tables and lists in brackets.
        item: Whether it is an item of a list, whose first entry may stand beside the dash.
    """
    if isinstance(value, str):
        words = tidied(value)
        lines = below(words, column + _STEP) if "\n" in words and not flow else None
        return (f"|{lines[0]}", lines[1]) if lines else (one_line(words, flow=flow), "")
    if flow or not value or _is_words(value):
        return _bracketed(value), ""
    if isinstance(value, Mapping):
        inner = "".join(entry(name, one, column + _STEP) for name, one in value.items())
        if item:
            beside, _, rest = inner.lstrip(" ").partition("\n")
            return beside, rest
        return "", inner
    return "", "".join(entry(None, one, column + _STEP) for one in value)


def entry(name: str | None, value: Value, column: int) -> str:
    """An entry of a table, or an item of a list (None), with all its lines."""
    beside, lines = rendered(value, column, item=name is None)
    head = "-" if name is None else f"{name_of(name)}:"
    return f"{' ' * column}{head}{' ' if beside else ''}{beside}\n{lines}"


def _is_words(value: Value) -> bool:
    """Whether a list is so plain that it reads best in one line: `[history, count]`."""
    return not isinstance(value, Mapping) and all(
        isinstance(one, str) and _WORD.fullmatch(one) for one in value
    )


def _bracketed(value: Value) -> str:
    if isinstance(value, str):
        return one_line(tidied(value), flow=True)
    if isinstance(value, Mapping):
        inside = (f"{name_of(name)}: {_bracketed(one)}" for name, one in value.items())
        return "{" + ", ".join(inside) + "}"
    return "[" + ", ".join(_bracketed(one) for one in value) + "]"


def _ways(words: str, style: str) -> Iterator[str]:
    """The ways of writing a text in one line, the first that can be read again being the best."""
    double = '"' + "".join(_ESCAPES.get(one, one) for one in words) + '"'
    single = "'" + words.replace("'", "''") + "'"
    if style == "'" and "\n" not in words:
        yield single
    if style == '"':
        yield double
    if words and "\n" not in words:
        yield words
        if '"' in words or "\\" in words:
            yield single
    yield double


def _reads(written: str, words: str, flow: bool) -> bool:
    """Whether a text reads as its words beside a name, as an item, and in brackets if it must."""
    probes = [f"k: {written}\n", f"k:\n  - {written}\n"]
    wanted: list[object] = [{"k": words}, {"k": [words]}]
    if flow:
        probes += [f"k: [{written}, x]\n", f"k: {{k: {written}, x: x}}\n"]
        wanted += [{"k": [words, "x"]}, {"k": {"k": words, "x": "x"}}]
    for probe, value in zip(probes, wanted, strict=True):
        root, problems = read_source(probe, "")
        if problems or root is None or plain_value(root) != value:
            return False
    return True
