"""Reading by a link: what a reader can do, what they cannot, and where their words arrive."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser, Page, expect

from bot.service.readings import LONGEST_REMARK
from tests.standin import Person
from tests.storage.hunt import hunt
from tests.studio.conftest import PATIENCE
from tests.studio.served.conftest import Caller, House, come_in, link_for
from tests.studio.served.test_whole_way import open_check_in, saved
from tests.studio.test_browser import faultless

ROLE = "people with lived experience"
ASK = ["steps", "today", "ask"]
HOSTILE = "<img src=x onerror=\"document.title='heron'\"></script><script>alert(1)</script>"


class Reader(Caller):
    """Somebody with a link, who asks without a browser."""

    async def open(self, link: str) -> int:
        """Opens the link; what it got."""
        status, _ = await self.post("/read", {"secret": link.partition("#")[2]})
        if status == 200:
            _, page = await self.get("/read/page")
            self.csrf = page.split('name="csrf" content="')[1].split('"')[0]
        return status

    async def say(self, where: list[str], words: str, **more: object) -> int:
        """Says something; what it got."""
        body = {"where": where, "words": words, **more}
        return (await self.post("/api/read/remarks", body))[0]


@pytest.fixture
async def reader(house: House) -> AsyncIterator[Reader]:
    """Somebody in a browser of their own."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        yield Reader(house, http)


@pytest.fixture
async def inside(caller: Caller, coordinator: Person) -> Caller:
    """A coordinator who is in."""
    assert await caller.enter(await link_for(coordinator)) == 200
    return caller


async def asked(inside: Caller, role: str = ROLE, name: str = "check-in") -> str:
    """A link for somebody."""
    status, body = await inside.post(f"/api/readings/{name}/ask", {"role": role})
    assert status == 200, body
    return str(json.loads(body)["link"])


async def told(inside: Caller, name: str = "check-in") -> dict[str, list[dict[str, object]]]:
    """What coordinators see."""
    found = json.loads((await inside.get(f"/api/readings/{name}"))[1])
    return {"asked": found["asked"], "remarks": found["remarks"]}


async def test_what_a_reader_says_arrives_by_role_and_lies_sealed(
    inside: Caller, reader: Reader, house: House
) -> None:
    """Nothing of it, nor the secret of the link, is found in any file, logs included."""
    link = await asked(inside, "kingfishers in Angus")
    assert link.startswith(f"{house.address}/read#")
    assert await reader.open(link) == 200
    assert await reader.say(ASK, "A heron would say it shorter.") == 200
    assert await reader.say([], "Good as a whole.") == 200
    (first, second) = (await told(inside))["remarks"]
    assert (first["by"], first["where"], first["words"], first["changed"]) == (
        "kingfishers in Angus", ASK, "A heron would say it shorter.", False
    )  # fmt: skip
    assert second["where"] == []
    planted = ["kingfishers in Angus", "A heron would", link.partition("#")[2]]
    assert hunt(Path(house.cairn.folder), planted) == []


async def test_a_reader_sees_their_page_and_nothing_of_the_coordinators(
    inside: Caller, reader: Reader
) -> None:
    """Neither with their own cookie, nor with its value under the coordinators’ name."""
    assert await reader.open(await asked(inside)) == 200
    own = {one.key: one.value for one in reader.http.cookie_jar}
    (name,) = own
    for _ in range(2):
        for path in ("/", "/dialogues/check-in", "/publish", "/enter/../dialogues/check-in"):
            assert (await reader.get(path))[0] in (303, 401, 404), path
        for path in ("/api/dialogues", "/api/readings/check-in", "/api/publishing"):
            assert (await reader.get(path))[0] == 401, path
        for path in ("/api/readings/check-in/ask", "/api/readings/check-in/settle"):
            assert (await reader.post(path, {"role": "x", "id": 1}))[0] == 401, path
        assert (await reader.post("/api/dialogues/check-in/save", {"text": "", "seen": ""}))[
            0
        ] == 401
        reader.http.cookie_jar.update_cookies({name.removesuffix("_reads"): own[name]})
    assert (await reader.get("/read/page"))[0] == 200


