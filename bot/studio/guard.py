"""What every request has to pass: host, origin, session, secret; and what every answer carries."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable
from http import HTTPStatus

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.studio.door import Door, Session

_LOG = logging.getLogger(__name__)

OPEN = ("/enter", "/static/")
CSRF = "X-Cairn-Csrf"
SESSION = web.RequestKey("session", Session)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}


class Guard:
    """Lets a request through, or answers in its place.

    Args:
        door: The sessions.
        hosts: The host names, with port, under which the studio is reached.
        cookie: The name of the session's cookie.
        refuse: Makes the answer that says why not.
    """

    def __init__(
        self,
        door: Door,
        hosts: Callable[[], frozenset[str]],
        cookie: Callable[[], str],
        refuse: Callable[[web.Request, HTTPStatus, str], web.Response],
    ) -> None:
        self._door = door
        self._hosts = hosts
        self._cookie = cookie
        self._refuse = refuse

    def middleware(self) -> Middleware:
        """The guard as aiohttp calls it."""

        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            response: web.StreamResponse | None = self._stopped(request)
            if response is None:
                response = await self._answered(request, handler)
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
            return response

        return guard

    def _stopped(self, request: web.Request) -> web.Response | None:
        """The answer to a request that may not pass."""
        if request.headers.get("Host") not in self._hosts():
            told = "This is not the address of the studio."
            return self._refuse(request, HTTPStatus.MISDIRECTED_REQUEST, told)
        origin = request.headers.get("Origin")
        changes = request.method not in ("GET", "HEAD")
        own = {f"{request.scheme}://{host}" for host in self._hosts()}
        if (changes or origin is not None) and origin not in own:
            told = "Another page asked for this. Open the studio by its own address."
            return self._refuse(request, HTTPStatus.FORBIDDEN, told)
        if request.path.startswith(OPEN):
            return None
        session = self._door.session(request.cookies.get(self._cookie(), ""))
        if session is None:
            told = "This browser is not signed in, or its twelve hours are over."
            return self._refuse(request, HTTPStatus.UNAUTHORIZED, told)
        if changes:
            given = request.headers.get(CSRF, "")
            if not hmac.compare_digest(given.encode(), session.csrf.encode()):
                told = "The page is out of date. Load it again; nothing is lost."
                return self._refuse(request, HTTPStatus.FORBIDDEN, told)
        request[SESSION] = session
        return None

    async def _answered(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPRequestEntityTooLarge:
            told = "That is too large to be a dialogue; split it up."
            return self._refuse(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told)
        except web.HTTPException as error:
            if error.status < HTTPStatus.BAD_REQUEST:
                raise
            told = (
                "There is no such page."
                if error.status == HTTPStatus.NOT_FOUND
                else ("The studio did not understand that.")
            )
            return self._refuse(request, HTTPStatus(error.status), told)
        except Exception as error:
            # Its own message might quote what somebody wrote.
            _LOG.error("The studio failed: %s", type(error).__name__)
            told = "Something went wrong inside the studio. Your words are kept in this browser."
            return self._refuse(request, HTTPStatus.INTERNAL_SERVER_ERROR, told)
