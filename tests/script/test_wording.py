"""The list of words to do without."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

import pytest

from bot.script.model import Place
from bot.script.rules.phrases import GROUPS, TOO_CLOSE
from bot.script.rules.wording import SIGNS, wording_problems

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
        "Nothing is kept until you say so. Stop when you like.",
        "If you need to stop, you can. You do not have to finish.",
        "Two doors out of five stick. A day without it does no harm.",
        "Urgent calls go to the duty line. Overdue books can come back at any time.",
        "New door badges are at the desk. A streak of paint is still wet.",
        "Victim Support has a room beside the café.",
        "What went better because of you? What made it easier?",
        "The forms comply with the law, and the details are on the wall.",
        "Anything will be fine. Silence is fine as well.",
        "What did they do that helped? How did the talk on safety go?",
    ],
)
def test_plain_kind_words_pass(text: str) -> None:
    """The list looks for whole words in their place, not for letters."""
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("This question must be answered.", "D504"),
        ("On a scale of 1 to 10, how well did you cope?", "D504"),
        ("How resilient are you, out of five?", "D504"),
        ("You have to tell somebody.", "D504"),
        ("Your manager would like to see an answer here.", "D504"),
        ("No, let my team down", "D504"),
        ("It is hard, but brave people answer.", "D504"),
        ("Those who skip this are noticed.", "D504"),
        ("We will know if you stop coming.", "D504"),
        ("Mandatory wellbeing check", "D504"),
        ("Which part of the attack stays with you?", "D507"),
        ("Go back to the worst day.", "D507"),
        ("Whose fault was it?", "D507"),
        ("Please reply by Friday.", "D504"),
        ("You need to do this before you leave.", "D504"),
        ("We are counting on you.", "D504"),
        ("If you really cared, you would write.", "D504"),
        ("Do this, and you won’t burn out.", "D504"),
        ("You forgot again.", "D504"),
        ("Your attendance has dropped.", "D504"),
        ("You never answer.", "D504"),
        ("You could have prevented it.", "D504"),
        ("That is three weeks since you last wrote.", "D504"),
        ("Your last two check-ins are unanswered.", "D504"),
        ("Two check-ins are overdue.", "D504"),
        ("Claim your badge.", "D504"),
        ("Excellent. That was a great answer.", "D504"),
        ("My heart goes out to you.", "D504"),
        ("Try to see the silver lining.", "D504"),
        ("It is all part of the job.", "D504"),
        ("Which difficult families did you see?", "D504"),
        ("Think of a victim you met.", "D504"),
        ("You seem to have burnout.", "D504"),
        ("Why can’t the young person say so?", "D507"),
        ("What were you thinking?", "D507"),
        ("Tell us in detail about your week.", "D507"),
        ("What was done to her at home?", "D507"),
        ("Were you ever hit?", "D507"),
    ],
)
def test_ways_of_putting_it_are_found(text: str, code: str) -> None:
    """What presses, blames, counts, labels or comes too close, in words that no list holds."""
    assert set(codes(text)) == {code}


def always_in(parts: Iterable[tuple[Any, Any]], letters: str) -> bool:
    """Whether whatever a parsed pattern matches has these letters in it."""
    run = ""
    for kind, value in parts:
        if str(kind) == "LITERAL":
            run += chr(value)
            continue
        plain = str(kind) == "SUBPATTERN" and all(str(one[0]) == "LITERAL" for one in value[3])
        if plain:
            run += "".join(chr(one[1]) for one in value[3])
            continue
        branches = value[1] if str(kind) == "BRANCH" else []
        branches = [value[3]] if str(kind) == "SUBPATTERN" else branches
        if letters in run or (branches and all(always_in(one, letters) for one in branches)):
            return True
        run = run if str(kind) in {"AT", "ASSERT", "ASSERT_NOT"} else ""
    return letters in run


def test_a_sign_is_looked_for_where_its_letters_stand() -> None:
    """Whatever a pattern finds has the letters that are looked for first, or it would be missed."""
    parser = import_module("re._parser")  # the only thing that knows how a pattern is made up
    ways = [way for sign in SIGNS for way in sign.patterns if way[0] not in ("", "!")]
    assert len(ways) > 300
    for letters, pattern in ways:
        assert always_in(parser.parse(pattern.pattern), letters), pattern.pattern


def test_a_sign_begins_with_a_word() -> None:
    """What only sounds alike at its end is let pass."""
    assert codes("The yellow hatband yields.") == []
    assert codes("Unbeat your records") == []


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


@pytest.mark.parametrize(
    "text",
    [
        "You  must write it down.",
        "You\nmust write it down.",
        "You *must* write it down.",
        "You m\u200bust write it down.",
        "Y\u043eu must write it down.",
    ],
)
def test_what_reads_the_same_is_the_same(text: str) -> None:
    """Blanks, marks, letters that cannot be seen or that look like ours hide nothing."""
    (found,) = wording_problems(f"So it is.\n{text}", lambda line, col: Place("f", line, col))
    assert (found.code, found.place.line, found.place.col) == ("D504", 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "You absolutely must answer.",
        "You always must finish this.",
        "Everyone must finish this.",
        "Staff must ring a manager first.",
        "It is your duty to answer.",
        "Do it now or it will be noted.",
        "Your manager expects an answer.",
        "We will be checking that you did.",
        "Failing to do so has consequences.",
        "Report this now. Do not leave before you have.",
    ],
)
def test_demands_are_found_whoever_they_are_put_to(text: str) -> None:
    """Each was once published by somebody who tried what the page lets through."""
    assert "D504" in codes(text)
