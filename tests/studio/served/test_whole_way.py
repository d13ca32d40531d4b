"""The whole way in a real browser: in from the chat, words changed, mended, live, and back."""

from __future__ import annotations

import asyncio

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page, expect

from tests.standin import Person
from tests.studio.served.conftest import House, come_in, link_for
from tests.studio.test_browser import WCAG
from tests.talk.test_choice import go

ASKED = "How are things just now?"


def first_question(page: Page) -> Locator:
    """The first question of the check-in."""
    return page.locator("#step-today").get_by_label("The question")


async def saved(page: Page) -> None:
    """Saves, and waits until it is."""
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.locator("#saved")).to_have_text("Saved.")


async def open_check_in(page: Page, house: House) -> None:
    """Opens a dialogue and waits for its cards."""
    await page.goto(f"{house.address}/dialogues/check-in")
    await page.locator(".card").nth(1).wait_for()


async def look_over(page: Page) -> None:
    """Asks what would change."""
    await page.get_by_role("button", name="Look over what would change…").click()


async def publish(page: Page, house: House) -> None:
    """Publishes every draft there is."""
    await page.goto(f"{house.address}/publish")
    await look_over(page)
    # The tests of the shipped dialogues say these words too, and follow them.
    await expect(page.locator("#sure-changes")).to_contain_text("12 tests")
    await page.get_by_label("Who publishes, by role").fill("practice lead")
    await page.get_by_role("button", name="Publish", exact=True).click()
    await expect(page.locator("#told")).to_contain_text("People meet it within seconds")


async def meets(person: Person, house: House, words: str) -> None:
    """Whoever begins from now on meets these words; a running bot takes them up within seconds."""
    for _ in range(60):
        if words in (await go(person, "/checkin")).text:
            return
        await person.say("/stop")
        await person.expect("Stopped")
        await asyncio.sleep(0.5)
    raise AssertionError(f"nobody meets “{words}”: {house.cairn.errors()}")


async def test_from_the_chat_to_live_and_back(
    browser: Browser, house: House, coordinator: Person
) -> None:
    """A word is changed, broken, mended and published; the people meet it; and it is taken back."""
    context, page = await come_in(browser, await link_for(coordinator))
    await open_check_in(page, house)
    question = first_question(page)
    before = await question.input_value()

    # Broken on purpose: it is told beside the words, kept as a draft, and cannot go live.
    await question.fill("You must say how you are. How are things?")
    await expect(page.locator(".problem").first).to_be_visible()
    await saved(page)
    await page.goto(f"{house.address}/")
    row = page.locator("li[data-name=check-in]")
    await expect(row).to_contain_text("published, with changes that are not")
    await page.goto(f"{house.address}/publish")
    await expect(page.get_by_text("What it changes")).to_be_visible()
    await look_over(page)
    await expect(page.locator("#told")).to_contain_text("Not published; what is live stays.")
    await expect(page.locator("#told")).to_contain_text("check-in, step “today”")

    # Mended, shown once more, and published.
    await open_check_in(page, house)
    await first_question(page).fill(before.replace("just now", "today"))
    await saved(page)
    await publish(page, house)
    await expect(page.locator("#none")).to_be_visible()
    past = page.locator("#past > li").first
    await expect(past).to_contain_text("by practice lead")
    await expect(past).to_contain_text("live now")
    await meets(coordinator, house, "How are things today?")

    # And back in one step.
    await page.get_by_role("button", name="Bring these words back…").first.click()
    await expect(page.locator("#sure-changes")).to_contain_text(ASKED)
    await page.get_by_role("button", name="Bring them back").click()
    await expect(page.locator("#told")).to_contain_text("People meet it within seconds")
    await meets(coordinator, house, ASKED)
    await context.close()


async def test_two_at_once_are_told_of_each_other(
    browser: Browser, house: House, coordinator: Person
) -> None:
    """Whoever saves second sees that somebody saved first, and nothing is overwritten by itself."""
    (one, first), (two, second) = [
        await come_in(browser, await link_for(coordinator)) for _ in range(2)
    ]
    for page in (first, second):
        await open_check_in(page, house)
    await expect(first.locator("#notice-others")).to_be_visible()
    await first_question(first).fill("How are things on your side?")
    await saved(first)
    await first_question(second).fill("How are things over there?")
    await second.get_by_role("button", name="Save", exact=True).click()
    await expect(second.locator("#notice-meanwhile")).to_be_visible()
    await second.get_by_role("button", name="Show theirs").click()
    await expect(first_question(second)).to_have_value("How are things on your side?")
    for context in (one, two):
        await context.close()


