"""How the studio reads what a browser sends, and what it answers with."""

from __future__ import annotations

import json
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.studio.guard import SESSION

HERE = Path(__file__).resolve().parent
_TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
)

Asking = TypeVar("Asking", bound=BaseModel)


class Body(BaseModel):
    """What a page sends: nothing may be added to it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


async def asked(request: web.Request, what: type[Asking]) -> Asking:
    """The body of a request.

    Raises:
        web.HTTPBadRequest: It is none.
    """
    try:
        return what.model_validate_json(await request.read())
    except ValidationError:
        raise web.HTTPBadRequest from None


def as_json(value: object, status: HTTPStatus = HTTPStatus.OK) -> web.Response:
    """An answer for a script of ours."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return web.Response(text=text, content_type="application/json", status=status)


def sorry(told: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> web.Response:
    """An answer that says why not, in a sentence."""
    return as_json({"sorry": told}, status)


def page(template: str, status: HTTPStatus = HTTPStatus.OK, **values: object) -> web.Response:
    """A page made of a template."""
    html = _TEMPLATES.get_template(template).render(**{"csrf": "", **values})
    return web.Response(text=html, content_type="text/html", status=status)


def csrf_of(request: web.Request) -> str:
    """The secret of whoever asks, for the page that is made for them."""
    return request[SESSION].csrf
