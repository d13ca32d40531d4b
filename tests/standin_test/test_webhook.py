"""Delivery by webhook: in order, again and again, with the secret."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from tests.standin import Person, RawBot, StandIn


class Receiver:
    """A bot's webhook: keeps what came, and fails as often as told."""

    def __init__(self) -> None:
        self.url = ""
        self.texts: list[str] = []
        self.secrets: set[str | None] = set()
        self.failures = 0
        self.failed = 0
        self.arrived = asyncio.Event()

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Take one update."""
        update = await request.json()
        if self.failed < self.failures:
            self.failed += 1
            return web.Response(status=500)
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.texts.append(update["message"]["text"])
        self.arrived.set()
        return web.Response()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A listening webhook."""
    receiver = Receiver()
    server = web.Server(receiver.handle)
    listener = await asyncio.get_running_loop().create_server(server, "127.0.0.1", 0)
    receiver.url = f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}/hook"
    yield receiver
    listener.close()
    await server.shutdown(0.1)


async def test_updates_are_posted_in_order_with_the_secret(
    api: StandIn, bot: RawBot, ailsa: Person, receiver: Receiver
) -> None:
    """What waited comes first, then what is said, each chat in its order."""
    await bot("setWebhook", url=receiver.url, secret_token="s3cret")
    for number in range(20):
        await ailsa.say(str(number))
    await api.wait_idle()
    assert receiver.texts == ["/start", *map(str, range(20))]
    assert receiver.secrets == {"s3cret"}
    await bot("deleteWebhook")
    assert (await bot("getUpdates")).result == []


async def test_a_webhook_does_not_get_what_is_a_day_old(
    api: StandIn, bot: RawBot, ailsa: Person, receiver: Receiver
) -> None:
    """What waited for more than 24 hours is forgotten, as with polling."""
    api.clock.advance(24 * 3600 + 60)
    await ailsa.say("fresh")
    await bot("setWebhook", url=receiver.url)
    await api.wait_idle()
    assert receiver.texts == ["fresh"]


async def test_a_failing_webhook_gets_the_update_again(
    api: StandIn, bot: RawBot, ailsa: Person, receiver: Receiver
) -> None:
    """Nothing overtakes within the chat, and the error is shown by getWebhookInfo."""
    receiver.failures = 2
    await bot("setWebhook", url=receiver.url)
    await ailsa.say("next")
    await api.wait_idle()
    assert receiver.texts == ["/start", "next"]
    info = (await bot("getWebhookInfo")).result
    assert "500" in info["last_error_message"]
    assert receiver.secrets == {None}


async def test_one_stuck_chat_does_not_hold_up_another(
    api: StandIn, bot: RawBot, receiver: Receiver
) -> None:
    """Order holds within a chat only."""
    stuck, other = api.person(), api.person()
    receiver.failures = 1
    await bot("setWebhook", url=receiver.url)
    await stuck.say("stuck")
    await other.say("other")
    await api.wait_idle()
    assert sorted(receiver.texts) == ["other", "stuck"]


async def test_without_the_webhook_the_rest_waits_for_polling(
    api: StandIn, bot: RawBot, ailsa: Person
) -> None:
    """Nobody listens at the address: what was not taken is still there for getUpdates."""
    await bot("setWebhook", url="http://127.0.0.1:9/nobody")
    await ailsa.say("wait for me")
    await api.signal.until(lambda: bool(api.webhook.last_error), within=5)
    info = (await bot("getWebhookInfo")).result
    assert (info["last_error_message"], info["pending_update_count"]) == ("Connection refused", 2)
    api.allow_refusals("can't use getUpdates method while webhook is active")
    refused = await bot("getUpdates")
    assert refused.status == 409
    await bot("deleteWebhook")
    texts = [update["message"]["text"] for update in (await bot("getUpdates")).result]
    assert texts == ["/start", "wait for me"]


