"""One writer at a time; whoever is answered goes before what can wait."""

import asyncio

from storage.turns import Turns


async def _take(turns: Turns, done: list[str], name: str, *, first: bool = False) -> None:
    async with turns.turn(first=first):
        done.append(name)
        await asyncio.sleep(0)


async def test_those_who_are_answered_go_before_the_others() -> None:
    """A turn that is under way ends; then the first line, in order, and then the other."""
    turns, done = Turns(), list[str]()
    async with turns.turn():
        waiting = [
            asyncio.create_task(_take(turns, done, "reminders")),
            asyncio.create_task(_take(turns, done, "more reminders")),
            asyncio.create_task(_take(turns, done, "an answer", first=True)),
            asyncio.create_task(_take(turns, done, "another", first=True)),
        ]
        await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    assert done == ["an answer", "another", "reminders", "more reminders"]


async def test_nobody_writes_beside_somebody_else() -> None:
    """However they come, one ends before the next begins."""
    turns, inside, most = Turns(), 0, 0

    async def write(first: bool) -> None:
        nonlocal inside, most
        async with turns.turn(first=first):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.001)
            inside -= 1

    await asyncio.gather(*(write(number % 3 == 0) for number in range(30)))
    assert most == 1


async def test_who_gives_up_waiting_holds_nobody_up() -> None:
    """Cancelled while waiting, or in the moment of getting a turn, the next one gets it."""
    for steps in (0, 1):
        turns, done = Turns(), list[str]()
        async with turns.turn():
            gone = asyncio.create_task(_take(turns, done, "gone"))
            stays = asyncio.create_task(_take(turns, done, "stays"))
            await asyncio.sleep(0)
            if not steps:
                gone.cancel()
        if steps:
            gone.cancel()
        async with asyncio.timeout(2):
            await asyncio.gather(gone, stays, return_exceptions=True)
        assert done == ["stays"]
        async with asyncio.timeout(2), turns.turn():
            pass
