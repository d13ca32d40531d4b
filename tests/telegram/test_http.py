"""HTTP: what comes back, what goes wrong, and what never gets out."""

import asyncio
import traceback
from typing import Any

import pytest
from aiohttp import ThreadedResolver
from telegram import InputFile, LinkPreviewOptions
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram import api as api_module
from bot.telegram import http
from bot.telegram.api import Api
from bot.telegram.http import AiohttpRequest, within
from bot.telegram.problems import BadToken, NotConnected, nothing_to_do, seconds_of
from tests.standin import StandIn


@pytest.fixture
async def calls(api: StandIn) -> Any:
    """The short way to call, open."""
    calls = Api(api.token, api.url)
    await calls.open()
    yield calls
    await calls.close()


async def failing(calls: Api, chat: int = 1, patience: float = 15.0) -> TelegramError:
    """The error of a message that cannot be sent."""
    with pytest.raises(TelegramError) as caught:
        await calls.call("sendMessage", {"chat_id": chat, "text": "x"}, within(patience))
    return caught.value


async def test_both_ways_do_the_same(api: StandIn, calls: Api) -> None:
    """A message sent the short way and one sent by the library look the same to Telegram."""
    person = api.person()
    await person.say("/start")
    await calls.call(
        "sendMessage",
        {"chat_id": person.id, "text": "Olá 🪨", "link_preview_options": {"is_disabled": True}},
    )
    options = LinkPreviewOptions(is_disabled=True)
    await calls.bot.send_message(person.id, "Olá 🪨", link_preview_options=options)
    short, long = person.messages[1:]
    for message in (short, long):
        message.raw.pop("message_id")
        message.raw.pop("date")
    assert short.raw == long.raw


async def test_a_file_arrives_whole(api: StandIn, calls: Api) -> None:
    """Files go out as multipart, with their name and every byte."""
    person = api.person()
    await person.say("/start")
    data = bytes(range(256)) * 100
    await calls.bot.send_document(person.id, InputFile(data, filename="log.txt"), caption="é")
    document = person.last.document
    assert document is not None
    assert (document.name, document.data, person.last.text) == ("log.txt", data, "é")


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ({"status": 400}, BadRequest),
        ({"status": 401}, InvalidToken),
        ({"status": 403}, Forbidden),
        ({"status": 404}, InvalidToken),
        ({"status": 409}, Conflict),
        ({"status": 429, "retry_after": 7}, RetryAfter),
        ({"status": 500}, NetworkError),
        ({"status": 502}, NetworkError),
        ({"migrate_to": -1001}, ChatMigrated),
    ],
)
async def test_the_librarys_errors(
    api: StandIn, calls: Api, fault: dict[str, Any], kind: type[TelegramError]
) -> None:
    """Each kind of refusal is the library's own class, both ways of calling alike."""
    api.fail("sendMessage", times=2, **fault)
    assert type(await failing(calls)) is kind
    with pytest.raises(kind):
        await calls.bot.send_message(1, "x")


async def test_a_429_says_how_long(api: StandIn, calls: Api) -> None:
    """A 429 carries the seconds to wait."""
    api.fail("sendMessage", status=429, retry_after=7)
    error = await failing(calls)
    assert isinstance(error, RetryAfter)
    assert seconds_of(error) == 7.0


async def test_what_is_no_error(api: StandIn, calls: Api) -> None:
    """A 400 that says a thing is so already, or too late, is told apart from a real one."""
    person = api.person()
    await person.say("/start")
    sent = await calls.call("sendMessage", {"chat_id": person.id, "text": "x"})
    edit = {"chat_id": person.id, "message_id": sent["message_id"], "text": "x"}
    for method, params, harmless in (
        ("editMessageText", edit, True),
        ("editMessageText", {**edit, "message_id": 99999}, True),
        ("deleteMessage", {"chat_id": person.id, "message_id": 99999}, True),
        ("answerCallbackQuery", {"callback_query_id": "long ago"}, True),
        ("sendMessage", {"chat_id": person.id, "text": ""}, False),
    ):
        with pytest.raises(BadRequest) as caught:
            await calls.call(method, params)
        assert nothing_to_do(caught.value) is harmless, method
    api.allow_refusals()


async def test_a_broken_connection_is_a_network_error(api: StandIn, calls: Api) -> None:
    """A reset connection is a NetworkError, and the next call goes well."""
    api.drop_before("getMe")
    with pytest.raises(NetworkError):
        await calls.call("getMe", {})
    assert (await calls.call("getMe", {}))["is_bot"]


