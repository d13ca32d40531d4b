"""A year's export: how long somebody with a long log waits for everything that is held of them."""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import date
from itertools import count
from pathlib import Path

from bot import clock
from bot.script.folder import read_folder
from bot.service.acts import Document
from bot.service.inputs import Arrived, Command
from bot.service.installation import Installation
from bot.service.outgoing import Done
from bot.service.service import Service
from bot.settings import SHIPPED_DIALOGUES
from storage import entries, people
from tests.bench.seeding import opened

ENTRIES, TIMES = 2_000, 7
WHO = "bench:1"
_numbers = count(1)


async def exported() -> list[str]:
    """`/export` of a log of 2,000 entries, from the command to both files in the outbox."""
    with tempfile.TemporaryDirectory(prefix="cairn-export-") as here:
        async with opened(Path(here), clock.now()) as store:
            library, _ = read_folder(SHIPPED_DIALOGUES, date(2026, 11, 28))
            service = Service(store, library, Installation(), clock.now)
            await service.start()
            await _said(service, Command("start", "yes"))
            await _said(service, Command("stop", ""))
            async with store.write() as unit:
                person = (await people.find(unit, [WHO]))[WHO]
                fields = {
                    "text": "When the door opens, I will say how long it takes.",
                    "revisit": "",
                }
                body = {
                    "kind": "small_change", "theme": "service-design", "fields": fields,
                    "made": "2026-03-04", "notes": [["2026-03-11", "look_again", "did"]],
                }  # fmt: skip
                await entries.add(unit, [(person, body) for _ in range(ENTRIES)])
            waits, sizes = [], [0]
            for _ in range(TIMES):
                began = time.perf_counter()
                files = await _said(service, Command("export", ""))
                waits.append(1000 * (time.perf_counter() - began))
                sizes = [len(one.data) for one in files]
    return [
        f"### Exporting a log of {ENTRIES:,} entries",
        "",
        f"p50 {statistics.median(waits):.0f} ms, longest {max(waits):.0f} ms, over {TIMES} exports;"
        f" the files have {sum(sizes) / 1e6:.1f} MB. Wanted: under 1 s.",
    ]


async def _said(service: Service, command: Command) -> list[Document]:
    """What a command brings, once it is written; the files among it."""
    out = await service.handle([Arrived(next(_numbers), WHO, command)])
    await service.done([Done(one.row) for one in out if one.row])
    return [one.act for one in out if isinstance(one.act, Document)]
