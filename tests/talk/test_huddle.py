"""Huddle cards in a private chat: one at once for anybody, and the private question behind it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.script.huddles import Card
from bot.service.huddle_card import draw_card
from bot.service.rooms import door
from storage import people
from tests.script.test_huddles import MOST_BYTES
from tests.standin import Person
from tests.talk.running import Cairn, shipped
from tests.talk.test_choice import FIRST_PAGE, SECOND_PAGE, answers, desk_of, go, kept
from tests.talk.test_consent import rows

CARDS = {card.ask: card for card in shipped().huddles}
LINK = "card_culture_first-morning"
PROMPT = next(one for one in shipped().prompts if one.key == "culture/first-day")


def card_in(text: str) -> Card:
    """The card that a message shows."""
    (found,) = [card for ask, card in CARDS.items() if ask in text]
    return found


def labels(person: Person) -> list[str]:
    """All buttons of the newest message."""
    return [label for row in person.buttons() for label in row]


async def stays_a_stranger(cairn: Cairn, person: Person) -> None:
    """Nothing was kept of them."""
    address = f"tg:{person.id}"
    async with cairn.store.read() as unit:
        assert await people.find(unit, [address]) == {}
    assert (await rows(cairn))["people"] == 0


# A card at once


async def test_a_stranger_gets_a_card_at_once_and_nothing_is_kept(
    stranger: Person, cairn: Cairn
) -> None:
    """The first words may be `/huddle`: a question, how long, how to pass, and ways on."""
    await stranger.say("/huddle")
    said = await stranger.expect("For a huddle", "Passing is fine, and listening is taking part")
    card = card_in(said.text)
    assert f"About {card.minutes} minutes is plenty" in said.text
    assert card.close in said.text
    assert labels(stranger) == [
        "Another one",
        "Pick a subject",
        "Think about it in private",
        "What is this?",
        "Support",
    ]
    await stays_a_stranger(cairn, stranger)


async def test_another_one_is_another_one_for_a_stranger_too(
    stranger: Person, cairn: Cairn
) -> None:
    """Nothing is kept, and still the card just shown does not come again directly."""
    said = await go(stranger, "/huddle")
    for _ in range(12):
        before = card_in(said.text)
        said = await go(stranger, "Another one")
        assert card_in(said.text) != before
    await stays_a_stranger(cairn, stranger)


async def test_a_known_person_sees_every_card_before_one_comes_again(
    person: Person, cairn: Cairn
) -> None:
    """Cards rest as prompts do, also from one `/huddle` to another one another day."""
    seen = [card_in((await go(person, "/huddle")).text) for _ in CARDS]
    assert len(set(seen)) == len(CARDS)
    assert card_in((await go(person, "/huddle")).text) in seen[: len(CARDS) // 2]
    desk = await desk_of(cairn, person)
    assert {card.link for card in seen} == set(desk.seen)
    assert desk.session is None


async def test_a_subject_can_be_picked_from_two_screens(stranger: Person, cairn: Cairn) -> None:
    """All nine subjects, never more than eight buttons; another one stays in the subject."""
    await go(stranger, "/huddle", "Pick a subject")
    assert answers(stranger) == [*FIRST_PAGE.values(), "More subjects"]
    await go(stranger, "More subjects")
    assert answers(stranger) == [*SECOND_PAGE.values(), "More subjects"]
    assert len(labels(stranger)) <= 8
    await go(stranger, "More subjects")
    assert answers(stranger)[0] == "The feel of the place"
    said = await go(stranger, "More subjects", "Where time and money go")
    for _ in range(4):
        before = card_in(said.text)
        assert before.theme == "budgets"
        said = await go(stranger, "Another one")
        assert card_in(said.text) != before
    await stays_a_stranger(cairn, stranger)


@pytest.mark.parametrize(
    "words", ["/huddle of nothing", "/huddle another card_x", "/huddle subjects 99", "/huddle 7 7"]
)
async def test_words_behind_the_command_that_mean_nothing_do_no_harm(
    stranger: Person, words: str
) -> None:
    """A mistyped or old button shows a card, or the first subjects."""
    said = await go(stranger, words)
    assert "For a huddle" in said.text or answers(stranger)[0] == "The feel of the place"


async def test_a_card_leaves_the_open_question_where_it_is(person: Person, cairn: Cairn) -> None:
    """Looking something up for the team costs nobody their place."""
    await go(person, "/checkin", "Stretched")
    before = await desk_of(cairn, person)
    await go(person, "/huddle", "Another one")
    assert (await desk_of(cairn, person)).session == before.session
    said = await go(person, "A few words")
    assert "a word or two" in said.text


async def test_typed_words_name_the_buttons_of_a_card(person: Person) -> None:
    """“huddle” opens it, and a number or a label does what the button does."""
    said = await go(person, "“huddle”")
    before = card_in(said.text)
    said = await go(person, "“another one”")
    assert card_in(said.text) != before
    await go(person, "“2”")
    assert answers(person)[0] == "The feel of the place"


async def test_help_names_it_to_anybody(stranger: Person) -> None:
    """Somebody who only wants a card finds it."""
    said = await go(stranger, "/help")
    assert "/huddle" in said.text
    said = await go(stranger, "A card for a huddle")
    assert card_in(said.text)


async def test_nothing_is_noted_under_words_that_changed(
    person: Person, cairn: Cairn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until somebody says yes to new words they get cards as a stranger does."""
    monkeypatch.setattr(door, "CONSENT", "2")
    said = await go(person, "/huddle")
    assert card_in(said.text)
    assert (await desk_of(cairn, person)).seen == ()


