"""The pages of somebody who was asked to read words: all they can see, and all they can do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from itertools import groupby
from textwrap import shorten
from typing import Annotated, Any

from aiohttp import web
from markupsafe import Markup
from pydantic import Field

from bot.printing.page import html
from bot.printing.reading import sheet_of
from bot.printing.sheet import HOW_TO_READ, LABELS, Kind, Line
from bot.script.markup import plain
from bot.script.model import Script
from bot.script.reader import read_script
from bot.service.readings import LONGEST_REMARK, CannotSay, Over, Reading, Readings
from bot.service.tryout import CannotPlay
from bot.studio.answers import Body, as_json, asked, csrf_of, page, sorry
from bot.studio.chat import Asked, play
from bot.studio.entering import TOO_OFTEN, TRIES_A_MINUTE
from bot.studio.guard import SESSION, Circle
from bot.studio.limits import Limit, asker_of
from bot.studio.papers import Desk, Papers
from bot.studio.sessions import SESSION_SECONDS, Sessions
from bot.studio.site import Site
from bot.studio.workbench import Workbench

SAID_A_MINUTE = 30
PLAYED_A_MINUTE = 120
A_LOT = "That was a lot at once. Wait a minute; nothing is lost."
_SHORT = 40  # letters of a text by which a button says what it is about
_OF_THE_CHAT = (
    "began", "said", "drawn", "over", "sorry", "clock", "lines", "options", "back"
)  # fmt: skip
"""What readers are told of a chat; what is kept as tests is not their business."""
_Name = Annotated[str, Field(max_length=200)]


class Link(Body):
    """A link that was opened."""

    secret: Annotated[str, Field(max_length=200)]


class Saying(Body):
    """What somebody says, and about which words; about all of them without a place."""

    where: Annotated[tuple[_Name, ...], Field(max_length=6)] = ()
    words: Annotated[str, Field(max_length=LONGEST_REMARK)]


class One(Body):
    """One remark."""

    id: int


class Playing(Body):
    """A chat over the words."""

    asked: Asked


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that one remark can be about; none about lines that the file does not say.

    Attributes:
        where: The names that lead to them in the file, or to the group that they are.
        lines: The lines, with what each of them is.
        short: Their first words, for whoever hears a list of buttons.
    """

    where: tuple[str, ...]
    lines: tuple[tuple[str, Markup], ...]
    short: str


