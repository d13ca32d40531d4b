"""Long polling against a real HTTP server: nothing lost, nothing early, nothing wedged."""

import asyncio
from typing import Any

import pytest

from bot.service.acts import Button, Say
from bot.service.inputs import Arrived, Command, Left, Returned, Tapped, Typed
from bot.telegram import poller as poller_module
from bot.telegram import spinners
from bot.telegram.api import Api
from bot.telegram.me import Me
from bot.telegram.poller import Poller
from bot.telegram.problems import BadToken, SecondPoller
from storage.problems import StoreBusy, StoreFull
from tests.standin import StandIn
from tests.standin.signals import PATIENCE


async def until(holds: Any, within: float = PATIENCE) -> None:
    """Wait until something is true."""
    deadline = asyncio.get_running_loop().time() + within
    while not holds():
        assert asyncio.get_running_loop().time() < deadline, f"not so within {within} s"
        await asyncio.sleep(0.005)


def inputs(service: Any) -> list[object]:
    """What arrived, in order."""
    return [one.input for one in service.arrived]


async def test_words_taps_and_commands_come_in_order(
    api: StandIn, service: Any, running: Any
) -> None:
    """What a person does arrives in the order in which they did it."""
    person = api.person()
    service.answer = lambda _: [Say("Here", ((Button("Fine", "token-1"),),))]
    async with running():
        await person.say("/start hello")
        await person.say("one")
        await person.tap("Fine")
        await until(lambda: len(service.arrived) == 3)
        await until(lambda: person.last.keyboard)
    assert [type(each) for each in inputs(service)] == [Command, Typed, Tapped]
    assert service.arrived[2].input.token == "token-1"


async def test_what_waited_is_one_batch(api: StandIn, service: Any, running: Any) -> None:
    """Everything that waits when the bot starts is handed in together, up to a hundred."""
    people = [api.person() for _ in range(60)]
    for person in people:
        await person.say("hello")
        await person.say("again")
    async with running():
        await until(lambda: len(service.arrived) == 120)
    assert [len(batch) for batch in service.batches] == [100, 20]


async def test_nothing_is_confirmed_before_it_is_committed(
    api: StandIn, service: Any, running: Any
) -> None:
    """While a batch is not committed, Telegram still keeps it."""
    person = api.person()
    gate = asyncio.Event()
    commit = service.handle

    async def slowly(batch: list[Arrived]) -> Any:
        await gate.wait()
        return await commit(batch)

    service.handle = slowly
    async with running():
        await person.say("keep this")
        await api.wait_calls("getUpdates", 1)
        await asyncio.sleep(0.1)
        assert api.updates.pending == 1
        gate.set()
        await person.expect("keep this")
        await until(lambda: api.updates.pending == 0)


async def test_ids_that_start_again_lower(api: StandIn, service: Any, running: Any) -> None:
    """When ids start again at a lower number, the bot goes along, and does not poll in vain."""
    person = api.person()
    async with running():
        await person.say("before")
        await person.expect("before")
        await until(lambda: api.updates.pending == 0)
        api.restart_ids(1000)
        await person.say("after")
        await person.expect("after")
        await until(lambda: api.updates.pending == 0)
        polls = api.count["getUpdates"]
        await asyncio.sleep(0.1)
        assert api.count["getUpdates"] == polls
    assert [one.update for one in service.arrived][1] == 1000


async def test_every_poll_says_what_it_wants(api: StandIn, service: Any, running: Any) -> None:
    """The kinds of update are always given, the first poll has no offset, nothing is dropped."""
    person = api.person()
    async with running():
        await person.say("one")
        await person.expect("one")
        await until(lambda: api.updates.pending == 0)
    polls = [call.params for call in api.calls if call.method == "getUpdates"]
    assert "offset" not in polls[0]
    assert polls[1]["offset"] == service.arrived[0].update + 1
    for poll in polls:
        assert "my_chat_member" in poll["allowed_updates"]
        assert poll["timeout"] == 25
    assert "deleteWebhook" not in api.count


