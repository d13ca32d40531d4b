"""What stands beside a card speaks of the card: every rule’s words are held against it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from bot.script import rules
from bot.script.model import Place
from bot.script.problems import Problem
from bot.script.reader import read_script
from bot.studio.advice import FILE_WORDS, beside
from bot.studio.advice_table import MEND_IN_TEXT, TABLE
from bot.studio.beside import first_to_mend, look
from bot.studio.rule_pages import FOLDER
from tests.studio.test_changes import AROUND, CHECK_IN

RULES = Path(rules.__file__).parent
SCRIPT = RULES.parent
# The modules whose problems can stand beside a dialogue; the others read prompts, support cards …
MODULES = [
    *(SCRIPT / f"{name}.py" for name in ("fields", "head", "reader", "source", "verbs")),
    *(
        RULES / f"{name}.py"
        for name in ("answers", "brief", "care", "keeping", "nudges", "paths", "reading", "reviews")
    ),
    *(RULES / f"{name}.py" for name in ("size", "templates")),
]
WHERE = Place("a.yaml", 1, 1)
_ANY = "…"


def told_by_rules() -> Iterator[tuple[str, str, str]]:
    """Every code, message and help that the rules’ own source can say, its gaps filled with “…”."""
    for module in MODULES:
        tree = ast.parse(module.read_text("utf-8"))
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            named = _assigned(function)
            for call in ast.walk(function):
                if isinstance(call, ast.Call):
                    yield from _told(call, named)
                elif isinstance(call, ast.Return) and function.name in ("_why_not", "_wrong_field"):
                    yield from _pairs(call, named)


def _told(call: ast.Call, named: dict[str, list[ast.expr]]) -> Iterator[tuple[str, str, str]]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    args = [*call.args, ast.Constant(""), ast.Constant("")]
    if name == "unreadable":
        parts = ["D100"], _said(args[1], named), _said(args[2], named)
    elif name in ("problem", "add") and len(call.args) >= 3:
        parts = [str(ast.literal_eval(args[1]))], _said(args[2], named), _said(args[3], named)
    elif name == "Problem" and len(call.args) >= 4:
        found = args[1] if isinstance(args[1], ast.Constant) else ast.Constant("D100")
        parts = [str(found.value)], _said(args[3], named), _said(args[4], named)
    else:
        return
    yield from product(*parts)


def _pairs(back: ast.Return, named: dict[str, list[ast.expr]]) -> Iterator[tuple[str, str, str]]:
    for one in ast.walk(back):
        if isinstance(one, ast.Tuple) and len(one.elts) == 2:
            yield from product(["D206"], _said(one.elts[0], named), _said(one.elts[1], named))


def _assigned(function: ast.FunctionDef) -> dict[str, list[ast.expr]]:
    named: dict[str, list[ast.expr]] = {}
    for one in ast.walk(function):
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
            named.setdefault(one.targets[0].id, []).append(one.value)
    return named


def _said(node: ast.expr, named: dict[str, list[ast.expr]], deep: int = 3) -> list[str]:
    """What an expression may say."""
    match node:
        case ast.Constant(value=str(words)):
            return [words]
        case ast.JoinedStr(values=values):
            parts = [
                _said(one.value if isinstance(one, ast.FormattedValue) else one, named, deep)
                for one in values
            ]
            return ["".join(one) for one in product(*parts)]
        case ast.IfExp(body=one, orelse=other):
            return [*_said(one, named, deep), *_said(other, named, deep)]
        case ast.BoolOp(values=values):
            return [said for one in values for said in _said(one, named, deep)]
        case ast.BinOp(left=one, right=other):
            return ["".join(two) for two in product(_said(one, named, deep), _said(other, named))]
        case ast.Name(id=name) if deep and name in named:
            return [said for one in named[name] for said in _said(one, named, deep - 1)]
        case _:
            return [_ANY]


# What only a call of a rule gives: by which word it names what it misses, and nothing at all.
CALLED = [
    *(("D205", f"there is no {kind} “…”", _ANY) for kind in ("theme", "dialogue")),
    ("D206", "“” is not the name of an answer", _ANY),
]
TOLD = sorted({*told_by_rules(), *CALLED})


def test_nothing_beside_a_card_speaks_of_the_file() -> None:
    """Whatever a rule says, the help on a card names no “next:”, no arrow and no line."""
    assert len(TOLD) > 90
    left = []
    for code, message, help_ in TOLD:
        said = beside(Problem(WHERE, code, "E", message, help_), ("steps", "low"), {})
        if FILE_WORDS.search(said.help) or (
            FILE_WORDS.search(said.message) and said.help != MEND_IN_TEXT
        ):
            left.append((code, said.message, said.help))
    assert left == []


def test_every_entry_of_the_table_is_needed() -> None:
    """No words wait for a message that no rule says any more."""
    for code in TABLE.keys() - {"D100"}:  # whose messages name whichever field it is
        messages = [message for at, message, _ in TOLD if at == code]
        for words in TABLE[code]:
            assert [one for one in messages if re.search(words.when, one)], (code, words.when)


@pytest.mark.parametrize("code", sorted(TABLE))
def test_the_examples_of_the_rules_are_told_in_terms_of_the_card(code: str) -> None:
    """The wrong example of each rule’s own page, as a card shows it."""
    page = (FOLDER / f"{code}.md").read_text("utf-8")
    example = page.split("```yaml example.yaml\n", 1)[-1].split("```", 1)[0]
    _, problems = read_script(example, "example.yaml", AROUND.world)
    shown = look(example, "example.yaml", AROUND)["problems"]
    assert {one.code for one in problems} >= {code}
    for one in shown:
        if one["code"] == code:
            assert not FILE_WORDS.search(one["card"]["help"]), one


def test_a_problem_stands_at_the_part_of_the_card_that_mends_it() -> None:
    """A way that is missing is told beside the list of steps; a button by its own words."""
    text = CHECK_IN.replace("talk: People to talk to -> people", "talk: People to talk to", 1)
    text = text.replace("    stop: low_after\n", "", 1)
    found = {one["code"]: one for one in look(text, "check-in.yaml", AROUND)["problems"]}
    assert found["D203"]["path"] == ("steps", "low", "buttons", "talk")
    assert found["D203"]["card"]["message"].startswith("“People to talk to” leads nowhere yet")
    assert found["D203"]["help"].startswith("Write “-> a step”")
    assert first_to_mend(text, "check-in.yaml", AROUND).startswith("At “low”: “People to talk to”")
