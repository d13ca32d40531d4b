"""Behaviours 18 to 23: how Cairn speaks, in the words that people read."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.script.folder import read_folder
from bot.script.reader import read_script
from bot.script.texts import messages
from bot.service.asked import asks_who_is_there
from tests.standin import Person
from tests.talk.running import DIALOGUES, shipped

SCRIPT = """
dialogue: talk
title: A talk
about: One thing.
minutes: 1
themes: [culture]
principles: [choice]
steps:
  first:
    ask: ASK
    buttons:
      yes_: Yes -> last
      no_: Not now -> last
  last:
    end: Thank you.
"""
ADVICE = re.compile(
    r"\b(you should|you must|you need to|try to|remember to|why not|make sure)\b", re.I
)
CHEER = re.compile(
    r"!|\b(amazing|brilliant|great|well done|fantastic|awesome|proud|wonderful)\b", re.I
)
CLAIMS = re.compile(
    r"\bI (feel|understand|know how|care|am sorry|hear you|am proud|worry|hope)\b|\bwe noticed\b",
    re.I,
)
BLAME = re.compile(r"\b(invalid|wrong|error|incorrect|illegal|failed|must|oops)\b", re.I)


def lint_codes() -> set[str]:
    """Every code that the shipped dialogues meet."""
    return {one.code for one in read_folder(DIALOGUES, date(2026, 11, 23))[1]}


def said_anywhere(pattern: str) -> list[tuple[str, str]]:
    """Where a pattern is found in anything that people read, and the words."""
    return [
        (where, found[0])
        for where, text in _said()
        for found in re.finditer(pattern, text, re.IGNORECASE)
    ]


def codes(question: str) -> set[str]:
    """What the linter says about a question."""
    _, problems = read_script(SCRIPT.replace("ASK", question), "talk.yaml")
    return {f"{one.code} {one.severity}" for one in problems}


def test_b18_the_shipped_words_pass_every_rule() -> None:
    """Every dialogue, prompt and shared file passes with no error and no warning."""
    _, problems = read_folder(DIALOGUES, date(2026, 11, 23))
    told = [one.line() for one in problems if "is not filled in" not in one.message]
    assert [line for line in told if not re.search(r"support\.yaml", line)] == []


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("You must answer this.", "D504 E"),
        ("You failed to answer, did you not?", "D504 E"),
        ("Amazing!! How is it?", "D504 W"),
        ("Why did you do that?", "D507 E"),
    ],
)
def test_b18_words_that_press_blame_or_cheer_are_refused(question: str, code: str) -> None:
    """The linter holds the list of words against a script; what presses or blames stops it."""
    assert code in codes(question)
    assert code not in codes("How is it going?")


def test_b18_messages_and_sentences_are_short() -> None:
    """No message of a dialogue is over 600 characters, and no sentence over 20 words."""
    for script in shipped().scripts.values():
        for step in script.steps.values():
            for _, text in messages(step):
                said = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", text)
                assert len(said) <= 600, step.name
                for sentence in re.split(r"[.?!:]\s|\n\n|\n", said):
                    assert len(sentence.split()) <= 20, sentence


def test_b18_the_words_are_easy_to_read() -> None:
    """By Flesch and Kincaid’s grade: no longer message over 8, no dialogue as a whole over 5.

    A grade is a year at school; 5 is about the age of ten.
    """
    whole = dict.fromkeys(shipped().scripts, "")
    for name, script in shipped().scripts.items():
        for step in script.steps.values():
            for _, text in messages(step):
                whole[name] += f"{text}\n"
                assert grade(text) <= 8 or len(words_of(text)) < 12, text
    assert {name for name, text in whole.items() if grade(text) > 5} == set()
    words = shipped().words
    own = [words.source(key) for key in sorted(words.keys())]
    long = [text for text in own if len(words_of(text)) >= 12]
    assert [text for text in long if grade(text) > 8] == []
    assert [one.ask for one in shipped().prompts if grade(one.ask) > 8] == []


def test_b18_the_measure_tells_hard_words_from_easy_ones() -> None:
    """What a policy says is far above the limit, and the same thing said plainly below."""
    assert grade("Implementation necessitates comprehensive interdisciplinary facilitation.") > 20
    assert grade("To make this work, several teams have to help each other.") < 5


def words_of(text: str) -> list[str]:
    """The words, without what a template or a link has between them."""
    return re.findall(r"[A-Za-z’'-]+", re.sub(r"\{%.*?%\}|\{\{.*?\}\}|https?\S+", " ", text))


def grade(text: str) -> float:
    """Flesch and Kincaid’s grade level; syllables are counted by their vowels."""
    words = words_of(text)
    if not words:
        return 0
    sentences = [one for one in re.split(r"[.?!:](?:\s|$)|\n+", text) if words_of(one)]
    syllables = sum(syllables_of(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def syllables_of(word: str) -> int:
    """Groups of vowels, without a silent e."""
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<![l])e$", "", word.lower()))))


async def test_b19_what_is_not_understood_is_met_with_the_answers_again(person: Person) -> None:
    """No “invalid”, no “wrong”: the same question and the same answers, in one message."""
    await person.say("/checkin")
    await person.expect("How are things")
    before = person.buttons()
    await person.say("a kettle of fish")
    said = await person.expect("I did not quite follow that")
    assert "How are things" in said.text
    assert person.buttons() == before
    assert not BLAME.search(said.text)
    await person.say("/fly")
    said = await person.expect("I do not know that one")
    assert "How are things" in said.text
    assert not BLAME.search(said.text)


async def test_b19_with_nothing_open_it_says_what_there_is(person: Person) -> None:
    """Words with nothing open: what could be done, as buttons."""
    await person.say("kettles")
    await person.expect("nothing open just now")
    labels = [label for row in person.buttons() for label in row]
    assert labels == ["A short reflection", "My log", "What can I do here?"]


def test_b19_none_of_cairns_own_sentences_blames() -> None:
    """No sentence of Cairn's own says invalid, wrong, error, failed or must."""
    words = shipped().words
    assert {key for key in sorted(words.keys()) if BLAME.search(words.source(key))} == set()


