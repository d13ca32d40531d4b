"""Lists to go over: what a list needs before anybody can go over it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.script.draft import World
from bot.script.folder import Library, read_folder
from bot.script.lists import Checklist, Item, read_list, texts
from bot.script.readability import measured, reading_age
from bot.script.sentences import sentences
from tests.script.alike import alike

SHIPPED = Path(__file__).parents[2] / "dialogues"
LIST = """\
list: front-door
title: The front door
about: What somebody meets first.
answers:
  keep: Keep
  change: Change
strengths: [keep]
starts: [change]
parts:
  outside:
    name: Outside
    theme: service-design
    heads_up: This part can be hard to see.
    items:
      sign: There is a sign.
      bell:
        text: The bell can be heard.
        principle: trust
"""
WORLD = World(themes={"service-design"}, principles={"trust", "choice"})


@pytest.fixture(scope="module")
def shipped() -> Library:
    """The shipped dialogues."""
    return read_folder(SHIPPED, date(2026, 11, 28))[0]


def read(text: str) -> Checklist:
    """A list that is as it should be."""
    checklist, problems = read_list(text, "front-door.yaml", WORLD)
    assert checklist, [one.line() for one in problems]
    assert not problems
    return checklist


def told(text: str, file: str = "front-door.yaml") -> list[str]:
    """The rules that have something to say, with their line."""
    problems = read_list(text, file, WORLD)[1]
    return [f"{one.place.line} {one.code}{one.severity}" for one in problems]


def test_a_list_is_read() -> None:
    """An item is its text, or a text with its principle; its key holds its part."""
    checklist = read(LIST)
    assert list(checklist.items.values()) == [
        Item("outside/sign", "There is a sign."),
        Item("outside/bell", "The bell can be heard.", "trust"),
    ]
    assert checklist.label("change") == "Change"
    assert checklist.label("gone") == ""
    part = checklist.part_of("outside/bell")
    assert part
    assert (part.name, part.theme) == ("Outside", "service-design")
    assert part.heads_up == "This part can be hard to see."
    assert [text for _, text in texts(checklist)][-1] == "The bell can be heard."


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("list: front-door", "list: back-door", "1 D103E"),
        ("title: The front door\n", "", "1 D100E"),
        ("strengths: [keep]", "strengths: [kept]", "7 D211E"),
        ("theme: service-design", "theme: doors", "12 D205E"),
        ("principle: trust", "principle: trusting", "18 D205E"),
        ("  keep: Keep\n", "  keep: Keep it exactly as it is, all of it\n", "5 D402W"),
        ("There is a sign.", "You must put up a sign.", "15 D504E"),
        ("There is a sign.", "There is a {{ sign }}.", "15 D207E"),
        ("There is a sign.", "Is there a sign? Is it read?", "15 D406W"),
        ("    items:\n", "    itmes:\n", "10 D100E"),
        ("about: What", "abuot: What", "3 D102E"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(was: str, becomes: str, says: str) -> None:
    """Each with its line, and the rule that a page explains."""
    assert was in LIST
    assert says in told(LIST.replace(was, becomes, 1))


def test_more_answers_than_buttons_are_refused() -> None:
    """Six, and Skip and Stop below them."""
    more = "".join(f"  more_{at}: More {at}\n" for at in range(5))
    assert "4 D403E" in told(LIST.replace("  change: Change\n", f"  change: Change\n{more}"))


@pytest.mark.parametrize("text", ["", "a: [", "list: front-door\n", "parts: 3\nanswers: 4\n"])
def test_a_file_that_is_no_list_is_told_of_and_is_none(text: str) -> None:
    """Nobody could go over it, and the reader does not break."""
    checklist, problems = read_list(text, "front-door.yaml", WORLD)
    assert checklist is None
    assert problems


def test_the_shipped_lists_have_what_the_tools_need(shipped: Library) -> None:
    """At least 60 statements over all nine themes, 20 of readiness, the whole walk."""
    in_place, ready = shipped.lists["in-place"], shipped.lists["readiness"]
    walk = shipped.lists["walk-through"]
    assert [part.id for part in in_place.parts] == list(shipped.themes)
    assert len(in_place.items) >= 60
    assert len(ready.items) >= 20
    assert [part.id for part in walk.parts] == [
        "before", "arriving", "waiting", "contact", "decisions", "ending", "after", "staff",
    ]  # fmt: skip
    for part in walk.parts:
        assert {item.principle for item in part.items} == set(shipped.principles), part.id
    assert [one.id for one in in_place.answers] == [
        "not-started", "starting", "doing", "embedded", "not-us", "unsure",
    ]  # fmt: skip
    assert [one.id for one in walk.answers][:3] == ["keep", "change", "find-out"]


def test_no_two_shipped_items_are_alike(shipped: Library) -> None:
    """Not within a list, and not between them."""
    said = [
        (f"{name} {item.key}", item.text)
        for name, one in shipped.lists.items()
        for item in one.items.values()
    ]
    assert alike(said) == []


def test_the_shipped_lists_read_easily(shipped: Library) -> None:
    """All words of a list together, at the easy end of what is aimed at."""
    for checklist in shipped.lists.values():
        said = [text for _, text in texts(checklist)]
        age = reading_age([one for text in said for one in measured(sentences(text))])
        assert age <= 9, checklist.name