async def test_a_restart_gets_again_what_was_not_committed(
    api: StandIn, service: Any, running: Any
) -> None:
    """Stopped before the commit, the bot is handed the same words again at the next start."""
    person = api.person()
    async with running():
        service.trouble = [StoreBusy("cairn.db")] * 100
        await person.say("keep this")
        await until(lambda: service.batches)
    assert service.arrived == []
    service.trouble = []
    async with running():
        await person.expect("keep this")
    assert len(service.arrived) == 1


@pytest.mark.parametrize("trouble", [StoreBusy("cairn.db"), StoreFull("cairn.db")])
async def test_a_store_that_cannot_write_gets_the_same_batch_again(
    api: StandIn, service: Any, running: Any, trouble: Exception
) -> None:
    """A locked or full store is waited for, and then has the same batch, once."""
    person = api.person()
    async with running():
        service.trouble = [trouble, trouble]
        await person.say("hello")
        await person.expect("hello")
        await person.expect_nothing()
    assert len(service.batches) == 3
    assert service.batches[0] == service.batches[2]


async def test_a_spinner_stops_before_anything_is_committed(
    api: StandIn, service: Any, running: Any
) -> None:
    """A tapped button stops spinning at once, even while the store is busy."""
    person = api.person()
    service.answer = lambda _: [Say("Here", ((Button("Fine", "token-1"),),))]
    async with running():
        await person.say("/start")
        await person.expect("Here")
        service.trouble = [StoreBusy("cairn.db")] * 3
        tap = await person.tap("Fine")
        await tap.wait_answered(within=0.3)
        assert len(service.arrived) == 1
        await person.expect("Here")


async def test_a_spinner_that_cannot_be_stopped_holds_nobody_up(
    api: StandIn, service: Any, running: Any
) -> None:
    """Failing or hanging to answer a tap changes nothing about the reply."""
    person = api.person()
    service.answer = lambda _: [Say("Here", ((Button("Fine", "token-1"),),))]
    api.fail("answerCallbackQuery", times=1)
    api.hang("answerCallbackQuery", times=1)
    async with running():
        await person.say("/start")
        await person.expect("Here")
        for _ in range(2):
            await person.tap("Fine")
            await person.expect("Here", within=1)


