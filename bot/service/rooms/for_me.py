"""What `/tools` has for a person themselves: what to bring, what went well, what was learned."""

from __future__ import annotations

from bot.service.moment import Moment
from bot.service.rooms import learning, looking_back
from bot.service.rooms.room import Open


async def show(moment: Moment, _argument: str = "") -> None:
    """What there is; each is a button."""
    moment.say("for_me.what")
    moment.offer(
        ("button.bring", "/bring"),
        ("button.look_back", "/tools well"),
        ("button.share_learning", "/reflect share-learning"),
        ("button.priorities", "/settings priorities"),
        ("button.cairn", "/log cairn"),
        ("button.to_tools", "/tools"),
    )


PAGES: dict[str, Open] = {
    "me": show,
    "well": looking_back.look_back,
    "learning": learning.give_page,
}
"""What can stand after `/tools`, behind a button."""
