"""Giving a step, a button or an item another name, everywhere a file says the old one.

For a step: `next`, `skip`, `stop`, `anew`, arrows, the `go` and `otherwise` of checks, the `starts`
of nudges; and where the step asks something, every text, condition, save and draw that reads its
answer. For a button: `tender`, and every condition that asks whether it was tapped. For an item of
an `each`: every text and condition that reads the answer about it. Anything else: the name alone.
Transcripts and translations are files of their own, and are not looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from bot.script.fields import Notes, check_id, check_name
from bot.script.grammar import GAP, survey
from bot.script.graph import Path
from bot.script.layout import CannotEdit, Found, Group, Layout, Text, layout_of
from bot.script.model import Place
from bot.script.placing import text_splices
from bot.script.reads import is_name_or_text, saved
from bot.script.source import Scalar
from bot.script.splices import Splice, finished
from bot.script.template import condition
from bot.script.writing import name_of

_ARROW = re.compile(r"(.*?(?:->|→)\s*)(\S+)(\s*)", re.DOTALL)
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_QUOTED = r"\"[^\"]*\"|'[^']*'"
_NOWHERE = Place("", 1, 1)
_LEADS = ("next", "skip", "stop", "anew")

Change = Callable[[str], str]


def rename(source: str, path: Path, new: str) -> str:
    """Gives the entry at a path another name, and follows the old one through the file.

    Raises:
        CannotEdit: There is no such entry, the name is taken or cannot be used, or the old name is
            read in a text that cannot be followed.
    """
    layout = layout_of(source)
    found = layout.find(path)
    name = found.member.name
    if name is None:
        raise CannotEdit("An item of a list has no name.")
    if new == name.value:
        return source
    check_new_name(path, new)
    if any(one.key == new for one in found.group.members):
        raise CannotEdit(f"There is a “{new}” here already.")
    splices = [Splice(name.start, name.end, name_of(new))]
    intended: Any = layout.tree
    values: dict[Path, str] = {}
    for where, change in _followers(layout, path, new):
        at = layout.find(where)
        assert isinstance(at.member.value, Text)
        words = change(values.get(where, at.member.value.value.rstrip("\n")))
        if words != at.member.value.value.rstrip("\n"):
            values[where] = words
    for where, words in values.items():
        splices += text_splices(layout, layout.find(where), words)
    return finished(source, layout, splices, _renamed(intended, (), path, new, values))


def _renamed(tree: Any, here: Path, path: Path, new: str, values: dict[Path, str]) -> Any:
    """The tree with another name at a path, and other words in some places."""
    if isinstance(tree, dict):
        return {
            (new if (*here, key) == path else key): _renamed(one, (*here, key), path, new, values)
            for key, one in tree.items()
        }
    if isinstance(tree, list):
        return [_renamed(one, (*here, at), path, new, values) for at, one in enumerate(tree)]
    return values.get(here, tree)


def check_new_name(path: Path, new: str) -> None:
    """Makes sure that a step, a button or an item can have a name.

    Raises:
        CannotEdit: It cannot; the sentence has one that would do where there is one.
    """
    notes = Notes()
    word = Scalar(_NOWHERE, new)
    if len(path) == 2 and path[0] == "steps":
        check_name(word, notes, "a step")
    elif len(path) == 4 and path[0] == "steps" and path[2] == "buttons":
        check_id(word, notes, "a button")
    elif len(path) == 4 and path[0] == "steps" and path[2] == "items":
        check_name(word, notes, "an item")
    for problem in notes.problems:
        advice = f"; {problem.help}" if problem.help else ""
        raise CannotEdit(f"{problem.message[0].upper()}{problem.message[1:]}{advice}.")


def _followers(layout: Layout, path: Path, new: str) -> Iterator[tuple[Path, Change]]:
    """Where the old name may stand, and how each such text changes."""
    if path[0] != "steps" or len(path) not in (2, 4):
        return
    step = str(path[1])
    if len(path) == 2:
        yield from ((where, _lead(step, new)) for where in _leads(layout))
        fields = _names(layout.find(path))
        if "ask" in fields or "each" in fields:
            yield from _readers(layout, _path_reader(step, new))
    elif path[2] == "items":
        yield from _readers(layout, _path_reader(f"{step}.{path[3]}", f"{step}.{new}"))
    elif path[2] == "buttons":
        old = str(path[3])
        for at, _ in _below(layout, (*path[:2], "tender")):
            yield at, _word(old, new)
        yield from _readers(layout, _answer_reader(step, old, new))


def _leads(layout: Layout) -> Iterator[Path]:
    """Every place that names a step as the one to go to."""
    for at, _ in _below(layout, ("nudges",)):
        if len(at) == 3 and at[-1] == "starts":
            yield at
    for at, _ in _below(layout, ("steps",)):
        arrow = len(at) == 4 and at[2] in ("buttons", "date")
        arm = len(at) == 5 and at[2] == "check" and at[4] in ("go", "otherwise")
        if arrow or arm or (len(at) == 3 and at[2] in _LEADS):
            yield at


def _below(layout: Layout, path: Path) -> Iterator[tuple[Path, Text]]:
    """Every text at or under a path, where there is such a path."""
    try:
        value = layout.find(path).member.value
    except CannotEdit:
        return
    todo: list[tuple[Path, Text | Group]] = [(path, value)]
    while todo:
        at, one = todo.pop()
        if isinstance(one, Text):
            yield at, one
        else:
            todo += [((*at, member.key), member.value) for member in reversed(one.members)]


def _names(found: Found) -> set[str | int]:
    value = found.member.value
    return {one.key for one in value.members} if isinstance(value, Group) else set()


def _lead(old: str, new: str) -> Change:
    """A place that names a step: the name alone, or behind an arrow."""

    def change(words: str) -> str:
        arrow = _ARROW.fullmatch(words)
        if arrow:
            return f"{arrow[1]}{new}{arrow[3]}" if arrow[2] == old else words
        return new if words.strip() == old else words

    return change


def _word(old: str, new: str) -> Change:
    return lambda words: new if words.strip() == old else words


Reader = Callable[[str], str]  # changes the code of a text: what stands between curly brackets


def _readers(layout: Layout, reader: Reader) -> Iterator[tuple[Path, Change]]:
    for at, text in _below(layout, ("steps",)):
        if len(at) == 5 and at[2] == "check" and at[4] == "if":
            yield at, _in_condition(reader)
        elif (len(at) == 4 and at[2] == "with") or (len(at) == 3 and at[2] == "from"):
            yield at, _in_saved(reader)
        elif GAP.search(text.value):
            yield at, _in_text(reader)


def _in_text(reader: Reader) -> Change:
    return lambda words: _CODE.sub(lambda code: reader(code[0]), words)


def _in_condition(reader: Reader) -> Change:
    return lambda words: _CODE.sub(lambda code: reader(code[0]), condition(words))[
        len("{% if ") : -len(" %}1{% endif %}")
    ]


def _in_saved(reader: Reader) -> Change:
    """A bare name reads that value; anything else is a text."""

    def change(words: str) -> str:
        if GAP.search(words) or not is_name_or_text(words):
            return _in_text(reader)(words)
        return reader(saved(words))[len("{{ ") : -len(" }}")]

    return change


def _path_reader(old: str, new: str) -> Reader:
    """Reads of a value, such as `good` or `look.door`."""
    pattern = re.compile(
        rf"(?P<quoted>{_QUOTED})|(?<![\w.])(?<!\|)(?<!\| )\b{re.escape(old)}\b(?!\s*=[^=])"
    )
    told = re.compile(rf"{re.escape(old)}(?=\.|$)")

    def reader(code: str) -> str:
        changed = pattern.sub(lambda one: one["quoted"] or new, code)
        before = {mention.path for mention in _survey(code).mentions}
        after = {mention.path for mention in _survey(changed).mentions}
        if after != {told.sub(new, one, count=1) if told.match(one) else one for one in before}:
            raise CannotEdit(f"“{old}” is read in a way that cannot be followed: {code}")
        return changed

    return reader


def _answer_reader(step: str, old: str, new: str) -> Reader:
    """Questions whether a button was tapped: `lean == "hold"`, `lean in ["hold", "go"]`."""
    path = rf"(?<![\w.]){re.escape(step)}(?:\.\w+)?"
    quoted = rf"([\"']){re.escape(old)}\1"
    after = re.compile(rf"({path}\s*[=!]=\s*)([\"']){re.escape(old)}\2")
    before = re.compile(rf"{quoted}(\s*[=!]=\s*{path}\b)")
    among = re.compile(rf"{path}\s+(?:not\s+)?in\s*[\[(][^\])]*[\])]")

    def reader(code: str) -> str:
        changed = after.sub(rf"\g<1>\g<2>{new}\g<2>", code)
        changed = before.sub(rf"\g<1>{new}\g<1>\g<2>", changed)
        changed = among.sub(lambda one: re.sub(quoted, rf"\g<1>{new}\g<1>", one[0]), changed)
        asked = {(one.path, one.literal) for one in _survey(code).comparisons}
        meant = {
            (where, new if literal == old and where.split(".")[0] == step else literal)
            for where, literal in asked
        }
        if {(one.path, one.literal) for one in _survey(changed).comparisons} != meant:
            raise CannotEdit(f"“{old}” is asked about in a way that cannot be followed: {code}")
        return changed

    return reader


def _survey(code: str) -> Any:
    """What one piece of code reads, made whole so that it can be read alone."""
    inside = code.strip("{}% \n-")
    for word in ("if ", "elif "):
        if inside.startswith(word):
            return survey(condition(inside.removeprefix(word)))
    return survey("{{ " + inside + " }}" if not inside.startswith("for ") else f"{{% {inside} %}}")