# Think about it in private


async def test_a_known_person_thinks_about_it_at_once(person: Person, cairn: Cairn) -> None:
    """The button asks the prompt that the card names, though it was had; words can be kept."""
    for _ in range(2):
        said = await go(person, "/huddle", "Pick a subject", "The feel of the place")
        card = card_in(said.text)
        prompt = next(one for one in shipped().prompts if one.key == card.prompt)
        said = await go(person, "Think about it in private")
        assert prompt.ask in said.text
        assert "yours alone" in said.text
        assert "Skip" in answers(person)
    await go(person, "“A hook for every coat”", "As a small change")
    assert await kept(cairn, person) == ["A hook for every coat"]
    assert card.prompt in (await desk_of(cairn, person)).seen


async def test_a_link_opens_the_prompt_of_a_known_person(person: Person) -> None:
    """`/start` with a card's name, as a link in a team's chat sends it."""
    said = await go(person, f"/start {LINK}")
    assert PROMPT.ask in said.text
    said = await go(person, "Skip")
    assert "Thinking it over is enough" in said.text


async def test_a_link_does_not_take_an_answer_away(person: Person) -> None:
    """With something open it is asked first; “Start the other one” is the card's prompt."""
    await go(person, "/reflect what-so-what", "“A visit”")
    said = await go(person, f"/start {LINK}")
    assert "Carry on, or start fresh?" in said.text
    said = await go(person, "Start the other one")
    assert PROMPT.ask in said.text


async def test_a_stranger_with_a_link_meets_the_door_first(stranger: Person, cairn: Cairn) -> None:
    """Consent first; after yes the card's prompt stands in place of the usual first question."""
    said = await go(stranger, f"/start {LINK}")
    assert "I am Cairn" in said.text
    assert "Its question comes first, once you say yes" in said.text
    await stays_a_stranger(cairn, stranger)
    said = await go(stranger, "Yes, start")
    assert "Any question can be passed over" in said.text
    assert PROMPT.ask in said.text
    assert "better than it might have" not in said.text
    await go(stranger, "“Somebody to show them the kettle”", "Yes, as a note")
    assert await kept(cairn, stranger) == ["Somebody to show them the kettle"]


async def test_a_stranger_with_a_link_can_look_round_first(stranger: Person, cairn: Cairn) -> None:
    """Looking round, twice, keeps nothing; the yes after it still finds the card."""
    await go(stranger, f"/start {LINK}", "Look round first", "Show me another")
    await stays_a_stranger(cairn, stranger)
    said = await go(stranger, "Yes, start")
    assert PROMPT.ask in said.text


