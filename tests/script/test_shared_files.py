"""Themes, prompts and the bot's own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.script.draft import World
from bot.script.markup import plain
from bot.script.model import Prompt, Theme
from bot.script.problems import Problem
from bot.script.prompts import read_prompts
from bot.script.template import TemplateProblem, Words
from bot.script.themes import read_themes
from bot.script.words import read_words

PROMPTS = """\
theme: culture
prompts:
  first-day:
    heads_up: This one is about new people.
    ask: What would a new colleague notice first?
    principle: trust
    for: [ward, desk]
    ideas:
      - Ask the newest person
      - Learn one name
"""

WORDS = """\
log:
  empty: Nothing is in your log yet.
  found: "{{ name }}, *{{ count | plural('entry', 'entries') }}*"
help:
  log:
    first: |
      One.

      Two.
"""

WORLD = World(themes={"culture"}, principles={"trust"})


def test_themes_and_principles_have_plain_names() -> None:
    """Ids are stored; the names beside them are what staff read."""
    themes, principles, problems = read_themes(
        "themes:\n  culture:\n    name: The place\n    roadmap_name: Culture\n    about: So.\n"
        "principles:\n  trust:\n    name: Trust\n    about: We say what will happen.\n",
        "themes.yaml",
    )
    assert problems == []
    assert themes == {"culture": Theme("culture", "The place", "Culture", "So.")}
    assert principles == {"trust": "Trust"}


def test_a_prompt_is_read() -> None:
    """Its key holds its theme, so that two themes may use the same id."""
    prompts, problems = read_prompts(PROMPTS, "culture.yaml", WORLD)
    assert problems == []
    (prompt,) = prompts
    assert prompt == Prompt(
        key="culture/first-day",
        theme="culture",
        ask="What would a new colleague notice first?",
        principle="trust",
        fits=("ward", "desk"),
        ideas=("Ask the newest person", "Learn one name"),
        heads_up="This one is about new people.",
        place=prompt.place,
    )
    assert (prompt.place.line, prompt.place.col) == (3, 3)


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (
            "theme: culture",
            "theme: cultur",
            "culture.yaml:1:1: D205 there is no theme “cultur” (help: did you mean “culture”?)",
        ),
        (
            "theme: culture",
            "theme: cultur",
            "culture.yaml:1:1: D103 the theme is “cultur”, but the file is called “culture.yaml” "
            "(help: write “theme: culture”, or rename the file to “cultur.yaml”)",
        ),
        (
            "principle: trust",
            "principle: trusst",
            "culture.yaml:6:5: D205 there is no principle “trusst” (help: did you mean “trust”?)",
        ),
        (
            "[ward, desk]",
            "[ward, dsk]",
            "culture.yaml:7:5: D205 there is no working day “dsk” (help: did you mean “desk”?)",
        ),
        (
            "      - Learn one name\n",
            "",
            "culture.yaml:8:5: D100 the prompt “first-day” should have two ideas, and has 1 "
            "(help: write two small things somebody could try, each on a line that begins "
            "with “- ”)",
        ),
        (
            "Learn one name",
            "You must learn one name",
            "culture.yaml:10:9: D504 “You must” presses "
            "(help: write “you can”, “if you like” or “some people find”)",
        ),
        (
            "What would a new colleague notice first?",
            "Why did you come here?",
            "culture.yaml:5:10: D507 “Why did you” asks why of a person, which sounds like blame "
            "(help: ask what happened next, or what helped)",
        ),
        (
            "What would a new colleague notice first?",
            "'{{ name }}, what would you change?'",
            "culture.yaml:5:10: D207 a prompt is shown as it is "
            "(help: leave out the curly brackets)",
        ),
    ],
)
def test_a_slip_in_a_prompt_is_told(before: str, after: str, line: str) -> None:
    """Prompts are held to the same wording as dialogues."""
    _, problems = read_prompts(PROMPTS.replace(before, after), "culture.yaml", WORLD)
    assert line in [problem.line() for problem in problems]


def test_a_missing_principle_is_told_once() -> None:
    """What is not there is not also called unknown."""
    _, problems = read_prompts(PROMPTS.replace("principle: trust", ""), "culture.yaml", WORLD)
    assert [problem.line() for problem in problems] == [
        "culture.yaml:4:5: D100 the prompt “first-day” needs “principle:” "
        "(help: add a line “principle: …”)"
    ]


def test_the_bots_own_words_are_found_by_their_key() -> None:
    """Values are put in as they were typed; files' words keep their marks."""
    words, problems = read_words(WORDS, "words.yaml")
    assert problems == []
    assert words.keys() == {"log.empty", "log.found", "help.log.first"}
    assert words.text("log.empty") == "Nothing is in your log yet."
    assert plain(words.text("log.found", name="*Jo*", count=2)) == "*Jo*, 2 entries"
    assert words.text("log.found", name=Words("_Jo_"), count=1) == "_Jo_, *1 entry*"
    assert words.text("help.log.first") == "One.\n\nTwo."


def test_missing_words_and_values_are_an_error() -> None:
    """A sentence is never made up, and never shown with a hole."""
    words, _ = read_words(WORDS, "words.yaml")
    with pytest.raises(KeyError):
        words.text("log.gone")
    with pytest.raises(TemplateProblem):
        words.text("log.found", name="Jo")


def test_a_faulty_sentence_is_told_with_its_line() -> None:
    """Anybody may mend the words, so anybody is told what went wrong."""
    _, problems = read_words(WORDS.replace("Two.", "{% if two %}Two."), "words.yaml")
    assert [problem.line() for problem in problems] == [
        "words.yaml:9:7: D207 a “{% if %}” or “{{” is opened and not closed"
    ]


def _themes(text: str) -> list[Problem]:
    return read_themes(text, "f.yaml")[2]


def _prompts(text: str) -> list[Problem]:
    return read_prompts(text, "f.yaml")[1]


def _words(text: str) -> list[Problem]:
    return read_words(text, "f.yaml")[1]


@pytest.mark.parametrize("read", [_themes, _prompts, _words])
@given(text=st.text(alphabet=st.sampled_from("ab:- \n[]{}'\"{%}")) | st.text())
def test_no_text_raises(read: Callable[[str], list[Problem]], text: str) -> None:
    """Every file may hold anything."""
    for problem in read(text):
        assert problem.place.file == "f.yaml"
