"""A whole Cairn as a process of its own, a coordinator in the chat, and who comes to the page."""

from __future__ import annotations

import re
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser, BrowserContext, Page

from tests.faults.processes import Cairn
from tests.standin import Person, StandIn
from tests.studio.conftest import PATIENCE
from tests.talk.running import begun
from tests.talk.test_choice import go


@pytest.fixture
async def api() -> AsyncIterator[StandIn]:
    """Telegram, as strict as the real one."""
    async with StandIn() as standin:
        yield standin


class House:
    """A running Cairn whose page has an address.

    Attributes:
        cairn: The process.
        port: Where it serves.
    """

    def __init__(self, cairn: Cairn, port: int) -> None:
        self.cairn = cairn
        self.port = port

    @property
    def address(self) -> str:
        """What coordinators open."""
        return f"http://localhost:{self.port}"

    @property
    def behind(self) -> str:
        """What whoever runs it opens, for health and figures."""
        return f"http://127.0.0.1:{self.port}"


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
async def house(api: StandIn, tmp_path: Path, folder: Path) -> AsyncIterator[House]:
    """A Cairn that nobody is a coordinator of yet."""
    port = free_port()
    cairn = Cairn(
        api,
        tmp_path,
        CAIRN_HTTP=f"127.0.0.1:{port}",
        CAIRN_PUBLIC_URL=f"http://localhost:{port}",
        CAIRN_ADMIN_IDS="",
        CAIRN_DIALOGUES=str(folder),
    )
    async with cairn:
        await cairn.start()
        yield House(cairn, port)


@pytest.fixture
async def coordinator(api: StandIn, house: House) -> Person:
    """Somebody who became the first coordinator, with the code that the start printed."""
    person = api.person()
    await begun(person)
    code = re.search(r"/claim (\S+)", house.cairn.errors())
    assert code
    await person.say(f"/claim {code[1]}")
    await person.expect("You are a coordinator now")
    return person


async def link_for(person: Person) -> str:
    """The link that the chat gives."""
    found = re.search(r"http://localhost:\d+/enter#(\S+)", (await go(person, "/studio")).text)
    assert found
    return found[0]


class Caller:
    """Somebody who asks without a browser, and can leave anything out."""

    def __init__(self, house: House, http: aiohttp.ClientSession) -> None:
        self.house = house
        self.http = http
        self.csrf = ""

    async def get(self, path: str) -> tuple[int, str]:
        """Asks for a page, and follows nothing."""
        url = f"{self.house.address}{path}"
        async with self.http.get(url, allow_redirects=False) as answer:
            return answer.status, await answer.text()

    async def post(self, path: str, body: object, **headers: str) -> tuple[int, str]:
        """Sends something as the pages do."""
        own = {"Origin": self.house.address, "X-Cairn-Csrf": self.csrf, **headers}
        url = f"{self.house.address}{path}"
        async with self.http.post(url, json=body, headers=own) as answer:
            return answer.status, await answer.text()

    async def enter(self, link: str) -> int:
        """Comes in by a link; what it got."""
        status, _ = await self.post("/enter", {"token": link.partition("#")[2]})
        if status == 200:
            await self.read_csrf()
        return status

    async def read_csrf(self) -> None:
        """Takes the secret from a page, as a browser does."""
        _, page = await self.get("/")
        self.csrf = page.split('name="csrf" content="')[1].split('"')[0]


@pytest.fixture
async def caller(house: House) -> AsyncIterator[Caller]:
    """Somebody who is not in yet."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        yield Caller(house, http)


async def come_in(browser: Browser, link: str) -> tuple[BrowserContext, Page]:
    """A browser of one's own that opens a link; what its pages complain of fails the test."""
    context = await browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"the page broke: {error}"))
    await page.goto(link)
    await page.get_by_role("button", name="Open the studio").click()
    await page.get_by_role("heading", name="Dialogues", exact=True).wait_for()
    return context, page
