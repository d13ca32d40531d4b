"""Support is there in every state; words of distress add it and nothing else."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot.script.folder import Library
from bot.script.support import read_support
from tests.standin import Message, Person, StandIn
from tests.storage.hunt import hunt
from tests.talk.running import DIALOGUES, Cairn, begun, shipped
from tests.talk.test_choice import FIRST_PAGE, drawing, go

CARD = ("999", "111", "116 123", "Breathing Space")
DARK = "I do not want to be here any more"


async def _card(person: Person) -> Message:
    await person.say("/support")
    return await person.expect(*CARD)


def _with_support(text: str) -> Library:
    """The shipped dialogues, with this support file."""
    cards, _ = read_support(text, "support.yaml")
    return replace(shipped(), support=cards)


async def test_b32_support_before_anything_was_agreed(stranger: Person) -> None:
    """`/support` shows the card to somebody who has agreed to nothing, with no question first."""
    card = await _card(stranger)
    assert "?" not in card.text


@pytest.mark.parametrize("words", ["support", "Help", "help me"])
@pytest.mark.parametrize("before", ["/start", "/pause", "/stop", "/log"])
async def test_b32_the_word_alone_is_enough(stranger: Person, before: str, words: str) -> None:
    """“Support” or “help”, typed without a slash: before consent and after, paused, in a room."""
    await stranger.say(words)
    await stranger.expect(*CARD)
    await begun(stranger)
    await stranger.say(before)
    await stranger.expect("")
    await stranger.say(words)
    await stranger.expect(*CARD)


async def test_b32_support_while_paused(person: Person) -> None:
    """`/support` works while everything is paused."""
    await person.say("/pause")
    await person.expect("quiet")
    await _card(person)


async def test_b32_support_after_erasing(person: Person) -> None:
    """`/support` works after everything was erased."""
    await person.say("/forget")
    await person.tap("Everything")
    await person.tap("Yes, forget everything")
    await person.expect("It is done")
    await _card(person)


async def test_b32_support_in_the_middle_keeps_the_question_open(person: Person) -> None:
    """The card in the middle of a conversation leaves the question open for its answer."""
    await person.say("/checkin")
    question = await person.expect("How are things")
    await _card(person)
    await person.tap("Stretched", message=question)
    await person.expect("Thank you for saying so")


async def test_b32_support_comes_first_in_the_queue(person: Person, cairn: Cairn) -> None:
    """Of many things said at once, `/support` is answered first."""
    await cairn.stop()
    for number in range(10):
        await person.say(f"line {number}")
    await person.say("/support")
    person.read()
    await cairn.start()
    first = await person.expect("")
    assert "116 123" in first.text


async def test_b32_the_card_goes_before_what_waits_to_be_sent(
    person: Person, api: StandIn, cairn: Cairn
) -> None:
    """With answers still waiting to leave for this chat, the card overtakes them."""
    api.slow("sendMessage", seconds=0.3, times=2)
    for number in range(6):
        await person.say(f"line {number}")
        await cairn.api.wait_idle()
    await person.say("/support")
    card = await person.expect("116 123")
    await person.expect("")
    said = [one.id for one in person.messages if one.from_bot]
    assert said.index(card.id) < len(said) - 1


async def test_b32_the_card_comes_from_here_within_two_seconds(person: Person) -> None:
    """The card needs nothing but this machine, and is there in well under two seconds."""
    began = time.monotonic()
    await _card(person)
    assert time.monotonic() - began < 2


async def test_b33_the_card_says_what_is_open_now_and_when_it_was_checked(
    person: Person, cairn: Cairn
) -> None:
    """Breathing Space is closed on a Wednesday at noon and open on a Friday night."""
    card = await _card(person)
    assert "Closed just now (Monday to Thursday 18:00 to 02:00" in card.text
    assert "Each of these was checked on 22 November 2026" in card.text
    cairn.clock.later(days=2, hours=10)
    card = await _card(person)
    assert "Open now (Monday to Thursday 18:00 to 02:00, Friday 18:00 to Monday 06:00)" in card.text
    assert "SHOUT" in card.text


async def test_b33_what_there_is_locally_stands_on_the_card(api: StandIn, tmp_path: Path) -> None:
    """The employee line and occupational health, once somebody filled them in, and not before."""
    source = (DIALOGUES / "shared" / "support.yaml").read_text("utf-8")
    filled = source.replace("phone: to fill in", "phone: 0131 496 0999")
    async with Cairn(api, tmp_path, library=_with_support(filled)) as cairn:
        card = await _card(api.person())
        assert "Your employee assistance line" in card.text
        assert "Occupational health" in card.text
        assert "0131 496 0999" in card.text
        assert "Someone you trust, at work or away from it" in card.text
        cairn.library = _with_support(source)
        await cairn.restart()
        card = await _card(api.person())
    assert "Your employee assistance line" not in card.text
    assert "to fill in" not in card.text


async def test_b33_the_card_may_be_pinned(person: Person) -> None:
    """A person may have the card pinned, so that help stands there when the bot does not answer."""
    await _card(person)
    await person.tap("Keep this pinned")
    await person.expect("116 123")
    await person.api.wait_calls("pinChatMessage", 1)
    assert "116 123" in person.pinned[0].text


async def test_b33_the_profile_names_help_before_start(cairn: Cairn, api: StandIn) -> None:
    """What is seen before Start names 999, 111 and 116 123."""
    (shown,) = [call for call in api.calls if call.method == "setMyDescription"]
    for number in ("999", "111", "116 123"):
        assert number in shown.params.text("description")


@pytest.mark.parametrize(
    "words", [DARK, "ah cannae go on", "everyone wid be better aff withoot me"]
)
async def test_b34_words_of_distress_add_the_card(person: Person, words: str) -> None:
    """The card, that nobody read it and nobody was told, and a way on or out: no risk question."""
    await person.say("/checkin")
    await person.tap("Stretched")
    await person.tap("A few words")
    await person.say(words)
    said = await person.expect(*CARD)
    assert "automated" in said.text
    assert "nobody has been told" in said.text
    assert "?" not in said.text
    assert person.buttons()[:2] == [["Carry on", "Stop here"], ["That is not what I meant"]]


@pytest.mark.parametrize("label", ["That is enough", "that is enough."])
async def test_b34_the_words_of_a_button_do_not_set_it_off(person: Person, label: str) -> None:
    """Typing what an open button says is an answer, whatever the list makes of such words."""
    await person.say("/reflect quiet-minute")
    await person.tap("Hands")
    await person.expect("until your hands are free")
    await person.tap("Stop")
    await person.expect("Is that enough for now?")
    await person.say(label)
    said = await person.expect("Carry on when you are ready")
    assert "116 123" not in said.text


async def test_b34_part_of_a_button_is_an_answer_where_only_buttons_are(person: Person) -> None:
    """“Empty”, typed for “Running on empty”, is that answer; in one’s own sentence it is not."""
    await person.say("/checkin")
    await person.expect("How are things")
    await person.say("empty")
    said = await person.expect("What would be of use?")
    assert "116 123" not in said.text
    await person.say("I feel so empty all the time")
    await person.expect(*CARD)


async def test_b34_more_such_words_get_few_words(person: Person) -> None:
    """With the card just above, a second message gets the numbers, not the whole again."""
    await person.say(DARK)
    await person.expect(*CARD)
    await person.say("I cannot go on")
    said = await person.expect("Thank you for saying more", "116 123", "999")
    assert len(said.text) < 200


async def test_b34_what_was_not_followed_is_not_held_against_them(person: Person) -> None:
    """Dark words at a button question: carrying on brings the question, not “I did not follow”."""
    await person.say("/checkin")
    await person.expect("How are things")
    await person.say(DARK)
    await person.tap("Carry on")
    said = await person.expect("Here is where you were", "How are things")
    assert "did not quite follow" not in said.text


async def test_b34_the_conversation_carries_on_where_it_was(person: Person) -> None:
    """Carry on brings back what Cairn was about to say; nothing was lost."""
    await person.say("/checkin")
    await person.tap("Stretched")
    await person.tap("A few words")
    await person.say(DARK)
    await person.tap("Carry on")
    await person.expect("Here is where you were")


async def test_b34_an_edit_is_looked_at_too(person: Person) -> None:
    """Words of distress that come by an edit add the card as well."""
    await person.say("/log")
    sent = await person.say("A calmer handover")
    await person.expect("Shall I keep this")
    await person.edit(sent, DARK)
    await person.expect(*CARD)


async def test_b34_a_stranger_gets_the_card_too(stranger: Person) -> None:
    """Somebody who has agreed to nothing gets the card for the same words."""
    await stranger.say(DARK)
    await stranger.expect(*CARD)


@pytest.mark.parametrize("idiom", ["This spreadsheet is killing me", "dying for a cuppa"])
async def test_b34_an_idiom_does_not_set_it_off(person: Person, idiom: str) -> None:
    """Idioms get no card."""
    await person.say("/log")
    await person.say(idiom)
    said = await person.expect("Shall I keep this")
    assert "116 123" not in said.text


async def test_b35_not_what_i_meant_leaves_the_card(person: Person) -> None:
    """“That is not what I meant” is taken politely, and the card stays in the chat."""
    await person.say("/log")
    await person.say(DARK)
    card = await person.expect(*CARD)
    await person.tap("That is not what I meant")
    await person.expect("thank you for saying")
    assert not card.deleted
    assert "116 123" in card.text


async def test_b36_nobody_is_told_and_nothing_is_logged(
    person: Person, cairn: Cairn, api: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing goes to anybody else, and no log line holds the words."""
    before = {call.chat_id for call in api.calls}
    await person.say(DARK)
    await person.expect(*CARD)
    assert {call.chat_id for call in api.calls} == before | {person.id}
    printed = "".join(capsys.readouterr())
    assert DARK not in printed
    assert not hunt(cairn.folder, [DARK])