@pytest.mark.parametrize("low", ["Stretched", "Running on empty"])
async def test_b20_a_low_answer_gets_thanks_and_a_choice(person: Person, low: str) -> None:
    """Thanks, then leave it, something small, or support: no advice and no cheer."""
    await person.say("/checkin")
    await person.expect("How are things")
    await person.tap(low)
    said = await person.expect("Thank you for saying so")
    assert not ADVICE.search(said.text)
    assert not CHEER.search(said.text)
    labels = [label for row in person.buttons() for label in row]
    for choice in ("A minute to settle", "People to talk to", "Nothing, thank you", "Support"):
        assert choice in labels
    await person.tap("Nothing, thank you")
    await person.expect("That is fine")


async def test_b20_a_low_week_gets_the_same(person: Person) -> None:
    """The same at the end of a week."""
    await person.say("/reflect check-in-week")
    await person.expect("How was this week")
    await person.tap("It took everything")
    said = await person.expect("Thank you for saying so")
    assert not ADVICE.search(said.text)
    labels = [label for row in person.buttons() for label in row]
    assert {"A minute to settle", "People to talk to", "Nothing, thank you"} <= set(labels)


@pytest.mark.parametrize("answer", ["Steady", "Okay"])
async def test_b21_a_high_answer_gets_no_praise(person: Person, answer: str) -> None:
    """A good day is met as plainly as any other."""
    await person.say("/checkin")
    await person.expect("How are things")
    await person.tap(answer)
    said = await person.expect("")
    assert not CHEER.search(said.text)
    assert "glad" not in said.text.lower()


def _said() -> list[tuple[str, str]]:
    library = shipped()
    own = [(key, library.words.source(key)) for key in sorted(library.words.keys())]
    scripts = [(name, one.source) for name, one in library.scripts.items()]
    cards = [(one.link, f"{one.ask}\n{one.close}") for one in library.huddles]
    return own + scripts + cards + [(one.key, one.ask) for one in library.prompts]


def test_b21_nothing_anywhere_cheers() -> None:
    """No exclamation and no word of praise in anything that people read."""
    found = [
        (where, line)
        for where, text in _said()
        for line in text.splitlines()
        if CHEER.search(line.partition("#")[0]) and "!=" not in line
    ]
    assert found == []


def test_b22_nobody_is_asked_why_or_for_what_happened() -> None:
    """No prompt and no question asks why a person did something, or for an incident's details."""
    asks = re.compile(r"\bwhy (did|do|are|were|didn|don) ?(you|n)|what happened|describe the", re.I)
    found = [
        where for where, text in _said() if asks.search(text) and "never asks what" not in text
    ]
    assert found == []
    assert "asks for no details" in shipped().scripts["check-in-after"].source


@pytest.mark.parametrize("asked", ["Are you human?", "is anyone reading this?", "are you a bot"])
async def test_b23_are_you_human_is_answered_truthfully(person: Person, asked: str) -> None:
    """In the middle of a question for words, too: the truth, support near, the question again."""
    await person.say("/reflect going-well")
    await person.expect("going well enough")
    await person.say(asked)
    said = await person.expect("I am automated", "not a person", "/support")
    assert "nobody reads what you write here" in said.text
    assert "going well enough" in said.text
    await person.say("The new kettle")
    await person.expect("Who or what helps it along")


async def test_b23_at_the_log_that_question_is_not_kept(person: Person) -> None:
    """Where any words would be kept, the question still is a question."""
    await person.say("/log")
    await person.expect("nothing here yet")
    await person.say("Who is reading this?")
    said = await person.expect("I am automated")
    assert "Shall I keep" not in said.text


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("Are you a real person or a bot?", True),
        ("hello, is anybody there?", True),
        ("Does my manager see this?", True),
        ("do you understand me", True),
        ("who reads what I write?", True),
        ("Is my manager told?", True),
        ("do you report this to HR?", True),
        ("will my boss find out", True),
        ("tell my manager about the rota", False),
        ("is the new rota known", False),
        ("Ask who is reading this form", False),
        ("I am only human", False),
        ("are you free on friday", False),
        ("people", False),
        ("", False),
    ],
)
def test_b23_only_the_question_itself_is_taken_for_it(words: str, asks: bool) -> None:
    """An answer that has such words in it stays an answer."""
    assert asks_who_is_there(words) is asks


def test_b23_nothing_claims_to_feel_or_to_understand() -> None:
    """No sentence says that Cairn feels, understands, hopes or hears."""
    found = [
        (where, match[0])
        for where, text in _said()
        for match in CLAIMS.finditer(text)
        if where != "odd.automated"
    ]
    assert found == []
