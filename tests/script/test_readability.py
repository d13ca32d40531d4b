"""Rule D405: the Flesch–Kincaid grade as a reading age, and what it leads authors to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.script.model import Place
from bot.script.problems import Problem
from bot.script.readability import measured, reading_age
from bot.script.reader import read_script
from bot.script.rules.plain_words import PLAIN_WORDS, plainer
from bot.script.rules.reading import OLDEST_MESSAGE, reading_problems
from bot.script.sentences import sentences
from bot.script.syllables import syllables

SYLLABLES = {
    1: "a the tea made through thought changed asked helped makes rules lines nurse eye tired NHS",
    2: "table wanted needed houses places staying seeing going safely people someone isn't carer",
    3: "family another idea unable area beautiful creative happier usual safeguarding racism",
    4: "society everybody situation evaluate experience appropriate material reality",
    5: "communication organisation possibility evaluation",
}


def age(text: str) -> float:
    """The reading age of a text."""
    return reading_age(measured(sentences(text)))


def found(text: str) -> list[Problem]:
    """What rule D405 says of one text."""
    return list(reading_problems(text, lambda line, col: Place("f", line, col)))


@pytest.mark.parametrize(
    ("word", "count"),
    [(word, count) for count, words in SYLLABLES.items() for word in words.split()],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    """Silent letters are not heard, and vowels that are spoken apart are two."""
    assert syllables(word) == count
    assert syllables(word.capitalize()) == count


def test_a_word_of_parts_has_the_syllables_of_its_parts() -> None:
    """What is joined by strokes is spoken as words; an apostrophe joins nothing."""
    assert syllables("face-to-face") == 3
    assert syllables("someone’s") == 2


@given(st.text(max_size=40))
def test_any_word_has_a_syllable(word: str) -> None:
    """Nothing that somebody writes stops the measure."""
    assert syllables(word) >= 1


def test_the_age_is_the_grade_and_five_years() -> None:
    """0.39 × 13 words a sentence + 11.8 × 15 syllables / 13 words − 15.59, and five."""
    text = "What would help you to go home on time on a busy evening?"
    assert sum(map(syllables, text.rstrip("?").split())) == 15
    assert age(text) == pytest.approx(0.39 * 13 + 11.8 * 15 / 13 - 15.59 + 5)


@pytest.mark.parametrize(
    "text", ["", "Participation.", "Organisational responsibilities?", "1. 2. 3."]
)
def test_a_word_or_two_are_not_judged(text: str) -> None:
    """A heading of two words says nothing about how hard a text is."""
    assert age(text) == 0
    assert found(text) == []


def test_few_words_are_filled_up_with_plain_ones() -> None:
    """One long word among three would decide alone."""
    assert age("Thank you, everybody.") < 11
    assert found("Ask another colleague.") == []
    assert found("Participation is entirely voluntary.")


def test_what_is_no_word_weighs_nothing() -> None:
    """Addresses, commands, numbers and what is filled in."""
    text = "What would help you to go home on time today?"
    more = "What would help you to go home on time today {{ organisation }} 14:30 /reminders https://a.b/?"
    assert age(text) == age(more.replace("{{ organisation }}", "\ufffc"))


def test_the_hardest_sentence_is_named_with_what_to_write() -> None:
    """Among easy sentences it is found, with its line, its plainer words and the others to mend."""
    text = (
        "Thank you for this. It helps us.\n"
        "We will *utilise* your contribution to facilitate organisational improvement. Go on."
    )
    [problem] = found(text)
    assert (problem.code, problem.severity) == ("D405", "W")
    assert (problem.place.line, problem.place.col) == (2, 1)
    assert "“We will utilise your contribution …”" in problem.message
    assert "write “use” for “utilise” and “help” for “facilitate”" in problem.help
    assert "“organisational”" in problem.help


def test_one_hard_sentence_is_found_among_easy_ones() -> None:
    """On the whole the message is easy, and yet somebody stops there."""
    text = "We facilitate organisational improvement. " + "It is time to go home and rest now. " * 3
    assert age(text) < OLDEST_MESSAGE
    assert found(text)


def test_long_and_plain_is_to_be_cut_in_two() -> None:
    """Where no word is to blame, the sentence is too long."""
    [problem] = found("She sat " + "with him and then with her " * 6 + "and went home.")
    assert problem.help == "make two sentences of it"


def test_the_hardest_way_through_a_text_counts() -> None:
    """Somebody sees it."""
    hard = "Facilitate organisational improvement immediately."
    assert found("{% if a %}Go on.{% else %}" + hard + "{% endif %}")
    assert not found("{% if a %}Go on.{% else %}Go home.{% endif %}")


def test_a_whole_script_is_held_to_the_aim() -> None:
    """Messages that each just pass make a script that does not, told once and at the hardest."""
    line = "Everybody here will remember a colleague who is kind on day {}."
    assert not found(line)

    def told(count: int, last: str = "Go gently.") -> list[str]:
        ends = ["one", "two", "three", "four", "five", "six", "eight", "nine", "ten", "twelve"]
        steps = "".join(
            f"  s{at}:\n    ask: {line.format(ends[at])}\n    text: short\n    keep: log\n"
            f"    next: {f's{at + 1}' if at + 1 < count else 'bye'}\n"
            for at in range(count)
        )
        text = f"dialogue: a\ntitle: A\nsteps:\n{steps}  bye:\n    end: {last}\n"
        return [one.message[:17] for one in read_script(text, "a.yaml")[1] if one.code == "D405"]

    assert told(4) == []
    assert told(10) == ["the words of this"]
    assert told(10, "We facilitate organisational improvement.") == ["this is hard to r"]


def test_plainer_words_are_plain() -> None:
    """Nobody is sent from one hard word to the next; each is found in the form people write it."""
    for word, plain in PLAIN_WORDS.items():
        assert (word, plain) in list(plainer(f"So {word} it."))
        assert sum(map(syllables, plain.split())) <= 7
        assert not list(plainer(plain))
    assert list(plainer("Facilitating, he utilised it.")) == [
        ("Facilitating", "help"),
        ("utilised", "use"),
    ]
