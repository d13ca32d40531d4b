"""The studio in a real browser, from a word changed to a file saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page, expect

from bot.script.reader import read_script
from bot.studio.local import LocalStudio as Studio
from tests.studio.conftest import DIALOGUES, open_dialogue, sign_in

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
QUESTION = (
    "How are things just now?\n\nThis is not a test or a health assessment. Nothing is scored."
)


async def saved(page: Page) -> None:
    """Waits until all is saved."""
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.locator("#saved")).to_have_text("Saved.")


async def test_a_problem_appears_beside_the_word_and_goes_away(page: Page, studio: Studio) -> None:
    """Words that press are told of beside the field they are in, with what to write instead."""
    await open_dialogue(page, studio, "check-in")
    card = page.locator("#step-low")
    await expect(page.locator("#count")).to_have_text("Nothing to mend.")
    await card.get_by_label("The question").fill("You must answer. What would be of use?")
    told = card.locator(".field .problem")
    await expect(told).to_contain_text("must")
    await expect(told.get_by_role("link")).to_have_attribute("href", "/rules/D504")
    await expect(page.locator("#saved")).to_contain_text("Not saved yet")
    await card.get_by_label("The question").fill("What would be of use?")
    await expect(told).to_have_count(0)
    await expect(page.locator("#count")).to_have_text("Nothing to mend.")


async def test_advice_speaks_of_the_card_it_stands_on(page: Page, studio: Studio) -> None:
    """On a card, what to do is said in words that are on it; in the text, in words of the text."""
    await open_dialogue(page, studio, "check-in")
    low = page.locator("#step-low")
    await low.get_by_label("Add a button").fill("A walk")
    await page.keyboard.press("Enter")
    await expect(low.locator("li .problem")).to_contain_text("Choose where it leads, beside its")
    shown = low.get_by_label("Button 6 goes to").locator("option:checked")
    await expect(shown).to_have_text("Choose where it leads…")
    await expect(page.locator("#chat-told")).to_contain_text("“A walk” leads nowhere yet")
    await page.get_by_role("button", name="The file’s text").click()
    await expect(page.locator("#text-problems")).to_contain_text("Write “-> a step” behind")


async def choose(select: Locator, value: str) -> None:
    """Chooses in a list that is filled when somebody comes to it."""
    await select.focus()
    await select.select_option(value)


async def test_a_changed_word_is_saved_and_remarks_stay(
    page: Page, studio: Studio, folder: Path
) -> None:
    """The file on disk differs in the changed line alone; its remarks are where they were."""
    before = (folder / "reflect.yaml").read_text("utf-8")
    assert before.count("#") > 4
    await open_dialogue(page, studio, "reflect")
    await page.locator("#step-leave").get_by_label("The last words").fill("Another time, then.")
    await saved(page)
    after = (folder / "reflect.yaml").read_text("utf-8")
    old = "end: That is fine. It will be here when you want it."
    assert after == before.replace(old, "end: Another time, then.")


async def test_a_dialogue_of_five_steps_is_made_on_cards_alone(
    page: Page, studio: Studio, folder: Path
) -> None:
    """From an idea to a dialogue with a branch that has nothing to mend, and plays."""
    await page.get_by_label("A new dialogue, called").fill("Tea break")
    await page.get_by_role("button", name="Make it").click()
    start = page.locator("#step-start")
    await expect(page.locator("#count")).to_have_text("2 things to mend")
    await expect(start.locator(".problem").first).to_contain_text("There are no words here yet.")
    await start.get_by_label("The question").fill("Has anything gone well today?")
    await start.get_by_label("Button 1", exact=True).fill("Something has")
    await start.get_by_label("Add a button").fill("Not today")
    await start.get_by_role("button", name="Add", exact=True).click()
    await expect(start.get_by_label("Button 3", exact=True)).to_have_value("Not today")
    await start.get_by_label("Button 3 goes to").focus()
    await start.get_by_label("Button 3 goes to").select_option("close")
    await add_by_way(page, "Button 1 goes to", "ask_text", "what")
    what = page.locator("#step-what")
    await what.get_by_label("The question").fill("What was it? A few words are enough.")
    await add_by_way(page, "Button 3 goes to", "say", "not_today")
    await page.locator("#step-not_today").get_by_label("What it says").fill("That is all right.")
    await page.get_by_role("button", name="Add a step after it (what)").click()
    await page.get_by_label("What it does").select_option("say")
    await page.get_by_label("Its name", exact=True).fill("thanks")
    await page.get_by_role("button", name="Add it").click()
    await page.locator("#step-thanks").get_by_label("What it says").fill("Thank you for that.")
    await what.get_by_label("Goes to", exact=True).focus()
    await what.get_by_label("Goes to", exact=True).select_option("thanks")
    await expect(page.locator("#step-thanks .from")).to_contain_text("what")
    await saved(page)
    await expect(page.locator("#count")).to_have_text("Nothing to mend.")
    script, problems = read_script((folder / "tea-break.yaml").read_text("utf-8"), "tea-break.yaml")
    assert script is not None
    assert problems == []
    assert list(script.steps) == ["start", "not_today", "what", "thanks", "close"]
    await page.get_by_role("button", name="Something has").click()
    await page.get_by_label("Type an answer").fill("A quiet minute")
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator("#chat-log")).to_contain_text("Thank you for that.")


async def test_the_kind_of_a_step_is_changed_on_its_card(
    page: Page, studio: Studio, folder: Path
) -> None:
    """From buttons to typed words; what is gone with it is said, and one Undo brings it back."""
    before = (folder / "check-in.yaml").read_text("utf-8")
    await open_dialogue(page, studio, "check-in")
    low = page.locator("#step-low")
    question = await low.get_by_label("The question").input_value()
    await choose(low.get_by_label("What low does"), "ask_text")
    await expect(low.get_by_label("Room for")).to_be_visible()
    await expect(low.get_by_label("The question")).to_have_value(question)
    await expect(low.get_by_label("Goes to", exact=True)).to_have_value("settle")
    told = page.locator("#notices")
    await expect(told).to_contain_text("No longer on the card “low”: “A minute to settle”,")
    await expect(told).to_contain_text("the way to people")
    await page.get_by_role("button", name="Undo").click()
    await expect(low.get_by_label("Button 5", exact=True)).to_have_value("Nothing, thank you")
    await expect(told).not_to_contain_text("No longer")
    await choose(low.get_by_label("What low does"), "ask_text")
    await saved(page)
    after = (folder / "check-in.yaml").read_text("utf-8")
    assert after.split("  remember:")[1] == before.split("  remember:")[1]
    assert "    text: short\n    keep: until-end\n    next: settle\n\n" in after


async def test_who_read_the_words_is_noted_on_the_page(
    page: Page, studio: Studio, folder: Path
) -> None:
    """By role, with today’s date; when words change afterwards, it is told where it is noted."""
    await open_dialogue(page, studio, "check-in")
    top = page.locator(".card.top")
    await top.get_by_text("Who read the words (nobody yet)").click()
    await top.get_by_label("Somebody read this").fill("two carers")
    await top.get_by_label("What changed because of it").fill("“visit” in place of “appointment”")
    await page.keyboard.press("Enter")
    noted = top.locator(".readers li")
    await expect(noted).to_have_text(
        "two carers, 23 November 2026: “visit” in place of “appointment”"
    )
    await expect(top.get_by_label("Somebody read this")).to_be_focused()
    await expect(top.get_by_label("What changed because of it")).to_have_value("")
    await saved(page)
    assert "  - by: two carers\n    on: 2026-11-23\n" in (folder / "check-in.yaml").read_text(
        "utf-8"
    )
    await page.locator("#step-done").get_by_label("The last words").fill("Bye.")
    await expect(top.locator("details .problem")).to_contain_text("Ask somebody to read them again")


async def test_a_step_can_be_called_anything(page: Page, studio: Studio) -> None:
    """Nobody has to know which letters a name may have, or whether it is taken."""
    await page.get_by_label("A new dialogue, called").fill("Tea break")
    await page.get_by_role("button", name="Make it").click()
    for _ in range(2):
        await page.get_by_role("button", name="Add a step after it (start)").click()
        await page.get_by_label("Its name", exact=True).fill(" 2nd: Heavy one! ")
        await page.get_by_role("button", name="Add it").click()
        await page.locator("#step-nd_heavy_one").wait_for()
    await expect(page.locator("[id^=step-nd_heavy_one]")).to_have_count(2)


async def add_by_way(page: Page, label: str, kind: str, name: str) -> None:
    """Makes a new step by choosing it as the one that a button leads to."""
    start = page.locator("#step-start")
    await start.get_by_label(label).focus()
    await start.get_by_label(label).select_option(label="A new step…")
    await page.get_by_label("What it does").select_option(kind)
    await page.get_by_label("Its name", exact=True).fill(name)
    await page.get_by_role("button", name="Add it").click()
    await page.locator(f"#step-{name}").wait_for()


async def test_undo_and_redo_go_step_by_step(page: Page, studio: Studio) -> None:
    """What was done last is undone first, words and steps alike, and can be done again."""
    await open_dialogue(page, studio, "check-in")
    low = page.locator("#step-low")
    await low.get_by_label("Button 1", exact=True).fill("A quiet minute")
    await expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    await page.get_by_role("button", name="Take out (remember)").click()
    await expect(page.locator("#step-remember")).to_have_count(0)
    await expect(page.locator("#count")).to_contain_text("to mend")
    await page.get_by_role("button", name="Undo").click()
    await expect(page.locator("#step-remember")).to_have_count(1)
    await page.keyboard.press("Control+z")
    await expect(low.get_by_label("Button 1", exact=True)).to_have_value("A minute to settle")
    await expect(page.locator("#saved")).to_have_text("Saved.")
    await page.get_by_role("button", name="Redo").click()
    await expect(low.get_by_label("Button 1", exact=True)).to_have_value("A quiet minute")


async def test_undo_lets_go_of_refused_words_first(page: Page, studio: Studio) -> None:
    """Words that no button can have are taken back before anything that was done earlier."""
    await open_dialogue(page, studio, "check-in")
    low = page.locator("#step-low")
    first, second = (low.get_by_label(f"Button {at}", exact=True) for at in (1, 2))
    await first.fill("A quiet minute")
    await expect(page.locator("#saved")).to_contain_text("Not saved yet")
    await second.fill("People -> talk")
    await expect(low.locator("li .problem")).to_contain_text("cannot hold an arrow")
    await page.keyboard.press("Control+z")
    await expect(second).to_have_value("People to talk to")
    await expect(low.locator("li .problem")).to_have_count(0)
    await expect(first).to_have_value("A quiet minute")
    await page.get_by_role("button", name="Undo").click()
    await expect(first).to_have_value("A minute to settle")


async def test_nothing_is_lost_when_the_page_is_loaded_again(page: Page, studio: Studio) -> None:
    """Words that were typed a moment ago, and never reached the server, are there again."""
    await open_dialogue(page, studio, "check-in")
    await page.locator("#step-done").get_by_label("The last words").fill("Good")
    await expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    await page.route("**/draft", lambda route: route.abort())
    await page.locator("#step-done").get_by_label("The last words").fill("Goodbye now")
    await page.reload()
    await page.unroute("**/draft")
    field = page.locator("#step-done").get_by_label("The last words")
    await expect(field).to_have_value("Goodbye now")
    await expect(page.locator("#notices")).to_contain_text("is here again")
    await page.get_by_role("button", name="Throw it away").click()
    await expect(field).to_have_value("That is all from me.")


async def test_the_list_tells_of_a_draft_that_has_something_to_mend(
    page: Page, studio: Studio
) -> None:
    """What is saved is ready, what this browser keeps is not: the list says both."""
    await open_dialogue(page, studio, "check-in")
    await page.locator("#step-done").get_by_label("The last words").fill("You must go.")
    await expect(page.locator("#count")).to_contain_text("1 thing to mend")
    await page.get_by_role("link", name="All dialogues").click()
    row = page.locator("li[data-name=check-in]")
    await expect(row).to_contain_text("not saved yet, kept in this browser: 1 thing to mend")
    await expect(row).to_contain_text("as saved: ready")
    await expect(page.locator("li[data-name=reflect] .state")).to_have_text("ready")


async def test_a_lost_connection_is_told_and_mended(page: Page, studio: Studio) -> None:
    """Without a connection words are kept, and go on when it is back."""
    await open_dialogue(page, studio, "check-in")
    await page.context.set_offline(True)
    await page.locator("#step-done").get_by_label("The last words").fill("You must go")
    await expect(page.locator("#saved")).to_contain_text("No connection")
    await page.context.set_offline(False)
    await expect(page.locator("#step-done .problem").first).to_be_visible()
    await saved(page)


async def test_text_and_cards_stay_in_step(page: Page, studio: Studio) -> None:
    """A word changed in the text is on its card, and the other way; broken text waits."""
    await open_dialogue(page, studio, "check-in")
    await page.get_by_role("button", name="The file’s text").click()
    text = page.locator("#text")
    words = await text.input_value()
    await text.fill(words.replace("That is all from me.", "Until another day."))
    await page.get_by_role("button", name="Cards", exact=True).click()
    field = page.locator("#step-done").get_by_label("The last words")
    await expect(field).to_have_value("Until another day.")
    await field.fill("Bye for now.")
    await page.get_by_role("button", name="The file’s text").click()
    await expect(text).to_have_value(words.replace("That is all from me.", "Bye for now."))
    await text.fill(words.replace("title: How", "title: [How"))
    await expect(page.locator("#notices")).to_contain_text("cannot be read")
    await page.get_by_role("button", name="Line 3").click()
    assert await text.evaluate("at => at.value.slice(at.selectionStart).split('\\n')[0]") == (
        "title: [How things are just now"
    )
    await text.fill(words)
    await expect(page.locator("#notices")).not_to_contain_text("cannot be read")


async def test_text_changed_while_the_chat_plays_is_looked_at_all_the_same(
    page: Page, studio: Studio
) -> None:
    """What the chat asks for in the same moment does not pass the change over."""
    await open_dialogue(page, studio, "check-in")
    await page.get_by_role("button", name="The file’s text").click()
    await page.locator("#chat-options button").first.wait_for()
    await page.evaluate("""() => {
      const text = document.getElementById("text");
      text.value = text.value.replace("title: How", "title: [How");
      text.dispatchEvent(new Event("input", { bubbles: true }));
      document.getElementById("chat-again").click();
    }""")
    await expect(page.locator("#notices")).to_contain_text("cannot be read")


async def test_two_people_are_told_and_nobody_overwrites(
    studio: Studio, browser: Browser, folder: Path
) -> None:
    """The second to save is told, loses nothing, and decides."""
    first, one = await sign_in(studio, browser)
    second, other = await sign_in(studio, browser)
    await open_dialogue(one, studio, "check-in")
    await open_dialogue(other, studio, "check-in")
    await one.reload()
    await expect(one.locator("#notices")).to_contain_text("open in another window")
    await one.locator("#step-done").get_by_label("The last words").fill("Mine.")
    await saved(one)
    await other.locator("#step-done").get_by_label("The last words").fill("Theirs.")
    await other.get_by_role("button", name="Save", exact=True).click()
    await expect(other.locator("#notices")).to_contain_text("Somebody saved this")
    assert "end: Mine." in (folder / "check-in.yaml").read_text("utf-8")
    field = other.locator("#step-done").get_by_label("The last words")
    await expect(field).to_have_value("Theirs.")
    await other.get_by_role("button", name="Show theirs").click()
    await expect(field).to_have_value("Mine.")
    await other.get_by_role("button", name="Undo").click()
    await expect(field).to_have_value("Theirs.")
    await saved(other)
    assert "end: Theirs." in (folder / "check-in.yaml").read_text("utf-8")
    await first.close()
    await second.close()


async def test_the_chat_follows_the_draft(page: Page, studio: Studio) -> None:
    """A changed word is in the chat at once; one can begin at any card, go back, move the clock."""
    await open_dialogue(page, studio, "check-in")
    log = page.locator("#chat-log")
    await expect(log).to_contain_text("This is not a test")
    await page.locator("#chat-options").get_by_role("button", name="Stretched").click()
    await expect(log).to_contain_text("What would be of use?")
    await page.locator("#step-low").get_by_label("The question").fill("What would help?")
    await expect(log).to_contain_text("What would help?")
    await page.locator("#chat").get_by_role("button", name="Back").click()
    await expect(page.locator("#chat-options").get_by_role("button", name="Steady")).to_be_visible()
    await page.get_by_role("button", name="Play from here (words)").click()
    await expect(log).to_contain_text("Is there a word or two for it?")
    await expect(log).not_to_contain_text("This is not a test")
    await page.get_by_label("Move the clock by").fill("2 weeks")
    await page.get_by_role("button", name="Move it").click()
    await expect(page.locator("#chat-clock")).to_contain_text("7 December 2026")


async def test_the_picture_leads_to_the_cards(page: Page, studio: Studio) -> None:
    """The flow of the draft is drawn; a box chosen there is the card that one comes to."""
    await open_dialogue(page, studio, "check-in")
    await page.locator("#step-low").get_by_label("The question").fill("A draft’s own words?")
    await page.get_by_role("button", name="The picture").click()
    picture = page.locator("#picture svg")
    await expect(picture).to_contain_text("A draft’s own words?")
    box = picture.locator("a[href='#step-low']").first
    fill = await box.locator(".box").first.evaluate("one => getComputedStyle(one).fill")
    assert fill not in ("rgb(0, 0, 0)", "")
    await box.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#step-low").get_by_label("The question")).to_be_focused()


async def test_words_are_never_markup(page: Page, studio: Studio) -> None:
    """A script in a label is shown as the characters that were typed, on cards and in the chat."""
    await open_dialogue(page, studio, "check-in")
    bad = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    await expect(page.locator("#chat-options button").first).to_have_text("Steady")
    page.on("dialog", lambda _: pytest.fail("a script ran"))
    await page.locator("#step-today").get_by_label("Button 1", exact=True).fill(bad)
    await expect(page.locator("#chat-options button").first).to_have_text(bad)
    assert await page.locator("#main img, #main script, #chat img").count() == 0


async def test_everything_works_by_keyboard_alone(page: Page, studio: Studio, folder: Path) -> None:
    """From the list to a saved word, with Tab, Enter and letters."""
    await page.get_by_label("Look for").focus()
    await page.keyboard.type("how things")
    await expect(page.locator("#found")).to_have_text(f"1 of {DIALOGUES}")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.locator("#step-done").wait_for()
    for _ in range(40):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.getAttribute('href') === '#step-done'"):
            break
    await page.keyboard.press("Enter")
    await expect(page.locator("#step-done").get_by_label("The last words")).to_be_focused()
    await page.keyboard.press("Control+a")
    await page.keyboard.type("Bye.")
    await page.keyboard.press("Control+s")
    await expect(page.locator("#saved")).to_have_text("Saved.")
    assert "end: Bye." in (folder / "check-in.yaml").read_text("utf-8")
    await page.get_by_role("button", name="Add a step after it (done)").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#new-kind")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Add a step after it (done)")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
async def test_pages_meet_wcag_2_2_aa(
    studio: Studio, browser: Browser, scheme: str, width: int
) -> None:
    """Axe finds nothing on the list, the cards with problems, the text, and a rule's page."""
    context, page = await sign_in(
        studio, browser, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    await expect(page.locator("#dialogues .state").first).to_have_text("ready")
    await faultless(page)
    await open_dialogue(page, studio, "reflect")
    await page.locator("#step-leave").get_by_label("The last words").fill("You must go.")
    await page.locator("#step-leave .problem").wait_for()
    await page.evaluate(
        "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
    )
    await faultless(page)
    if width < 500:
        await page.get_by_role("button", name="The chat").click()
        await faultless(page)
    await page.get_by_role("button", name="The picture").click()
    await page.locator("#picture svg").wait_for()
    await faultless(page)
    await page.get_by_role("button", name="The file’s text").click()
    await faultless(page)
    await page.goto(f"http://127.0.0.1:{studio.port}/rules/D504")
    await faultless(page)
    await context.close()


async def faultless(page: Page) -> None:
    """Holds axe's rules for WCAG 2.2 AA against a page."""
    # Axe measures what is out of sight as having no size, and what is under the bar by its rest.
    await page.evaluate(
        "document.querySelectorAll('.card').forEach((one) => {"
        " one.style.contentVisibility = 'visible'; });"
        "document.querySelectorAll('.bar').forEach((one) => { one.style.position = 'static'; })"
    )
    options = {"runOnly": {"type": "tag", "values": WCAG}}
    found = (await Axe().run(page, options=options)).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found] == []


@pytest.mark.parametrize("width", [1280, 768, 390])
async def test_no_page_is_wider_than_its_window(
    studio: Studio, browser: Browser, width: int
) -> None:
    """Nobody has to scroll sideways, on a laptop or a phone."""
    context, page = await sign_in(studio, browser, viewport={"width": width, "height": 800})
    for name in ("check-in", "reflect", "look-again"):
        await open_dialogue(page, studio, name)
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
    await context.close()
