"""From an HTTP request to a method and back, with the faults that are switched on."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.standin import (
    methods_bot,
    methods_chats,
    methods_files,
    methods_messages,
    methods_updates,
)
from tests.standin.backend import Backend, Call
from tests.standin.errors import RefusalError
from tests.standin.faults import Fault
from tests.standin.params import Params, read_params
from tests.standin.replies import cut_off, error_reply, json_reply
from tests.standin.updates import encode

LARGEST_BODY_BYTES = 64 * 1024 * 1024
Method = Callable[[Backend, Params], Any]
_METHODS: dict[str, tuple[str, Method]] = {
    name.lower(): (name, method)
    for module in (methods_messages, methods_files, methods_chats, methods_bot, methods_updates)
    for name, method in module.METHODS.items()
}


class Dispatcher(Backend):
    """Answers the bot's calls."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.down = False
        self.silent = False  # while down: calls are swallowed, not cut off
        self.closing = asyncio.Event()

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one call, or do to it what a fault says."""
        if self.down:
            return await self._lose(request)
        if not request.path.startswith("/bot"):
            return error_reply(RefusalError(404, "Not Found"))
        token, _, called = request.path[4:].partition("/")
        name = _name(called)
        try:
            params = await read_params(request)
        except RefusalError as error:
            return error_reply(self.refuse(name, error))
        call = self._record(name, params)
        fault = self.faults.find(name, params)
        if fault is not None and not fault.after:
            early = await self._meet(fault, request)
            if early is not None:
                call.ok = False
                return early
        reply = await self._process(token, call)
        if self.down:
            return await self._lose(request)
        late = await self._meet(fault, request) if fault is not None and fault.after else None
        return late or reply

    async def _lose(self, request: web.BaseRequest) -> web.StreamResponse:
        if self.silent:
            await self.closing.wait()
        return cut_off(request)

    async def _process(self, token: str, call: Call) -> web.StreamResponse:
        try:
            if token != self.token:
                raise RefusalError(401, "Unauthorized")
            body = await self._call(call.method, call.params)
        except RefusalError as error:
            call.ok = False
            if error.code != 429:
                self.refuse(call.method, error)
            return error_reply(error)
        except Exception as error:
            # A mistake in here must fail the test, whatever the bot makes of the 500.
            self.refused.append((call.method, f"the stand-in itself broke: {error!r}"))
            raise
        call.ok = True
        return json_reply(body)

    async def _call(self, name: str, params: Params) -> bytes:
        if name == "getUpdates":
            found = await methods_updates.get_updates(self, params)
            return b'{"ok":true,"result":[%b]}' % b",".join(found)
        known = _METHODS.get(name.lower())
        if known is None:
            raise RefusalError(404, "Not Found")
        self._check_flood(name, params)
        return encode({"ok": True, "result": known[1](self, params)}).encode()

    def _record(self, name: str, params: Params) -> Call:
        self.count[name] += 1
        call = Call(name, params.integer("chat_id"), time.monotonic(), params)
        if self.record:
            self.calls.append(call)
        self.signal.fire()
        return call

    def _check_flood(self, name: str, params: Params) -> None:
        if self.flood is None:
            return
        error = self.flood.check(name, params.integer("chat_id"))
        if error is not None:
            self.flooded += 1
            raise error

    async def _meet(self, fault: Fault, request: web.BaseRequest) -> web.StreamResponse | None:
        """What a fault makes of the call; None when it goes on from here."""
        if fault.kind == "answer":
            assert fault.error is not None
            return error_reply(fault.error)
        if fault.kind == "slow":
            assert fault.seconds is not None
            await asyncio.sleep(fault.seconds)
            return None
        if fault.kind == "hang":
            await self.closing.wait()
        return cut_off(request)


def _name(called: str) -> str:
    """The method's own spelling; Telegram takes any case of letters."""
    if called.lower() == "getupdates":
        return "getUpdates"
    known = _METHODS.get(called.lower())
    return called if known is None else known[0]


def make_request(*parts: Any) -> web.BaseRequest:
    """A request as aiohttp's server makes it, with room for the largest file."""
    message, payload, protocol, writer, task = parts
    return web.BaseRequest(
        message,
        payload,
        protocol,
        writer,
        task,
        asyncio.get_running_loop(),
        client_max_size=LARGEST_BODY_BYTES,
    )
