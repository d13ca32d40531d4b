"""What `/tools` has for a person themselves."""

from __future__ import annotations

import pytest

from tests.standin import Person
from tests.talk.test_choice import answers, go


@pytest.mark.parametrize(
    ("button", "says"),
    [
        ("What I would like to bring", "Nothing is marked to bring"),
        ("What has gone well lately", "comes together here"),
        ("Share what I learned", "one thing you changed"),
        ("My priorities", "Choose up to three subjects"),
        ("Back to the start of this", "For looking at a service"),
    ],
)
async def test_every_button_leads_where_it_says(person: Person, button: str, says: str) -> None:
    """“For me” stands under `/tools`; each of its buttons opens what is written on it."""
    await go(person, "/tools", "For me")
    said = await go(person, button)
    assert says in said.text


async def test_no_screen_of_it_is_crowded(person: Person) -> None:
    """Eight answers are the most that stand on one screen."""
    await go(person, "/tools")
    assert len(answers(person)) <= 8
    await go(person, "For me")
    assert len(answers(person)) <= 8
