"""`cairn doctor --health`: asks the running bot whether it is well, as a container has to know."""

from __future__ import annotations

import json
from http.client import HTTPConnection, HTTPException


def ask(host: str, port: int) -> int:
    """Prints one line; returns 0 where the bot’s polls come through, else 1."""
    connection = HTTPConnection(host, port, timeout=4)
    try:
        connection.request("GET", "/health")
        answer = connection.getresponse()
        silence = json.loads(answer.read())["since_poll"]
    except (OSError, HTTPException, ValueError, KeyError, TypeError):
        print(f"Nothing answers at {host}:{port}; the bot does not run, or CAIRN_HTTP differs.")
        return 1
    finally:
        connection.close()
    print(f"Telegram last answered {silence} seconds ago.")
    return 0 if answer.status == 200 else 1