async def test_one_failing_spinner_leaves_the_others(
    api: StandIn, service: Any, running: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a tap cannot be answered, the taps that wait behind it still are."""
    monkeypatch.setattr(spinners, "AT_ONCE", 1)
    people = [api.person(), api.person()]
    service.answer = lambda one: (
        [Say("Here", ((Button("Fine", "t"),),))] if isinstance(one.input, Command) else []
    )
    async with running():
        for person in people:
            await person.say("/start")
            await person.expect("Here")
    api.fail("answerCallbackQuery", times=1)
    taps = [await person.tap("Fine") for person in people]
    async with running():
        await taps[1].wait_answered(within=2)
    assert not taps[0].answered


async def test_a_bad_gateway_and_a_reset_pass(api: StandIn, service: Any, running: Any) -> None:
    """Errors of Telegram's and of the network are waited out."""
    person = api.person()
    api.fail("getUpdates", status=502, times=1)
    api.drop_before("getUpdates", times=1)
    async with running():
        await person.say("hello")
        await person.expect("hello")


async def test_a_lost_answer_is_fetched_again(api: StandIn, service: Any, running: Any) -> None:
    """When the answer to a poll is lost on its way, its updates come with the next."""
    person = api.person()
    await person.say("hello")
    api.drop_after("getUpdates", times=1)
    async with running():
        await person.expect("hello")
        await person.expect_nothing()


@pytest.mark.parametrize("refuse", [False, True])
async def test_a_time_without_network(
    api: StandIn, service: Any, running: Any, refuse: bool
) -> None:
    """The network goes away and comes back; what was said meanwhile is answered."""
    person = api.person()
    async with running():
        await person.say("before")
        await person.expect("before")
        await api.network_down(refuse=refuse)
        await person.say("meanwhile")
        await asyncio.sleep(0.5)
        await api.network_up()
        await person.expect("meanwhile")


async def test_a_poll_that_hangs_is_given_up(
    api: StandIn, service: Any, running: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A poll that is never answered ends by itself, and health shows it meanwhile."""
    monkeypatch.setattr(poller_module, "ANSWER_SECONDS", -0.7)
    person = api.person()
    async with running(poll_seconds=1) as transport:
        await person.say("before")
        await person.expect("before")
        api.hang("getUpdates", times=1)
        await api.network_down()
        await api.network_up()
        await asyncio.sleep(0.2)
        assert transport.health().since_poll > 0.1
        await person.say("after")
        await person.expect("after")
        assert transport.health().since_poll < 1


async def test_told_to_wait(api: StandIn, service: Any, running: Any) -> None:
    """A poll that is told to wait waits so long, and not shorter."""
    person = api.person()
    api.fail("getUpdates", status=429, retry_after=1)
    await person.say("hello")
    async with running():
        with pytest.raises(AssertionError):
            await person.expect("hello", within=0.8)
        await person.expect("hello")


async def test_a_second_poller_is_said_plainly(
    api: StandIn, service: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else who fetches the same updates ends the run with a sentence, after some tries."""
    monkeypatch.setattr(poller_module, "CONFLICT_SECONDS", 0.01)
    api.fail("getUpdates", status=409, times=None)
    calls = Api(api.token, api.url)
    await calls.open()
    with pytest.raises(SecondPoller, match="Another program is fetching"):
        await Poller(calls, service, lambda _: None, Me()).run()
    await calls.close()
    assert api.count["getUpdates"] == poller_module.CONFLICTS


async def test_one_conflict_after_a_quick_restart_is_nothing(
    api: StandIn, service: Any, running: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A conflict or two while the old poll is still open at Telegram are waited out."""
    monkeypatch.setattr(poller_module, "CONFLICT_SECONDS", 0.01)
    person = api.person()
    api.fail("getUpdates", status=409, times=poller_module.CONFLICTS - 1)
    async with running():
        await person.say("hello")
        await person.expect("hello")


async def test_a_webhook_left_over_is_switched_off(
    api: StandIn, service: Any, running: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A webhook of another way of running is taken off, without dropping what waits."""
    monkeypatch.setattr(poller_module, "CONFLICT_SECONDS", 0.01)
    api.allow_refusals("webhook is active")
    person = api.person()
    await person.say("hello")
    api.fail(
        "getUpdates",
        status=409,
        description="Conflict: can't use getUpdates method while webhook is active",
    )
    async with running():
        await person.expect("hello")
    assert api.count["deleteWebhook"] == 1


async def test_a_token_that_is_taken_back_ends_the_run(api: StandIn, service: Any) -> None:
    """When Telegram no longer knows the token, the run ends and says so without the token."""
    api.fail("getUpdates", status=401)
    calls = Api(api.token, api.url)
    await calls.open()
    with pytest.raises(BadToken) as caught:
        await Poller(calls, service, lambda _: None, Me()).run()
    await calls.close()
    assert api.token not in str(caught.value)


async def test_blocking_and_coming_back_arrive(api: StandIn, service: Any, running: Any) -> None:
    """A person who blocks the bot and lets it in again is heard both times."""
    person = api.person()
    async with running():
        await person.say("hello")
        await person.expect("hello")
        await person.block()
        await person.unblock()
        await until(lambda: len(service.arrived) == 3)
    assert inputs(service)[1:] == [Left(), Returned()]


async def test_what_nobody_can_read_stops_nothing(api: StandIn, service: Any, running: Any) -> None:
    """An update that lacks what it should have is passed over, and what follows is answered."""
    person = api.person()
    api.updates.put("message", {"message_id": 1}, person.id)
    api.updates.put("callback_query", {"id": "1", "data": 5, "message": None}, person.id)
    async with running():
        await person.say("hello")
        await person.expect("hello")
        await until(lambda: api.updates.pending == 0)
    api.allow_refusals("query is too old")


async def test_a_failing_service_loses_nothing(api: StandIn, service: Any, running: Any) -> None:
    """A fault in the bot itself confirms nothing: the words are there when it is over."""
    person = api.person()
    async with running():
        service.trouble = [RuntimeError("a fault of ours")]
        await person.say("hello")
        await until(lambda: service.batches)
        assert api.updates.pending == 1
        await person.expect("hello")
