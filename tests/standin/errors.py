"""What the Bot API answers when it will not do something."""

from typing import Any


class RefusalError(Exception):
    """A call that is answered with ``ok: false``.

    Args:
        code: The HTTP status and ``error_code``.
        description: The full description, with its "Bad Request: " and the like.
        parameters: ``retry_after`` (seconds) or ``migrate_to_chat_id``, when there are any.
    """

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The answer's JSON object."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> RefusalError:
    """A 400: the call makes no sense to Telegram."""
    return RefusalError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> RefusalError:
    """A 403: the call is well formed, and the bot may not."""
    return RefusalError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> RefusalError:
    """A 409: two ways of fetching updates got in each other's way."""
    return RefusalError(409, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> RefusalError:
    """A 429: wait this many seconds."""
    return RefusalError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
