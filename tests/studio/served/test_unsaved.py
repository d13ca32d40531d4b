"""Words that were typed and not saved, on the way to publishing and out of the door."""

from __future__ import annotations

import re

from playwright.async_api import Browser, Dialog, expect

from tests.standin import Person
from tests.studio.served.conftest import House, come_in, link_for
from tests.studio.served.test_whole_way import first_question, open_check_in


async def test_whoever_goes_to_publish_means_what_was_just_written(
    browser: Browser, house: House, coordinator: Person
) -> None:
    """It is saved on the way; nobody is told that nothing waits."""
    context, page = await come_in(browser, await link_for(coordinator))
    await open_check_in(page, house)
    await first_question(page).fill("How are things on this page?")
    await page.get_by_role("link", name="Publish…").click()
    await page.get_by_role("heading", name="Publish", exact=True).wait_for()
    await page.get_by_text("What it changes").click()
    await expect(page.locator("#waiting")).to_contain_text("How are things on this page?")
    # Once more by the address alone: what this browser keeps is named.
    await open_check_in(page, house)
    await first_question(page).fill("How are things by the way?")
    await expect(page.locator("#saved")).to_contain_text("Not saved yet")
    await page.goto(f"{house.address}/publish")
    await expect(page.locator("#kept-names")).to_have_text("check-in")
    await context.close()


async def test_nothing_goes_live_without_a_role(
    browser: Browser, house: House, coordinator: Person
) -> None:
    """The history says who; a new dialogue shows all its words before, and how it is met after."""
    context, page = await come_in(browser, await link_for(coordinator))
    await page.get_by_label("A new dialogue, called").fill("Going home")
    await page.get_by_role("button", name="Make it").click()
    await page.locator(".card").nth(1).wait_for()
    await page.get_by_role("button", name="The file’s text").click()
    await page.locator("#text").fill(
        "dialogue: going-home\ntitle: Going home\nminutes: 1\nsteps:\n  one:\n"
        "    ask: Is anything still going round?\n    buttons:\n      yes: A bit -> bye\n"
        "      leave: Leave it there -> bye\n  bye:\n    end: Safe home.\n"
    )
    await expect(page.locator("#count")).to_have_text(re.compile("^Nothing to mend|worth a look"))
    await page.get_by_role("link", name="Publish…").click()
    await page.get_by_role("button", name="Look over what would change…").click()
    await expect(page.locator("#sure-changes")).to_contain_text("Is anything still going round?")
    await page.get_by_role("button", name="Publish", exact=True).click()
    await expect(page.locator("#sure")).to_be_visible()
    await page.get_by_label("Who publishes, by role").fill("practice lead")
    await page.get_by_role("button", name="Publish", exact=True).click()
    await expect(page.locator("#told")).to_contain_text("is met where another one plays it")
    await context.close()


async def test_signing_out_leaves_nothing_in_a_shared_browser(
    browser: Browser, house: House, coordinator: Person
) -> None:
    """Whoever sits there next finds no words of a draft; before that, one is asked."""
    context, page = await come_in(browser, await link_for(coordinator))
    await open_check_in(page, house)
    await first_question(page).fill("How are things in private?")
    await expect(page.locator("#saved")).to_contain_text("Not saved yet")
    await page.goto(f"{house.address}/")
    asked: list[str] = []

    async def yes(dialog: Dialog) -> None:
        asked.append(dialog.message)
        await dialog.accept()

    page.on("dialog", yes)
    await page.get_by_role("button", name="Sign out").click()
    await page.get_by_text("To come in").wait_for()
    assert "check-in" in asked[0]
    assert await page.evaluate("JSON.stringify([localStorage, sessionStorage])") == "[{},{}]"
    await context.close()
