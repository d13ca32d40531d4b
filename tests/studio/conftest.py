"""A studio over a folder of its own, and a real browser in front of it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect
from yarl import URL

from bot.studio.folder_bench import FolderBench
from bot.studio.local import LocalStudio as Studio

SHIPPED = Path(__file__).resolve().parents[2] / "dialogues"
CHROMIUM = Path("/usr/bin/chromium")
HAS_CHROMIUM = CHROMIUM.exists()
TODAY = date(2026, 11, 23)
DIALOGUES = len([*SHIPPED.glob("*.yaml")]) - 1  # without the themes
PATIENCE = 30_000  # milliseconds; how long a page takes says how busy the machine is
NOW = datetime(2026, 11, 23, 12, 15, tzinfo=UTC)


expect.set_options(timeout=PATIENCE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped dialogues, where they can be changed."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "dialogues"))


@pytest.fixture
async def studio(folder: Path) -> AsyncIterator[Studio]:
    """A running studio."""
    made = Studio(FolderBench(folder), lambda: NOW, lambda: None)
    runner = await made.start(0)
    yield made
    await runner.cleanup()


class Visitor:
    """Somebody who asks the studio without a browser, and can leave anything out."""

    def __init__(self, studio: Studio, http: aiohttp.ClientSession) -> None:
        self.studio = studio
        self.http = http
        self.base = f"http://127.0.0.1:{studio.port}"
        self.csrf = ""

    async def enter(self) -> None:
        """Signs in, as the small page does."""
        body = {"token": self.studio.door.token}
        status, _ = await self.post("/enter", body)
        assert status == 200
        _, page = await self.get("/")
        self.csrf = page.split('name="csrf" content="')[1].split('"')[0]

    def raw(self, path: str) -> URL:
        """The address of a path exactly as it is written, dots and all."""
        return URL(f"{self.base}{path}", encoded=True)

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Asks for a page."""
        async with self.http.get(self.raw(path), headers=headers) as answer:
            return answer.status, await answer.text()

    async def post(self, path: str, body: object, **headers: str) -> tuple[int, str]:
        """Sends something as the pages do; a header given empty is left out."""
        own = {"Origin": self.base, "X-Cairn-Csrf": self.csrf, **headers}
        sent = {name: value for name, value in own.items() if value}
        async with self.http.post(self.raw(path), json=body, headers=sent) as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def visitor(studio: Studio) -> AsyncIterator[Visitor]:
    """Somebody who has signed in."""
    jar = aiohttp.CookieJar(unsafe=True)  # it is an address, not a name
    async with aiohttp.ClientSession(cookie_jar=jar) as http:
        made = Visitor(studio, http)
        await made.enter()
        yield made


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Debian's chromium."""
    if not HAS_CHROMIUM:
        pytest.skip("there is no chromium on this machine")
    async with async_playwright() as playwright:
        made = await playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox"]
        )
        yield made
        await made.close()


async def sign_in(studio: Studio, browser: Browser, **how: object) -> tuple[BrowserContext, Page]:
    """A browser of one's own, signed in; what its pages complain of fails the test."""
    context = await browser.new_context(**how)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"the page broke: {error}"))
    await page.goto(studio.address)
    await page.get_by_role("button", name="Open the studio").click()
    await page.get_by_role("heading", name="Dialogues", exact=True).wait_for()
    return context, page


async def open_dialogue(page: Page, studio: Studio, name: str) -> None:
    """Opens a dialogue and waits for its cards."""
    await page.goto(f"http://127.0.0.1:{studio.port}/dialogues/{name}")
    await page.locator(".card").nth(1).wait_for()


@pytest.fixture
async def page(studio: Studio, browser: Browser) -> AsyncIterator[Page]:
    """A page in a signed-in browser."""
    context, made = await sign_in(studio, browser)
    yield made
    await context.close()
