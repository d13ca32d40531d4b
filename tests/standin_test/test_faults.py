"""Faults on order, lost connections, a network that is away, and faults at random."""

import asyncio

import aiohttp
import pytest

from tests.standin import Limits, Person, RawBot, StandIn
from tests.standin.flood import Flood


async def send(bot: RawBot, chat_id: int, text: str = "Hello") -> int:
    """Send a message; returns the status of the answer."""
    return (await bot("sendMessage", chat_id=chat_id, text=text)).status


@pytest.mark.parametrize("status", [400, 403, 500, 502])
async def test_a_call_fails_so_many_times(
    bot: RawBot, api: StandIn, ailsa: Person, status: int
) -> None:
    """The next calls of that method fail unprocessed, others pass; none counts as refused."""
    fault = api.fail("sendMessage", status=status, times=2)
    assert (await bot("getMe")).status == 200
    assert [await send(bot, ailsa.id) for _ in range(3)] == [status, status, 200]
    assert fault.hits == api.faults.injected == 2
    assert len(ailsa.messages) == 2
    assert api.refused == []


async def test_flood_control_on_order(bot: RawBot, api: StandIn, ailsa: Person) -> None:
    """A 429 says how long to wait, in Telegram's words."""
    api.fail("sendMessage", status=429, retry_after=9)
    answer = await bot("sendMessage", chat_id=ailsa.id, text="x")
    assert answer.body == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 9",
        "parameters": {"retry_after": 9},
    }


async def test_a_gateway_answers_in_html(bot: RawBot, api: StandIn) -> None:
    """A 502 does not come from the Bot API, so it is no JSON."""
    api.fail("getMe", status=502)
    answer = await bot("getMe")
    assert (answer.status, answer.body) == (502, {})


async def test_only_calls_a_test_picks_fail(bot: RawBot, api: StandIn, ailsa: Person) -> None:
    """``where`` sees the arguments; "*" means every method; None means every time."""
    api.fail("sendMessage", times=None, where=lambda params: params["text"] == "bad")
    assert [await send(bot, ailsa.id, text) for text in ("good", "bad", "bad")] == [200, 500, 500]
    api.faults.clear()
    api.fail("*", status=500, description="Internal Server Error: on purpose")
    answer = await bot("getMe")
    assert (answer.status, answer.description) == (500, "Internal Server Error: on purpose")
    assert await send(bot, ailsa.id, "bad") == 200


