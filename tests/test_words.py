"""The bot's own words: each is said somewhere, each one said exists, and all of them are kind."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from bot.drawing import colours
from bot.flow import sheet
from bot.nudges import slot
from bot.script.folder import read_folder
from bot.script.markup import plain
from bot.script.model import Keep, Place
from bot.script.rules.wording import wording_problems
from bot.service import cairn, history, rules, ways_out
from bot.service.profile import SWITCHES
from bot.service.reports import blank, report
from bot.service.rooms import cairn_room, learning, log_pages, settings, tools
from bot.service.teams import answering, screens

ROOT = Path(__file__).resolve().parent.parent
WORDS = read_folder(ROOT / "dialogues", date(2026, 11, 23))[0].words
PARTS_THAT_SPEAK = ("flow", "service", "telegram", "terminal")
MODULES = sorted(path for part in PARTS_THAT_SPEAK for path in ROOT.glob(f"bot/{part}/**/*.py"))
SAYS = {"say", "words"}  # methods whose first argument is a key; but Walk.say takes a text
LONGEST, MOST_WORDS = 600, 20

# Keys that are put together of parts which cannot be read off the line: key → the parts there are.
PARTS: dict[str, Iterable[str]] = {
    "kind.{entry.kind}": log_pages.KINDS,
    "outcome.{answer}": log_pages.OUTCOMES,
    "reminders.{one.kind}": (slot.REVISIT, slot.SNOOZE, slot.LATER),
    "button.add_{what}": rules.DIALOGUES,
    "rule.{kept.what}": rules.DIALOGUES,
    "rule.{what}": rules.DIALOGUES,
    "rule.{body['what']}": rules.DIALOGUES,
    "rule.every_{rule.every}": ("1", "2", "4"),
    "rule.every_run_{rule.every}": ("1", "2", "4"),
    "rule.turn_{unit}_{every}": ("week_1", "week_2", "run_1", "run_2"),
    "weekday.{rules.WEEKDAYS[day]}": rules.WEEKDAYS,
    "team.span_{one}": screens.SPANS,
    "team.{NOTES[name]}": answering.NOTES.values(),
    "weekday.{WEEKDAYS[day]}": rules.WEEKDAYS,
    "weekday.{day[0]}": rules.WEEKDAYS,
    "weekday.{day}": rules.WEEKDAYS,
    "switch.{name}": SWITCHES,
    "small_talk.{kind}": ("hello", "thanks", "fine"),
    "workday.{profile.workday or 'none'}": (*settings.WORKDAYS, "none"),
    "settings.{option}_{('on' if on else 'off')}": [
        f"{s}_{o}" for s in SWITCHES for o in ("on", "off")
    ],
    "settings.page_{page}": settings.PAGES,
    "settings.unclear_{page}": [name for name, page in settings.PAGES.items() if page.typed],
    "checkin.{one.answer}": history.ANSWERS,
    "support.{state}": ("always", "open", "closed"),
    "engine.why_{keep.replace('-', '_')}": [
        *(keep.value.replace("-", "_") for keep in Keep),
        "none",
    ],
    "way.{way}": ways_out.WAYS,
    "stone.{kind}": colours.KINDS,
    "button.by_{by}": (cairn.YEAR, cairn.MONTH, cairn.THEME),
    "month.{MONTHS[int(month) - 1]}": cairn_room.MONTHS,
    "button.{id_}": ("yes_start", "look", "another_look", "not_now"),
    "engine.found_{finding.heading}": sheet.HEADINGS,
    "report.{key}": report.OWN_WORDS,
    "tools.as_{what}": tools.FILES,
    "paper.{heading}": blank.ROOM_FOUND,
    "report.{heading}": blank.ROOM_FOUND,
    "learning.{part}": learning.PARTS,
    "button.forget_{one}": ("last", "entry", "words", "everything", "nothing"),
}
PASSED_ON = {"key", "key or f'button.{id_}'", "f'engine.{id_}'"}  # the methods in SAYS themselves


def _key(node: ast.expr) -> str:
    """How a key stands in the code: `log.kept`, `kind.{entry.kind}`."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    shown = ast.unparse(node)
    return shown[2:-1] if isinstance(node, ast.JoinedStr) else shown