async def test_a_coordinator_is_no_reader_without_a_link(inside: Caller) -> None:
    """The two sessions are apart in both directions."""
    assert (await inside.get("/read/page"))[0] == 303
    assert (await inside.post("/api/read/remarks", {"where": [], "words": "x"}))[0] == 401


async def test_a_stranger_gets_nothing_and_guesses_slowly(reader: Reader) -> None:
    """Twenty tries a minute, and no word of a dialogue before one of them is right."""
    assert (await reader.get("/read/page"))[0] == 303
    status, door = await reader.get("/read")
    assert status == 200
    assert "check-in" not in door
    for path in ("remarks", "unsay", "play", "done"):
        assert (await reader.post(f"/api/read/{path}", {}))[0] == 401
    got = [(await reader.post("/read", {"secret": "guess"}))[0] for _ in range(21)]
    assert got == [410] * 20 + [429]


async def test_the_cookie_of_a_reader_is_for_this_site_and_no_script(
    inside: Caller, reader: Reader
) -> None:
    """Another page can neither send it nor ask with it, and a POST needs the page’s own secret."""
    secret = (await asked(inside)).partition("#")[2]
    own = {"Origin": reader.house.address}
    url = f"{reader.house.address}/read"
    async with reader.http.post(url, json={"secret": secret}, headers=own) as answer:
        cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    body = {"where": [], "words": "x"}
    assert (await reader.post("/api/read/remarks", body, **{"X-Cairn-Csrf": "guess"}))[0] == 403
    assert (await reader.post("/read", {"secret": secret}, Origin="http://evil.example"))[0] == 403
    assert (await told(inside))["remarks"] == []


async def test_only_what_was_given_can_be_spoken_of_and_not_at_any_length(
    inside: Caller, reader: Reader
) -> None:
    """Another link’s words, too many words, a role of one’s own, another’s remark: all refused."""
    other = await asked(inside, name="quiet-minute")
    assert await reader.open(await asked(inside)) == 200
    theirs = json.loads((await inside.get("/api/dialogues/quiet-minute"))[1])["cards"][2]["step"]
    assert await reader.say(["steps", theirs, "say"], "x") == 400
    assert await reader.say(ASK, "x" * (LONGEST_REMARK + 1)) == 400
    assert await reader.say(ASK, "x" * 900_000) == 400
    assert await reader.say(ASK, "x", role="the director") == 400
    assert await reader.say(ASK, "x", reading=1) == 400
    assert await reader.say(["x"] * 50, "x") == 400
    assert (await told(inside))["remarks"] == []
    # The session is for the link that was opened last, and takes back nothing of another.
    assert await reader.say(ASK, "Mine.") == 200
    (mine,) = (await told(inside))["remarks"]
    assert await reader.open(other) == 200
    assert (await reader.post("/api/read/unsay", {"id": mine["id"]}))[0] == 200
    assert len((await told(inside))["remarks"]) == 1


async def test_what_waits_is_counted_and_nobody_says_it_all_at_once(
    inside: Caller, reader: Reader
) -> None:
    """Coordinators see where something waits; a reader says thirty things at once at the most."""
    assert await reader.open(await asked(inside)) == 200
    got = [await reader.say([], f"{number}.") for number in range(60)]
    said = got.count(200)
    assert 30 <= said < 60
    assert set(got) == {200, 429}
    assert json.loads((await inside.get("/api/readings"))[1]) == {"check-in": said}
    one = (await told(inside))["remarks"][0]["id"]
    assert (await inside.post("/api/readings/check-in/settle", {"id": one}))[0] == 200
    assert json.loads((await inside.get("/api/readings"))[1]) == {"check-in": said - 1}


