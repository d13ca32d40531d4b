"""Answers as they go over the wire, and connections that are cut."""

import asyncio
import socket
import struct

from aiohttp import web

from tests.standin.errors import RefusalError
from tests.standin.updates import encode

GATEWAY_ERRORS = frozenset({502, 504})
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


def json_reply(body: bytes, status: int = 200) -> web.Response:
    """An answer whose JSON is encoded already."""
    return web.Response(body=body, status=status, content_type="application/json")


def error_reply(error: RefusalError) -> web.Response:
    """A refusal in Telegram's shape; a gateway's own error is a page of HTML, as in life."""
    if error.code in GATEWAY_ERRORS:
        page = f"<html><body><h1>{error.code} {error.description}</h1></body></html>"
        return web.Response(text=page, status=error.code, content_type="text/html")
    return json_reply(encode(error.body()).encode(), error.code)


def cut_off(request: web.BaseRequest) -> web.StreamResponse:
    """Reset the caller's connection; what is returned goes nowhere."""
    reset(request.transport)
    return web.Response()


def reset(transport: asyncio.BaseTransport | None) -> None:
    """End a connection with a TCP reset instead of a goodbye."""
    if not isinstance(transport, asyncio.Transport):
        return
    connection = transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
    transport.abort()
