"""HTTP for python-telegram-bot over one aiohttp session.

A POST costs about a sixth of a millisecond here, and one to three in the library's own client.
The token is part of every address, and aiohttp's errors name addresses: so each of them is left
behind, and what is raised in its place says nothing but its kind.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    FormData,
    TCPConnector,
)
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.telegram.problems import NotConnected

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 15.0
UPLOAD_SECONDS = 60.0

_JSON = {"Content-Type": "application/json"}
_LEFT_OUT = ("User-Agent", "Accept", "Accept-Encoding")


def within(seconds: float) -> ClientTimeout:
    """A whole call's time, finding the address and connecting included; make it once."""
    return ClientTimeout(total=seconds, connect=CONNECT_SECONDS)


_ANSWER, _UPLOAD = within(ANSWER_SECONDS), within(UPLOAD_SECONDS)


class AiohttpRequest(BaseRequest):
    """The library's transport. One session, opened by `initialize`, serves every call.

    Args:
        api_url: Base of the Bot API; tells which of the system's proxies to use, if any.
    """

    def __init__(self, api_url: str) -> None:
        self._proxy = _proxy_for(api_url)
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """How many seconds an answer may take when a call does not say."""
        return ANSWER_SECONDS

    async def initialize(self) -> None:
        """Open the session; nothing happens when it is open."""
        if self._session is None:
            # Telegram sets no cookies, and those who call bound how much happens at once.
            self._session = ClientSession(
                connector=TCPConnector(limit=0, ttl_dns_cache=60),
                cookie_jar=DummyCookieJar(),
                skip_auto_headers=_LEFT_OUT,
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0917 - the library's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call of the library's; the time for an answer is `read_timeout`, for files longer.

        Raises:
            TimedOut: No answer in time.
            NotConnected: No connection.
            NetworkError: The connection broke.
        """
        if request_data is None:
            return await self.send(URL(url, encoded=True), b"{}", _ANSWER)
        if request_data.contains_files:
            return await self.send(URL(url, encoded=True), _form(request_data), _UPLOAD, {})
        timeout = within(read_timeout) if isinstance(read_timeout, int | float) else _ANSWER
        return await self.send(URL(url, encoded=True), request_data.json_payload, timeout)

    async def send(
        self,
        url: URL,
        body: bytes | FormData,
        patience: ClientTimeout | None = None,
        headers: Mapping[str, str] = _JSON,
    ) -> tuple[int, bytes]:
        """POST a body, and give the answer's status and bytes.

        Raises:
            TimedOut: No answer in time.
            NotConnected: No connection.
            NetworkError: The connection broke, or the transport is closed.
        """
        if self._session is None:
            raise NetworkError("Not started")
        try:
            async with self._session.post(
                url, data=body, headers=headers, timeout=patience or _ANSWER, allow_redirects=False
            ) as answer:
                return answer.status, await answer.read()
        except (ClientConnectorError, ConnectionTimeoutError):
            problem: NetworkError = NotConnected("No connection")
        except TimeoutError:
            problem = TimedOut()
        except (ClientError, OSError, ValueError) as error:
            problem = NetworkError(f"Connection broken ({type(error).__name__})")
        # Raised out here, so that not even its context leads to the address.
        raise problem

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; the library's own way writes what it cannot read into the log.

        Raises:
            TelegramError: It is not JSON.
        """
        return read_json(payload)


def read_json(payload: bytes) -> dict[str, Any]:
    """An answer's JSON object.

    Raises:
        TelegramError: It is something else.
    """
    try:
        body = json.loads(payload)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise TelegramError("Invalid server response")
    return body


def _form(data: RequestData) -> FormData:
    form = FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form


def _proxy_for(api_url: str) -> str | None:
    """The proxy that the system's settings (HTTPS_PROXY, NO_PROXY) name for this address."""
    parts = urlsplit(api_url)
    if proxy_bypass(parts.hostname or ""):
        return None
    return getproxies().get(parts.scheme)