async def test_a_stranger_with_a_link_can_say_not_now(stranger: Person, cairn: Cairn) -> None:
    """“Not now” is what it always is."""
    said = await go(stranger, f"/start {LINK}", "Not now")
    assert "Nothing is kept" in said.text
    await stays_a_stranger(cairn, stranger)


async def test_a_stranger_comes_from_a_card_to_its_question(stranger: Person) -> None:
    """From `/huddle` by two taps to the private question of that very card."""
    card = card_in((await go(stranger, "/huddle")).text)
    prompt = next(one for one in shipped().prompts if one.key == card.prompt)
    said = await go(stranger, "Think about it in private")
    assert "I am Cairn" in said.text
    said = await go(stranger, "Yes, start")
    assert prompt.ask in said.text


async def test_a_second_yes_with_a_card_begins_nothing(stranger: Person, cairn: Cairn) -> None:
    """A double tap on “Yes, start” leaves the open question where it is."""
    await stranger.say(f"/start {LINK}")
    greeting = await stranger.expect("I am Cairn")
    await stranger.tap("Yes, start")
    await stranger.expect(PROMPT.ask)
    await go(stranger, "“A name on the door”")
    before = await desk_of(cairn, stranger)
    await stranger.tap("Yes, start", message=greeting)
    await stranger.expect("Everything is where you left it")
    assert (await desk_of(cairn, stranger)).session == before.session


async def test_new_words_are_agreed_to_before_the_card(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the words changed since, the yes to them leads on to the card's prompt."""
    monkeypatch.setattr(door, "CONSENT", "2")
    said = await go(person, f"/start {LINK}")
    assert "The words you agreed to have changed" in said.text
    said = await go(person, "Yes, carry on")
    assert PROMPT.ask in said.text


@pytest.mark.parametrize("payload", ["card_culture_nothing", "card_", "x" * 64, "yes_please"])
async def test_a_link_that_nobody_knows_is_greeted_as_usual(person: Person, payload: str) -> None:
    """An old card, or somebody else's link: “Hello again”, and nothing more."""
    said = await go(person, f"/start {payload}")
    assert "Everything is where you left it" in said.text


@pytest.mark.parametrize("payload", ["card_culture_nothing", "other_bot_link"])
async def test_a_stranger_with_an_unknown_link_is_greeted_as_usual(
    stranger: Person, payload: str
) -> None:
    """The card is not spoken of, and “Yes, start” begins the usual first reflection."""
    said = await go(stranger, f"/start {payload}")
    assert "I am Cairn" in said.text
    assert "The card." not in said.text
    said = await go(stranger, "Yes, start")
    assert "better than it might have" in said.text


async def test_no_button_of_a_shipped_card_is_too_long_for_telegram() -> None:
    """A token has 64 bytes, the command and the card's name together."""
    for card in CARDS.values():
        for command in ("/start yes", "/start look", "/huddle another", "/huddle same"):
            assert len(f"{command} {card.link}".encode()) <= MOST_BYTES


# Which one comes next


def test_a_card_is_drawn_from_the_chosen_themes_alone() -> None:
    """Other themes' cards are never drawn, and no theme chosen means all."""
    offered: list[str] = []

    def choose(keys: Sequence[str]) -> str:
        offered[:] = keys
        return keys[0]

    draw_card(shipped().huddles, (), ("budgets", "policies"), choose)
    assert {key.partition("/")[0] for key in offered} == {"budgets", "policies"}
    draw_card(shipped().huddles, (), (), choose)
    assert len(offered) == len(CARDS)


def test_none_comes_again_before_the_others_of_the_themes_had_a_turn() -> None:
    """Then the one that rested longest does, and never the newest, whatever else was had since."""
    cards = shipped().huddles
    pool = {card.key for card in cards if card.theme == "culture"}
    seen = ["budgets/time-it-takes"]
    for _ in pool:
        seen.append(draw_card(cards, seen, ["culture"], min).key)
    assert set(seen[1:]) == pool
    assert draw_card(cards, seen, ["culture"], min).key == seen[1]


def test_themes_without_a_card_are_said_so() -> None:
    """Whoever asks for a theme that has none is told, and not given another one."""
    with pytest.raises(LookupError):
        draw_card(shipped().huddles, (), ["nothing"], min)
