"""The arguments of one call: JSON, urlencoded and multipart bodies read the same way."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.multipart import BodyPartReader

from tests.standin.errors import bad_request


@dataclass(frozen=True, slots=True)
class File:
    """A file that was sent: its name and its bytes."""

    name: str
    data: bytes = field(repr=False)
    mime: str = "application/octet-stream"


class Params(dict[str, Any]):
    """Arguments by name; a form's strings are read as Telegram reads them."""

    def text(self, name: str) -> str:
        """A string argument, or "" when it is missing."""
        value = self.get(name, "")
        if isinstance(value, str):
            return value
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; anything unreadable counts as not given, as at Telegram."""
        value = self.get(name)
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, int | float):
            return int(value)
        try:
            return int(value) if isinstance(value, str) else default
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """A boolean; "true", "yes" and "1" are true, everything else is false."""
        value = self.get(name, False)
        if isinstance(value, str):
            return value.lower() in {"true", "yes", "1"}
        return bool(value)

    def parsed(self, name: str) -> Any:
        """A JSON argument, whether it came as JSON or as a string of JSON; None when missing.

        Raises:
            RefusalError: The string is not JSON.
        """
        value = self.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def file(self, name: str) -> File | str | None:
        """An uploaded file, a file id or address, or None when there is neither."""
        value = self.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            value = self.get(value.removeprefix("attach://"))
        if isinstance(value, File):
            return value
        return value if isinstance(value, str) and value else None


async def read_params(request: web.BaseRequest) -> Params:
    """Read a call's arguments from its address and body.

    Raises:
        RefusalError: The body cannot be read.
    """
    params = Params(request.query) if request.query_string else Params()
    if not request.can_read_body:
        return params
    kind = request.content_type
    if kind == "multipart/form-data":
        await _read_multipart(request, params)
        return params
    body = await request.read()
    if kind == "application/json":
        try:
            values = json.loads(body) if body else {}
        except ValueError:
            raise bad_request("can't parse JSON object") from None
        if not isinstance(values, dict):
            raise bad_request("object expected")
        params.update((name, value) for name, value in values.items() if value is not None)
    else:
        params.update(parse_qsl(body.decode(), keep_blank_values=True))
    return params


async def _read_multipart(request: web.BaseRequest, params: Params) -> None:
    reader = await request.multipart()
    async for part in reader:
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read())
        if part.filename is None:
            params[part.name] = data.decode()
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            params[part.name] = File(part.filename, data, mime)