async def test_a_link_ends_at_once_wherever_it_is_open(inside: Caller, reader: Reader) -> None:
    """Taken back by a coordinator, or read to the end: the page closes, and says so kindly."""
    for end in ("back", "done"):
        link = await asked(inside)
        assert await reader.open(link) == 200
        if end == "back":
            id_ = (await told(inside))["asked"][-1]["id"]
            assert (await inside.post("/api/readings/check-in/back", {"id": id_}))[0] == 200
        else:
            assert (await reader.post("/api/read/done", {}))[0] == 200
        assert await reader.say([], "Late.") == 401
        assert (await reader.get("/read/page"))[0] == 303
        status, said = await reader.post("/read", {"secret": link.partition("#")[2]})
        assert status == 410
        assert "Thank you" in said
    assert (await told(inside))["remarks"] == []


async def test_nobody_is_asked_to_read_what_cannot_be_shown(inside: Caller) -> None:
    """Words that have to be mended first, and a dialogue that is not there."""
    one = json.loads((await inside.get("/api/dialogues/check-in"))[1])
    broken = one["text"].replace("-> low", "-> nowhere")
    assert broken != one["text"]
    body = {"text": broken, "seen": one["version"]}
    assert (await inside.post("/api/dialogues/check-in/save", body))[0] == 200
    for name, status in (("check-in", 400), ("no-such", 404), ("shared%2Fsupport", 404)):
        assert (await inside.post(f"/api/readings/{name}/ask", {"role": ROLE}))[0] == status
    assert (await inside.post("/api/readings/quiet-minute/ask", {"role": " "}))[0] == 400


# In a browser


async def as_reader(browser: Browser, link: str, width: int = 390) -> Page:
    """A reader on a phone opens the link."""
    context = await browser.new_context(viewport={"width": width, "height": 844})
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"the page broke: {error}"))
    await page.goto(link)
    await page.get_by_role("heading", name="All the words").wait_for()
    assert "#" not in page.url
    return page


async def make_link(page: Page, role: str = ROLE) -> str:
    """A coordinator asks somebody to read the dialogue that is open."""
    await page.get_by_text("Ask somebody to read this").click()
    await page.get_by_label("Who, by role").fill(role)
    await page.get_by_role("button", name="Make a link").click()
    await expect(page.get_by_label("The link for them")).to_be_visible()
    return await page.get_by_label("The link for them").input_value()


async def test_from_the_link_to_the_note_in_the_file(
    browser: Browser, house: House, coordinator: Person
) -> None:
    """Words are read on a phone by keyboard, spoken of, changed because of it, settled, noted."""
    context, page = await come_in(browser, await link_for(coordinator))
    await open_check_in(page, house)
    link = await make_link(page)
    await read_on_a_phone(browser, link)
    await stands_beside_its_words(page)

    # And in the file, with the mark of the words that were read.
    await page.get_by_label("What changed because they read it").fill("“just now” became “today”")
    await page.get_by_role("button", name="Note in the file that they read it").click()
    await expect(page.locator("#readers-asked")).to_contain_text("over since")
    await page.get_by_role("button", name="The file’s text").click()
    area = page.get_by_label("The file’s text. What")
    await expect(area).to_have_value(re.compile(f"by: {ROLE}"))  # it is there a moment later
    text = await area.input_value()
    assert "“just now” became “today”" in text
    assert await page.title() != "heron"
    await context.close()


