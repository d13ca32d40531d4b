"""What the bot holds of each person, asked for as people ask for it: by /export."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import Any

from tests.faults.crowd import Crowd, Talker


async def everything_is_held(crowd: Crowd) -> None:
    """Whatever somebody was told is kept is there, once, and nothing else is.

    Raises:
        AssertionError: says for whom not, and what differs.
    """
    await asyncio.gather(*(_all_of(each) for each in crowd.talkers))


async def _all_of(talker: Talker) -> None:
    held = await _export(talker)
    there = Counter(entry["fields"]["text"] for entry in held["log"])
    assert there == talker.kept, f"missing {talker.kept - there}, too many {there - talker.kept}"
    assert len(held["to_come_back_to"]) == talker.to_come


async def _export(talker: Talker) -> dict[str, Any]:
    person = talker.person
    person.read()
    await person.say("/export")
    await person.until(lambda: _file(talker) is not None, "the export", within=20)
    held: dict[str, Any] = json.loads(_file(talker) or b"")
    return held


def _file(talker: Talker) -> bytes | None:
    for message in reversed(talker.person.messages):
        if message.document and message.document.name.endswith(".json"):
            return message.document.data
    return None
