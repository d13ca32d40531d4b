"""The page on which drafts go live, and on which earlier words come back."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from aiohttp import web
from pydantic import Field

from bot.script.files import TRANSCRIPTS
from bot.script.layout import CannotEdit, layout_of
from bot.script.model import Place
from bot.script.problems import Problem
from bot.service.played import same_way
from bot.service.publishing.changes import Change, all_of, name_of, place_of
from bot.service.publishing.past import headline
from bot.service.publishing.publishing import CannotPublish, Proposal, WayBack
from bot.service.publishing.workroom import Workroom
from bot.studio.answers import Body, as_json, asked, csrf_of, page, sorry
from bot.studio.beside import sentence
from bot.studio.sorts import address_of, sort_of

MOST_PAST = 30  # editions that are shown; “cairn publish --history” shows all
MOST_LOOKED_AT = 50  # proposals that wait for a yes; the oldest gives way

Role = Annotated[str, Field(max_length=200)]


class Chosen(Body):
    """The drafts that should go live."""

    paths: Annotated[tuple[Annotated[str, Field(max_length=200)], ...], Field(max_length=500)]


class Agreed(Body):
    """A yes to what was shown under this id, and who says it, by role."""

    id: Annotated[str, Field(max_length=64)]
    by: Role = ""


class One(Body):
    """One draft, or one edition."""

    path: Annotated[str, Field(max_length=200)] = ""
    number: int = 0


class PublishingPages:
    """Answers about what is live, and what is to be.

    Args:
        room: Where drafts and editions are.
        zone: In which times are shown.
    """

    def __init__(self, room: Workroom, zone: ZoneInfo) -> None:
        self._room = room
        self._zone = zone
        self._looked_at: dict[str, Proposal | WayBack] = {}

    def routes(self) -> list[web.RouteDef]:
        """Where everything is."""
        return [
            web.get("/publish", self.publish_page),
            web.get("/api/publishing", self.standing),
            web.post("/api/publishing/look", self.look),
            web.post("/api/publishing/back", self.look_back),
            web.post("/api/publishing/yes", self.agree),
            web.post("/api/publishing/keep", self.keep),
            web.post("/api/publishing/throw", self.throw),
        ]

    async def publish_page(self, request: web.Request) -> web.Response:
        """The page itself."""
        return page("publish.html", csrf=csrf_of(request))

    async def standing(self, _request: web.Request) -> web.Response:
        """The drafts with what they change, and what was published lately."""
        lying = await self._room.lying()
        drafts = [
            {
                "path": path,
                "open": address_of(path),
                "title": _title(path, lying.files.texts[path]),
                "overtaken": path in lying.overtaken,
                "changes": _differences(found, lying.files.texts),
            }
            for path, found in (await self._room.drafted()).items()
        ]
        past = [
            {
                "number": one.edition.number,
                "told": headline(one, self._zone),
                "live": one.edition.number == lying.edition,
                "changes": None if one.changes is None else _by_file(one.changes, {}),
            }
            for one in await self._room.past(MOST_PAST)
        ]
        return as_json({"drafts": drafts, "past": past})

    async def look(self, request: web.Request) -> web.Response:
        """What publishing some drafts would do, looked over; nothing is published by it.

        Tests that no longer go as written are written down as they go, if this is agreed to;
        `words` says of one that it walks the same way, and only says what is changed.
        """
        paths = (await asked(request, Chosen)).paths
        try:
            proposal = await self._room.propose(paths, follow=False)
            played = () if _broken(proposal) else proposal.looked.played
            if played:
                proposal = await self._room.propose(paths, follow=True)
        except CannotPublish as reason:
            return sorry(str(reason))
        if not proposal.drafts:
            return sorry("Choose at least one draft that is still there.")
        before, kept = (await self._room.lying()).files.texts, proposal.files.texts
        tests = [
            {
                "name": name_of(one.file).partition("/")[2],
                "gone": one.file not in kept,
                "words": same_way(before.get(one.file, ""), kept.get(one.file, "")),
                "message": sentence(one.problem or "it goes another way by now"),
                "lines": [] if one.problem else one.differences(),
            }
            for one in played
        ]
        may = [
            _told(one, kept)
            for one in proposal.looked.problems
            if one.severity == "W" and one.place.file in proposal.drafts
        ]
        return as_json(
            {
                "id": None if proposal.looked.refusals() else self._remember(proposal),
                "changes": _by_file(proposal.changes, kept),
                "must": [_told(one, kept) for one in _broken(proposal)],
                "may": may,
                "tests": tests,
            }
        )

    async def look_back(self, request: web.Request) -> web.Response:
        """What bringing earlier words back would do; nothing is published by it."""
        wanted = await asked(request, One)
        try:
            way = await self._room.way_back(wanted.number)
        except CannotPublish as reason:
            return sorry(str(reason))
        changes = _by_file(way.proposal.changes, way.proposal.files.texts)
        return as_json({"id": self._remember(way), "changes": changes})

    async def agree(self, request: web.Request) -> web.Response:
        """Does just what was shown."""
        agreed = await asked(request, Agreed)
        if not agreed.by.strip():
            return sorry("Say by which role you publish, such as “practice lead”.")
        what = self._looked_at.pop(agreed.id, None)
        if what is None:
            return sorry("That was asked too long ago. Look again at what would change.")
        try:
            if isinstance(what, WayBack):
                made = await self._room.take_back(what, agreed.by)
            else:
                made = await self._room.publish(what, agreed.by)
        except CannotPublish as reason:
            return sorry(str(reason))
        return as_json({"number": made.number})

    async def keep(self, request: web.Request) -> web.Response:
        """Stands by a draft although other words were published since it began."""
        await self._room.stand_by((await asked(request, One)).path)
        return as_json({})

    async def throw(self, request: web.Request) -> web.Response:
        """Lets go of a draft."""
        await self._room.throw_away((await asked(request, One)).path)
        return as_json({})

    def _remember(self, what: Proposal | WayBack) -> str:
        if len(self._looked_at) >= MOST_LOOKED_AT:
            del self._looked_at[next(iter(self._looked_at))]
        id_ = secrets.token_urlsafe(16)
        self._looked_at[id_] = what
        return id_


def _broken(proposal: Proposal) -> list[Problem]:
    return [one for one in proposal.looked.problems if one.severity == "E"]


def _title(path: str, text: str) -> str:
    sort = sort_of(path)
    if path.startswith(f"{TRANSCRIPTS}/"):
        return f"A test: {name_of(path).partition('/')[2]}"
    return sort.title(text, path, {}) if sort else name_of(path)


def _told(one: Problem, texts: Mapping[str, str]) -> dict[str, Any]:
    path = one.place.file
    step = _step_at(texts.get(path, ""), one.place)
    address = address_of(path)
    return {
        "name": f"{name_of(path)}, step “{step}”" if step else name_of(path),
        "open": f"{address}#step-{quote(step)}" if address and step else address,
        "line": None if step else one.place.line,
        "code": one.code,
        "message": sentence(one.message),
        "help": sentence(one.help),
    }


def _step_at(text: str, place: Place) -> str | None:
    """The step that stands at a place of a dialogue."""
    try:
        where = layout_of(text).path_at(place.line, place.col)
    except CannotEdit:
        return None
    return str(where[1]) if where[:1] == ("steps",) and len(where) > 1 else None


def _by_file(found: Sequence[Change], texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """What differs, file by file; tests say again what the dialogues say, and are only counted."""
    files: dict[str, list[Change]] = {}
    for one in found:
        files.setdefault(one.path, []).append(one)
    told = [
        {
            "name": name_of(path),
            "changes": _differences(these, texts),
            "fresh": not these[0].where and these[0].before is None and "/" not in path,
        }
        for path, these in files.items()
        if not path.startswith(f"{TRANSCRIPTS}/")
    ]
    tests = len(files) - len(told)
    if tests:
        counted = f"{tests} test{'' if tests == 1 else 's'}, which will go as these words do"
        told.append({"name": counted, "changes": [], "fresh": False})
    return told


def _differences(
    found: Sequence[Change], texts: Mapping[str, str]
) -> list[Mapping[str, str | None]]:
    """What was, and what is; of a new file, all that people would read."""
    told: list[Mapping[str, str | None]] = []
    for one in found:
        if one.where:
            told.append(_difference(one))
        elif one.before is not None:
            told.append({"where": "all of it goes away", "was": None, "now": None})
        elif one.path in texts and not one.path.startswith(f"{TRANSCRIPTS}/"):
            told += [_difference(part) for part in all_of(one.path, texts[one.path])]
        else:
            told.append({"where": "new", "was": None, "now": None})
    return told


def _difference(one: Change) -> Mapping[str, str | None]:
    return {"where": place_of(one.where), "was": _shown(one.before), "now": _shown(one.after)}


def _shown(words: str | None) -> str | None:
    return words.replace(" -> ", " → ") if words is not None else None