class ReadingPages:
    """Answers for readers. A session of theirs is for one reading and opens nothing else.

    Args:
        readings: Who was asked to read what.
        bench: The files around it.
        desk: What follows from them.
        site: Under which address the page is reached.
        now: This moment, in the zone in which dialogues are tried.
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
        self._sessions = Sessions(None)
        self._tries = Limit(TRIES_A_MINUTE)
        self._said = Limit(SAID_A_MINUTE)
        self._played_lately = Limit(PLAYED_A_MINUTE)
        way_in = "Open the link that you were given once more; what you wrote here stays."
        self.circle = Circle(self._sessions, _cookie, self._may_stay, way_in)

    def routes(self) -> list[web.RouteDef]:
        """Where everything is; the guard knows readers’ pages by these names."""
        return [
            web.get("/read", self.door),
            web.post("/read", self.enter),
            web.get("/read/page", self.read),
            web.post("/api/read/remarks", self.say),
            web.post("/api/read/unsay", self.unsay),
            web.post("/api/read/play", self.play),
            web.post("/api/read/done", self.finish),
        ]

    async def door(self, request: web.Request) -> web.Response:
        """Where a link leads; its secret stays in the browser, behind a #."""
        session = self._sessions.find(request.cookies.get(_cookie(self._site()), ""))
        return page("read_door.html", in_=bool(session and await self._may_stay(session.person)))

    async def enter(self, request: web.Request) -> web.Response:
        """Lets a browser in by a link, which works as often as it is opened until it is over."""
        if not self._tries.allows(asker_of(request)):
            return sorry(TOO_OFTEN, HTTPStatus.TOO_MANY_REQUESTS)
        try:
            reading = await self._readings.enter((await asked(request, Link)).secret)
        except Over as over:
            return sorry(str(over), HTTPStatus.GONE)
        site, response = self._site(), as_json({})
        response.set_cookie(
            _cookie(site),
            self._sessions.open(str(reading)),
            max_age=int(SESSION_SECONDS),
            httponly=True,
            samesite="Strict",
            secure=site.secure,
        )
        return response

    async def read(self, request: web.Request) -> web.Response:
        """The words, each with a place to say something about it."""
        try:
            reading, remarks = await self._readings.to_read(_reading(request))
        except Over:
            return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": "/read"})
        papers = await self._papers()
        script = await asyncio.to_thread(script_of, reading.text, reading.path, papers)
        if script is None:
            told = "These words cannot be shown just now. Tell whoever gave you the link."
            return page("sorry.html", HTTPStatus.CONFLICT, told=told, in_=False)
        library = await asyncio.to_thread(papers.library)
        sheet = await asyncio.to_thread(sheet_of, script, library)
        return page(
            "read.html",
            csrf=csrf_of(request),
            sheet=sheet,
            about=_introducing(sheet.about),
            parts=_parts,
            how=HOW_TO_READ,
            asked=reading.asked,
            until=f"{reading.until.astimezone(self._now().tzinfo):%-d %B %Y, %H:%M}",
            said=[{"id": one.id, "where": one.where, "words": one.words} for one in remarks],
            longest=LONGEST_REMARK,
        )

    async def say(self, request: web.Request) -> web.Response:
        """Keeps a remark."""
        saying = await asked(request, Saying)
        reading = _reading(request)
        if not self._said.allows(str(reading)):
            return sorry(A_LOT, HTTPStatus.TOO_MANY_REQUESTS)
        try:
            id_ = await self._readings.say(reading, saying.where, saying.words)
        except CannotSay as why:
            return sorry(str(why))
        except Over as over:
            return sorry(str(over), HTTPStatus.GONE)
        return as_json({"id": id_})

    async def unsay(self, request: web.Request) -> web.Response:
        """Forgets a remark of this very link."""
        try:
            await self._readings.unsay(_reading(request), (await asked(request, One)).id)
        except Over as over:
            return sorry(str(over), HTTPStatus.GONE)
        return as_json({})

    async def play(self, request: web.Request) -> web.Response:
        """The chat over the words that are read, as a person meets them."""
        playing = await asked(request, Playing)
        if not self._played_lately.allows(str(_reading(request))):
            return sorry(A_LOT, HTTPStatus.TOO_MANY_REQUESTS)
        try:
            reading, _ = await self._readings.to_read(_reading(request))
        except Over as over:
            return sorry(str(over), HTTPStatus.GONE)
        papers = await self._papers()
        return as_json(await asyncio.to_thread(self._played, reading, playing.asked, papers))

    async def finish(self, request: web.Request) -> web.Response:
        """Notes that all of it was read, and ends the link."""
        try:
            await self._readings.finish(_reading(request))
        except Over as over:
            return sorry(str(over), HTTPStatus.GONE)
        response = as_json({})
        response.del_cookie(_cookie(self._site()))
        return response

    def _played(self, reading: Reading, asked: Asked, papers: Papers) -> dict[str, Any]:
        script = script_of(reading.text, reading.path, papers)
        if script is None:
            return {"cannot": "These words cannot be played just now."}
        try:
            in_english = asked.model_copy(update={"language": None})
            answer = play(in_english, script, papers, self._now())
        except CannotPlay as problem:
            return {"cannot": str(problem)}
        return {name: answer[name] for name in _OF_THE_CHAT}

    async def _may_stay(self, reading: str) -> bool:
        return await self._readings.is_open(int(reading))

    async def _papers(self) -> Papers:
        return self._desk.of(await self._bench.writing(), self._now().date())


def _cookie(site: Site) -> str:
    return f"{site.cookie}_reads"


def _reading(request: web.Request) -> int:
    return int(request[SESSION].person)


def script_of(text: str, path: str, papers: Papers) -> Script | None:
    """The dialogue to be read; None where it cannot be played, and so not be shown."""
    return read_script(text, path, papers.around().world)[0]


def _introducing(lines: Sequence[Line]) -> list[Line]:
    """The file’s own words, and what introduces them; not what is said of the file itself."""
    after = [*lines[1:], Line(Kind.NOTE, "")]
    return [one for one, next_ in zip(lines, after, strict=True) if one.where or next_.where]


def _parts(lines: Sequence[Line]) -> Iterator[Part]:
    """The lines in groups: those of one place in the file belong together, such as answers."""
    for where, group in groupby(lines, key=lambda line: line.where):
        found = tuple(group)
        shown = tuple((str(one.kind), html(LABELS.get(one.kind, "") + one.text)) for one in found)
        words = " ".join(plain(found[0].text).split())
        short = shorten(words, _SHORT, placeholder="…")
        if found[0].kind is Kind.WAY:
            short = "these answers"
        yield Part(where, shown, short)
