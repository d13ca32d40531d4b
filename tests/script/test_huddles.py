"""Huddle cards: what a card needs before it may hang on a wall."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.script.draft import World
from bot.script.folder import Library, read_folder
from bot.script.huddles import LONGEST_KEY, MOST_CHARACTERS, Card, read_huddles
from bot.script.markup import plain
from bot.script.model import Place, Prompt
from bot.service.huddle_card import card_text

SHIPPED = Path(__file__).parents[2] / "dialogues"
TODAY = date(2026, 11, 23)
MOST_BYTES = 64  # of a button's token, and characters of what a deep link carries
CARDS = """\
theme: culture
cards:
  small-habit:
    ask: Which small habit makes the day easier?
    minutes: 7
    close: End with one habit to keep.
    prompt: culture/first-day
"""
WORLD = World(themes={"culture"})
PROMPTS = [
    Prompt(key, "culture", "What?", "trust", ("anyone",), ("One", "Two"), line, Place("", 1, 1))
    for key, line in (("culture/first-day", None), ("culture/going-wrong", "A harder one."))
]


@pytest.fixture(scope="module")
def shipped() -> Library:
    """The shipped dialogues."""
    return read_folder(SHIPPED, TODAY)[0]


def lines(text: str) -> list[str]:
    """What is said about a file of cards."""
    return [one.line() for one in read_huddles(text, "culture.yaml", WORLD, PROMPTS)[1]]


def test_a_card_is_read() -> None:
    """Its key holds its theme; its link can stand in a deep link as it is."""
    cards, problems = read_huddles(CARDS, "culture.yaml", WORLD, PROMPTS)
    assert problems == []
    (card,) = cards
    assert card == Card(
        key="culture/small-habit",
        theme="culture",
        ask="Which small habit makes the day easier?",
        minutes=7,
        close="End with one habit to keep.",
        prompt="culture/first-day",
        place=Place("culture.yaml", 3, 3),
    )
    assert card.link == "card_culture_small-habit"


def test_minutes_and_close_may_be_left_out() -> None:
    """Ten minutes is the most that a huddle has; not every talk needs an ending."""
    text = CARDS.replace("    minutes: 7\n    close: End with one habit to keep.\n", "")
    cards, problems = read_huddles(text, "culture.yaml", WORLD, PROMPTS)
    assert problems == []
    assert [(card.minutes, card.close) for card in cards] == [(10, "")]


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
            "culture/first-day",
            "culture/frist-day",
            "culture.yaml:7:5: D205 there is no prompt “culture/frist-day” "
            "(help: did you mean “culture/first-day”?)",
        ),
        (
            "culture/first-day",
            "culture/going-wrong",
            "culture.yaml:7:5: D902 the prompt “culture/going-wrong” has a heads-up, and a card "
            "would lead straight into it (help: name a prompt without one)",
        ),
        (
            "day easier?",
            "day easier.",
            "culture.yaml:4:5: D901 a huddle card asks one question, and here is none "
            "(help: end it with one question mark; a second question is a card of its own)",
        ),
        (
            "day easier?",
            "day easier? And which does not?",
            "culture.yaml:4:5: D901 a huddle card asks one question, and here are 2 "
            "(help: end it with one question mark; a second question is a card of its own)",
        ),
        (
            "one habit to keep.",
            "who can help?",
            "culture.yaml:6:5: D901 a huddle card asks one question, and “close” asks another "
            "(help: say in one line how to end, such as “End with one thing to keep as it is.”)",
        ),
        (
            "Which small habit",
            "Which" + " small" * 80 + " habit",
            "culture.yaml:4:5: D903 this huddle card has 540 characters, and 400 are plenty "
            "(help: cut it to what can be read out in half a minute)",
        ),
        (
            "small-habit",
            "a-small-habit-of-everybody-who-works-here",
            "culture.yaml:3:3: D903 the name “culture/a-small-habit-of-everybody-who-works-here” "
            "has 49 characters, and 43 fit a link (help: give the card a shorter name)",
        ),
        (
            "minutes: 7",
            "minutes: 45",
            "culture.yaml:5:5: D100 “minutes” should be a number from 5 to 10",
        ),
        (
            "minutes: 7",
            "minute: 7",
            "culture.yaml:5:5: D102 the huddle card “small-habit” has no field “minute” "
            "(help: did you mean “minutes”?)",
        ),
        (
            "End with one habit",
            "You must name one habit",
            "culture.yaml:6:12: D504 “You must” presses "
            "(help: write “you can”, “if you like” or “some people find”)",
        ),
        (
            "Which small habit makes the day easier?",
            "Why did you come here?",
            "culture.yaml:4:10: D507 “Why did you” asks why of a person, which sounds like blame "
            "(help: ask what happened next, or what helped)",
        ),
        (
            "Which small habit makes the day easier?",
            "'{{ name }}, what makes the day easier?'",
            "culture.yaml:4:10: D207 a huddle card is shown as it is "
            "(help: leave out the curly brackets)",
        ),
    ],
)
def test_a_slip_in_a_card_is_told(before: str, after: str, line: str) -> None:
    """A card is held to the wording of dialogues, and to what a public place needs."""
    assert line in lines(CARDS.replace(before, after))


def test_a_file_without_a_card_is_a_warning() -> None:
    """The private side works without; a team that picks the theme would get nothing."""
    _, problems = read_huddles("theme: culture\ncards:\n", "culture.yaml", WORLD, PROMPTS)
    assert [(one.code, one.severity, one.place.line) for one in problems] == [("D904", "W", 2)]


def test_a_theme_without_a_file_of_cards_is_a_warning(tmp_path: Path) -> None:
    """It is told at the file that is missing, and every other card is there."""
    folder = tmp_path / "dialogues"
    shutil.copytree(SHIPPED, folder)
    (folder / "huddles" / "culture.yaml").unlink()
    library, problems = read_folder(folder, TODAY)
    assert [one.line() for one in problems] == [
        f"{folder}/huddles/culture.yaml:1:1: D904 the theme “culture” has no huddle card, so a "
        "team cannot be given one (help: write one below “cards:”, with “ask:” and “prompt:”)"
    ]
    assert {card.theme for card in library.huddles} == set(library.themes) - {"culture"}


def test_every_theme_has_cards_to_choose_from(shipped: Library) -> None:
    """Two for each theme at least, so that “Another one” is another one; no two ask the same."""
    themes = [card.theme for card in shipped.huddles]
    assert {theme for theme in themes if themes.count(theme) >= 2} == set(shipped.themes)
    questions = [card.ask for card in shipped.huddles]
    assert len(questions) == len(set(questions))


def test_shipped_cards_can_be_read_out(shipped: Library) -> None:
    """The whole card has 600 characters at most, no sentence over 20 words, and one question."""
    for card in shipped.huddles:
        text = plain(card_text(shipped, card))
        assert len(text) <= 600
        assert text.count("?") == 1
        for sentence in re.split(r"(?<=[.?:])\s+", text):
            assert len(sentence.split()) <= 20, sentence


def test_shipped_cards_open_in_many_ways(shipped: Library) -> None:
    """No first word begins more than half of the cards."""
    first = [card.ask.split()[0].strip(",") for card in shipped.huddles]
    assert max(map(first.count, first)) <= len(first) / 2
    assert len(set(first)) >= 6


def test_the_longest_names_and_texts_that_pass_fit_their_places(shipped: Library) -> None:
    """A card that passes the check can be linked, put on any of its buttons, and read out."""
    key = f"culture/{'x' * (LONGEST_KEY - len('culture/'))}"
    ask = "x" * (MOST_CHARACTERS - 1) + "?"
    card = Card(key, "culture", ask, 10, "", "culture/first-day", Place("", 1, 1))
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", card.link)
    for command in ("/start yes", "/start look", "/huddle another", "/huddle same"):
        assert len(f"{command} {card.link}".encode()) <= MOST_BYTES
    assert len(plain(card_text(shipped, card))) <= 600
