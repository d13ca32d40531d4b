"""A dialogue in another language: whole or not at all, and otherwise the same dialogue."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.script.folder import Library, read_folder
from bot.script.graph import ways
from bot.script.languages import in_language, in_part, still_english
from bot.script.model import Place, Script
from bot.script.rules.translating import difference, translating
from bot.script.translated import Translations, is_whole, translated
from bot.script.translation import (
    OWN_WORDS,
    Said,
    State,
    Translation,
    mark,
    own_texts,
    read_translation,
    texts_of,
    written,
)

CAPS = "en-x-caps"
NOWHERE = Place("", 1, 1)
GAP = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|/[a-z]+)", re.DOTALL)


@cache
def shipped() -> Library:
    """The shipped dialogues."""
    return read_folder(Path(__file__).parents[2] / "dialogues", date(2026, 11, 25))[0]


NAMES = sorted(shipped().scripts)


def shouted(english: str) -> str:
    """The made-up language of these tests: English, in capitals."""
    parts = GAP.split(english)
    return "".join(part if part.startswith(("{", "/")) else part.upper() for part in parts)


def whole(name: str, english: dict[str, str]) -> Translation:
    """Everything translated, from the English as it is now."""
    texts = {text: Said(mark(said), shouted(said), "", NOWHERE) for text, said in english.items()}
    return Translation(CAPS, name, "", texts, NOWHERE)


def with_translations(*translations: Translation) -> Library:
    """The shipped library with these beside it."""
    return replace(
        shipped(),
        translations=Translations({(one.language, one.name): one for one in translations}),
    )


def of(name: str) -> Translation:
    """A shipped dialogue wholly in capitals."""
    return whole(name, texts_of(shipped().scripts[name]))


def played(name: str, translation: Translation) -> Script:
    """What a preview would play of it."""
    return in_language(with_translations(translation), CAPS, name).scripts[name]


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_translation_is_the_same_dialogue_in_other_words(name: str) -> None:
    """Every text is the other language’s; steps, ways, buttons and what is kept are the same."""
    script, other = shipped().scripts[name], played(name, of(name))
    assert texts_of(other) == {text: shouted(said) for text, said in texts_of(script).items()}
    assert other.revision != script.revision
    assert list(other.steps) == list(script.steps)
    for step, same in zip(script.steps.values(), other.steps.values(), strict=True):
        assert list(ways(step)) == list(ways(same))
        assert (step.keep, step.tender) == (same.keep, same.tender)


def test_remarks_and_order_of_the_source_stay() -> None:
    """What is replaced is the words, and nothing beside them."""
    script = shipped().scripts["check-in"]
    other = translated(script, of("check-in"))
    assert len(other.splitlines()) == len(script.source.splitlines())
    assert other.splitlines()[0] == script.source.splitlines()[0]
    assert other.splitlines()[0].startswith("# ")


@pytest.mark.parametrize("text", texts_of(shipped().scripts["check-in"]))
def test_while_one_text_is_missing_or_stale_all_of_it_is_in_english(text: str) -> None:
    """Nobody reads half a dialogue in one language and half in another."""
    english = shipped().scripts["check-in"].revision
    complete = of("check-in")
    others = {name: said for name, said in complete.texts.items() if name != text}
    assert played("check-in", replace(complete, texts=others)).revision == english
    stale = replace(complete.texts[text], made_from=mark("Something else."))
    assert played("check-in", replace(complete, texts={**others, text: stale})).revision == english
    assert played("check-in", complete).revision != english


def test_a_tryout_has_english_in_the_gaps_of_a_translation() -> None:
    """Missing, stale, or saying something else: those texts alone are in English, and counted."""
    script, complete = shipped().scripts["check-in"], of("check-in")
    texts = dict(complete.texts)
    del texts["steps.low.ask"]
    texts["title"] = replace(texts["title"], made_from=mark("Something else."))
    texts["steps.words.ask"] = replace(texts["steps.words.ask"], words="{{ today }}?")
    part = in_part(with_translations(replace(complete, texts=texts)), CAPS, "check-in")
    assert (part.texts, part.gaps) == (len(complete.texts), 3)
    english = texts_of(script)
    gaps = {"steps.low.ask", "title", "steps.words.ask"}
    assert texts_of(part.library.scripts["check-in"]) == {
        name: said if name in gaps else shouted(said) for name, said in english.items()
    }
    assert in_part(with_translations(complete), CAPS, "check-in").gaps == 0


def test_a_translation_that_leaves_out_a_value_is_not_played() -> None:
    """D603 keeps the words away from people as a missing text does."""
    english = {"a": "Hello, {{ name }}."}
    good = whole("x", english)
    assert is_whole(english, good)
    bad = replace(good, texts={"a": replace(good.texts["a"], words="HELLO.")})
    assert not is_whole(english, bad)
    assert [one.code for one in translating(english, bad)] == ["D603"]


@pytest.mark.parametrize(
    ("english", "words", "said"),
    [
        ("Hi {{ name }}.", "HI.", "leaves out the value name"),
        ("Hi.", "HI {{ name }}.", "has the value name, which the English has not"),
        (
            '{% if a == "hold" %}x{% endif %}',
            '{% if a == "held" %}X{% endif %}',
            "leaves out the answer a == “hold”",
        ),
        ("Hi {{ name }}.", "HI {{ name }.", "cannot be filled in"),
        ("Go on", "GO ON -> next", "has an arrow in it"),
        ("See /support.", "SEE /taic.", "leaves out the command /support"),
    ],
)
def test_what_differs_from_the_english_is_said(english: str, words: str, said: str) -> None:
    """Curly brackets and ids of buttons are the same in every language."""
    found = difference(english, words)
    assert found
    assert found[0].startswith(said)


def test_words_and_order_may_differ_as_a_language_likes() -> None:
    """A value may come earlier or twice, and a text may have more sentences."""
    english = '{% if a == "x" %}{{ b }}{% endif %} and {{ c }}.'
    assert difference(english, '{{ c }}. {{ c }}! {% if a == "x" %}{{ b }}{% endif %}') is None


def test_missing_and_stale_words_are_warned_of_at_their_place() -> None:
    """One line for all that is missing, one for each that is stale or left over."""
    english = {name: f"{name}." for name in "abcde"}
    texts = (
        f"texts:\n  e:\n    from: {mark('old')}\n    words: E.\n  z:\n    from: x\n    words: Z.\n"
    )
    found, problems = read_translation(f"language: gd\n{texts}", "gd/x.yaml", "gd", "x")
    assert found
    assert problems == []
    assert [(one.code, one.severity, one.place.line) for one in translating(english, found)] == [
        ("D601", "W", 1),
        ("D602", "W", 3),
        ("D602", "W", 6),
    ]
    first = next(translating(english, found)).message
    assert first == "4 texts of x are not translated: a, b, c and 1 more"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("language: ga\n", "gd/x.yaml:1:1: D103 the language is “ga”, but the folder is"),
        ("texts: {}\n", "gd/x.yaml:1:1: D100 a translation needs “language:”"),
        ("language: gd\nchecked: Mairi\n", "gd/x.yaml:2:1: D100 “checked”: write by whom and when"),
        ("language: gd\ntexts:\n  a:\n    form: x\n", "gd/x.yaml:4:5: D102"),
    ],
)  # fmt: skip
def test_a_slip_in_the_file_is_told(text: str, said: str) -> None:
    """With its line, as in every other file."""
    _, problems = read_translation(text, "gd/x.yaml", "gd", "x")
    assert any(one.line().startswith(said) for one in problems), [one.line() for one in problems]


LINES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"))).map(str.strip)
WORDS = st.lists(LINES, min_size=1, max_size=3).map("\n".join).map(str.strip).filter(bool)


@given(words=WORDS, note=LINES)
def test_any_words_are_read_back_as_they_were_written(words: str, note: str) -> None:
    """Colons, quotes, brackets and lines in somebody’s language do no harm to the file."""
    said = Said("12345678", words, note, NOWHERE)
    one = Translation("gd", "x", "by a Gaelic speaker on 2026-12-01", {"a.b": said}, NOWHERE)
    back, problems = read_translation(written(one), "x.yaml", "gd", "x")
    assert problems == []
    assert back
    assert back.checked == one.checked
    assert replace(back.texts["a.b"], place=NOWHERE) == one.texts["a.b"]


def test_what_would_still_be_english_is_told() -> None:
    """Cairn’s own words, what is played by it, the support card, prompts and dates."""
    library = with_translations(of("quiet-minute"))
    (words, others, card) = still_english(library, CAPS, "quiet-minute")
    assert words.startswith("Cairn’s own words")
    assert "settle-feet" in others
    assert card == "the support card"
    settles = [of(name) for name in NAMES if name.startswith("settle-")]
    own = whole(OWN_WORDS, own_texts(shipped().words))
    library = with_translations(of("quiet-minute"), own, *settles)
    assert list(still_english(library, CAPS, "quiet-minute")) == ["the support card"]
    assert list(still_english(library, CAPS, "settle-feet")) == []
    assert "the prompts it draws" in list(still_english(library, CAPS, "reflect"))


def test_cairns_own_words_come_wholly_or_not_at_all() -> None:
    """Skip is not in one language while Stop is in another; other words stay as they are."""
    own = whole(OWN_WORDS, own_texts(shipped().words))
    words = in_language(with_translations(of("settle-feet"), own), CAPS, "settle-feet").words
    assert words.text("engine.skip") == "SKIP"
    assert words.keys() == shipped().words.keys()
    assert words.source("settings.title") == shipped().words.source("settings.title")
    fewer = replace(
        own, texts={key: said for key, said in own.texts.items() if key != "engine.skip"}
    )
    words = in_language(with_translations(of("settle-feet"), fewer), CAPS, "settle-feet").words
    assert words.text("engine.stop") == shipped().words.text("engine.stop")


def test_a_text_without_words_is_missing() -> None:
    """An entry that somebody has only begun counts for nothing."""
    begun = replace(of("first"), texts={"title": Said(mark("First"), "", "", NOWHERE)})
    assert begun.state("title", "First") is State.MISSING
