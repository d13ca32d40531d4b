"""Every page of docs/rules shows what it says it shows."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.script.draft import World
from bot.script.huddles import read_huddles
from bot.script.model import Place, Prompt
from bot.script.problems import Problem, in_order
from bot.script.reader import read_draft, read_script
from bot.script.rules import check
from bot.script.rules.published import published
from bot.script.rules.translating import translating
from bot.script.support import read_support
from bot.script.translation import read_translation, texts_of

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "rules").glob("D*.md"))
TODAY = date(2026, 11, 23)
WORLD = World(
    dialogues=frozenset({"example"}),
    themes=frozenset({"culture", "workforce-care"}),
    principles=frozenset({"safety", "choice"}),
    cards=frozenset({"staff"}),
    today=TODAY,
)
PROMPTS = [
    Prompt(key, "culture", "What?", "safety", ("anyone",), ("One", "Two"), line, Place("", 1, 1))
    for key, line in (("culture/first-day", None), ("culture/going-wrong", "A harder one."))
]


class Example(NamedTuple):
    """A fenced example: the file it would be, and its text."""

    file: str
    text: str


def example(page: Path, heading: str) -> Example:
    """The example below a heading."""
    _, _, below = page.read_text(encoding="utf-8").partition(f"## {heading}\n")
    found = re.search(r"```yaml (\S+)\n(.*?)```", below, re.DOTALL)
    assert found, f"{page.name} has no example below “{heading}”"
    return Example(found[1], found[2])


def problems_of(page: Path, heading: str) -> list[Problem]:
    """What the bot says of an example, published in place of another where there was one."""
    one = example(page, heading)
    if one.file.startswith("translations/"):
        return translation_problems(one, example(page, "The English"))
    if "## Before" in page.read_text(encoding="utf-8"):
        return problems_in_place_of(example(page, "Before"), one)
    if one.file == "shared/support.yaml":
        return read_support(one.text, one.file, TODAY)[1]
    if one.file.startswith("huddles/"):
        return read_huddles(one.text, one.file, WORLD, PROMPTS)[1]
    return read_script(one.text, one.file, WORLD)[1]


def translation_problems(one: Example, english: Example) -> list[Problem]:
    """What the bot says of a translation, held against its English."""
    script, problems = read_script(english.text, english.file, WORLD)
    assert script
    _, language, name = one.file.removesuffix(".yaml").split("/")
    translation, more = read_translation(one.text, one.file, language, name)
    assert translation
    return [*problems, *more, *translating(texts_of(script), translation)]


def problems_in_place_of(before: Example, one: Example) -> list[Problem]:
    """What the bot says when an example is published in place of another."""
    (was, _), (now, problems) = (read_draft(each.text, each.file, WORLD) for each in (before, one))
    assert was
    assert now
    return in_order([*problems, *check(now), *published(now, [was.script])])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_wrong_example_raises_exactly_its_rule(page: Path) -> None:
    """The wrong example of a page shows that page's problem and no other."""
    found = problems_of(page, "Wrong")
    assert {one.code for one in found} == {page.stem}, [one.line() for one in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_right_example_is_clean(page: Path) -> None:
    """The right example of a page has no problem at all."""
    assert [one.line() for one in problems_of(page, "Right")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_says_whether_its_rule_stops_publishing(page: Path) -> None:
    """What a page says about publishing is what the rule does."""
    severities = {one.severity for one in problems_of(page, "Wrong")}
    text = page.read_text(encoding="utf-8")
    assert ("A warning" in text) == (severities == {"W"})


def test_every_rule_has_a_page() -> None:
    """No code can be printed for which an author would find no page."""
    sources = (ROOT / "bot" / "script").rglob("*.py")
    printed = {code for file in sources for code in re.findall(r'"(D\d{3})"', file.read_text())}
    assert printed == {page.stem for page in PAGES}


def test_the_index_lists_every_page() -> None:
    """An author who has only the list finds every rule, with its own words."""
    index = (ROOT / "docs" / "rules" / "README.md").read_text(encoding="utf-8")
    for page in PAGES:
        title = page.read_text(encoding="utf-8").splitlines()[0].partition(": ")[2]
        assert f"[{page.stem}]({page.name})" in index
        assert f"| {title} |" in index
