"""The studio as a web application: the pages behind the guard, and the way in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from aiohttp import web

from bot.service.readings import Readings
from bot.studio.answers import HERE, page, sorry
from bot.studio.asking_pages import AskingPages
from bot.studio.door import Door
from bot.studio.entering import Entering
from bot.studio.guard import HEADERS, Circle, Guard
from bot.studio.pages import Pages
from bot.studio.papers import Desk
from bot.studio.publishing_pages import PublishingPages
from bot.studio.reading_pages import ReadingPages
from bot.studio.sessions import Sessions
from bot.studio.site import Site
from bot.studio.workbench import Workbench

MOST_BYTES = 2_000_000


class Studio:
    """The studio over one workbench, behind one door.

    Args:
        bench: The files.
        door: Who may come in.
        site: Under which address it is reached.
        now: This moment, in the zone in which dialogues are tried.
        publishing: The pages on which drafts go live, where they do.
        readings: Who was asked to read what, where somebody can be asked by a link.
    """

    def __init__(
        self,
        bench: Workbench,
        door: Door,
        site: Callable[[], Site],
        now: Callable[[], datetime],
        *,
        publishing: PublishingPages | None = None,
        readings: Readings | None = None,
    ) -> None:
        desk = Desk()
        self._door = door
        sessions = Sessions(door.rests)
        self._entering = Entering(door, sessions, site)
        coordinators = Circle(sessions, lambda at: at.cookie, door.may_stay, door.way_in)
        self._pages = Pages(bench, desk, now, publishes=publishing is not None)
        self._publishing = publishing
        self._asking = AskingPages(readings, bench, desk, site, now) if readings else None
        self._reading = ReadingPages(readings, bench, desk, site, now) if readings else None
        readers = self._reading.circle if self._reading else None
        self._guard = Guard(coordinators, readers, site, self._refused)

    async def get_ready(self) -> None:
        """Reads everything before anybody plays, which takes longest."""
        await self._pages.get_ready()

    def app(self) -> web.Application:
        """What answers, to be served."""
        app = web.Application(middlewares=[self._guard.middleware()], client_max_size=MOST_BYTES)
        app.add_routes([*self._entering.routes(), *self._pages.routes()])
        for more in (self._publishing, self._asking, self._reading):
            if more is not None:
                app.add_routes(more.routes())
        app.router.add_static("/static/", HERE / "static")
        return app

    def _refused(self, request: web.Request, status: HTTPStatus, told: str) -> web.Response:
        if request.path.startswith("/api/") or request.method != "GET":
            return sorry(told, status)
        out = status == HTTPStatus.UNAUTHORIZED
        if out and self._door.codes is not None:
            # The page at the door has both ways in; nothing was asked for that could be lost.
            door = "/read" if request.path.startswith("/read/") else "/enter"
            return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": door})
        response = page("sorry.html", status, told=told, in_=status == HTTPStatus.NOT_FOUND)
        response.headers.update(HEADERS)
        return response
