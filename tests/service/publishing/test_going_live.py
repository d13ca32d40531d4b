"""Which words a start begins with, and what a running bot takes up."""

from __future__ import annotations

import pytest

from bot.script.folder import read_folder
from bot.service.publishing.going_live import CannotPlay
from bot.service.publishing.when import When
from tests.service.publishing.conftest import NOW, SHIPPED, Place

FILE, WAS, IS = "quiet-minute.yaml", "title: A quiet minute", "title: A minute of quiet"


async def test_the_first_start_publishes_the_folder(place: Place) -> None:
    """Nobody has to know what an edition is to begin."""
    begun = await place.start()
    shipped, _ = read_folder(SHIPPED, NOW.date())
    assert begun.library.scripts.keys() == shipped.scripts.keys()
    assert begun.edition == 1
    assert begun.notes == ()


async def test_a_start_with_nothing_changed_publishes_nothing(place: Place) -> None:
    """A restart at night makes no history."""
    await place.start()
    begun = await place.start()
    assert (begun.edition, begun.notes) == (1, ())
    assert len(await place.history()) == 1


async def test_a_start_publishes_what_was_changed_in_the_folder(place: Place) -> None:
    """As an update of Cairn brings new words with it."""
    await place.start()
    place.write(FILE, WAS, IS)
    begun = await place.start()
    assert begun.edition == 2
    assert begun.library.scripts["quiet-minute"].title == "A minute of quiet"


async def test_a_broken_folder_changes_nothing_and_says_why(place: Place) -> None:
    """The words of before go on; the note has the file and the line."""
    await place.start()
    place.write(FILE, WAS, "titel: A quiet minute")
    begun = await place.start()
    assert begun.edition == 1
    assert begun.library.scripts["quiet-minute"].title == "A quiet minute"
    (note,) = begun.notes
    assert "quiet-minute.yaml:" in note
    assert "a dialogue needs “title:”" in note
    assert "Edition 1 goes on" in note


async def test_words_that_no_transcript_expects_change_nothing(place: Place) -> None:
    """A test that fails refuses, as a rule that is broken does."""
    await place.start()
    place.write("check-in.yaml", "How are things just now?", "How is it just now?")
    begun = await place.start()
    assert begun.edition == 1
    assert "no longer goes as written" in begun.notes[0]


async def test_a_first_start_with_a_broken_folder_is_refused(place: Place) -> None:
    """There is nothing that could go on."""
    place.write(FILE, WAS, "titel: A quiet minute")
    with pytest.raises(CannotPlay, match=r"quiet-minute\.yaml:\d+:\d+: D100 a dialogue needs"):
        await place.start()
    assert await place.history() == []


async def test_by_hand_a_start_leaves_the_folder_alone(place: Place) -> None:
    """Whoever chose that publishes with the command."""
    await place.start()
    place.write(FILE, WAS, IS)
    begun = await place.start(When.HAND)
    assert (begun.edition, begun.notes) == (1, ())
    assert begun.library.scripts["quiet-minute"].title == "A quiet minute"


async def test_words_of_the_page_outlive_a_start(place: Place) -> None:
    """The folder does not have them, and did not change."""
    await place.start()
    await place.on_the_page(FILE, WAS, IS)
    begun = await place.start()
    assert (begun.edition, begun.notes) == (2, ())
    assert begun.library.scripts["quiet-minute"].title == "A minute of quiet"


async def test_words_that_newer_rules_refuse_go_on_and_are_told(place: Place) -> None:
    """A new version of Cairn with stricter rules must not keep a bot from starting."""
    await place.start()
    await place.on_the_page(FILE, WAS, "title: You must rest")
    begun = await place.start()
    assert begun.library.scripts["quiet-minute"].title == "You must rest"
    assert "something to mend by now" in begun.notes[0]
    assert "D504" in begun.notes[0]


async def test_what_both_changed_stays_as_the_page_has_it_and_is_told(place: Place) -> None:
    """Nobody's words are overwritten silently; what only the folder changed goes live."""
    await place.start()
    await place.on_the_page(FILE, WAS, IS)
    place.write(FILE, WAS, "title: Quiet")
    place.write("settle-feet.yaml", "title:", "title: Now")
    begun = await place.start()
    assert begun.library.scripts["quiet-minute"].title == "A minute of quiet"
    assert begun.library.scripts["settle-feet"].title.startswith("Now")
    assert FILE in begun.notes[0]
    assert "settle-feet" not in begun.notes[0]


async def test_a_running_bot_takes_up_what_was_published_elsewhere(place: Place) -> None:
    """By the command in another window, or on the page."""
    following = place.following(await place.start())
    await following.take_up()
    assert place.taken == []
    place.write(FILE, WAS, IS)
    await place.publish()
    await following.take_up()
    await following.take_up()
    (library,) = place.taken
    assert library.scripts["quiet-minute"].title == "A minute of quiet"


async def test_a_saved_file_is_published_once_it_is_left_alone(place: Place) -> None:
    """Not while an editor is still writing it; and a broken one changes nothing."""
    following = place.following(await place.start())
    place.write(FILE, WAS, IS)
    await following.look_at(place.folder)
    assert len(await place.history()) == 1
    await following.look_at(place.folder)
    assert len(await place.history()) == 2
    place.write(FILE, IS, "title: [")
    for _ in range(3):
        await following.look_at(place.folder)
    assert len(await place.history()) == 2
    assert IS in await place.live(FILE)
    place.write(FILE, "title: [", "title: Quiet")
    for _ in range(3):
        await following.look_at(place.folder)
    assert len(await place.history()) == 3
