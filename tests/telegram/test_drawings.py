"""Pictures that are drawn as they are sent: beside the loop, once, and never in anybody's way."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.drawing.recipes import drawn
from bot.service.acts import Button, Drawing, Say, Withdraw
from bot.telegram import drawings
from bot.telegram.drawings import NotDrawn, drawn_beside
from bot.telegram.transport import TelegramTransport
from tests.standin import Person, StandIn
from tests.telegram.test_sender import marked, person, transport

__all__ = ["person", "transport"]

ONE = {"stones": [["77", "culture"]], "ground": "dark"}
KEYS = ((Button("By day", "/log cairn"),),)
CAIRN = Drawing("cairn", ONE, "One *stone*", KEYS, 1)


class Slow:
    """Draws when it is told to, and counts."""

    def __init__(self) -> None:
        self.begun = 0
        self.may = asyncio.Event()

    async def __call__(self, kind: str, of: Mapping[str, Any]) -> bytes:
        """Draws what was asked for, in the end."""
        self.begun += 1
        await self.may.wait()
        return drawn(kind, of)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Drawing takes until it is told to go on."""
    slow = Slow()
    monkeypatch.setattr(drawings, "drawn_beside", slow)
    return slow


async def test_another_process_draws_the_same_picture() -> None:
    """What is drawn beside is, byte for byte, what would be drawn here."""
    assert await drawn_beside("cairn", ONE) == drawn("cairn", ONE)
    weeks = {"kept": [["2026-11-02", "Steady"]]}
    assert await drawn_beside("weeks", weeks) == drawn("weeks", weeks)


async def test_what_cannot_be_drawn_is_an_error_without_a_word_of_it() -> None:
    """An unknown recipe ends the process; nothing it was given comes back."""
    with pytest.raises(NotDrawn) as raised:
        await drawn_beside("a secret", {})
    assert raised.value.args == ()


async def test_the_process_that_draws_gets_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Token and key are not handed on, and nothing is written where the bot runs."""
    seen: dict[str, Any] = {}
    start = asyncio.create_subprocess_exec

    async def noting(*words: str, **how: Any) -> Any:
        seen.update(how)
        return await start(*words, **how)

    monkeypatch.setenv("CAIRN_TELEGRAM_TOKEN", "1:secret")
    monkeypatch.setattr(asyncio, "create_subprocess_exec", noting)
    await drawn_beside("cairn", ONE)
    assert seen["env"]
    assert not [name for name in seen["env"] if name.startswith("CAIRN_")]


async def test_a_photo_has_its_words_and_buttons(
    service: Any, person: Person, transport: TelegramTransport
) -> None:
    """The caption with its marks, the keyboard under it, and the picture of the recipe."""
    transport.push([service.row(f"tg:{person.id}", CAIRN)])
    await marked(service, 1)
    said = person.last
    assert said.photo
    assert said.photo.data == drawn("cairn", ONE)
    assert (said.text, said.entities[0]["type"]) == ("One stone", "bold")
    assert said.buttons == [["By day"]]


async def test_others_are_answered_while_a_picture_is_drawn(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport, slow: Slow
) -> None:
    """More pictures than there are senders, all waiting: somebody else's reply leaves at once."""
    other = api.person()
    await other.say("/start")
    crowd = [api.person() for _ in range(40)]
    for one in crowd:
        await one.say("/start")
    transport.push([service.row(f"tg:{one.id}", CAIRN) for one in crowd])
    transport.push([service.row(f"tg:{other.id}", Say("Here I am"))])
    await marked(service, 1)
    assert other.last.text == "Here I am"
    assert slow.begun == 1
    slow.may.set()
    await marked(service, 41)
    assert all(one.last.photo for one in crowd)


async def test_a_chat_keeps_its_order_and_a_support_card_goes_before(
    service: Any, person: Person, transport: TelegramTransport, slow: Slow
) -> None:
    """What follows a picture waits for it; only the support card does not."""
    address = f"tg:{person.id}"
    transport.push([service.row(address, CAIRN), service.row(address, Say("After it"))])
    await asyncio.sleep(0.05)
    transport.push([service.row(address, Say("Samaritans", urgent=True))])
    await marked(service, 1)
    assert person.last.text == "Samaritans"
    slow.may.set()
    await marked(service, 3)
    assert [one.text for one in person.messages[1:]] == ["Samaritans", "One stone", "After it"]
    assert slow.begun == 1


async def test_a_picture_is_drawn_once_however_often_it_is_sent(
    api: StandIn, service: Any, person: Person, transport: TelegramTransport, slow: Slow
) -> None:
    """Telegram's own trouble makes another call, not another picture."""
    slow.may.set()
    api.fail("sendPhoto", status=502, times=2)
    transport.push([service.row(f"tg:{person.id}", CAIRN)])
    await marked(service, 1)
    assert person.last.photo
    assert slow.begun == 1


@pytest.mark.parametrize("trouble", [NotDrawn(), OSError("no such file: secret"), None])
async def test_without_a_picture_the_words_go_out(
    service: Any,
    person: Person,
    transport: TelegramTransport,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Exception | None,
) -> None:
    """It failed, could not start, or takes too long: words, buttons, and a line that tells none."""

    async def fails(_kind: str, _of: Mapping[str, Any]) -> bytes:
        if trouble:
            raise trouble
        await asyncio.sleep(60)
        return b""

    monkeypatch.setattr(drawings, "drawn_beside", fails)
    monkeypatch.setattr(drawings, "PATIENCE", 0.05)
    with capture_logs() as logs:
        transport.push([service.row(f"tg:{person.id}", CAIRN)])
        await marked(service, 1)
    assert not person.last.photo
    assert (person.last.text, person.last.buttons) == ("One stone", [["By day"]])
    error = type(trouble).__name__ if trouble else "TimeoutError"
    assert logs == [{"event": "picture_not_drawn", "log_level": "warning", "error": error}]


async def test_a_picture_that_is_taken_back_holds_nothing_up(
    service: Any, person: Person, transport: TelegramTransport, slow: Slow
) -> None:
    """Whoever says stop meanwhile gets no picture, and the next words."""
    address = f"tg:{person.id}"
    row = service.row(address, CAIRN)
    transport.push([row])
    await asyncio.sleep(0.05)
    transport.push([service.row(address, Withdraw((row.row,)))])
    transport.push([service.row(address, Say("Stopped."))])
    slow.may.set()
    await marked(service, 1)
    assert [one.text for one in person.messages[1:]] == ["Stopped."]


async def test_the_process_ends_with_the_bot(
    service: Any, person: Person, running: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopping while a picture is drawn ends the process; its row waits for the next start."""
    started: asyncio.Queue[asyncio.subprocess.Process] = asyncio.Queue()
    start = asyncio.create_subprocess_exec

    async def sleeping(*_: str, **how: Any) -> asyncio.subprocess.Process:
        process = await start("sleep", "60", **how)
        started.put_nowait(process)
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", sleeping)
    async with running() as transport:
        transport.push([service.row(f"tg:{person.id}", CAIRN)])
        process = await started.get()
        assert process.returncode is None
    assert process.returncode is not None
    assert service.marked == []