async def test_setting_a_webhook_ends_the_long_poll(
    api: StandIn, bot: RawBot, ailsa: Person, receiver: Receiver
) -> None:
    """The waiting getUpdates gets a 409; dropping forgets what waited."""
    offset = (await bot("getUpdates")).result[-1]["update_id"] + 1
    poll = asyncio.create_task(bot("getUpdates", offset=offset, timeout=30))
    await api.wait_calls("getUpdates", 2)
    api.allow_refusals("terminated by setWebhook")
    await bot("setWebhook", url=receiver.url, drop_pending_updates=True)
    assert (await poll).description == "Conflict: terminated by setWebhook request"
    await ailsa.say("new")
    await api.wait_idle()
    assert receiver.texts == ["new"]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "http://example.org/hook"}, "An HTTPS URL must be provided"),
        ({"url": "https://example.org:9999/hook"}, "only on ports 80, 88, 443 or 8443"),
        ({"url": "https://example.org/", "secret_token": "no spaces"}, "unallowed characters"),
        ({"url": "https://example.org/", "max_connections": 101}, "between 1 and 100"),
    ],
)
async def test_webhooks_telegram_refuses(
    api: StandIn, bot: RawBot, params: dict[str, str], words: str
) -> None:
    """Addresses, secrets and numbers Telegram would not take."""
    api.allow_refusals()
    answer = await bot("setWebhook", **params)
    assert answer.status == 400
    assert words in answer.description


async def test_a_webhook_set_names_its_updates_and_may_drop_the_old(
    api: StandIn, bot: RawBot, ailsa: Person, receiver: Receiver
) -> None:
    """What waited is forgotten if asked, other kinds are not queued, and "" takes it off."""
    kinds = ["message"]
    await bot("setWebhook", url=receiver.url, drop_pending_updates=True, allowed_updates=kinds)
    message = await ailsa.say("heard")
    await ailsa.edit(message, "unheard")
    await api.wait_idle()
    assert receiver.texts == ["heard"]
    await bot("setWebhook", url="")
    assert (await bot("getWebhookInfo")).result["url"] == ""
    api.allow_refusals()
    wrong = await bot("setWebhook", url=receiver.url, allowed_updates={"message": True})
    assert wrong.description == "Bad Request: expected an Array of String as allowed updates"


@pytest.mark.parametrize("webhook", [False, True])
async def test_dropping_forgets_what_waits(
    api: StandIn, bot: RawBot, ailsa: Person, webhook: bool
) -> None:
    """``drop_pending_updates`` forgets what waits for a poll, and what a webhook did not take."""
    if webhook:
        await bot("setWebhook", url="http://127.0.0.1:9/nobody")
    await ailsa.say("never heard")
    await bot("deleteWebhook", drop_pending_updates=True)
    assert (await bot("getUpdates")).result == []
    await ailsa.say("heard")
    assert len((await bot("getUpdates")).result) == 1


async def test_a_webhook_that_moves_takes_what_waits_along(
    api: StandIn, bot: RawBot, ailsa: Person, receiver: Receiver
) -> None:
    """Set anew, or taken off and set again: everything goes to the new address, in order."""
    await bot("setWebhook", url="http://127.0.0.1:9/nobody")
    await ailsa.say("two")
    await bot("setWebhook", url="http://127.0.0.1:9/nobody-either")
    await ailsa.say("three")
    await bot("deleteWebhook")
    await bot("setWebhook", url=receiver.url)
    await ailsa.say("four")
    async with asyncio.timeout(5):
        await api.wait_idle(within=60)
    assert receiver.texts == ["/start", "two", "three", "four"]


async def test_the_stand_in_stops_while_a_webhook_is_failing() -> None:
    """An address where nobody answers does not keep it from ending."""
    async with asyncio.timeout(5):
        async with StandIn() as api, RawBot(api.url, api.token) as bot:
            await bot("setWebhook", url="http://127.0.0.1:9/nobody")
            await api.person().say("hello")
            await bot("getMe")
