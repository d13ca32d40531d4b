"""The house’s arrows, read from the imports: who may know whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("storage/**/*.py")])

# What each part may import of the house. The wiring (app, cli, doctor, commands) may import all.
ALLOWED = {
    "storage": {"storage"},
    "bot.script": {"bot.script"},
    "bot.flow": {"bot.flow", "bot.script"},
    "bot.nudges": {"bot.nudges", "bot.flow", "bot.script", "storage"},
    "bot.drawing": {"bot.drawing"},
    "bot.service": {
        "bot.service", "bot.drawing", "bot.nudges", "bot.flow", "bot.script", "storage"
    },
    "bot.printing": {"bot.printing", "bot.service", "bot.flow", "bot.script"},
    "bot.telegram": {
        "bot.telegram", "bot.drawing", "bot.service", "bot.nudges", "bot.flow", "bot.script",
        "storage.problems",
    },
    "bot.studio": {
        "bot.studio", "bot.printing", "bot.service", "bot.flow", "bot.script", "storage.problems"
    },
    "bot.terminal": {
        "bot.terminal", "bot.service", "bot.nudges", "bot.flow", "bot.script", "storage.problems"
    },
}  # fmt: skip
PURE = ("bot/script/", "bot/flow/", "bot/nudges/calendar.py", "bot/nudges/policy.py")
IMPURE = {"asyncio", "time", "random", "secrets", "os", "storage", "sqlalchemy", "telegram"}
CLOCKS = {"now", "today", "utcnow", "time", "localtime", "gmtime"}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield f"{node.module}"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _within(name: str, parts: set[str]) -> bool:
    return any(name == part or name.startswith(part + ".") for part in parts)


@pytest.mark.parametrize("part", ALLOWED)
def test_a_part_imports_only_what_lies_below_it(part: str) -> None:
    """Telegram and terminal → service → nudges → flow → script, and storage knows nobody."""
    mine = [path for path in MODULES if _within(_name(path), {part})]
    assert mine, part
    strayed = [
        (_name(path), name)
        for path in mine
        for name in _imports(path)
        if _within(name, {"bot", "storage"})
        and not _within(name, ALLOWED[part])
        # “from storage import problems” names the package first.
        and not any(allowed.startswith(name + ".") for allowed in ALLOWED[part])
    ]
    assert strayed == []


@pytest.mark.parametrize(
    ("library", "homes"),
    [("telegram", {"bot.telegram", "bot.app"}), ("apscheduler", {"bot.app"})],
)
def test_a_library_stays_in_its_room(library: str, homes: set[str]) -> None:
    """Telegram’s library is known to bot/telegram and the wiring, the scheduler to the wiring."""
    users = {_name(path) for path in MODULES if any(_within(n, {library}) for n in _imports(path))}
    assert users
    assert {user for user in users if not _within(user, homes)} == set()


def test_the_pure_parts_neither_wait_nor_reach_out() -> None:
    """Scripts, engine, calendar and policy never await, and read no clock, chance or database."""
    pure = [path for path in MODULES if str(path.relative_to(ROOT)).startswith(PURE)]
    assert len(pure) > 20
    for path in pure:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert {name for name in _imports(path) if _within(name, IMPURE)} == set(), path
        waits = [n for n in ast.walk(tree) if isinstance(n, ast.AsyncFunctionDef | ast.Await)]
        assert waits == [], path


def test_the_wall_clock_is_read_in_one_place() -> None:
    """Only bot/clock.py asks what time it is; everything else is told."""
    readers = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            owner = node.func.value
            if isinstance(owner, ast.Name | ast.Attribute):
                last = owner.id if isinstance(owner, ast.Name) else owner.attr
                if last in ("datetime", "date", "time") and node.func.attr in CLOCKS:
                    readers.add(_name(path))
    assert readers == {"bot.clock"}
