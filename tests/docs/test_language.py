"""Every example of docs/language.md is read, checked and played as the page shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.flow.transcript import HEAD, read_transcript
from bot.script.distress import read_distress
from bot.script.draft import World
from bot.script.filters import FILTERS
from bot.script.folder import Library, read_folder
from bot.script.holidays import read_holidays
from bot.script.huddles import read_huddles
from bot.script.lists import Checklist, read_list
from bot.script.model import Keep, Script
from bot.script.papers import read_paper
from bot.script.problems import Problem
from bot.script.prompts import WORKING_DAYS, read_prompts
from bot.script.reader import read_script
from bot.script.resources import read_resources
from bot.script.rules.translating import translating
from bot.script.support import read_support
from bot.script.themes import read_themes
from bot.script.translation import read_translation, texts_of
from bot.script.verbs import VERBS
from bot.script.words import read_words
from bot.service.transcripts import replay

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
TODAY = date(2026, 11, 23)
FENCE = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
EXAMPLES = [(kind, name, text) for kind, name, text in FENCE.findall(PAGE) if kind != "sh"]
DIALOGUES = {
    f"{named[1]}.yaml": text
    for kind, _, text in EXAMPLES
    if kind == "yaml" and (named := re.match(r"dialogue: (\S+)\n", text))
}
SHARED = {name: text for kind, name, text in EXAMPLES if kind == "yaml" and name}
TRANSCRIPTS = [text for kind, _, text in EXAMPLES if not kind]


@cache
def shipped() -> Library:
    """The shipped dialogues."""
    return read_folder(ROOT / "dialogues", TODAY)[0]


def front_door() -> Checklist:
    """The list of the page."""
    checklist, _ = read_list(SHARED["dialogues/lists/front-door.yaml"], "front-door.yaml")
    assert checklist
    return checklist


def world() -> World:
    """What an example may name: the shipped files, and the other examples."""
    library = shipped()
    return World(
        dialogues=frozenset(library.scripts) | {Path(name).stem for name in DIALOGUES},
        themes=frozenset(library.themes),
        principles=frozenset(library.principles),
        cards=frozenset(library.support),
        lists=frozenset(library.lists) | {front_door().name},
        today=TODAY,
    )


def read(name: str) -> tuple[Script | None, list[Problem]]:
    """One dialogue of the page."""
    return read_script(DIALOGUES[name], name, world())


def distress_problems(text: str, file: str) -> list[Problem]:
    """A list that cannot be read raises; one that can has no problems."""
    read_distress(text, file)
    return []


def translation_problems(text: str, file: str) -> list[Problem]:
    """What is there is right; the example leaves out most of the dialogue, which is D601."""
    translation, problems = read_translation(text, file, "en-x-caps", "tea-break")
    script, _ = read("tea-break.yaml")
    assert translation
    assert script
    found = [*problems, *translating(texts_of(script), translation)]
    return [one for one in found if one.code != "D601"]


READERS: dict[str, Callable[[str, str], list[Problem]]] = {
    "dialogues/themes.yaml": lambda text, file: read_themes(text, file)[2],
    "dialogues/prompts/culture.yaml": lambda text, file: read_prompts(text, file, world())[1],
    "dialogues/huddles/culture.yaml": lambda text, file: read_huddles(
        text, file, world(), shipped().prompts
    )[1],
    "dialogues/lists/front-door.yaml": lambda text, file: read_list(text, file, world())[1],
    "dialogues/papers/quick-look.yaml": lambda text, file: read_paper(text, file, world())[1],
    "dialogues/shared/support.yaml": lambda text, file: read_support(text, file, TODAY)[1],
    "dialogues/shared/resources.yaml": lambda text, file: read_resources(text, file, world())[1],
    "dialogues/shared/holidays.yaml": lambda text, file: read_holidays(text, file)[1],
    "dialogues/shared/words.yaml": lambda text, file: read_words(text, file)[1],
    "dialogues/shared/distress.yaml": distress_problems,
    "dialogues/translations/en-x-caps/tea-break.yaml": translation_problems,
}


def test_the_page_has_examples_of_every_kind_of_file() -> None:
    """Nothing on the page escapes the tests below, whatever stands on its fence."""
    assert len(DIALOGUES) + len(SHARED) + len(TRANSCRIPTS) == len(EXAMPLES)
    assert SHARED.keys() == READERS.keys()


@pytest.mark.parametrize("name", DIALOGUES)
def test_a_dialogue_of_the_page_has_nothing_to_mend(name: str) -> None:
    """Whoever copies an example begins with a file that passes."""
    script, problems = read(name)
    assert [one.line() for one in problems] == []
    assert script


@pytest.mark.parametrize("name", SHARED)
def test_a_shared_file_of_the_page_has_nothing_to_mend(name: str) -> None:
    """The same for themes, prompts, cards, words and the list of words of distress."""
    assert [one.line() for one in READERS[name](SHARED[name], name)] == []


@pytest.mark.parametrize("text", TRANSCRIPTS)
def test_a_transcript_of_the_page_plays_as_written(text: str) -> None:
    """What the page says a person reads is what they read."""
    scripts = {script.name: script for one in DIALOGUES if (script := read(one)[0])}
    lists = {**shipped().lists, front_door().name: front_door()}
    library = replace(shipped(), scripts={**shipped().scripts, **scripts}, lists=lists)
    assert replay(read_transcript(text, "language.md"), library) == text


def test_all_verbs_keeps_filters_and_working_days_are_on_the_page() -> None:
    """An author finds every word that the reader knows."""
    words = {*VERBS, *(keep.value for keep in Keep), *FILTERS, *WORKING_DAYS, *HEAD}
    assert {word for word in words if f"`{word}`" not in PAGE} == set()


def test_every_verb_is_used_by_an_example() -> None:
    """No verb is only described."""
    used = {
        type(step).__name__.lower()
        for name in DIALOGUES
        if (script := read(name)[0])
        for step in script.steps.values()
    }
    assert {"list" if one == "listing" else one for one in used} == set(VERBS)


def test_rules_that_the_page_names_have_a_page() -> None:
    """A link to a rule leads somewhere."""
    named = set(re.findall(r"\bD\d{3}\b", PAGE))
    assert named
    assert {one for one in named if not (ROOT / "docs" / "rules" / f"{one}.md").exists()} == set()
