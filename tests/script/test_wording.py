"""The list of words to do without."""

from __future__ import annotations

import pytest

from bot.script.model import Place
from bot.script.rules.phrases import GROUPS, SIGNS, TOO_CLOSE
from bot.script.rules.wording import wording_problems

LISTS = [(group, phrase) for group in (*GROUPS, *TOO_CLOSE) for phrase in group.phrases]


def codes(text: str) -> list[str]:
    """The rules that a text breaks."""
    return [one.code for one in wording_problems(text, lambda line, col: Place("f", line, col))]


@pytest.mark.parametrize("phrase", [phrase for _, phrase in LISTS])
def test_every_phrase_is_found_however_it_is_written(phrase: str) -> None:
    """With capitals, with a typographic apostrophe, and at the end of a sentence."""
    assert codes(f"Well, {phrase}.")
    assert codes(phrase.capitalize().replace("'", "’") + " then")
    assert phrase == phrase.lower()


@pytest.mark.parametrize(
    "text",
    [
        "There is no score. You do not have to do anything.",
        "What happened? A few words are enough.",
        "You can stop whenever you like; nobody counts.",
        "Some people mustard their sandwiches, undiagnosed.",
        "What is hard just now? What would help?",
        "NHS 24 answers on 111. A BSL line is there too.",
        "I will ask about it on Friday. I cannot tell anyone.",
        "Some things are not yours to mend.",
        "It takes about 3 minutes.",
        "Who else missed the meeting?",
        "Why might people be late? Why is the room cold?",
    ],
)
def test_plain_kind_words_pass(text: str) -> None:
    """The list looks for whole words in their place, not for letters."""
    assert codes(text) == []


@pytest.mark.parametrize("text", ["Go on!", "PLEASE READ", "Good 👍", "2 days left"])
def test_signs_are_found(text: str) -> None:
    """Shouting, pictures and countdowns cannot be listed as words."""
    assert codes(text) == ["D504"]


def test_every_entry_says_what_to_write() -> None:
    """Nobody is told off without being helped on."""
    entries = [(one.does, one.instead) for one in (*GROUPS, *TOO_CLOSE)]
    for does, instead in [*entries, *((sign.does, sign.instead) for sign in SIGNS)]:
        assert does
        assert instead
        assert "!" not in instead


def test_words_on_two_lists_are_told_once() -> None:
    """“You failed to” is one slip, though two phrases find it."""
    assert codes("You failed to answer.") == ["D504"]


def test_a_phrase_stands_on_the_list_once() -> None:
    """One slip is told once."""
    phrases = [phrase for _, phrase in LISTS]
    assert len(phrases) == len(set(phrases))
