"""What the bot holds of each person, asked for as people ask for it: by /export."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import Any

from tests.faults.crowd import Crowd, Talker
from tests.standin import Person


async def everything_is_held(crowd: Crowd) -> None:
    """Whatever somebody was told is kept is there, once, and nothing else is.

    Raises:
        AssertionError: says for whom not, and what differs.
    """
    await asyncio.gather(*(_all_of(each) for each in crowd.talkers))


async def _all_of(talker: Talker) -> None:
    held = await export(talker.person)
    there = Counter(entry["fields"]["text"] for entry in held["log"])
    assert there == talker.kept, f"missing {talker.kept - there}, too many {there - talker.kept}"
    assert len(held["to_come_back_to"]) == talker.to_come


async def export(person: Person) -> dict[str, Any]:
    """The data that /export hands over."""
    before = len(_files(person))
    await person.say("/export")
    await person.until(lambda: len(_files(person)) > before, "the export", within=20)
    held: dict[str, Any] = json.loads(_files(person)[-1])
    return held


def _files(person: Person) -> list[bytes]:
    documents = [message.document for message in person.messages if message.document]
    return [one.data for one in documents if one.name.endswith(".json")]