def _loops(tree: ast.AST) -> dict[ast.AST, ast.comprehension]:
    """The loop of the comprehension that a call stands in."""
    return {
        inner: node.generators[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ListComp | ast.GeneratorExp)
        for inner in ast.walk(node.elt)
        if isinstance(inner, ast.Call)
    }


def _over(loop: ast.comprehension, key: ast.expr, module: ModuleType) -> list[str]:
    """The keys that a comprehension over a constant of the module makes."""
    target, values = ast.unparse(loop.target), ast.unparse(loop.iter)
    return list(eval(f"[{ast.unparse(key)} for {target} in {values}]", vars(module)))


def _said(path: Path) -> Iterator[tuple[str, str]]:
    """Every key that a module says, with where."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    module = importlib.import_module(name)
    loops = _loops(tree)
    for node in ast.walk(tree):
        for expression in _keys_in(node):
            where = f"{name}:{expression.lineno}"
            key = _key(expression)
            if isinstance(expression, ast.Constant):
                yield key, where
            elif key in PARTS:
                yield from ((key[: key.index("{")] + part, where) for part in PARTS[key])
            elif ast.unparse(expression) in PASSED_ON:
                continue
            elif node in loops:
                yield from ((made, where) for made in _over(loops[node], expression, module))
            else:
                yield f"{key} cannot be read: add it to PARTS", where


def _keys_in(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions in this very place that are keys of words."""
    match node:
        case ast.Tuple([ast.Constant(str()) as label, ast.Constant(str(command))]):
            if command.startswith("/"):  # a standing button
                yield label
        case ast.Call(ast.Attribute(owner, method), [first, *more]):
            whose = ast.unparse(owner)
            is_text = method == "text" and whose.endswith("words")
            if method == "own":
                yield from (_with_prefix("engine.", one) for one in node.args)
            elif method == "option":
                yield more[0] if more else _with_prefix("button.", first)
            elif (method in SAYS and whose != "walk") or method == "tell" or is_text:
                yield from (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,)


def _with_prefix(prefix: str, node: ast.expr) -> ast.expr:
    if isinstance(node, ast.Constant):
        return ast.copy_location(ast.Constant(prefix + str(node.value)), node)
    parts = node.values if isinstance(node, ast.JoinedStr) else [ast.FormattedValue(node, -1)]
    return ast.copy_location(ast.JoinedStr([ast.Constant(prefix), *parts]), node)


def _all_said() -> list[tuple[str, str]]:
    return [one for path in MODULES for one in _said(path)]


def test_everything_that_is_said_has_words() -> None:
    """A key in the code without a sentence would fail in front of somebody."""
    said, known = _all_said(), WORDS.keys()
    assert len(said) > 150
    assert [(key, where) for key, where in said if key not in known] == []


def test_every_sentence_is_said_somewhere() -> None:
    """A sentence nobody ever reads would be kept, translated and reviewed in vain."""
    assert sorted(WORDS.keys() - {key for key, _ in _all_said()}) == []


@pytest.mark.parametrize("key", sorted(WORDS.keys()))
def test_a_text_is_short_and_kind(key: str) -> None:
    """At most 600 characters and 20 words a sentence; no word that presses, blames or cheers."""
    text = plain(re.sub(r"\{%.*?%\}", "", re.sub(r"\{\{.*?\}\}", "…", WORDS.source(key))))
    assert len(text) <= LONGEST
    sentences = re.split(r"(?<=[.?:;])\s+|\n", text)
    assert [one for one in sentences if len(one.split()) > MOST_WORDS] == []
    found = wording_problems(WORDS.source(key), lambda line, col: Place(key, line, col))
    assert [one.message for one in found if one.severity == "E"] == []
