"""The prompts that Cairn comes with: enough for a year of asking, for everybody's working day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from bot.script.folder import read_folder
from bot.script.model import Prompt
from bot.script.prompts import texts
from bot.script.readability import measured, reading_age
from bot.script.sentences import sentences
from tests.script.alike import alike

Recorder = Callable[[str, object], None]
SHIPPED = Path(__file__).parents[2] / "dialogues"
TODAY = date(2026, 11, 23)
LIBRARY = read_folder(SHIPPED, TODAY)[0]
FEWEST, FEWEST_EASY, FEWEST_A_DAY, FEWEST_A_PRINCIPLE = 15, 12, 2, 2
DAYS = ("visits", "ward", "counter", "desk", "leads")
OLDEST = 9  # years; the easy end of what is aimed at


def of_theme(theme: str) -> list[Prompt]:
    """Its prompts."""
    return [one for one in LIBRARY.prompts if one.theme == theme]


@pytest.fixture(params=sorted(LIBRARY.themes))
def prompts(request: pytest.FixtureRequest) -> list[Prompt]:
    """The prompts of one theme after the other."""
    return of_theme(str(request.param))


def test_a_theme_lasts_for_months(prompts: list[Prompt]) -> None:
    """Fifteen at least, twelve of them without a line of warning before, half for any day."""
    assert len(prompts) >= FEWEST
    assert len([one for one in prompts if not one.heads_up]) >= FEWEST_EASY
    assert 2 * len([one for one in prompts if "anyone" in one.fits]) >= len(prompts)


@pytest.mark.parametrize("day", DAYS)
def test_every_working_day_is_thought_of_in_every_theme(prompts: list[Prompt], day: str) -> None:
    """Two at least are for it by name."""
    assert len([one for one in prompts if day in one.fits]) >= FEWEST_A_DAY


def test_every_principle_stands_in_every_theme(prompts: list[Prompt]) -> None:
    """Not once by the way, but as a part of the theme."""
    counts = Counter(one.principle for one in prompts)
    assert set(counts) == set(LIBRARY.principles)
    assert min(counts.values()) >= FEWEST_A_PRINCIPLE, counts


@pytest.mark.parametrize("word", ["sign", "chair", "public", "champion", "vote", "staff", "lead"])
def test_leaders_at_every_level_are_spoken_to(word: str) -> None:
    """Who signs off, chairs, votes, answers to the public, is a champion or leads a team."""
    said = [
        text for one in LIBRARY.prompts if "leads" in one.fits for text in (one.ask, *one.ideas)
    ]
    assert [text for text in said if re.search(rf"\b{word}\b", text)]


def test_no_two_questions_are_alike() -> None:
    """Neither two prompts, nor a prompt and a huddle card."""
    asked = [(one.key, one.ask) for one in LIBRARY.prompts]
    cards = [(f"the huddle card {one.key}", one.ask) for one in LIBRARY.huddles]
    assert alike(asked + cards) == []


def test_no_two_ideas_are_alike() -> None:
    """Whoever comes back is never offered what they were offered before."""
    assert alike((one.key, idea) for one in LIBRARY.prompts for idea in one.ideas) == []


def test_prompts_open_in_many_ways() -> None:
    """Not every question is a “What”: none of the openings begins more than a third."""
    first = Counter(one.ask.split()[0].strip(",") for one in LIBRARY.prompts)
    word, most = first.most_common(1)[0]
    assert 3 * most <= first.total(), word
    assert len(first) >= 12


def test_prompts_are_easy_to_read(record_property: Recorder) -> None:
    """Each theme taken together, at the end of a long shift as well."""
    ages = {theme: _age(of_theme(theme)) for theme in LIBRARY.themes}
    whole = _age(LIBRARY.prompts)
    record_property(
        "figures", f"{len(LIBRARY.prompts)} prompts, read with ease at the age of {whole:.1f}"
    )
    assert {theme: age for theme, age in ages.items() if age > OLDEST} == {}


def _age(prompts: Iterable[Prompt]) -> float:
    said = [text for _, text in texts(prompts)]
    return reading_age([one for text in said for one in measured(sentences(text))])