async def test_b37_worry_about_somebody_else_gets_the_safeguarding_route(person: Person) -> None:
    """A worry about somebody else is told plainly that Cairn cannot act, and where to turn."""
    await person.say("/log")
    await person.say("I think one of my clients is being hit by her partner")
    said = await person.expect("safeguarding route")
    assert "cannot act" in said.text


async def test_b37_the_organisations_own_route_is_named(api: StandIn, tmp_path: Path) -> None:
    """What the organisation wrote about a worry for somebody else stands with the card."""
    source = (DIALOGUES / "shared" / "support.yaml").read_text("utf-8")
    route = "ring the public protection desk, 01463 496 000"
    library = _with_support(source.replace("safeguarding: to fill in", f"safeguarding: {route}"))
    async with Cairn(api, tmp_path, library=library):
        person = api.person()
        await begun(person)
        await person.say("I think one of my clients is being hit by her partner")
        await person.expect("safeguarding route", f"Where you work: {route}")


@pytest.mark.parametrize(
    "last", [("Go on", "Skip", "I only wanted to notice"), ("Leave it for today",)]
)
async def test_b38_after_a_harder_subject_settling_and_support_are_near(
    person: Person, monkeypatch: pytest.MonkeyPatch, last: tuple[str, ...]
) -> None:
    """However a subject that has a heads-up ends, a minute to settle and support are offered."""
    hard = next(one for one in shipped().prompts if one.heads_up and one.theme == "culture")
    drawing(monkeypatch, hard.key)
    await go(person, "/reflect", "Pick a subject", FIRST_PAGE["culture"], *last)
    labels = [label for row in person.buttons() for label in row]
    assert {"A minute to settle", "Support"} <= set(labels)
    await go(person, "/reflect", "Surprise me", "Skip", "I only wanted to notice")
    assert "A minute to settle" not in str(person.buttons())


async def test_b38_after_a_low_check_in_settling_and_support_are_near(person: Person) -> None:
    """The end of a low check-in offers a minute to settle, and support."""
    await person.say("/checkin")
    await person.tap("Running on empty")
    await person.tap("Nothing, thank you")
    await person.expect("")
    labels = [label for row in person.buttons() for label in row]
    assert "A minute to settle" in labels
    assert "Support" in labels
