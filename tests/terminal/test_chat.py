"""The same conversation in a terminal: the real service, the real, sealed store."""

from __future__ import annotations

import asyncio
import io
import json
from typing import Any

import pytest

from bot.service.acts import Button, Close, Document, Drawing, Say, Withdraw
from bot.service.inputs import Tapped, Typed
from bot.service.outgoing import NUDGE, REPLY, Done, Outgoing
from bot.terminal.lines import Lines
from storage.problems import StoreBusy


async def test_from_the_door_to_a_first_kept_small_change(room: Any) -> None:
    """A new person says yes, answers in words, keeps them, and finds them in the log."""
    shown = await room.talk("/start", "1", "Somebody said hello to me", "1", "1", "/log")
    assert "Nobody reads what you write here" in shown
    assert "Would you like to keep that in your log?" in shown
    assert "Somebody said hello to me" in shown.split("> /log")[1]


async def test_what_was_typed_is_shown_so_that_it_reads_as_a_conversation(room: Any) -> None:
    """A pipe’s output has both sides."""
    assert "\n> 2\n" in await room.talk("/start", "2")


async def test_the_place_is_kept_between_two_terminals(room: Any) -> None:
    """Closing the window loses nothing: the open question is there the next time."""
    await room.talk("/start", "1")
    assert "Carry on" in await room.talk("/start")


async def test_support_answers_before_anything_is_agreed(room: Any) -> None:
    """The card is the first thing that anybody can have."""
    shown = await room.talk("/support")
    for number in ("999", "111", "116 123"):
        assert number in shown


async def test_an_export_is_written_for_its_owner_alone(room: Any) -> None:
    """Both files lie in the exports folder, readable by this account only, and the path is said."""
    shown = await room.talk("/start", "1", "A word", "1", "1", "/export")
    files = sorted(room.exports.iterdir())
    assert {file.suffix for file in files} == {".html", ".json"}
    for file in files:
        assert file.stat().st_mode & 0o777 == 0o600
        assert f"Written to {file}" in shown
    assert "A word" in json.dumps(json.loads(room.exports.joinpath("cairn.json").read_text()))


async def test_what_is_on_paper_is_written_for_anybody(room: Any) -> None:
    """Before anything is agreed: a number picks a title, the page lies in the exports folder."""
    shown = await room.talk("/tools paper", "1", "1")
    assert {file.name for file in room.exports.iterdir()} == {"policy-lens.html", "policy-lens.pdf"}
    assert f"Written to {room.exports / 'policy-lens.pdf'}" in shown


class Post:
    """A service that hands out what it is given, and notes what it is told."""

    def __init__(self, *outgoing: Outgoing) -> None:
        self.outgoing = list(outgoing)
        self.reminders: list[int] = []
        self.finished: list[int] = []
        self.all_done = asyncio.Event()
        self.arrived: list[Any] = []
        self.busy = 0

    async def waiting(self) -> list[Outgoing]:
        """What was not sent before."""
        return self.outgoing

    async def planned(self) -> list[int]:
        """The reminders that were not sent before."""
        return self.reminders

    async def about_to_send(self, rows: list[int], mine: Any) -> dict[int, Outgoing]:
        """Lets two reminders go, and of those only what is for whom the asker can write to."""
        found = {
            2: Outgoing(2, "terminal", NUDGE, Say("Now is a good time."), "p"),
            9: Outgoing(9, "tg:77", NUDGE, Say("Not for here."), "q"),
        }
        return {row: found[row] for row in rows if row in found and mine(found[row].address)}

    async def done(self, results: list[Done]) -> None:
        """Notes the rows."""
        self.finished += [one.row for one in results]
        self.all_done.set()

    async def handle(self, batch: list[Any]) -> list[Outgoing]:
        """Takes inputs, unless the store is busy."""
        if self.busy:
            self.busy -= 1
            raise StoreBusy("cairn.db")
        self.arrived += [one.input for one in batch]
        return []


async def test_what_waits_for_somebody_else_is_left_alone(room: Any) -> None:
    """The outbox holds everybody’s messages; a terminal shows and finishes its own."""
    room.service = Post(
        Outgoing(1, "tg:77", REPLY, Say("For Telegram."), None),
        Outgoing(0, "terminal", REPLY, Withdraw((9,)), None),
        Outgoing(5, "terminal", REPLY, Say("For here."), None),
    )
    shown = await room.talk()
    assert "For here." in shown
    assert "For Telegram." not in shown
    assert room.service.finished == [5]


async def test_a_reminder_is_decided_about_before_it_is_shown(room: Any) -> None:
    """What is not to be sent any more, or is somebody else's, is not shown."""
    room.service = Post()
    room.service.reminders = [2, 3, 9]
    shown = await room.talk()
    assert "Now is a good time." in shown
    assert "Not for here." not in shown
    assert room.service.finished == [2]


async def test_a_busy_store_is_said_once_and_nothing_is_lost(
    room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same words are handed in again until they are taken."""
    monkeypatch.setattr("bot.terminal.chat.TRY_AGAIN", 0)
    room.service = Post()
    room.service.busy = 3
    shown = await room.talk("Hello")
    assert shown.count("in use by another program") == 1
    assert [one.text for one in room.service.arrived] == ["Hello"]


async def test_the_keys_of_a_closed_question_are_gone(room: Any) -> None:
    """A number after the question was closed is words, and not an old tap."""
    button = Button("Yes", "ab.4.0")
    room.service = Post(
        Outgoing(1, "terminal", REPLY, Say("Well?", ((button,),), 1, visit=4), "p"),
        Outgoing(2, "terminal", REPLY, Close(visit=4), "p"),
    )
    await room.talk("1")
    assert isinstance(room.service.arrived[0], Typed)


async def test_a_picture_is_told_in_words(room: Any) -> None:
    """What cannot be shown in a terminal is described, with its buttons; no file is written."""
    rows = ((Button("One year", "/log cairn by-year"),),)
    drawing = Drawing("cairn", {"stones": [["1", None]]}, "One stone.", rows, 1)
    room.service = Post(Outgoing(1, "terminal", REPLY, drawing, "p"))
    shown = await room.talk("1")
    assert "One stone." in shown
    assert "One year" in shown
    assert room.service.arrived == [Tapped("/log cairn by-year")]
    assert not room.exports.exists()


async def test_a_file_cannot_be_written_outside_its_folder(room: Any) -> None:
    """A name with a path in it is only a name."""
    room.service = Post(Outgoing(1, "terminal", REPLY, Document("../../evil", b"x"), "p"))
    await room.talk()
    assert [file.name for file in room.exports.iterdir()] == ["evil"]


class Slow(Lines):
    """Somebody who has not pressed Enter yet."""

    def __init__(self) -> None:
        self.interactive = False
        self.line: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()

    async def next(self) -> str | None:
        """Waits until the line is there."""
        return await self.line


async def test_a_reminder_that_falls_due_meanwhile_is_shown(room: Any) -> None:
    """Somebody who sits at the terminal is reminded there, before their next line."""
    room.service, typist, out = Post(), Slow(), io.StringIO()
    chat = room.chat(typist, out)
    talking = asyncio.ensure_future(chat.run())
    await asyncio.sleep(0)
    chat.deliver([9, 2])
    async with asyncio.timeout(10):
        await room.service.all_done.wait()
    assert "Now is a good time." in out.getvalue()
    typist.line.set_result(None)
    await talking
    assert room.service.finished == [2]
