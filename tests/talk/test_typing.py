"""Everything by typing: labels and numbers of what was offered, plain words, small talk."""

from __future__ import annotations

import pytest

from tests.standin import Person
from tests.storage.hunt import hunt
from tests.talk.running import Cairn


async def test_a_stranger_may_type_the_words_of_a_button(stranger: Person) -> None:
    """At the door the whole label does what the button does; a bare “yes” does not."""
    await stranger.say("look round first")
    await stranger.expect("Nothing has been kept")
    await stranger.say("yes")
    await stranger.expect("I am Cairn")
    await stranger.say("yes, start")
    await stranger.expect("leave names out")


@pytest.mark.parametrize("words", ["privacy", "Privacy?"])
async def test_a_stranger_needs_no_slash_for_privacy(stranger: Person, words: str) -> None:
    """What works for anybody works without its slash too."""
    await stranger.say(words)
    await stranger.expect("Who runs this")


@pytest.mark.parametrize(("typed", "comes"), [("2", "How are things"), ("a check-in", "How are")])
async def test_what_was_offered_can_be_typed(person: Person, typed: str, comes: str) -> None:
    """A standing button is named by its label or its number, as an answer is."""
    await person.say("/start")
    await person.expect("Everything is where you left it")
    await person.say(typed)
    await person.expect(comes)


async def test_yes_answers_the_offer_to_keep_check_in_words(person: Person) -> None:
    """The offer after a check-in takes a typed yes."""
    await person.say("/checkin")
    await person.tap("Rather not say")
    await person.expect("kept for you alone")
    await person.say("yes")
    await person.expect("kept from now on")


async def test_an_old_offer_is_not_taken_by_a_number(person: Person) -> None:
    """Once something else was said, a number means what was offered last."""
    await person.say("/start")
    await person.expect("Everything is where you left it")
    await person.say("/help")
    await person.expect("What you can do here")
    await person.say("3")
    await person.expect("Your log")


@pytest.mark.parametrize(
    ("words", "comes"),
    [
        ("log", "Your log"),
        ("My log", "Your log"),
        ("settings", "What would you like to change?"),
        ("hello", "Hello again"),
        ("cheers", "You are welcome"),
        ("nah", "That is fine"),
        ("pause", "stay quiet"),
    ],
)
async def test_plain_words_do_what_they_say(person: Person, words: str, comes: str) -> None:
    """With nothing open, a command needs no slash, and small talk gets a word back."""
    await person.say(words)
    await person.expect(comes)


@pytest.mark.parametrize(
    ("typed", "comes"),
    [("aye", "That is one stone"), ("nah", "Then nothing is kept"), ("ok", "That is one stone")],
)
async def test_aye_and_nah_are_yes_and_no(stranger: Person, typed: str, comes: str) -> None:
    """Short words that people here say for yes and no name the button that begins so."""
    await stranger.say("/start")
    await stranger.tap("Yes, start")
    await stranger.say("The bus came")
    await stranger.expect("help it to happen again")
    await stranger.tap("Skip")
    await stranger.expect("keep that in your log")
    await stranger.say(typed)
    await stranger.expect(comes)


@pytest.mark.parametrize("words", ["privacy", "settings", "start"])
async def test_a_command_without_its_slash_is_not_kept_in_the_log(
    person: Person, words: str
) -> None:
    """Where any words would be kept, the name of a command still is one."""
    await person.say("/log")
    await person.expect("nothing here yet")
    await person.say(words)
    said = await person.expect("")
    assert "Shall I keep" not in said.text


@pytest.mark.parametrize(("words", "comes"), [("thanks", "You are welcome"), ("hi", "Hello.")])
async def test_small_talk_at_a_button_question_keeps_it_open(
    person: Person, words: str, comes: str
) -> None:
    """A thank-you in the middle is answered, and the question stands there again."""
    await person.say("/checkin")
    await person.expect("How are things")
    await person.say(words)
    said = await person.expect(comes)
    assert "How are things" in said.text
    assert "did not quite follow" not in said.text


async def test_at_a_question_for_words_they_are_the_answer(person: Person) -> None:
    """Where words are asked for, “thanks” is an answer like any other."""
    await person.say("/reflect going-well")
    await person.expect("going well enough")
    await person.say("thanks")
    await person.expect("Who or what helps it along")


async def test_words_that_nobody_asked_for_may_be_kept(person: Person) -> None:
    """A small change written with nothing open is shown back, and kept if the person says so."""
    await person.say("Leave at ten to")
    said = await person.expect("No question is open just now")
    assert "Shall I keep this in your private log?" in said.text
    await person.tap("Keep")
    await person.expect("Kept in your log")


async def test_other_words_take_the_place_of_those_shown_back(person: Person) -> None:
    """Somebody who writes it again, and better, is shown the new words."""
    await person.say("Leave at ten to")
    await person.expect("“Leave at ten to”")
    await person.say("Leave at quarter to")
    said = await person.expect("“Leave at quarter to”")
    assert "did not quite follow" not in said.text
    await person.say("aye")
    await person.expect("Kept in your log")
    await person.say("/log")
    said = await person.expect("Leave at quarter to")
    assert "ten to" not in said.text


async def test_why_at_the_log_says_what_is_kept(person: Person) -> None:
    """“Why?” is a question there too, not something to keep."""
    await person.say("/log")
    await person.expect("nothing here yet")
    await person.say("why?")
    said = await person.expect("only if you say so")
    assert "Shall I keep" not in said.text


@pytest.mark.parametrize("words", ["what is this for then", "who made you", "lol", "is it free?"])
async def test_a_question_or_a_single_word_is_not_offered_for_keeping(
    person: Person, words: str
) -> None:
    """What is no small change gets what there is to do here."""
    await person.say(words)
    said = await person.expect("nothing open just now")
    assert "Shall I keep" not in said.text


async def test_words_that_were_not_kept_leave_no_trace(person: Person, cairn: Cairn) -> None:
    """Shown back and let go: no file holds them."""
    await person.say("Xylophones before the ward round")
    await person.tap("Let it go")
    await person.expect("not kept")
    await cairn.stop()
    assert hunt(cairn.folder, ["Xylophones"]) == []
    await cairn.start()


@pytest.mark.parametrize("leave", ["/stop", "/forget", "/resume"])
async def test_where_nothing_is_open_a_next_step_can_be_tapped(person: Person, leave: str) -> None:
    """No message is a dead end."""
    await person.say(leave)
    if leave == "/forget":
        await person.tap("Nothing, thank you")
        await person.expect("Nothing has been removed")
    else:
        await person.expect("")
    assert person.last.buttons
