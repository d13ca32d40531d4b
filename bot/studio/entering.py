"""The pages at the door: coming in by a link or a code, and going out."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated

from aiohttp import web
from pydantic import Field

from bot.studio.answers import Body, as_json, asked, page, sorry
from bot.studio.door import Door
from bot.studio.limits import Limit, asker_of
from bot.studio.sessions import SESSION_SECONDS, Sessions
from bot.studio.site import Site

TRIES_A_MINUTE = 20
CODE_SECONDS = 600
TOO_OFTEN = "That was tried too often. Wait a minute, then try again."


class Link(Body):
    """A link that was opened."""

    token: Annotated[str, Field(max_length=200)]


class Entering:
    """Answers at the door.

    Args:
        door: Who may come in.
        sessions: Who is in.
        site: Under which address the studio is reached.
    """

    def __init__(self, door: Door, sessions: Sessions, site: Callable[[], Site]) -> None:
        self._door = door
        self._sessions = sessions
        self._site = site
        self._tries = Limit(TRIES_A_MINUTE)

    def routes(self) -> list[web.RouteDef]:
        """Where everything is."""
        return [
            web.get("/enter", self.door),
            web.post("/enter", self.enter),
            web.post("/enter/code", self.code),
            web.post("/enter/collect", self.collect),
            web.post("/leave", self.leave),
        ]

    async def door(self, _request: web.Request) -> web.Response:
        """The page at the door; the link's secret stays in the browser, behind a #."""
        codes = self._door.codes is not None
        return page("enter.html", codes=codes, way_in=self._door.way_in)

    async def enter(self, request: web.Request) -> web.Response:
        """Uses a link up; only a POST does, so no preview of the link can."""
        if not self._tries.allows(asker_of(request)):
            return sorry(TOO_OFTEN, HTTPStatus.TOO_MANY_REQUESTS)
        person = self._door.use((await asked(request, Link)).token)
        if person is None:
            return sorry(f"This link was used already, or is too old. {self._door.way_in}")
        return self._welcome(person)

    async def code(self, request: web.Request) -> web.Response:
        """A code for this browser to show; the secret that goes with it is kept in a cookie."""
        codes = self._door.codes
        if codes is None:
            raise web.HTTPNotFound
        if not self._tries.allows(asker_of(request)):
            return sorry(TOO_OFTEN, HTTPStatus.TOO_MANY_REQUESTS)
        secret, code = codes.ask()
        response = as_json({"code": code})
        self._set(response, self._waiting(), secret, CODE_SECONDS)
        return response

    async def collect(self, request: web.Request) -> web.Response:
        """Whether somebody has said yet that the code of this browser is theirs."""
        codes = self._door.codes
        secret = request.cookies.get(self._waiting(), "")
        if codes is None or not codes.waits(secret):
            return as_json({"state": "over"})
        person = codes.collect(secret)
        if person is None:
            return as_json({"state": "waiting"})
        response = self._welcome(person)
        response.del_cookie(self._waiting())
        return response

    async def leave(self, request: web.Request) -> web.Response:
        """Signs out."""
        site = self._site()
        self._sessions.close(request.cookies.get(site.cookie, ""))
        response = as_json({})
        response.del_cookie(site.cookie)
        return response

    def _welcome(self, person: str) -> web.Response:
        response = as_json({"state": "in"})
        session = self._sessions.open(person)
        self._set(response, self._site().cookie, session, int(SESSION_SECONDS))
        return response

    def _waiting(self) -> str:
        return f"{self._site().cookie}_waits"

    def _set(self, response: web.Response, name: str, value: str, seconds: int) -> None:
        secure = self._site().secure
        response.set_cookie(
            name, value, max_age=seconds, httponly=True, samesite="Strict", secure=secure
        )
