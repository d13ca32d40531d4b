"""Whose it is: names, export, forgetting, logs, and what the files hold."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.standin import Person, StandIn
from tests.storage.hunt import hunt
from tests.talk.running import Cairn

PLANTED = "Xylophones before the ward round"


async def keep(person: Person, words: str) -> None:
    """Keeps a small change, without a day for it."""
    await person.say("/log")
    await person.expect("log")
    await person.say(words)
    await person.expect("Shall I keep this")
    await person.tap("Keep")
    await person.expect("Kept in your log")
    await person.tap("No need, thank you")
    await person.expect("not bring it up")


async def _held(person: Person) -> tuple[str, dict[str, object]]:
    await person.say("/export")
    await person.expect("everything I hold")
    await person.expect("To read")
    await person.expect("For a computer")
    page, data = [one.document for one in person.messages if one.document][-2:]
    assert page and data
    return page.data.decode(), json.loads(data.data)


@pytest.mark.parametrize(
    "words", ["Ring Mrs Robertson first", "CHI 0101501234 came up again", "call 0141 496 0123"]
)
async def test_b39_names_and_numbers_are_pointed_out_before_anything_is_kept(
    person: Person, words: str
) -> None:
    """A likely name, CHI or phone number adds a line before keeping; it may be reworded or kept."""
    await person.say("/log")
    said = await person.expect("leave out names")
    await person.say(words)
    await person.expect("may have a name or a number")
    await person.tap("Reword")
    await person.say("Ring somebody first")
    said = await person.expect("Shall I keep this")
    assert "may have a name" not in said.text
    await person.say(words)
    await person.expect("may have a name or a number")
    await person.tap("Keep")
    await person.expect("Kept")


async def test_b39_ordinary_words_are_left_alone(person: Person) -> None:
    """Places, days and services are no names of people."""
    await person.say("/log")
    await person.say("Ask Social Work in West Lothian on Monday about the form")
    said = await person.expect("Shall I keep this")
    assert "may have a name" not in said.text


async def test_b40_export_is_everything_that_is_held(person: Person) -> None:
    """`/export` gives at once a page to read and a JSON file with everything, and says where to."""
    await person.say("/checkin")
    await person.tap("Steady")
    await person.tap("Skip")
    await person.tap("No, thank you")
    await person.expect("kept for you alone")
    await person.tap("Yes, keep them")
    await person.say("/checkin")
    await person.tap("Stretched")
    await person.tap("Nothing, thank you")
    await person.say("/log")
    await person.say(PLANTED)
    await person.tap("Keep")
    await person.tap("In a week")
    await person.expect("2 December")
    page, data = await _held(person)
    assert PLANTED in page
    assert data["log"][0]["fields"]["text"] == PLANTED  # type: ignore[index]
    assert [one["answer"] for one in data["check_ins"]] == ["stretched"]  # type: ignore[attr-defined]
    assert data["to_come_back_to"][0]["at"].startswith("2026-12-02")  # type: ignore[index]
    assert data["settings"]["zone"] == "Europe/London"  # type: ignore[index]
    assert any("which Telegram keeps" in one.text for one in person.messages)


async def test_b40_an_export_escapes_what_was_typed(person: Person) -> None:
    """Words that look like a page's own markup are shown, not run."""
    await keep(person, "<script>alert(1)</script>")
    page, _ = await _held(person)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


async def test_b41_forgetting_everything_is_one_confirmed_step(
    person: Person, cairn: Cairn
) -> None:
    """One question, then key and words are gone from every file; it says what is out of reach."""
    await keep(person, PLANTED)
    await person.say("/forget")
    await person.tap("Everything")
    await person.expect("cannot be undone")
    await person.tap("Yes, forget everything")
    said = await person.expect("It is done")
    assert "Telegram" in said.text
    assert "14 days" in said.text
    with sqlite3.connect(cairn.database) as db:
        for table in ("people", "entries", "checkins", "nudges", "shown"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    await person.say("/start")
    await person.expect("Nothing, until you say yes")


async def test_b41_somebody_who_blocked_and_came_back_can_forget(person: Person) -> None:
    """Forgetting works for somebody who had blocked the bot."""
    await keep(person, PLANTED)
    await person.block()
    await person.unblock()
    await person.say("/forget")
    await person.tap("Everything")
    await person.tap("Yes, forget everything")
    await person.expect("It is done")


async def test_b41_nothing_comes_back_after_a_restart(person: Person, cairn: Cairn) -> None:
    """What was erased stays erased when the bot starts again."""
    await keep(person, PLANTED)
    await person.say("/forget")
    await person.tap("Everything")
    await person.tap("Yes, forget everything")
    await person.expect("It is done")
    await cairn.restart()
    await person.say("/log")
    await person.expect("Nothing, until you say yes")


async def test_b42_one_entry_can_be_removed(person: Person) -> None:
    """One entry goes, the others stay."""
    await keep(person, "First thing")
    await keep(person, "Second thing")
    await person.say("/log")
    await person.tap("2. First thing")
    await person.tap("Remove it")
    await person.tap("Yes, remove it")
    await person.expect("removed")
    await person.say("/log")
    said = await person.expect("Second thing")
    assert "First thing" not in said.text


async def test_b42_forget_the_last_message(person: Person) -> None:
    """The last message goes from the log, and from the chat where Telegram allows."""
    await keep(person, PLANTED)
    mine = next(one for one in person.messages if one.text == PLANTED)
    await person.say("/forget")
    await person.tap("My last message")
    said = await person.expect("That is forgotten")
    assert "under two days old" in said.text
    await person.api.wait_calls("deleteMessages", 1)
    assert mine.deleted
    await person.say("/log")
    await person.expect("nothing here yet")


async def test_b42_tidying_deletes_my_words_once_they_are_kept(person: Person) -> None:
    """With tidying on, the person's own message is deleted from the chat after it was kept."""
    await person.say("/settings")
    await person.tap("More settings")
    await person.tap("Tidying")
    await person.tap("Yes, tidy it")
    await person.expect("Tidying the chat: on")
    await keep(person, PLANTED)
    await person.api.wait_calls("deleteMessages", 1)
    assert PLANTED not in [one.text for one in person.messages]


async def test_b43_no_words_names_or_ids_in_any_file_or_line(
    api: StandIn, cairn: Cairn, capsys: pytest.CaptureFixture[str]
) -> None:
    """Words, names and Telegram ids of a whole conversation are in no file and no printed line."""
    person = api.person(first_name="Fionnghal", username="fionnghal_of_uist", id=7_313_377_331)
    await person.say("/start")
    await person.tap("Yes, start")
    await person.tap("Skip")
    await keep(person, PLANTED)
    await person.say("/checkin")
    await person.tap("Stretched")
    await person.tap("A few words")
    await person.say("zeppelin weather")
    await person.expect("")
    await person.say("/settings")
    await person.tap("Name")
    await person.say("Captain Haddock")
    await person.expect("Captain Haddock")
    planted = [PLANTED, "zeppelin weather", "Captain Haddock", "Fionnghal", "7313377331"]
    assert not hunt(cairn.folder, planted)
    printed = "".join(capsys.readouterr())
    assert not [word for word in planted if word in printed]


async def test_privacy_names_who_runs_it_and_what_telegram_can_see(person: Person) -> None:
    """`/privacy` says who runs this, whom to ask, and that anyone signed in here can read."""
    await person.say("/privacy")
    said = await person.expect("Test Health and Care Partnership", "privacy@example.org")
    assert "signed in to this Telegram account" in said.text
    assert "not end-to-end encrypted" in said.text
