"""Fetching updates: the long poll, and switching a webhook on and off."""

import re
from typing import Any
from urllib.parse import urlsplit

from tests.standin.backend import Backend
from tests.standin.errors import bad_request, conflict
from tests.standin.params import Params
from tests.standin.world import Json

MOST_UPDATES = 100
WEBHOOK_PORTS = frozenset({80, 88, 443, 8443})
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def get_updates(api: Backend, params: Params) -> list[bytes]:
    """Answer getUpdates with the updates' JSON, already encoded."""
    if api.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    api.updates.allow(_kinds(params))
    limit = min(max(params.integer("limit", MOST_UPDATES), 1), MOST_UPDATES)
    return await api.updates.poll(params.integer("offset"), limit, params.integer("timeout"))


def set_webhook(api: Backend, params: Params) -> bool:
    """Answer setWebhook; an empty address removes it."""
    url = params.text("url")
    if not url:
        return delete_webhook(api, params)
    _check_address(url)
    secret = params.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters or is too long")
    connections = params.integer("max_connections", 40)
    if not 1 <= connections <= 100:
        raise bad_request("max_connections must be between 1 and 100")
    api.updates.allow(_kinds(params))
    _drop_pending(api, params)
    api.updates.interrupt("terminated by setWebhook request")
    api.webhook.start(url, secret, connections)
    return True


def delete_webhook(api: Backend, params: Params) -> bool:
    """Answer deleteWebhook."""
    _drop_pending(api, params)
    api.webhook.stop()
    return True


def get_webhook_info(api: Backend, params: Params) -> Json:
    """Answer getWebhookInfo."""
    hook = api.webhook
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": hook.pending + api.updates.pending,
    }
    if hook.url:
        info["max_connections"] = hook.max_connections
        if hook.last_error:
            info["last_error_date"] = hook.last_error_at
            info["last_error_message"] = hook.last_error
    return info


def _kinds(params: Params) -> Any:
    kinds = params.parsed("allowed_updates")
    if kinds is not None and not isinstance(kinds, list):
        raise bad_request("expected an Array of String as allowed updates")
    return kinds


def _drop_pending(api: Backend, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        api.updates.clear()
        api.webhook.drop_pending()


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.hostname in {"127.0.0.1", "localhost"}:
        # A local Bot API server takes plain HTTP on any port, and so do tests.
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in WEBHOOK_PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


METHODS = {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
