"""A bare caller of the Bot API, for tests of the stand-in and as a yardstick without framework."""

import io
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import aiohttp


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the HTTP status and the JSON object."""

    status: int
    body: dict[str, Any]

    @property
    def result(self) -> Any:
        """The result of a call that went well.

        Raises:
            AssertionError: It was refused.
        """
        assert self.body["ok"], self.body
        return self.body["result"]

    @property
    def description(self) -> str:
        """Why it was refused; "" when it was not."""
        return str(self.body.get("description", ""))

    @property
    def parameters(self) -> dict[str, int]:
        """``retry_after`` or ``migrate_to_chat_id`` of a refusal."""
        return dict(self.body.get("parameters", {}))


class RawBot:
    """Calls methods as JSON: ``await bot("sendMessage", chat_id=…, text=…)``."""

    def __init__(self, url: str, token: str) -> None:
        self._base = f"{url}/bot{token}/"
        self._session = aiohttp.ClientSession()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.close()

    async def __call__(self, method: str, **params: Any) -> Answer:
        """Call a method.

        Raises:
            aiohttp.ClientError: The connection broke.
        """
        async with self._session.post(self._base + method, json=params) as response:
            return await _read(response)

    async def form(self, method: str, fields: dict[str, str], **files: bytes) -> Answer:
        """Call a method with a form; multipart when there are files.

        Raises:
            aiohttp.ClientError: The connection broke.
        """
        form = aiohttp.FormData(fields)
        for name, data in files.items():
            form.add_field(name, io.BytesIO(data), filename=f"{name}.bin")
        async with self._session.post(self._base + method, data=form) as response:
            return await _read(response)


async def _read(response: aiohttp.ClientResponse) -> Answer:
    """A gateway's page of HTML is an answer with nothing in it."""
    is_json = response.content_type == "application/json"
    return Answer(response.status, await response.json() if is_json else {})
