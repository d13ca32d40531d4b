"""Prompts, themes and the support card in a real browser, from a word changed to a file saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.studio.local import LocalStudio as Studio
from tests.studio.conftest import DIALOGUES, sign_in
from tests.studio.test_browser import faultless, saved

SUPPORT = "shared/support.yaml"
BUDGETS = "prompts/budgets.yaml"


async def open_words(page: Page, studio: Studio, path: str) -> None:
    """Opens what dialogues draw on and waits for its cards."""
    await page.goto(f"http://127.0.0.1:{studio.port}/words/{path}")
    await page.locator(".card").nth(1).wait_for()


def card(page: Page, step: str) -> Locator:
    """One card, by what it holds."""
    return page.locator(f"[id='step-{step}']")


async def test_they_are_the_second_part_of_the_list(page: Page) -> None:
    """Below the dialogues, found by the same search, each with how it stands."""
    words = page.get_by_role("region", name="What dialogues draw on")
    await expect(words.get_by_role("listitem")).to_have_count(11)
    await expect(words.locator(".state").first).to_have_text("ready")
    await page.get_by_label("Look for").fill("support")
    await expect(page.locator("#found")).to_have_text(f"0 of {DIALOGUES}, and 1 below")
    await page.get_by_label("Look for").fill("how things")
    await expect(page.locator("#found")).to_have_text(f"1 of {DIALOGUES}")
    await expect(words).to_be_hidden()
    await page.get_by_label("Look for").fill("")
    await words.get_by_role("link", name="Prompts: Where time and money go").click()
    await expect(page.locator("h1")).to_have_text("Prompts: Where time and money go")
    await expect(page.get_by_role("button", name="The picture")).to_have_count(0)
    await expect(page.locator("#chat")).to_have_count(0)


async def test_a_number_on_the_support_card_is_changed_and_nothing_else(
    page: Page, studio: Studio, folder: Path
) -> None:
    """What people see follows; the file differs in that line, and its remarks stay."""
    before = (folder / SUPPORT).read_text("utf-8")
    await open_words(page, studio, SUPPORT)
    seen = page.locator("#seen-log")
    await expect(seen).to_contain_text("0800 83 85 87")
    await expect(seen.locator("strong").first).to_have_text("Emergency")
    await card(page, "staff/lines/2").get_by_label("Telephone").fill("0800 000 000")
    await expect(seen).to_contain_text("0800 000 000")
    await saved(page)
    assert (folder / SUPPORT).read_text("utf-8") == before.replace("0800 83 85 87", "0800 000 000")


async def test_what_presses_is_told_beside_the_line(page: Page, studio: Studio) -> None:
    """A note that presses is told of beside it, and so are hours that cannot be read."""
    await open_words(page, studio, SUPPORT)
    line = card(page, "staff/lines/3")
    await line.get_by_label("What to know before").fill("You must text them.")
    told = line.locator(".field .problem")
    await expect(told.get_by_role("link")).to_have_attribute("href", "/rules/D504")
    await line.get_by_label("When they answer").fill("nine to five")
    await expect(told).to_have_count(2)
    await expect(told.nth(1)).to_contain_text("These hours cannot be read")
    await page.get_by_role("button", name="Undo").click()
    await expect(told).to_have_count(1)
    await expect(line.get_by_label("When they answer")).to_have_value("always")


async def test_somebody_new_is_put_on_the_card_by_keyboard(
    page: Page, studio: Studio, folder: Path
) -> None:
    """A name, a number, and the day it was checked: Tab, Enter and letters are enough."""
    await open_words(page, studio, SUPPORT)
    await page.get_by_label("Add somebody, called (under “Nearby”)").focus()
    await page.keyboard.type("Chaplaincy")
    await page.keyboard.press("Enter")
    new = card(page, "staff/near/4")
    await expect(new.get_by_label("Who it is")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.type("0131 496 0000")
    await expect(new.get_by_label("Telephone")).to_be_focused()
    await expect(new.locator(".problem")).to_contain_text("has never been checked")
    await new.get_by_role("button", name="Checked today").focus()
    await page.keyboard.press("Enter")
    await expect(new.locator(".problem")).to_have_count(0)
    await expect(new.get_by_role("button", name="Checked today")).to_be_focused()
    await new.get_by_role("button", name="Earlier").focus()
    await page.keyboard.press("Enter")
    above = card(page, "staff/near/3")
    await expect(above.get_by_label("Who it is")).to_have_value("Chaplaincy")
    await expect(above.get_by_role("button", name="Earlier")).to_be_focused()
    await page.keyboard.press("Control+s")
    await expect(page.locator("#saved")).to_have_text("Saved.")
    text = (folder / SUPPORT).read_text("utf-8")
    assert (
        "    - name: Chaplaincy\n      phone: 0131 496 0000\n"
        "      checked: 2026-11-23, on the service’s own page\n    - name: Your union\n" in text
    )
    await above.get_by_role("button", name="Take out").click()
    await expect(card(page, "staff/near/3").get_by_label("Who it is")).to_have_value("Your union")
    await expect(card(page, "staff/near/3").get_by_role("heading")).to_be_focused()


async def test_a_heading_follows_the_name_that_is_typed(page: Page, studio: Studio) -> None:
    """Whoever types a name stays in its field while the heading and the list of cards follow."""
    await open_words(page, studio, "themes.yaml")
    culture = card(page, "themes/culture")
    await culture.get_by_label("Its name, as people read it").fill("How it feels here")
    await expect(culture.get_by_role("heading")).to_have_text("How it feels here")
    await expect(page.locator("#outline a").first).to_have_text("How it feels here")
    await expect(culture.get_by_label("Its name, as people read it")).to_be_focused()


async def test_a_new_prompt_is_written_in_its_place(
    page: Page, studio: Studio, folder: Path
) -> None:
    """After the one where it was asked for; what is missing is told, until it is ready."""
    await open_words(page, studio, BUDGETS)
    await page.get_by_role("button", name="Add a prompt after it (ten-minutes)").click()
    await page.get_by_label("The question").last.fill("What is fair here?")
    await page.get_by_role("button", name="Add it").click()
    new = card(page, "what-is-fair-here")
    await expect(new.get_by_role("heading")).to_have_text("3 what-is-fair-here")
    await expect(page.locator("#outline li").nth(2)).to_contain_text("what-is-fair-here")
    await expect(page.locator("#count")).to_have_text("2 things to mend")
    await new.get_by_label("Idea 1").fill("Ask one person")
    await new.get_by_label("Idea 2").fill("Write one line")
    await new.get_by_label("The principle").select_option("Trust")
    await new.get_by_label("At a desk").check()
    await expect(page.locator("#count")).to_have_text("Nothing to mend.")
    await expect(page.locator("#seen-log")).to_contain_text("2. Write one line")
    await saved(page)
    text = (folder / BUDGETS).read_text("utf-8")
    assert text.startswith("# Nothing here asks anyone")
    assert "    principle: trust\n    for: [desk, anyone]\n" in text
    await page.get_by_role("button", name="Add a prompt (Where time and money go)").click()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Add a prompt (Where")).to_be_focused()


async def test_the_text_is_one_click_away_and_a_draft_is_kept(page: Page, studio: Studio) -> None:
    """Cards follow the text; what was not saved is there again when the page is loaded anew."""
    await open_words(page, studio, "themes.yaml")
    await page.get_by_role("button", name="The file’s text").click()
    text = page.locator("#text")
    words = await text.input_value()
    await text.fill(words.replace("name: Safety", "name: Feeling safe"))
    await page.get_by_role("button", name="Cards", exact=True).click()
    field = card(page, "principles/safety").get_by_label("Its name, as people read it")
    await expect(field).to_have_value("Feeling safe")
    await page.reload()
    await expect(field).to_have_value("Feeling safe")
    await expect(page.locator("#notices")).to_contain_text("is here again")
    await page.goto(f"http://127.0.0.1:{studio.port}/")
    row = page.get_by_role("listitem").filter(has_text="Themes and principles")
    await expect(row.locator(".state")).to_contain_text("not saved yet, kept in this browser")


async def test_two_people_are_told_and_nobody_overwrites(
    studio: Studio, browser: Browser, folder: Path
) -> None:
    """The second to save is told, and loses nothing."""
    first, one = await sign_in(studio, browser)
    second, other = await sign_in(studio, browser)
    await open_words(one, studio, SUPPORT)
    await open_words(other, studio, SUPPORT)
    await one.reload()
    await expect(one.locator("#notices")).to_contain_text("open in another window")
    await card(one, "staff").get_by_label("The first words").fill("Mine.")
    await saved(one)
    await card(other, "staff").get_by_label("The first words").fill("Theirs.")
    await other.get_by_role("button", name="Save", exact=True).click()
    await expect(other.locator("#notices")).to_contain_text("Somebody saved this")
    assert "intro: Mine." in (folder / SUPPORT).read_text("utf-8")
    await expect(card(other, "staff").get_by_label("The first words")).to_have_value("Theirs.")
    await first.close()
    await second.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
async def test_these_pages_meet_wcag_2_2_aa(
    studio: Studio, browser: Browser, scheme: str, width: int
) -> None:
    """Axe finds nothing on the cards with problems, nor on what a person sees of them."""
    context, page = await sign_in(
        studio, browser, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    for path in (SUPPORT, BUDGETS, "themes.yaml"):
        await open_words(page, studio, path)
        await page.locator(".card textarea").first.fill("You must go.")
        await expect(page.locator("#undo")).to_be_enabled()
        await faultless(page)
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        if width < 500 and path != "themes.yaml":
            await page.get_by_role("button", name="As a person sees it").click()
            await expect(page.locator("#seen-log p").first).to_be_visible()
            await faultless(page)
    await context.close()
