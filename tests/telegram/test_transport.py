"""Start, profile, health and stop."""

from pathlib import Path
from typing import Any

import pytest

from bot.script.words import read_words
from bot.telegram.api import Api
from bot.telegram.problems import BadToken
from bot.telegram.profile import MENU, introduce
from bot.telegram.transport import TelegramTransport
from tests.standin import StandIn

WORDS = Path(__file__).parents[2] / "dialogues" / "shared" / "words.yaml"


@pytest.fixture
def words() -> Any:
    """The shipped words."""
    catalogue, _ = read_words(WORDS.read_text(), "words.yaml")
    return catalogue


async def test_the_profile_says_what_this_is(api: StandIn, service: Any, words: Any) -> None:
    """Before Start people read that it is automated, and where to turn in an emergency."""
    transport = TelegramTransport(service, words, token=api.token, api_url=api.url)
    await transport.start()
    await transport.close()
    description = api.settings["description", ""]
    for said in ("999", "111", "116 123", "automated", "Nobody reads", "emergencies"):
        assert said in description
    assert description == words.text("profile.description").strip()
    assert api.settings["short_description", ""] == words.text("profile.short").strip()
    menu = api.settings["commands", "all_private_chats", 0, 0, ""]
    assert [each["command"] for each in menu] == list(MENU)
    assert all(len(each["description"]) <= 40 for each in menu)
    assert transport.username == "cairn_test_bot"


@pytest.mark.parametrize("method", ["setMyCommands", "setMyDescription", "setMyShortDescription"])
async def test_a_profile_that_cannot_be_set_stops_nothing(
    api: StandIn, words: Any, method: str
) -> None:
    """It is no reason not to start when Telegram does not take the profile."""
    api.fail(method, status=500)
    calls = Api(api.token, api.url)
    await calls.open()
    assert not await introduce(calls.bot, words)
    assert await introduce(calls.bot, words)
    await calls.close()


async def test_words_that_are_missing_stop_nothing(api: StandIn) -> None:
    """Nor when somebody took a line out of the file of words."""
    empty, _ = read_words("engine:\n  skip: Skip\n", "words.yaml")
    calls = Api(api.token, api.url)
    await calls.open()
    assert not await introduce(calls.bot, empty)
    await calls.close()


async def test_a_wrong_token_stops_the_start(api: StandIn, service: Any, words: Any) -> None:
    """A token Telegram does not know ends the start with a sentence that does not show it."""
    token = "123456:wrong"
    transport = TelegramTransport(service, words, token=token, api_url=api.url)
    with pytest.raises(BadToken, match="does not accept") as caught:
        await transport.start()
    assert token not in str(caught.value)
    api.allow_refusals("Unauthorized")


async def test_it_starts_without_a_network(api: StandIn, service: Any, running: Any) -> None:
    """Started while the network is away, it is there when the network is."""
    person = api.person()
    await api.network_down(refuse=True)
    async with running() as transport:
        assert transport.health().since_poll is None
        await api.network_up()
        await person.say("hello")
        await person.expect("hello")
        assert transport.health().since_poll is not None


async def test_health_counts(api: StandIn, service: Any, running: Any) -> None:
    """Health says how long ago Telegram answered, what waits, and how much went out."""
    person = api.person()
    async with running() as transport:
        await person.say("one")
        await person.expect("one")
        await api.wait_calls("getUpdates", 2)
        health = transport.health()
    assert 0 <= health.since_poll < 5
    assert (health.waiting, health.sent) == (0, 1)


async def test_it_stops_at_once_while_nothing_happens(
    api: StandIn, service: Any, running: Any
) -> None:
    """An open poll does not hold up the end, and nothing was asked to be dropped."""
    async with running() as transport:
        await api.wait_calls("getUpdates", 1)
        transport.stop()
        transport.stop()
    assert api.count["getUpdates"] == 1