async def test_no_answer_in_time(api: StandIn, calls: Api) -> None:
    """A call that is never answered ends with TimedOut."""
    api.hang("getMe")
    with pytest.raises(TimedOut):
        await calls.call("getMe", {}, within(0.05))
    api.hang("getMe")
    with pytest.raises(TimedOut):
        await calls.bot.get_me(read_timeout=0.05)


async def test_no_connection_is_certain_not_to_have_arrived(api: StandIn, calls: Api) -> None:
    """Where nobody listens, the error says that the call cannot have arrived."""
    await api.network_down(refuse=True)
    assert isinstance(await failing(calls), NotConnected)
    await api.network_up()


async def test_an_address_that_is_not_found_in_time_is_no_connection(
    api: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name service that hangs holds a call up as little as a port that does, however patient."""

    async def hang(*_: object, **__: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(ThreadedResolver, "resolve", hang)
    monkeypatch.setattr(http, "CONNECT_SECONDS", 0.05)
    calls = Api(api.token, f"http://telegram.example:{api.port}")
    await calls.open()
    try:
        assert isinstance(await failing(calls, patience=1.0), NotConnected)
    finally:
        await calls.close()


async def test_a_proxys_page_is_a_network_error(
    calls: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that is not Telegram's JSON is an error, whatever its status."""
    statuses: list[int] = []

    async def page(*_: object) -> tuple[int, bytes]:
        return statuses[-1], b"<html>Sign in to the hospital network</html>"

    monkeypatch.setattr(AiohttpRequest, "send", page)
    for status, kind in ((200, TelegramError), (302, NetworkError), (503, NetworkError)):
        statuses.append(status)
        with pytest.raises(kind):
            await calls.call("getMe", {})
        with pytest.raises(TelegramError):
            await calls.bot.get_me()


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://nowhere.invalid", "http://[", ""])
async def test_the_token_is_in_no_error(api: StandIn, url: str) -> None:
    """No error says the token, nor anything behind the error, whatever the address is."""
    secret = api.token.partition(":")[2]
    try:
        calls = Api(api.token, url)
        await calls.open()
        for call in (calls.call("getMe", {}), calls.bot.get_me()):
            try:
                await call
            except TelegramError as error:
                text = "".join(traceback.format_exception(error)) + repr(error.__context__)
                assert secret not in text
            else:
                raise AssertionError("that cannot work")
    except ValueError as error:
        assert secret not in str(error)
    else:
        await calls.close()


async def test_a_refused_token_is_in_no_error(
    api: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor when Telegram refuses it, nor in the log at its lowest level."""
    caplog.set_level("DEBUG")
    calls = Api("123456:not-the-real-one", api.url)
    await calls.open()
    for call in (calls.call("getMe", {}), calls.bot.get_me()):
        with pytest.raises(InvalidToken) as caught:
            await call
        assert "not-the-real-one" not in "".join(traceback.format_exception(caught.value))
    await calls.close()
    assert "not-the-real-one" not in caplog.text
    api.allow_refusals("Unauthorized")


async def test_words_and_ids_are_not_in_the_librarys_log(
    api: StandIn, calls: Api, caplog: pytest.LogCaptureFixture
) -> None:
    """The library would write every argument into its log at the lowest level; it does not."""
    caplog.set_level("DEBUG")
    person = api.person()
    await person.say("/start")
    await calls.bot.send_message(person.id, "private words")
    assert "private words" not in caplog.text
    assert str(person.id) not in caplog.text


@pytest.mark.parametrize("token", ["", "hello", "123:with space", "123:abc/../x", "123:é"])
def test_a_token_of_the_wrong_shape_is_refused_at_once(token: str) -> None:
    """What cannot be a token is not even tried."""
    with pytest.raises(BadToken, match="CAIRN_TELEGRAM_TOKEN"):
        Api(token)


async def test_calls_share_connections(api: StandIn, calls: Api) -> None:
    """Fifty calls at once all come through one session."""
    answers = await asyncio.gather(*(calls.call("getMe", {}) for _ in range(50)))
    assert len(answers) == 50
    assert api.count["getMe"] == 50


def test_the_address_may_end_in_a_slash() -> None:
    """A base address with a slash at its end is the same address."""
    calls = api_module.Api("1:a", "http://127.0.0.1:1/")
    assert calls.bot.base_url == "http://127.0.0.1:1/bot1:a"
