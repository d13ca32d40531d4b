"""What a room is: a part of Cairn that is not a script, with screens of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.service.desk import Screen
from bot.service.moment import Moment

Open = Callable[[Moment, str], Awaitable[None]]

WHAT_THERE_IS = (("button.reflect", "/reflect"), ("button.log", "/log"), ("button.help", "/help"))
"""What is offered where nothing is open."""


def naming(button: tuple[str, str], what: str) -> tuple[str, str]:
    """A standing button (label key, command) whose command names something; nothing named: bare."""
    key, command = button
    return (key, f"{command} {what}") if what else button


@dataclass(frozen=True, slots=True)
class Room:
    """How a room's open screen takes a tapped button, typed words, and is shown again.

    `tap` gets the option's id. `typed` gets words that named no button of a screen with `text`.
    Each of them says something and may open a screen; the one that was open is closed by then.
    """

    tap: Callable[[Moment, Screen, str], Awaitable[None]]
    again: Callable[[Moment, Screen], Awaitable[None]]
    typed: Callable[[Moment, Screen, str], Awaitable[None]] | None = None
