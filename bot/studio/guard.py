"""What every request has to pass: host, origin, session, secret; and what every answer carries."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.studio.limits import Limit, asker_of
from bot.studio.sessions import Session, Sessions
from bot.studio.site import Site

logger = structlog.get_logger()

OPEN = ("/enter", "/enter/", "/read", "/static/")
"""What anybody may ask for: a page in full, or what lies below a name that ends with a slash."""
READERS = ("/read/", "/api/read/")
"""What whoever was asked to read something may ask for, and nobody else."""
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


@dataclass(frozen=True, slots=True)
class Circle:
    """Those who come in by one way: coordinators, or whoever was asked to read something.

    Attributes:
        sessions: Who is in.
        cookie: What their cookie is called at a site.
        may_stay: Whether somebody, by what their session says, may still be here.
        way_in: A sentence for whoever is not in: where a link comes from.
    """

    sessions: Sessions
    cookie: Callable[[Site], str]
    may_stay: Callable[[str], Awaitable[bool]]
    way_in: str


class Guard:
    """Lets a request through, or answers in its place.

    Args:
        coordinators: Who may see everything that is not for readers.
        readers: Who may see what is for readers, and nothing else; None where nobody is asked.
        site: Under which address the studio is reached.
        refuse: Makes the answer that says why not.
    """

    def __init__(
        self, coordinators: Circle, readers: Circle | None, site: Callable[[], Site], refuse: Refuse
    ) -> None:
        self._coordinators = coordinators
        self._readers = readers
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
        circle = self._circle(request)
        id_ = request.cookies.get(circle.cookie(site), "")
        session = circle.sessions.find(id_)
        if not self._limit.allows(f"in {id_}" if session else asker_of(request)):
            told = "Too much was asked for at once. Wait a minute; nothing is lost."
            return self._refuse(request, HTTPStatus.TOO_MANY_REQUESTS, told)
        if _is_open(request.path):
            return None
        if session is not None and not await circle.may_stay(session.person):
            circle.sessions.close(id_)
            session = None
        if session is None:
            told = f"This browser is not signed in, or no longer. {circle.way_in}"
            return self._refuse(request, HTTPStatus.UNAUTHORIZED, told)
        if changes:
            given = request.headers.get(CSRF, "")
            if not hmac.compare_digest(given.encode(), session.csrf.encode()):
                told = "The page is out of date. Load it again; nothing is lost."
                return self._refuse(request, HTTPStatus.FORBIDDEN, told)
        request[SESSION] = session
        return None

    def _circle(self, request: web.Request) -> Circle:
        """Who may be answered, by the page that answers: not by how its address was written."""
        resource = request.match_info.route.resource
        for_readers = resource is not None and resource.canonical.startswith(READERS)
        return self._readers if for_readers and self._readers else self._coordinators

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


def _is_open(path: str) -> bool:
    return any(path.startswith(one) if one.endswith("/") else path == one for one in OPEN)