async def read_on_a_phone(browser: Browser, link: str) -> None:
    """A reader tries the dialogue, says two things about it, and has read it all."""
    phone = await as_reader(browser, link)

    # Tried first, as people meet it.
    await phone.get_by_text("Try it first").click()
    await phone.get_by_role("button", name="Steady").click()
    await expect(phone.locator("#chat-log .you")).to_have_text("Steady")

    # By keyboard: open, write, send; the focus comes back to where it was.
    opener = phone.get_by_role("button", name=re.compile("about this .How are things"))
    await opener.focus()
    await phone.keyboard.press("Enter")
    await phone.keyboard.type(HOSTILE)
    await phone.keyboard.press("Tab")
    await phone.keyboard.press("Enter")
    await expect(phone.locator(".said li")).to_contain_text(HOSTILE)
    await expect(opener).to_be_focused()
    await expect(phone.locator("#live")).to_have_text("Sent. Thank you.")
    await phone.get_by_label("What you think of the whole").fill("Not sent yet.")
    await phone.reload()
    whole = phone.get_by_label("What you think of the whole")
    await expect(whole).to_have_value("Not sent yet.")
    await phone.get_by_role("button", name="I have read it all").click()
    await expect(phone.locator("[role=alert]", has_text="not sent yet")).to_be_visible()
    await phone.locator("form", has=whole).get_by_role("button", name="Send it").click()
    await expect(phone.locator(".said li")).to_have_count(2)
    phone.on("dialog", lambda dialog: dialog.accept())
    await phone.get_by_role("button", name="I have read it all").click()
    await expect(phone.get_by_text("Thank you for reading it all.")).to_be_focused()
    assert await phone.title() != "heron"
    await phone.goto("about:blank")
    await phone.goto(link)
    await expect(phone.get_by_text("This link is over")).to_be_visible()
    await phone.context.close()


async def stands_beside_its_words(page: Page) -> None:
    """A remark stays beside the words when the card is made anew, and goes when it is settled."""
    await page.reload()
    beside = page.locator("#step-today .remarks li")
    await expect(beside).to_contain_text(HOSTILE)
    await expect(page.locator("#readers-count")).to_have_text(" (2 remarks to settle)")
    await page.goto(page.url.partition("/dialogues/")[0])
    await expect(page.locator("li[data-name=check-in]")).to_contain_text("2 things said by readers")
    await page.go_back()
    await page.locator("#step-today textarea").first.fill("How are things today?")
    await saved(page)
    await page.locator("#step-today").get_by_role("button", name="Later (today)").click()
    await saved(page)
    await expect(beside).to_contain_text(HOSTILE)
    await page.reload()
    await expect(beside).to_contain_text("about words that changed since")
    await beside.get_by_role("button", name="Settled").click()
    await expect(beside).to_have_count(0)
    await page.get_by_text("Ask somebody to read this").click()
    await page.locator("#readers-whole").get_by_role("button", name="Settled").click()
    await expect(page.locator("#readers-count")).to_have_text("")


async def test_the_pages_of_readings_are_for_everybody(
    browser: Browser, house: House, coordinator: Person
) -> None:
    """A checker of WCAG 2.2 AA finds nothing, in light and in dark, and nothing is too wide."""
    context, page = await come_in(browser, await link_for(coordinator))
    await open_check_in(page, house)
    link = await make_link(page)
    for scheme, width in (("light", 390), ("dark", 1366)):
        phone = await as_reader(browser, link, width)
        await phone.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        await phone.get_by_text("Try it first").click()
        await phone.get_by_role("button", name="Steady").wait_for()
        await phone.get_by_role("button", name="Say something").first.click()
        await phone.get_by_label("What you think of “").first.fill(f"Seen in the {scheme}.")
        await phone.get_by_role("button", name="Send it").first.click()
        await phone.locator(".said li").first.wait_for()
        await phone.get_by_role("button", name="Say something").nth(1).click()
        await faultless(phone)
        assert await phone.evaluate("document.documentElement.scrollWidth") <= width
        await phone.context.clear_cookies()
        await phone.goto(f"{house.address}/read")
        await phone.get_by_text("open the whole link").wait_for()
        await faultless(phone)
        await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        await page.set_viewport_size({"width": width, "height": 844})
        await page.reload()
        await page.locator("#cards .remarks li").first.wait_for()
        await page.get_by_text("Ask somebody to read this").click()
        await faultless(page)
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        await phone.context.close()
    await context.close()
