"""Choosing the subjects that questions lean towards, in the settings."""

from __future__ import annotations

import json

import pytest

from storage import people
from tests.standin import Person
from tests.talk.running import Cairn
from tests.talk.test_choice import FIRST_PAGE, SECOND_PAGE, answers, go

pytestmark = pytest.mark.usefixtures("reader")


async def opened(person: Person) -> None:
    """The page on which they are chosen."""
    await person.say("/settings")
    await person.tap("Priorities")
    await person.expect("Choose up to three subjects")


async def chosen(cairn: Cairn, person: Person) -> list[str]:
    """What is stored."""
    async with cairn.store.read() as unit:
        found = await people.find(unit, [f"tg:{person.id}"])
    priorities: list[str] = found[f"tg:{person.id}"].desk["profile"]["priorities"]
    return priorities


async def test_a_subject_is_chosen_and_rests_again_by_a_tap(person: Person, cairn: Cairn) -> None:
    """The button says “chosen”; a second tap takes that back, and the line says so each time."""
    await opened(person)
    await person.tap("Setting the tone")
    await person.expect("Priorities: Setting the tone")
    assert "Setting the tone: chosen" in answers(person)
    assert await chosen(cairn, person) == ["leadership"]
    await person.tap("Setting the tone: chosen")
    await person.expect("Priorities: none")
    assert await chosen(cairn, person) == []


async def test_all_nine_are_there_and_no_screen_has_more_than_eight(person: Person) -> None:
    """Nine subjects stand on two screens, beside the ways out."""
    await opened(person)
    await go(person, "Setting the tone")
    first = answers(person)
    await go(person, "More subjects")
    second = answers(person)
    assert max(len(first), len(second)) <= 8
    assert [one.removesuffix(": chosen") for one in first[:5]] == list(FIRST_PAGE.values())
    assert second[:4] == list(SECOND_PAGE.values())


async def test_a_fourth_choice_takes_the_place_of_one_that_may_rest(
    person: Person, cairn: Cairn
) -> None:
    """It is answered kindly: one of the three can rest, or all stay as they are."""
    await opened(person)
    for name in ("The feel of the place", "Setting the tone", "Deciding together"):
        await person.tap(name)
        await person.expect(name)
    await person.tap("Learning as we go")
    said = await person.expect("Three are plenty. Which one may rest")
    assert "“Learning as we go”" in said.text
    three = ["The feel of the place", "Setting the tone", "Deciding together"]
    assert answers(person) == [*three, "Leave it as it is"]
    await person.tap("Leave it as it is")
    await person.expect("")
    assert await chosen(cairn, person) == ["culture", "leadership", "power-sharing"]
    await person.tap("Learning as we go")
    await person.expect("Three are plenty")
    await person.tap("Setting the tone")
    await person.expect("Priorities: The feel of the place, Deciding together, Learning as we go")
    assert await chosen(cairn, person) == ["culture", "power-sharing", "knowledge"]


async def test_one_tap_takes_all_of_them_away(person: Person, cairn: Cairn) -> None:
    """“None of them” is there once something is chosen, and nothing more is asked."""
    await opened(person)
    assert "None of them" not in answers(person)
    for name in ("The feel of the place", "Setting the tone"):
        await person.tap(name)
        await person.expect(name)
    await person.tap("None of them")
    await person.expect("Priorities: none")
    assert await chosen(cairn, person) == []


async def test_what_comes_as_a_surprise_leans_towards_them(person: Person) -> None:
    """Two questions about the chosen subject, one about another, two about the chosen one."""
    await opened(person)
    await person.tap("Setting the tone")
    await person.expect("Priorities: Setting the tone")
    about = []
    for _ in range(5):
        await person.say("/reflect")
        await person.tap("Surprise me")
        said = await person.expect("A few words, or none")
        about.append(said.text.startswith("Setting the tone"))
        await person.say("/stop")
        await person.expect("Stopped")
    assert about == [True, True, False, True, True]


async def test_they_are_exported_and_forgotten_with_the_rest(person: Person, cairn: Cairn) -> None:
    """The page says them by name, the data by id; “Forget everything” leaves nothing."""
    await opened(person)
    await person.tap("Setting the tone")
    await person.expect("Priorities: Setting the tone")
    await person.say("/export")
    for said in ("everything I hold", "To read", "For a computer"):
        await person.expect(said)
    page, data = [one.document.data.decode() for one in person.messages if one.document]
    assert "Priorities: Setting the tone" in page
    assert json.loads(data)["settings"]["priorities"] == ["leadership"]
    await person.say("/forget")
    await person.tap("Everything")
    await person.tap("Yes, forget everything")
    await person.expect("It is done")
    async with cairn.store.read() as unit:
        assert not await people.find(unit, [f"tg:{person.id}"])


async def test_the_rest_of_the_settings_is_one_tap_further(person: Person) -> None:
    """Language and tidying stand behind “More settings”, with a way back."""
    await person.say("/settings")
    await person.tap("More settings")
    await person.tap("Tidying")
    await person.expect("Shall I delete your own messages")
    await person.tap("Yes, tidy it")
    await person.expect("Tidying the chat: on")
    await person.tap("More settings")
    await person.tap("Back to settings")
    said = await person.expect("Settings")
    assert "Tidying the chat: on" in said.text