async def test_a_connection_lost_before_the_call_counts(
    bot: RawBot, api: StandIn, ailsa: Person
) -> None:
    """The caller sees a broken connection, and the message was never sent."""
    api.drop_before("sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await send(bot, ailsa.id)
    assert [message.text for message in ailsa.messages] == ["/start"]


async def test_an_answer_that_gets_lost(bot: RawBot, api: StandIn, ailsa: Person) -> None:
    """The caller sees a broken connection, and the message was sent all the same."""
    api.drop_after("sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await send(bot, ailsa.id)
    assert (await ailsa.expect("Hello")).text == "Hello"


async def test_a_call_that_hangs(bot: RawBot, api: StandIn, ailsa: Person) -> None:
    """Never answered and never processed; the next one passes."""
    api.hang("sendMessage")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await send(bot, ailsa.id)
    assert await send(bot, ailsa.id, "later") == 200
    assert [message.text for message in ailsa.messages] == ["/start", "later"]


async def test_an_answer_that_never_comes(bot: RawBot, api: StandIn, ailsa: Person) -> None:
    """With ``after``, the message is sent before the call hangs or dawdles."""
    api.hang("sendMessage", after=True)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await send(bot, ailsa.id, "sent")
    api.slow("sendMessage", seconds=60, times=1, after=True)
    slow = asyncio.create_task(send(bot, ailsa.id, "sent too"))
    await ailsa.expect("sent too")
    slow.cancel()
    await asyncio.gather(slow, return_exceptions=True)
    assert await send(bot, ailsa.id, "later") == 200
    assert [message.text for message in ailsa.messages] == ["/start", "sent", "sent too", "later"]


async def test_a_slow_call_is_processed_late(bot: RawBot, api: StandIn, ailsa: Person) -> None:
    """It waits before processing, and other calls go past it; one given up never counted."""
    api.slow("sendMessage", seconds=60, times=1)
    api.slow("sendMessage", seconds=0.01, times=1)
    slow = asyncio.create_task(send(bot, ailsa.id, "too slow"))
    await api.wait_calls("sendMessage", 1)
    assert await send(bot, ailsa.id, "slow") == 200
    assert await send(bot, ailsa.id, "quick") == 200
    slow.cancel()
    await asyncio.gather(slow, return_exceptions=True)
    assert [message.text for message in ailsa.messages] == ["/start", "slow", "quick"]


@pytest.mark.parametrize("refuse", [False, True])
async def test_no_network(bot: RawBot, api: StandIn, ailsa: Person, refuse: bool) -> None:
    """The open poll breaks, nothing gets through, and afterwards all is as before."""
    newest = (await bot("getUpdates")).result[-1]["update_id"]
    poll = asyncio.create_task(bot("getUpdates", offset=newest + 1, timeout=30))
    await api.wait_calls("getUpdates", 2)
    url = api.url
    await api.network_down(refuse=refuse)
    with pytest.raises(aiohttp.ClientError):
        await poll
    with pytest.raises(aiohttp.ClientError):
        await send(bot, ailsa.id)
    await ailsa.say("said meanwhile")
    await api.network_up()
    assert api.url == url
    assert await send(bot, ailsa.id, "back") == 200
    updates = (await bot("getUpdates", offset=newest + 1)).result
    assert [update["message"]["text"] for update in updates] == ["said meanwhile"]


async def test_no_network_in_silence(bot: RawBot, api: StandIn, ailsa: Person) -> None:
    """Nothing is refused: calls hang, nobody can connect, and afterwards all is as before."""
    newest = (await bot("getUpdates")).result[-1]["update_id"]
    poll = asyncio.create_task(bot("getUpdates", offset=newest + 1, timeout=30))
    await api.wait_calls("getUpdates", 2)
    await api.network_down(silent=True)
    await ailsa.say("said meanwhile")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(send(bot, ailsa.id), 0.2)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asyncio.open_connection("127.0.0.1", api.port), 0.2)
    assert not poll.done()
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    await api.network_up()
    assert await send(bot, ailsa.id, "back") == 200
    updates = (await bot("getUpdates", offset=newest + 1)).result
    assert [update["message"]["text"] for update in updates] == ["said meanwhile"]


async def outcomes(seed: int) -> list[int]:
    """What a hundred calls meet: statuses, 0 for a lost connection."""
    found = []
    async with StandIn() as api, RawBot(api.url, api.token) as bot:
        ailsa = api.person()
        await ailsa.say("/start")
        rates = {"500": 0.2, "429": 0.1, "drop_before": 0.1, "drop_after": 0.1, "slow": 0.05}
        api.chaos(rates, seed=seed, seconds=0.001)
        for _ in range(100):
            try:
                found.append(await send(bot, ailsa.id))
            except aiohttp.ClientError:
                found.append(0)
        injected = api.faults.injected
    slow = injected - sum(status != 200 for status in found)
    assert 0 <= slow <= 20
    return found


async def test_random_faults_follow_their_seed() -> None:
    """The same seed gives the same faults, another one others, at about the rates asked for."""
    first = await outcomes(seed=1)
    assert first == await outcomes(seed=1)
    assert first != await outcomes(seed=2)
    assert {0, 200, 429, 500} == set(first)
    assert 35 <= first.count(200) <= 75


def test_random_faults_need_sensible_rates(api: StandIn) -> None:
    """Unknown kinds and rates over one are mistakes in the test."""
    with pytest.raises(ValueError, match="kinds of random faults"):
        api.chaos({"fire": 0.1}, seed=1)
    with pytest.raises(ValueError, match="at most 1"):
        api.chaos({"500": 0.7, "502": 0.7}, seed=1)


def test_flood_limits_hold_for_a_chat_a_group_and_all() -> None:
    """One a second with a burst of three, twenty a minute in a group, thirty a second in all."""
    now = 0.0
    flood = Flood(Limits(), now=lambda: now)

    def wait(chat_id: int, method: str = "sendMessage") -> int:
        error = flood.check(method, chat_id)
        return 0 if error is None else error.parameters["retry_after"]

    assert [wait(1) for _ in range(4)] == [0, 0, 0, 1]
    assert wait(1, "editMessageText") == wait(1, "getMe") == 0
    now += 1.0
    assert [wait(1), wait(1)] == [0, 1]
    assert [wait(9, "getMe") for _ in range(40)] == [0] * 40
    # Thirty a second in all; one of them has just gone to chat 1.
    assert [wait(number) for number in range(100, 131)] == [0] * 29 + [1, 1]
    assert flood.refused == 4
    # A group that is written to every second: twenty at once, and one more every three seconds.
    passed = 0
    for _ in range(60):
        now += 1.0
        passed += wait(-5) == 0
    assert passed in {39, 40}


async def test_too_many_messages_get_a_429_and_are_counted() -> None:
    """Flood control answers, counts, and does not fail the test."""
    async with (
        StandIn(flood=Limits(chat_burst=2, chat_per_second=0.01)) as strict,
        RawBot(strict.url, strict.token) as bot,
    ):
        person = strict.person()
        await person.say("/start")
        statuses = [await send(bot, person.id) for _ in range(4)]
        assert statuses == [200, 200, 429, 429]
        refused = await bot("sendMessage", chat_id=person.id, text="x")
        assert 90 <= refused.parameters["retry_after"] <= 100
        assert strict.flooded == 3
