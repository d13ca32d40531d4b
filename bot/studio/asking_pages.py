"""For coordinators: asking somebody to read a dialogue, and what was said about its words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from aiohttp import web
from pydantic import Field

from bot.script.edit import CannotEdit
from bot.script.readable import read_readable
from bot.script.reviewing import Mark, with_mark
from bot.service.publishing.changes import place_of
from bot.service.publishing.drafting import version_of
from bot.service.readings import Asked, CannotAsk, Readings, changed
from bot.studio.answers import Body, as_json, asked, sorry
from bot.studio.papers import Desk
from bot.studio.reading_pages import script_of
from bot.studio.site import Site
from bot.studio.workbench import CannotSave, ChangedMeanwhile, File, NoSuchFile, Workbench


class Asking(Body):
    """Who should read it, by role."""

    role: Annotated[str, Field(max_length=400)]


class One(Body):
    """One reading, or one remark, and what becomes of it."""

    id: int
    settled: bool = True


class Noting(Body):
    """What to note in the file about a reading; nothing where it is let go."""

    id: int
    changed: Annotated[str, Field(max_length=1_000)] = ""
    noted: bool = True


class AskingPages:
    """Answers about readings.

    Args:
        readings: Who was asked to read what.
        bench: The files.
        desk: What follows from them.
        site: Under which address readers come.
        now: This moment, in the zone in which times are shown.
    """

    def __init__(
        self,
        readings: Readings,
        bench: Workbench,
        desk: Desk,
        site: Callable[[], Site],
        now: Callable[[], datetime],
    ) -> None:
        self._readings = readings
        self._bench = bench
        self._desk = desk
        self._site = site
        self._now = now

    def routes(self) -> list[web.RouteDef]:
        """Where everything is."""
        one = "/api/readings/{name}"
        return [
            web.get("/api/readings", self.left),
            web.get(one, self.listed),
            web.post(f"{one}/ask", self.ask),
            web.post(f"{one}/back", self.take_back),
            web.post(f"{one}/settle", self.settle),
            web.post(f"{one}/note", self.note),
        ]

    async def left(self, _request: web.Request) -> web.Response:
        """How many remarks wait, by dialogue."""
        found = await self._readings.unsettled()
        return as_json({path.removesuffix(".yaml"): number for path, number in found.items()})

    async def listed(self, request: web.Request) -> web.Response:
        """Who was asked to read a dialogue, and what they said."""
        file = await self._file(request)
        found = await self._readings.asked(file.path)
        return as_json(await asyncio.to_thread(self._told, found, file.text))

    async def ask(self, request: web.Request) -> web.Response:
        """A link for somebody, to be sent on; it is shown this once."""
        file, asking = await self._file(request), await asked(request, Asking)
        papers = self._desk.of(await self._bench.writing(), self._now().date())
        if await asyncio.to_thread(script_of, file.text, file.path, papers) is None:
            return sorry("These words cannot be read yet. Mend what has to be mended first.")
        try:
            _, secret = await self._readings.ask(file.path, file.text, asking.role)
        except CannotAsk as why:
            return sorry(str(why))
        (origin,) = self._site().origins
        return as_json({"link": f"{origin}/read#{secret}"})

    async def take_back(self, request: web.Request) -> web.Response:
        """Ends a link."""
        await self._readings.take_back((await asked(request, One)).id)
        return as_json({})

    async def settle(self, request: web.Request) -> web.Response:
        """Settles a remark, or opens it again."""
        one = await asked(request, One)
        await self._readings.settle(one.id, one.settled)
        return as_json({})

    async def note(self, request: web.Request) -> web.Response:
        """Notes in the file who read it, by role, with the mark of the words that they read."""
        noting = await asked(request, Noting)
        reading = await self._readings.to_note(noting.id)
        file = await self._file(request)
        if reading is None or reading.path != file.path:
            return sorry("This is noted already.")
        if noting.noted:
            today = self._now().date()
            on = reading.until.astimezone(self._now().tzinfo).date()
            read, _ = read_readable(reading.text, reading.path)
            words = read.mark if read else ""
            mark = Mark(reading.asked, on, noting.changed, words)
            try:
                text = with_mark(file.text, file.path, mark, today)
                await self._bench.write(file.path, text, file.version)
            except (CannotEdit, CannotSave, ChangedMeanwhile, NoSuchFile) as problem:
                return sorry(str(problem))
        await self._readings.noted(noting.id)
        return as_json({})

    async def _file(self, request: web.Request) -> File:
        name = request.match_info["name"]
        path = f"{name}.yaml"
        text = (await self._bench.writing()).files.texts.get(path)
        if text is None or "/" in name:
            raise web.HTTPNotFound
        return File(path, text, version_of(text))

    def _told(self, found: list[Asked], text: str) -> dict[str, Any]:
        return {
            "asked": [self._one(one) for one in found],
            "remarks": [
                {
                    "id": remark.id,
                    "by": one.reading.asked,
                    "on": self._day(remark.at),
                    "where": remark.where,
                    "place": place_of(remark.where),
                    "words": remark.words,
                    "settled": remark.settled,
                    "changed": changed(one.reading, text, remark.where),
                }
                for one in found
                for remark in one.remarks
            ],
        }

    def _one(self, one: Asked) -> dict[str, Any]:
        return {
            "id": one.reading.id,
            "by": one.reading.asked,
            "until": self._day(one.reading.until),
            "open": one.is_open,
            "toNote": one.to_note,
            "said": len(one.remarks),
        }

    def _day(self, moment: datetime) -> str:
        return f"{moment.astimezone(self._now().tzinfo):%-d %B %Y}"
