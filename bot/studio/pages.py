"""The pages and their answers: what the browser asks for, and what it gets."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

from aiohttp import web
from pydantic import Field

from bot.script.folder import THEMES
from bot.script.layout import CannotEdit
from bot.script.model import Script
from bot.script.reader import read_script
from bot.service.tryout import CannotPlay
from bot.studio.answers import Body, as_json, asked, csrf_of, page, sorry
from bot.studio.beside import first_to_mend, look
from bot.studio.changes import Change, apply, file_name
from bot.studio.chat import Asked, kept, play
from bot.studio.keeping import path_of
from bot.studio.kinds import KINDS, new_file
from bot.studio.papers import Desk, Papers
from bot.studio.picture import STYLE, Pictures
from bot.studio.presence import Presence
from bot.studio.rule_pages import rule_page
from bot.studio.shelf import Shelf
from bot.studio.sorts import DIALOGUE, drawn_on
from bot.studio.workbench import CannotSave, ChangedMeanwhile, File, NoSuchFile, Workbench

MOST_CHARACTERS = 300_000
_AT_A_TIME = 0.15  # seconds in which one request for the list checks files
_NAME = re.compile(r"[^/\\\x00]{1,80}")


class Draft(Body):
    """A draft as it stands in the browser, and changes to be made to it."""

    text: Annotated[str, Field(max_length=MOST_CHARACTERS + 1)]
    changes: Annotated[tuple[Change, ...], Field(max_length=200)] = ()
    shown: bool = False  # whether the page shows the cards of this very text


class Saving(Body):
    """A draft to be written, and the version it was made from."""

    text: Annotated[str, Field(max_length=MOST_CHARACTERS + 1)]
    seen: Annotated[str, Field(max_length=64)]


class Making(Body):
    """A new dialogue."""

    title: Annotated[str, Field(min_length=1, max_length=120)]


class Being(Body):
    """A sign that a page is open."""

    page: Annotated[str, Field(min_length=1, max_length=64)]
    gone: bool = False


class Playing(Body):
    """A chat over a draft."""

    text: Annotated[str, Field(max_length=MOST_CHARACTERS + 1)]
    asked: Asked


class Keeping(Playing):
    """A chat over what is saved, to be kept as a test."""

    called: Annotated[str, Field(max_length=120)]


class Pages:
    """Answers for one workbench.

    Args:
        bench: The files.
        desk: What follows from them.
        now: This moment, in the zone in which dialogues are tried.
        publishes: Whether there is a page on which drafts go live.
    """

    def __init__(
        self, bench: Workbench, desk: Desk, now: Callable[[], datetime], *, publishes: bool
    ) -> None:
        self._publishes = publishes
        self._bench = bench
        self._now = now
        self._desk = desk
        self._shelf = Shelf()
        self._presence = Presence()
        self._pictures = Pictures()

    def routes(self) -> list[web.RouteDef]:
        """Where everything is."""
        one = "/api/dialogues/{name}"
        drawn = "/api/words/{path:.+}"
        return [
            web.get("/", self.list_page),
            web.get("/dialogues/{name}", self.dialogue_page),
            web.get("/rules/{code}", self.rule),
            web.get("/api/dialogues", self.listed),
            web.post("/api/dialogues", self.make),
            web.get(one, self.read),
            web.post(f"{one}/draft", self.draft),
            web.post(f"{one}/save", self.save),
            web.post(f"{one}/here", self.here),
            web.post(f"{one}/play", self.play),
            web.post(f"{one}/keep", self.keep),
            web.post(f"{one}/map", self.map),
            web.get("/map.css", self.map_style),
            web.get("/words/{path:.+}", self.words_page),
            web.post(f"{drawn}/draft", self.draft),
            web.post(f"{drawn}/save", self.save),
            web.post(f"{drawn}/here", self.here),
            web.post(f"{drawn}/seen", self.seen),
            web.get(drawn, self.read),
        ]

    async def list_page(self, request: web.Request) -> web.Response:
        """The list of dialogues."""
        listed = await asyncio.to_thread(self._shelf.listed, await self._papers())
        return page("list.html", csrf=csrf_of(request), files=listed, publishes=self._publishes)

    async def dialogue_page(self, request: web.Request) -> web.Response:
        """One dialogue as cards."""
        try:
            file = (await self._papers()).read(_path(request))
        except NoSuchFile as problem:
            return page("sorry.html", HTTPStatus.NOT_FOUND, told=str(problem), in_=True)
        kinds = [(id_, kind.name) for id_, kind in KINDS.items()]
        return page(
            "dialogue.html",
            csrf=csrf_of(request),
            name=file.name,
            kinds=kinds,
            publishes=self._publishes,
        )

    async def words_page(self, request: web.Request) -> web.Response:
        """What dialogues draw on, as cards."""
        path, papers = _path(request), await self._papers()
        try:
            papers.read(path)
        except NoSuchFile as problem:
            return page("sorry.html", HTTPStatus.NOT_FOUND, told=str(problem), in_=True)
        sort = drawn_on(path) or DIALOGUE
        title = sort.title("", path, papers.around().themes)
        seen = sort.seen is not None
        return page(
            "words.html",
            csrf=csrf_of(request),
            name=path,
            title=title,
            seen=seen,
            publishes=self._publishes,
        )

    async def rule(self, request: web.Request) -> web.Response:
        """What a rule is about."""
        found = rule_page(request.match_info["code"])
        if found is None:
            told = "There is no page about this rule here."
            return page("sorry.html", HTTPStatus.NOT_FOUND, told=told, in_=True)
        return page("rule.html", title=found[0], parts=found[1])

    async def listed(self, _request: web.Request) -> web.Response:
        """The states of the dialogues, more of them checked each time."""
        papers = await self._papers()
        left = await asyncio.to_thread(self._shelf.check, papers, _AT_A_TIME)
        listed = await asyncio.to_thread(self._shelf.listed, papers)
        return as_json({"dialogues": listed, "left": left})

    async def make(self, request: web.Request) -> web.Response:
        """Makes a new dialogue."""
        making = await asked(request, Making)
        title = " ".join(making.title.split())
        taken = {file.name for file in (await self._papers()).dialogues()} | {"themes"}
        name = file_name(title, taken)
        try:
            await self._bench.write(f"{name}.yaml", new_file(name, title), None)
        except (CannotEdit, CannotSave, NoSuchFile, ChangedMeanwhile) as problem:
            return sorry(str(problem))
        return as_json({"name": name})

    async def read(self, request: web.Request) -> web.Response:
        """A file as it is, with its cards and problems."""
        papers = await self._papers()
        try:
            file = papers.read(_path(request))
        except NoSuchFile as problem:
            return sorry(str(problem), HTTPStatus.NOT_FOUND)
        shown = await asyncio.to_thread(_looked_at, file, papers)
        return as_json({"text": file.text, "version": file.version, **shown})

    async def draft(self, request: web.Request) -> web.Response:
        """A draft with changes made to it, its cards and its problems."""
        draft = await asked(request, Draft)
        papers = await self._papers()
        return as_json(await asyncio.to_thread(_changed, _path(request), draft, papers))

    async def save(self, request: web.Request) -> web.Response:
        """Writes a draft, whatever problems it has, when nobody changed the file meanwhile."""
        saving = await asked(request, Saving)
        path = _path(request)
        try:
            version = await self._bench.write(path, saving.text, saving.seen)
        except ChangedMeanwhile as problem:
            theirs = _told(problem.now)
            return as_json({"sorry": str(problem), "theirs": theirs}, HTTPStatus.CONFLICT)
        except (NoSuchFile, CannotSave) as problem:
            return sorry(str(problem))
        return as_json({"version": version})

    async def here(self, request: web.Request) -> web.Response:
        """Notes an open page; says how many others there are, and which version is saved now."""
        being = await asked(request, Being)
        path = _path(request)
        if being.gone:
            self._presence.gone(path, being.page)
            return as_json({})
        others = self._presence.here(path, being.page)
        try:
            file = (await self._papers()).read(path)
        except NoSuchFile:
            return as_json({"others": others, "version": None})
        return as_json({"others": others, "version": file.version})

    async def play(self, request: web.Request) -> web.Response:
        """The chat over a draft."""
        playing = await asked(request, Playing)
        papers = await self._papers()
        return as_json(await asyncio.to_thread(self._played, _path(request), playing, papers))

    async def keep(self, request: web.Request) -> web.Response:
        """Keeps a chat as a test of its own; never in the place of another one."""
        keeping = await asked(request, Keeping)
        papers, path = await self._papers(), _path(request)
        try:
            if papers.read(path).text != keeping.text:
                told = "Save the dialogue first, so that the test has something to hold on to."
                return sorry(told, HTTPStatus.CONFLICT)
            name, text = await asyncio.to_thread(self._kept, path, keeping, papers)
        except (NoSuchFile, CannotPlay) as problem:
            return sorry(str(problem))
        try:
            await self._bench.write(path_of(name), text, None)
        except ChangedMeanwhile:
            return sorry(f"There is a test called “{name}” already. Choose another name.")
        except (NoSuchFile, CannotSave) as problem:
            return sorry(str(problem))
        return as_json({"kept": name})

    async def map(self, request: web.Request) -> web.Response:
        """The picture of a draft."""
        draft = await asked(request, Draft)
        papers, path = await self._papers(), _path(request)
        return as_json(await asyncio.to_thread(self._pictures.drawn, draft.text, path, papers))

    async def seen(self, request: web.Request) -> web.Response:
        """A draft of what dialogues draw on, as a person sees it."""
        draft = await asked(request, Draft)
        papers, path = await self._papers(), _path(request)
        return as_json(await asyncio.to_thread(self._seen, path, draft.text, papers))

    async def map_style(self, _request: web.Request) -> web.Response:
        """How a picture looks."""
        return web.Response(text=STYLE, content_type="text/css")

    def _played(self, path: str, playing: Playing, papers: Papers) -> dict[str, Any]:
        try:
            return play(playing.asked, _script(path, playing, papers), papers, self._now())
        except CannotPlay as problem:
            return {"cannot": str(problem)}

    def _kept(self, path: str, keeping: Keeping, papers: Papers) -> tuple[str, str]:
        script = _script(path, keeping, papers)
        return kept(keeping.asked, script, papers, self._now(), called=keeping.called)

    def _seen(self, path: str, text: str, papers: Papers) -> dict[str, Any]:
        sort = drawn_on(path)
        if sort is None or sort.seen is None:
            return {"seen": []}
        return {"seen": list(sort.seen(text, papers.library().words, self._now()))}

    async def get_ready(self) -> None:
        """Reads everything before anybody plays."""
        await asyncio.to_thread((await self._papers()).library)

    async def _papers(self) -> Papers:
        return self._desk.of(await self._bench.writing(), self._now().date())


def _looked_at(file: File, papers: Papers) -> dict[str, Any]:
    return look(file.text, file.path, papers.around())


def _script(path: str, playing: Playing, papers: Papers) -> Script:
    """The draft to be played.

    Raises:
        CannotPlay: Something has to be mended first.
    """
    around = papers.around()
    script, _ = read_script(playing.text, path, around.world)
    if script is None:
        first = first_to_mend(playing.text, path, around)
        raise CannotPlay(f"The chat can begin when this is mended. {first}")
    return script


def _changed(path: str, draft: Draft, papers: Papers) -> dict[str, Any]:
    text, refused = draft.text, []
    for at, change in enumerate(draft.changes):
        try:
            text = apply(text, change, papers.today)
        except CannotEdit as problem:
            refused.append({"at": at, "sorry": str(problem)})
    shown = look(text, path, papers.around(), draft.text if draft.shown else None)
    return {"text": text, "refused": refused, **shown}


def _path(request: web.Request) -> str:
    """The path of the file that a request is about; empty for a name that no dialogue has.

    Raises:
        web.HTTPNotFound: It names something else that no dialogue draws on.
    """
    drawn = request.match_info.get("path")
    if drawn is not None:
        if drawn_on(drawn) is None:
            raise web.HTTPNotFound
        return drawn
    name = request.match_info["name"]
    path = f"{name}.yaml"
    return path if _NAME.fullmatch(name) and path != THEMES else ""


def _told(file: File | None) -> dict[str, str] | None:
    return {"text": file.text, "version": file.version} if file else None
