"""The studio that a running bot serves: over its drafts, and reached by its public address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.service.entrance import Entrance
from bot.service.publishing.workroom import Workroom
from bot.service.readings import Readings
from bot.studio.app import Studio
from bot.studio.door import ChatDoor
from bot.studio.draft_bench import DraftBench
from bot.studio.publishing_pages import PublishingPages
from bot.studio.site import public


def served(
    room: Workroom,
    entrance: Entrance,
    holds: Callable[[str], Awaitable[bool]],
    zone: ZoneInfo,
    now: Callable[[], datetime],
    *,
    readings: Readings,
) -> tuple[str, web.Application] | None:
    """The host by which the studio is reached, and what answers there; None without an address.

    Args:
        room: Where drafts and editions are.
        entrance: Who may come in next.
        holds: Whether somebody, by their random id, is a coordinator now.
        zone: In which dialogues are tried, and times shown.
        now: This moment.
        readings: Who was asked to read what.
    """
    if entrance.address is None:
        return None
    site = public(entrance.address)
    studio = Studio(
        DraftBench(room),
        ChatDoor(entrance, holds),
        lambda: site,
        lambda: now().astimezone(zone),
        publishing=PublishingPages(room, zone),
        readings=readings,
    )
    return urlsplit(entrance.address).netloc, studio.app()