async def test_a_lost_connection_in_the_middle_loses_nothing(
    browser: Browser, house: House, coordinator: Person
) -> None:
    """What was typed meanwhile is kept, and goes on when the connection is back."""
    context, page = await come_in(browser, await link_for(coordinator))
    await open_check_in(page, house)
    await context.set_offline(True)
    await first_question(page).fill("How are things beyond the hill?")
    await expect(page.locator("#saved")).to_contain_text("No connection")
    await context.set_offline(False)
    await expect(page.locator("#saved")).to_contain_text("Not saved yet")
    await saved(page)

    # Signed out elsewhere in this browser: the words stay, and come back after signing in again.
    other = await context.new_page()
    await other.goto(f"{house.address}/")
    await other.get_by_role("button", name="Sign out").click()
    await other.get_by_text("To come in").wait_for()
    await first_question(page).fill("How are things by the sea?")
    await expect(page.locator("#notices")).to_contain_text("Your words are kept in this browser")
    await other.goto("about:blank")
    await other.goto(await link_for(coordinator))
    await other.get_by_role("button", name="Open the studio").click()
    await other.get_by_role("heading", name="Dialogues", exact=True).wait_for()
    await open_check_in(page, house)
    await expect(first_question(page)).to_have_value("How are things by the sea?")
    await context.close()


async def test_a_laptop_comes_in_by_the_code_it_shows(
    browser: Browser, house: House, coordinator: Person
) -> None:
    """The page opens by itself once the phone has said that it is theirs."""
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(house.address)
    code = page.locator("#code")
    await expect(code).to_contain_text("/studio ")
    await go(coordinator, await code.inner_text())
    await coordinator.tap("Yes, let it in")
    await page.get_by_role("heading", name="Dialogues", exact=True).wait_for()
    await context.close()


async def test_other_words_published_meanwhile_are_shown_before_a_draft_takes_their_place(
    browser: Browser, house: House, coordinator: Person
) -> None:
    """Whoever wrote the draft decides, after seeing what it would change by now."""
    context, page = await come_in(browser, await link_for(coordinator))
    await open_check_in(page, house)
    await first_question(page).fill("How are things today?")
    await saved(page)
    await publish(page, house)
    await open_check_in(page, house)
    await first_question(page).fill("How are things this week?")
    await saved(page)
    await page.goto(f"{house.address}/publish")
    await page.get_by_role("button", name="Bring these words back…").first.click()
    await page.get_by_role("button", name="Bring them back").click()
    row = page.locator("#waiting > li")
    await expect(row).to_contain_text("Other words of this were published since the draft began")
    await expect(row.get_by_role("checkbox")).to_be_disabled()
    await row.get_by_role("button", name="Keep mine all the same").click()
    await expect(row.get_by_role("checkbox")).to_be_enabled()
    page.on("dialog", lambda dialog: dialog.accept())
    await row.get_by_role("button", name="Throw this draft away").click()
    await expect(page.locator("#none")).to_be_visible()
    await context.close()


async def test_a_test_that_goes_another_way_is_shown_and_followed_when_that_was_meant(
    browser: Browser, house: House, coordinator: Person
) -> None:
    """A button taken away breaks what walks over it: said before anything goes live."""
    context, page = await come_in(browser, await link_for(coordinator))
    await open_check_in(page, house)
    card = page.locator("#step-low")
    await card.get_by_role("button", name="Button 4: take out").click()
    await saved(page)
    await page.goto(f"{house.address}/publish")
    await look_over(page)
    await expect(page.locator("#told")).to_contain_text("go another way")
    await expect(page.locator("#told")).to_contain_text("a way that is gone")
    await page.get_by_role("button", name="That is what I meant…").click()
    await page.get_by_label("Who publishes, by role").fill("practice lead")
    await page.get_by_role("button", name="Publish", exact=True).click()
    await expect(page.locator("#told")).to_contain_text("People meet it within seconds")
    await context.close()


async def test_the_door_and_the_publishing_page_are_for_everybody(
    browser: Browser, house: House, coordinator: Person
) -> None:
    """A checker of WCAG 2.2 AA finds nothing, in light and in dark, on a laptop and on a phone."""
    for scheme, width in (("light", 1366), ("dark", 390)):
        context, page = await come_in(browser, await link_for(coordinator))
        await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        await page.set_viewport_size({"width": width, "height": 844})
        await open_check_in(page, house)
        await first_question(page).fill(f"How are things on a {scheme} day?")
        await saved(page)
        await page.goto(f"{house.address}/publish")
        await page.get_by_text("What it changes").click()
        await look_over(page)
        await page.get_by_role("button", name="Publish", exact=True).wait_for()
        found = [await Axe().run(page, options={"runOnly": WCAG})]
        await page.get_by_role("button", name="Not now").click()
        found.append(await Axe().run(page, options={"runOnly": WCAG}))
        await context.clear_cookies()
        await page.goto(f"{house.address}/enter")
        await page.locator("#code").wait_for()
        found.append(await Axe().run(page, options={"runOnly": WCAG}))
        for one in found:
            assert one.violations_count == 0, one.generate_report()
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        await context.close()
