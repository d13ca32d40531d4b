"""`cairn nudges`: how many reminders come when, and what became of those before; about nobody."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException
from typing import Any
from zoneinfo import ZoneInfo

from bot.script.durations import parse_hours
from bot.settings import Settings
from storage.standing import Coming, look_ahead

WIDEST_BAR = 40
_OUTCOMES = {"send": "sent", "hold": "held", "move": "moved", "rest": "rested", "drop": "dropped"}


def horizon(words: str) -> timedelta:
    """Reads `24h`, `24 hours` or `2 days`.

    Raises:
        ValueError: The words say no such length.
    """
    said = words.strip().lower()
    if said[:-1].isdecimal() and said[-1:] in ("h", "d"):
        said = f"{said[:-1]} {'hours' if said[-1] == 'h' else 'days'}"
    return timedelta(hours=parse_hours(said))


async def report(settings: Settings, now: datetime, ahead: timedelta) -> int:
    """Prints what is to come and what became of the rest; returns 0, or 1 without a database.

    Raises:
        StorageProblem: the database or its key cannot be used.
    """
    try:
        coming = await look_ahead(settings.database, settings.key_file, now, now + ahead)
    except FileNotFoundError:
        print("There is no database yet: nobody has been answered here so far.")
        return 1
    if coming is None:
        print("The database is older than this version; the next start brings it up to date.")
        return 1
    zone, rate = ZoneInfo(settings.timezone), settings.send_per_second
    lines = lines_ahead(coming, ahead, zone, rate) + lines_so_far(ask(*settings.http_address))
    print(*lines, sep="\n")
    return 0


def lines_ahead(coming: Coming, ahead: timedelta, zone: ZoneInfo, per_second: float) -> list[str]:
    """What is to come, hour by hour, and how long the largest wave takes."""
    total = sum(coming.by_minute.values())
    hours = round(ahead.total_seconds() / 3600)
    span = f"{hours // 24} days" if hours % 24 == 0 and hours > 24 else f"{hours} hours"
    lines = [f"Reminders in the next {span}: {total:,}, of {coming.on:,} that are on."]
    if not total:
        return lines
    by_hour: Counter[datetime] = Counter()
    for minute, count in coming.by_minute.items():
        by_hour[minute.astimezone(zone).replace(minute=0, second=0, microsecond=0)] += count
    most = max(by_hour.values())
    for hour, count in sorted(by_hour.items()):
        bar = "█" * max(1, round(WIDEST_BAR * count / most))
        lines.append(f"  {hour:%a %d %b %H}:00  {count:>9,}  {bar}")
    minute, largest = max(coming.by_minute.items(), key=lambda one: (one[1], -one[0].timestamp()))
    lines.append(
        f"The largest wave: {largest:,} at {minute.astimezone(zone):%a %d %b %H:%M}; at "
        f"{per_second:g} messages a second it takes {_length(largest / per_second)}."
    )
    return lines


def lines_so_far(answer: Mapping[str, Any] | None) -> list[str]:
    """What the running bot says of the time since its start."""
    if answer is None:
        return ["The running bot does not answer, so only what is stored is shown."]
    looked = answer["since_tick"]
    lines = [
        f"Since the start: {answer['due']:,} due now, {answer['taken_up']:,} taken up. "
        + ("Not looked yet." if looked is None else f"Last looked {looked:.0f} seconds ago.")
    ]
    for kind, name in _OUTCOMES.items():
        reasons = answer["outcomes"].get(kind, {})
        if reasons:
            each = (f"{reason.replace('_', ' ')} {count:,}" for reason, count in reasons.items())
            why = ", ".join(each)
            lines.append(f"  {name:<8} {sum(reasons.values()):>9,}  {why}")
    if answer["due"]:
        lines.append(f"What is due has left in about {_length(answer['wave_seconds'])}.")
    return lines


def ask(host: str, port: int) -> Mapping[str, Any] | None:
    """What the running bot says of its reminders; None where it does not answer."""
    connection = HTTPConnection(host, port, timeout=4)
    try:
        connection.request("GET", "/reminders")
        answer: dict[str, Any] = json.loads(connection.getresponse().read())
        return answer if "since_tick" in answer else None
    except (OSError, HTTPException, ValueError, TypeError):
        return None
    finally:
        connection.close()


def _length(seconds: float) -> str:
    """A length of time as people say it."""
    if seconds < 1.5:
        return "1 second"
    if seconds < 120:
        return f"{round(seconds)} seconds"
    if seconds < 7200:
        return f"{round(seconds / 60)} minutes"
    return f"{seconds / 3600:.1f} hours"
