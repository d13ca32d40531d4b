"""A group that becomes a supergroup goes on at another address, and everything of it with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.service.inputs import Arrived, Command, InGroup, Moved
from bot.service.teams.team_desk import TeamDesk
from storage import people
from storage.store import Unit


async def move(unit: Unit, address: str, to: str) -> None:
    """Finds a group at its new address from now on; one that nobody knows is nothing.

    Telegram tells of a move from both sides, so it may come again.
    """
    found = await people.find(unit, [address, to])
    group = found.get(address)
    if group is None or group.kind != people.GROUP:
        return
    if to in found:
        # It was set up anew there meanwhile, and that counts.
        await people.erase(unit, group.id)
        return
    await people.readdress(unit, group, to)
    # The messages have other numbers there, so none of them can be changed any more.
    desk = replace(TeamDesk.from_json(group.desk), is_open=False, shut_out=False)
    group.desk = desk.to_json()
    await people.save(unit, [group])


async def take_moves(unit: Unit, batch: Sequence[Arrived]) -> list[Arrived]:
    """Does the moves of a batch first; what else there is of it, at its new address.

    What came from the old group but for a command is about messages that are no longer there.
    """
    moves = {one.address: one.input.to for one in batch if isinstance(one.input, Moved)}
    for address, to in moves.items():
        await move(unit, address, to)
    left = []
    for one in batch:
        to = moves.get(one.address, "")
        if not to:
            left.append(one)
        elif isinstance(one.input, InGroup) and isinstance(one.input.said, Command):
            left.append(replace(one, address=to))
    return left
