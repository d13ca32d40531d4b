"""The studio as a web application: the pages behind the guard, and the way in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from aiohttp import web

from bot.studio.door import SESSION_SECONDS, Door
from bot.studio.guard import HEADERS, Guard
from bot.studio.pages import HERE, Pages, sorry
from bot.studio.workbench import Workbench

MOST_BYTES = 2_000_000


class Studio:
    """The studio over one workbench, on one address.

    Args:
        bench: The files.
        now: This moment, in the zone in which dialogues are tried.
        opened: Called when a one-time link was used up, so that another one can be shown.
    """

    def __init__(
        self, bench: Workbench, now: Callable[[], datetime], opened: Callable[[], None]
    ) -> None:
        self.door = Door()
        self.port = 0
        self._opened = opened
        self._pages = Pages(bench, now)

    @property
    def address(self) -> str:
        """The address with the one-time token, to be opened in a browser."""
        return f"http://127.0.0.1:{self.port}/enter?token={self.door.token}"

    async def start(self, port: int) -> web.AppRunner:
        """Opens the studio on this machine alone.

        Args:
            port: Where; 0 for any that is free.

        Raises:
            OSError: The port is taken.
        """
        runner = web.AppRunner(self._app(), access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        try:
            await site.start()
        except BaseException:
            await runner.cleanup()
            raise
        self.port = runner.addresses[0][1]
        return runner

    async def get_ready(self) -> None:
        """Reads everything before anybody plays, which takes longest."""
        await self._pages.get_ready()

    def _app(self) -> web.Application:
        guard = Guard(self.door, self._hosts, self._cookie, self._refused)
        app = web.Application(middlewares=[guard.middleware()], client_max_size=MOST_BYTES)
        app.add_routes(
            [
                web.get("/enter", self._door_page),
                web.post("/enter", self._enter),
                web.post("/leave", self._leave),
                *self._pages.routes(),
            ]
        )
        app.router.add_static("/static/", HERE / "static")
        return app

    def _cookie(self) -> str:
        # Cookies know no ports: two studios on one machine must not sign each other out.
        return f"cairn_studio_{self.port}"

    def _hosts(self) -> frozenset[str]:
        return frozenset({f"127.0.0.1:{self.port}", f"localhost:{self.port}"})

    async def _door_page(self, request: web.Request) -> web.Response:
        return self._pages.page("enter.html", token=request.query.get("token", ""))

    async def _enter(self, request: web.Request) -> web.Response:
        """Uses the one-time token up; only a POST does, so no preview of the link can."""
        form = await request.post()
        session = self.door.enter(str(form.get("token", "")))
        if session is None:
            told = "This link was used already. The studio’s window shows a new one."
            return self._refused(request, HTTPStatus.FORBIDDEN, told)
        self._opened()
        response = web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": "/"})
        response.set_cookie(
            self._cookie(), session, httponly=True, samesite="Strict", max_age=int(SESSION_SECONDS)
        )
        return response

    async def _leave(self, request: web.Request) -> web.Response:
        self.door.leave(request.cookies.get(self._cookie(), ""))
        response = web.json_response({})
        response.del_cookie(self._cookie())
        return response

    def _refused(self, request: web.Request, status: HTTPStatus, told: str) -> web.Response:
        if request.path.startswith("/api/"):
            return sorry(told, status)
        inside = status == HTTPStatus.NOT_FOUND
        response = self._pages.page("sorry.html", status, told=told, in_=inside)
        response.headers.update(HEADERS)
        return response
