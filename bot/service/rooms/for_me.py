"""What `/tools` has for a person themselves: what to bring, what went well, what was learned."""

from __future__ import annotations

from bot.service.moment import Moment


async def show(moment: Moment) -> None:
    """What there is; each is a button."""
    moment.say("for_me.what")
    moment.offer(
        ("button.bring", "/bring"),
        ("button.priorities", "/settings priorities"),
        ("button.to_tools", "/tools"),
    )
