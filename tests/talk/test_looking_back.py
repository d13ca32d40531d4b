"""A look back at what went well: words of the last three months, and one question at the end."""

from __future__ import annotations

import re

import pytest

from tests.standin import Person
from tests.talk.running import Cairn
from tests.talk.test_choice import answers, go
from tests.talk.test_privacy import keep

pytestmark = pytest.mark.usefixtures("reader")


async def good_thing(person: Person, words: str) -> None:
    """Keeps a good thing."""
    await go(person, "/reflect going-well", f"“{words}”", "I am not sure", "Yes, keep it")


async def test_good_things_and_small_changes_stand_together_in_words(person: Person) -> None:
    """What was kept is shown as it was written, without days, numbers or what came of it."""
    await good_thing(person, "The breakfast club has a queue")
    await keep(person, "Leave at ten to")
    await go(person, "/log", "1. Leave at ten to", "How did it go?", "It was not the time")
    said = await go(person, "/tools well")
    assert "• Leave at ten to\n• The breakfast club has a queue" in said.text
    assert not re.search(r"\d|November|It was not the time", said.text)


async def test_it_ends_with_one_question_that_can_be_passed_over(person: Person) -> None:
    """Skip ends it; a line is shown back, and kept as a note on a yes."""
    await good_thing(person, "The breakfast club has a queue")
    said = await go(person, "/tools well")
    assert said.text.count("?") == 1 and answers(person) == ["Skip"]
    said = await go(person, "Skip")
    assert "It all stays in your log as it is" in said.text
    said = await go(person, "/tools well", "“More of the queue”", "Yes, keep it", "/log")
    assert "More of the queue\nA note" in said.text


async def test_only_three_months_are_looked_back_at_and_nothing_is_said_of_the_rest(
    person: Person, cairn: Cairn
) -> None:
    """What is older is not shown, and an empty month is passed over in silence."""
    await good_thing(person, "An old good thing")
    cairn.clock.later(days=95)
    await good_thing(person, "A new good thing")
    said = await go(person, "/tools well")
    assert "A new good thing" in said.text and "An old good thing" not in said.text
    assert not re.search(r"\b(month without|nothing in|gap|only|fewer|more than)\b", said.text)


async def test_with_nothing_there_it_says_what_would_be_and_asks_nothing(person: Person) -> None:
    """No word about a lack; a way to begin and the log."""
    said = await go(person, "/tools well")
    assert "comes together here" in said.text and "?" not in said.text
    assert answers(person) == ["What is going well", "My log"]


async def test_what_was_let_go_of_or_is_to_be_brought_is_not_brought_up(person: Person) -> None:
    """A small change that was let go stays gone, and lines for others stand elsewhere."""
    await good_thing(person, "The breakfast club has a queue")
    await keep(person, "Leave at ten to")
    await go(person, "/log", "1. Leave at ten to", "How did it go?", "I am letting it go")
    await go(person, "/reflect space-to-think", "Skip", "Skip", "“The rota”", "Yes, keep it")
    said = await go(person, "/tools well")
    assert "breakfast club" in said.text
    assert "Leave at ten to" not in said.text and "rota" not in said.text


async def test_many_things_come_ten_at_a_time(person: Person) -> None:
    """The rest is a tap away, and so is the question; the last message of them asks it."""
    for number in range(12):
        await good_thing(person, f"Good thing {number:02}")
    said = await go(person, "/tools well")
    assert "Good thing 11" in said.text and "Good thing 01" not in said.text
    assert answers(person) == ["More of them", "One question to end with"]
    said = await go(person, "More of them")
    assert "Good thing 01" in said.text and "something you would like more of?" in said.text
