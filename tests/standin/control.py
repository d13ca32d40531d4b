"""The control API: what tests do by calling methods, for other processes, as JSON over HTTP."""

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.standin.clock import Clock
from tests.standin.flood import Flood, Limits
from tests.standin.people import Person
from tests.standin.signals import PATIENCE
from tests.standin.updates import encode

if TYPE_CHECKING:
    from tests.standin.server import StandIn

Body = dict[str, Any]
Command = Callable[["StandIn", Body], Awaitable[Any]]


async def handle(api: "StandIn", request: web.BaseRequest) -> web.StreamResponse:
    """Answer ``/control/<command>``; 400 with the reason when it cannot be done."""
    name = request.path.removeprefix("/control/")
    command = _COMMANDS.get(name)
    if command is None:
        return _answer(404, {"error": f"commands are {', '.join(sorted(_COMMANDS))}"})
    body: Body = dict(request.query)
    if request.can_read_body:
        body.update(json.loads(await request.read()))
    try:
        return _answer(200, await command(api, body))
    except (AssertionError, ValueError, KeyError, TypeError) as error:
        return _answer(400, {"error": f"{type(error).__name__}: {error}"})


def _answer(status: int, content: Any) -> web.Response:
    body = encode(content).encode()
    return web.Response(status=status, body=body, content_type="application/json")


def _person(api: "StandIn", body: Body) -> Person:
    number = int(body["person"])
    return api.people.get(number) or api.person(id=number)


async def _make_person(api: "StandIn", body: Body) -> Body:
    person = api.person(**body)
    return {"id": person.id}


async def _say(api: "StandIn", body: Body) -> Body:
    message = await _person(api, body).say(str(body["text"]))
    return {"message_id": message.id}


async def _say_many(api: "StandIn", body: Body) -> Body:
    """Many people (ids ``first`` up to ``first + people - 1``) say the same, ``times`` each."""
    first, people, times = int(body["first"]), int(body["people"]), int(body.get("times", 1))
    for _ in range(times):
        for number in range(first, first + people):
            await _person(api, {"person": number}).say(str(body["text"]))
    return {"said": people * times}


async def _tap(api: "StandIn", body: Body) -> Body:
    tap = await _person(api, body).tap(
        body.get("label"), data=body.get("data"), within=float(body.get("within", PATIENCE))
    )
    return {"id": tap.id}


async def _tap_many(api: "StandIn", body: Body) -> Body:
    """Many people (as in ``say_many``) tap the button with this label, each in their own chat."""
    first, people = int(body["first"]), int(body["people"])
    for number in range(first, first + people):
        await _tap(api, {**body, "person": number})
    return {"tapped": people}


async def _expect(api: "StandIn", body: Body) -> Body:
    message = await _person(api, body).expect(
        str(body.get("text", "")), within=float(body.get("within", PATIENCE))
    )
    return message.raw


async def _block(api: "StandIn", body: Body) -> Body:
    await _person(api, body).block()
    return {}


async def _unblock(api: "StandIn", body: Body) -> Body:
    await _person(api, body).unblock()
    return {}


async def _update(api: "StandIn", body: Body) -> Body:
    """Queue an update as it is: ``kind``, ``content``."""
    return {"update_id": api.updates.put(body["kind"], body["content"], int(body.get("lane", 0)))}


async def _fail(api: "StandIn", body: Body) -> Body:
    api.faults.fail(**body)
    return {}


async def _drop_before(api: "StandIn", body: Body) -> Body:
    api.faults.drop_before(**body)
    return {}


async def _drop_after(api: "StandIn", body: Body) -> Body:
    api.faults.drop_after(**body)
    return {}


async def _hang(api: "StandIn", body: Body) -> Body:
    api.faults.hang(**body)
    return {}


async def _slow(api: "StandIn", body: Body) -> Body:
    api.faults.slow(**body)
    return {}


async def _chaos(api: "StandIn", body: Body) -> Body:
    api.faults.chaos(**body)
    return {}


async def _clear_faults(api: "StandIn", body: Body) -> Body:
    api.faults.clear()
    return {}


async def _network(api: "StandIn", body: Body) -> Body:
    if body["up"]:
        await api.network_up()
    else:
        await api.network_down()
    return {}


async def _flood(api: "StandIn", body: Body) -> Body:
    api.flood = Flood(Limits(**body["limits"])) if body.get("limits") is not None else None
    return {}


async def _clock(api: "StandIn", body: Body) -> Body:
    clock: Clock = api.clock
    if "set" in body:
        clock.set(float(body["set"]))
    clock.advance(float(body.get("advance", 0)))
    return {"now": clock.now()}


async def _restart_ids(api: "StandIn", body: Body) -> Body:
    api.updates.restart_ids(int(body["at"]))
    return {}


async def _state(api: "StandIn", body: Body) -> Body:
    return {
        "count": dict(api.count),
        "pending": api.pending,
        "refused": api.refused,
        "flooded": api.flooded,
        "injected": api.faults.injected,
    }


async def _calls(api: "StandIn", body: Body) -> list[Body]:
    wanted = body.get("method")
    return [
        {
            "method": call.method,
            "chat_id": call.chat_id,
            "at": call.at,
            "ok": call.ok,
            "text": call.params.text("text"),
        }
        for call in api.calls
        if wanted in (None, call.method)
    ]


async def _messages(api: "StandIn", body: Body) -> list[Body]:
    chat = api.world.chats[int(body["chat_id"])]
    return [message.raw for message in chat.messages.values() if not message.deleted]


async def _wait(api: "StandIn", body: Body) -> Body:
    """Wait until ``method`` was called ``number`` times."""
    within = float(body.get("within", 30.0))
    await api.wait_calls(str(body["method"]), int(body["number"]), within)
    return {"count": dict(api.count)}


async def _wait_idle(api: "StandIn", body: Body) -> Body:
    """Wait until no update is left unconfirmed."""
    await api.wait_idle(float(body.get("within", 30.0)))
    return {}


_COMMANDS: dict[str, Command] = {
    "person": _make_person,
    "say": _say,
    "say_many": _say_many,
    "tap": _tap,
    "tap_many": _tap_many,
    "expect": _expect,
    "block": _block,
    "unblock": _unblock,
    "update": _update,
    "fail": _fail,
    "drop_before": _drop_before,
    "drop_after": _drop_after,
    "hang": _hang,
    "slow": _slow,
    "chaos": _chaos,
    "clear_faults": _clear_faults,
    "network": _network,
    "flood": _flood,
    "clock": _clock,
    "restart_ids": _restart_ids,
    "state": _state,
    "calls": _calls,
    "messages": _messages,
    "wait": _wait,
    "wait_idle": _wait_idle,
}
