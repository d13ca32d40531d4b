"""When words in the folder go live: what whoever runs Cairn has chosen."""

from __future__ import annotations

from enum import StrEnum


class When(StrEnum):
    """When words in the folder go live."""

    START = "start"
    SAVE = "save"
    HAND = "hand"
