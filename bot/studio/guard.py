"""What every request has to pass: host, origin, session, secret; and what every answer carries."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from http import HTTPStatus

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.studio.door import Door
from bot.studio.limits import Limit, asker_of
from bot.studio.sessions import Session, Sessions
from bot.studio.site import Site

logger = structlog.get_logger()

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
A_MINUTE = 1200  # requests of one browser; somebody who types asks six times a second

BROKE = "Something went wrong inside the studio. Your words are kept in this browser."
NOT_UNDERSTOOD = "The studio did not understand that."

Refuse = Callable[[web.Request, HTTPStatus, str], web.Response]


class Guard:
    """Lets a request through, or answers in its place.

    Args:
        door: Who may stay.
        sessions: Who is in.
        site: Under which address the studio is reached.
        refuse: Makes the answer that says why not.
    """

    def __init__(
        self, door: Door, sessions: Sessions, site: Callable[[], Site], refuse: Refuse
    ) -> None:
        self._door = door
        self._sessions = sessions
        self._site = site
        self._refuse = refuse
        self._limit = Limit(A_MINUTE)

    def middleware(self) -> Middleware:
        """The guard as aiohttp calls it."""

        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            try:
                response: web.StreamResponse | None = await self._stopped(request)
                if response is None:
                    response = await self._answered(request, handler)
            except web.HTTPException:
                raise
            except ConnectionError:  # the browser went away before it had said all
                response = self._refuse(request, HTTPStatus.BAD_REQUEST, NOT_UNDERSTOOD)
            except Exception as error:
                # Its own message might quote what somebody wrote.
                logger.error("studio_failed", error=type(error).__name__)
                told = (
                    "Something went wrong inside the studio. Your words are kept in this browser."
                )
                response = self._refuse(request, HTTPStatus.INTERNAL_SERVER_ERROR, told)
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
            return response

        return guard

    async def _stopped(self, request: web.Request) -> web.Response | None:
        """The answer to a request that may not pass."""
        site = self._site()
        if request.headers.get("Host") not in site.hosts:
            told = "This is not the address of the studio."
            return self._refuse(request, HTTPStatus.MISDIRECTED_REQUEST, told)
        origin = request.headers.get("Origin")
        changes = request.method not in ("GET", "HEAD")
        if (changes or origin is not None) and origin not in site.origins:
            told = "Another page asked for this. Open the studio by its own address."
            return self._refuse(request, HTTPStatus.FORBIDDEN, told)
        id_ = request.cookies.get(site.cookie, "")
        session = self._sessions.find(id_)
        if not self._limit.allows(f"in {id_}" if session else asker_of(request)):
            told = "Too much was asked for at once. Wait a minute; nothing is lost."
            return self._refuse(request, HTTPStatus.TOO_MANY_REQUESTS, told)
        if request.path.startswith(OPEN):
            return None
        if session is not None and not await self._door.may_stay(session.person):
            self._sessions.close(id_)
            session = None
        if session is None:
            told = f"This browser is not signed in, or no longer. {self._door.way_in}"
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
            lost = error.status == HTTPStatus.NOT_FOUND
            told = "There is no such page." if lost else NOT_UNDERSTOOD
            return self._refuse(request, HTTPStatus(error.status), told)
