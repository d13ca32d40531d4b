"""getUpdates: what is handed out, what is confirmed, and who may ask."""

import asyncio
from typing import Any

import pytest

from tests.standin import Person, RawBot, StandIn


def ids(result: list[dict[str, Any]]) -> list[int]:
    """The updates' ids."""
    return [update["update_id"] for update in result]


async def get(bot: RawBot, **params: Any) -> list[int]:
    """Poll and return the ids."""
    return ids((await bot("getUpdates", **params)).result)


@pytest.fixture
async def three(api: StandIn, ailsa: Person) -> int:
    """Three updates wait; returns the id of the first."""
    await ailsa.say("two")
    await ailsa.say("three")
    return api.updates.next_id - 3


async def test_nothing_is_confirmed_without_an_offset(bot: RawBot, three: int) -> None:
    """Asking again without an offset brings the same updates again."""
    assert await get(bot) == await get(bot) == [three, three + 1, three + 2]


async def test_an_offset_confirms_all_before_it(api: StandIn, bot: RawBot, three: int) -> None:
    """Updates below the offset are forgotten for good, handed out or not."""
    assert await get(bot, offset=three + 2) == [three + 2]
    assert await get(bot, offset=three) == [three + 2]
    assert await get(bot, offset=three + 3) == []
    assert api.pending == 0


async def test_a_negative_offset_counts_from_the_end(bot: RawBot, three: int) -> None:
    """Minus one keeps only the newest update."""
    assert await get(bot, offset=-1) == [three + 2]
    assert await get(bot) == [three + 2]


async def test_the_limit_bounds_one_answer(bot: RawBot, ailsa: Person, three: int) -> None:
    """One to a hundred at a time; what lies outside is moved to the nearest."""
    for number in range(120):
        await ailsa.say(str(number))
    assert len(await get(bot, limit=2)) == 2
    assert len(await get(bot, limit=0)) == 1
    assert len(await get(bot, limit=500)) == 100
    assert len(await get(bot)) == 100


async def test_updates_are_kept_for_a_day(api: StandIn, bot: RawBot, three: int) -> None:
    """What nobody fetched in 24 hours is gone."""
    api.clock.advance(24 * 3600 - 60)
    assert len(await get(bot)) == 3
    api.clock.advance(120)
    assert await get(bot) == []


async def test_what_is_a_day_old_is_not_pending(api: StandIn, three: int) -> None:
    """The stand-in does not count what nobody can fetch any more."""
    assert api.pending == 3
    api.clock.advance(24 * 3600 + 60)
    assert api.pending == 0


async def test_after_a_quiet_week_ids_start_again_lower(
    api: StandIn, bot: RawBot, ailsa: Person, three: int
) -> None:
    """An old, higher offset then confirms nothing: the new update comes again and again."""
    with pytest.raises(ValueError, match="quiet week"):
        api.restart_ids(at=50)
    old = three + 3
    assert await get(bot, offset=old) == []
    api.restart_ids(at=50)
    await ailsa.say("back again")
    assert await get(bot, offset=old) == [50]
    assert await get(bot, offset=old) == [50]
    assert await get(bot, offset=51) == []
    assert api.pending == 0


async def test_only_wanted_kinds_are_queued(api: StandIn, bot: RawBot, ailsa: Person) -> None:
    """``allowed_updates`` holds from then on, until it is given again; an empty list resets it."""
    assert len(await get(bot, allowed_updates=["callback_query"])) == 1
    await ailsa.say("unheard")
    assert len(await get(bot)) == 1
    await get(bot, allowed_updates=[])
    await ailsa.say("heard")
    assert len(await get(bot)) == 2
    api.allow_refusals("allowed updates")
    assert (await bot("getUpdates", allowed_updates="message")).status == 400


async def test_a_long_poll_ends_as_soon_as_somebody_speaks(
    api: StandIn, bot: RawBot, ailsa: Person
) -> None:
    """The poll waits for its update, and brings it."""
    newest = (await get(bot))[-1]
    poll = asyncio.create_task(get(bot, offset=newest + 1, timeout=30))
    await api.wait_calls("getUpdates", 2)
    await ailsa.say("hello")
    async with asyncio.timeout(5):
        assert await poll == [newest + 1]


async def test_a_long_poll_does_not_wait_for_more(bot: RawBot, three: int) -> None:
    """What is there already comes at once."""
    async with asyncio.timeout(5):
        assert len(await get(bot, timeout=30)) == 3


async def test_a_long_poll_ends_empty_after_its_time(bot: RawBot) -> None:
    """Nobody speaks: an empty list."""
    assert await get(bot, timeout=1) == []


async def test_a_second_poll_ends_the_first(api: StandIn, bot: RawBot, ailsa: Person) -> None:
    """The first gets a 409, the second goes on."""
    newest = (await get(bot))[-1]
    first = asyncio.create_task(bot("getUpdates", offset=newest + 1, timeout=30))
    await api.wait_calls("getUpdates", 2)
    second = asyncio.create_task(bot("getUpdates", offset=newest + 1, timeout=30))
    ended = await first
    assert (ended.status, ended.description) == (
        409,
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    )
    with pytest.raises(AssertionError, match="terminated by other getUpdates"):
        api.check()
    api.allow_refusals("terminated by other getUpdates")
    await ailsa.say("hello")
    async with asyncio.timeout(5):
        assert ids((await second).result) == [newest + 1]


async def test_a_poll_whose_caller_is_gone_troubles_nobody(
    api: StandIn, bot: RawBot, ailsa: Person
) -> None:
    """A bot that hung up may poll again at once: no conflict, and nothing is lost."""
    newest = (await get(bot))[-1]
    async with RawBot(api.url, api.token) as other:
        poll = asyncio.create_task(other("getUpdates", offset=newest + 1, timeout=30))
        await api.wait_calls("getUpdates", 2)
        poll.cancel()
        await asyncio.gather(poll, return_exceptions=True)
    await ailsa.say("hello")
    assert await get(bot, offset=newest + 1, timeout=5) == [newest + 1]


async def test_the_stand_in_knows_when_all_is_confirmed(
    api: StandIn, bot: RawBot, three: int
) -> None:
    """``wait_idle`` returns when nothing is left, and fails naming the number until then."""
    with pytest.raises(AssertionError, match="3 updates are unconfirmed"):
        await api.wait_idle(within=0.01)
    api.slow("getUpdates", seconds=0.01)
    async with asyncio.timeout(5):
        confirming = asyncio.create_task(get(bot, offset=three + 3))
        await api.wait_idle(within=60)
        await confirming
