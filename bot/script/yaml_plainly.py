"""What the YAML parser complains of, for people who know Word and forms.

Nearly every complaint comes from a tab, a quote, a colon or a space too few; each is looked for in
the line itself, since the parser often only notices further down.
"""

from __future__ import annotations

import re

import yaml

# Control characters, lone surrogates, and the line ends that only some programs take for one.
_ODD = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMED = re.compile(r"\s*(?:- +)?(?P<name>[^\s:#][^:]*?):\s+(?P<value>\S.*)")
_STARTERS = "*&!%@`[]{}|>,#"
_QUOTE_OR_BLOCK = "put the text in quotes, or on its own lines below “|”"


class Complaint(Exception):
    """Why a file cannot be read. Line and column count from 1."""

    def __init__(self, line: int, col: int, message: str, help_: str) -> None:
        super().__init__(message)
        self.line = line
        self.col = col
        self.message = message
        self.help = help_


def refuse_characters(text: str) -> Complaint | None:
    """A complaint about the first character that no text can hold."""
    found = _ODD.search(text)
    if not found:
        return None
    line = text.count("\n", 0, found.start()) + 1
    col = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
    return Complaint(
        line,
        col,
        "there is an invisible character that cannot be read",
        "type the words of this line again",
    )


def explain(error: yaml.MarkedYAMLError, text: str) -> Complaint:
    """The likeliest reason, at the line where somebody would mend it."""
    lines = text.splitlines() or [""]
    at = min(error.problem_mark.line if error.problem_mark else 0, len(lines) - 1)
    while at and not lines[at].strip():
        at -= 1
    said = error.problem or ""
    context = error.context or ""
    began = error.context_mark.line if error.context_mark else at
    if "quoted scalar" in context:
        return _quote(said, lines, min(began, at))
    if "\t" in lines[at][: len(lines[at]) - len(lines[at].lstrip())] or "tab" in said:
        return _complaint(
            lines, at, "this line begins with a tab", "use spaces in place of the tab key"
        )
    for line in (at, at - 1):
        reason = _reason(lines, line) if line >= 0 else None
        if reason:
            return _complaint(lines, line, *reason)
    if "could not find expected ':'" in said:
        line = min(began, at)
        return _complaint(
            lines,
            line,
            "this line has no colon after a name",
            "write “name: text”, or move the line in so that it belongs to the text above",
        )
    if "did not find expected ',' or" in said:
        return _complaint(
            lines, min(began, at), "a bracket is opened and not closed", "close it with ] or }"
        )
    return _complaint(
        lines,
        at,
        "this line does not fit under the one above",
        "begin it with as many spaces as its neighbours",
    )


def _reason(lines: list[str], at: int) -> tuple[str, str] | None:
    """What is wrong in a line of the form `name: text`."""
    found = _NAMED.match(lines[at])
    if not found:
        return None
    value = found["value"]
    if value[0] in "\"'":
        closed = value.find(value[0], 1)
        rest = value[closed + 1 :].strip() if closed > 0 else ""
        if rest and not rest.startswith("#"):
            return (
                "the text goes on after its closing quote",
                "put the whole text in quotes, or use “ ” inside it",
            )
        return None
    if value[0] in _STARTERS and not re.fullmatch(r"[|>][+-]?\d?|\[.*\]|\{.*\}", value):
        return f"a text cannot begin with “{value[0]}” here", _QUOTE_OR_BLOCK
    if re.search(r":(\s|$)", value):
        return "there is a second colon in this line", _QUOTE_OR_BLOCK
    if value.startswith("- "):
        return "a list begins on a line of its own", "move the “-” to the next line"
    return None


def _quote(said: str, lines: list[str], at: int) -> Complaint:
    if "escape" in said:
        return _complaint(
            lines,
            at,
            'inside " quotes a backslash has a meaning of its own',
            "use single quotes, or put the text on its own lines below “|”",
        )
    return _complaint(
        lines,
        at,
        "a quote is opened and not closed",
        "close it, or leave the quotes out and use “ ” or ’ inside the text",
    )


def _complaint(lines: list[str], at: int, message: str, help_: str) -> Complaint:
    col = len(lines[at]) - len(lines[at].lstrip()) + 1
    return Complaint(at + 1, col if lines[at].strip() else 1, message, help_)
