"""The chat beside the cards: kept as a test, in another language, back past the end, reloaded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.commands.transcripts import play_file, transcript_files
from bot.script.folder import read_folder
from bot.script.translation import texts_of, written
from bot.studio.keeping import fitted
from bot.studio.local import LocalStudio as Studio
from tests.script.test_translation import whole
from tests.studio.conftest import TODAY, Visitor, open_dialogue, sign_in
from tests.studio.test_browser import faultless

ONE = "/api/dialogues/check-in"
PAST_THE_END = [["tapped", "rather_not"], ["tapped", "okay"]]
LIKE_A_BUTTON = [["tapped", "okay"], ["typed", "[Not a button]"]]
EIGHT = "one-two-three-four-five-six-seven-eight"


def goes_as_written(folder: Path, name: str) -> bool:
    """What `cairn test <name>` would say."""
    library, _ = read_folder(folder, TODAY)
    files = transcript_files(folder, [name])
    return bool(files) and all(play_file(file, library).passes for file in files)


def names_in(folder: Path) -> list[Path]:
    """Every file there is."""
    return sorted(folder.rglob("*"))


def translate(folder: Path, *left_out: str) -> None:
    """Puts the check-in into Gaelic (for want of a speaker: capitals), but for some texts."""
    library, _ = read_folder(folder, TODAY)
    translation = whole("check-in", texts_of(library.scripts["check-in"]))
    said = {name: one for name, one in translation.texts.items() if name not in left_out}
    file = folder / "translations" / "gd" / "check-in.yaml"
    file.parent.mkdir(parents=True)
    words = written(translation).replace("language: en-x-caps", "language: gd")
    assert len(said) == len(translation.texts) - len(left_out)
    for name in left_out:
        words = words.replace(f"  {name}:\n", f"  {name}.gone:\n")
    file.write_text(words, "utf-8")


async def tap(page: Page, *labels: str) -> None:
    """Answers with buttons, one after the other."""
    for label in labels:
        await page.locator("#chat-options").get_by_role("button", name=label, exact=True).click()


def called(page: Page) -> Locator:
    """The field for a test's name."""
    return page.get_by_label("Keep this chat as a test, called")


async def test_what_was_played_is_kept_as_a_test_that_passes(
    page: Page, studio: Studio, folder: Path
) -> None:
    """One click writes the chat down; `cairn test` passes, and fails when the way changes."""
    await open_dialogue(page, studio, "check-in")
    await tap(page, "Stretched", "Nothing, thank you")
    await expect(called(page)).to_have_value("check-in.stretched-leave")
    await page.get_by_role("button", name="Keep it", exact=True).click()
    await expect(page.locator("#chat-kept")).to_contain_text("Kept as the test")
    file = folder / "transcripts" / "check-in.stretched-leave.chat"
    assert "you: [Nothing, thank you]" in file.read_text("utf-8")
    assert goes_as_written(folder, "check-in.stretched-leave")
    script = folder / "check-in.yaml"
    script.write_text(script.read_text("utf-8").replace("Stretched -> low", "Stretched -> words"))
    assert not goes_as_written(folder, "check-in.stretched-leave")


async def test_a_draft_is_saved_with_the_test_that_holds_on_to_it(
    page: Page, studio: Studio, folder: Path
) -> None:
    """The button says beforehand that it saves the dialogue too; both files fit each other."""
    await open_dialogue(page, studio, "check-in")
    await page.locator("#step-close").get_by_label("The last words").fill("Bye for now.")
    button = page.get_by_role("button", name="Save the dialogue and keep it")
    await button.wait_for()
    await tap(page, "Rather not say")
    await expect(page.locator("#chat-log")).to_contain_text("Bye for now.")
    await called(page).fill("Rather not, said Mòrag!")
    await button.click()
    await expect(page.locator("#chat-kept")).to_contain_text("check-in.rather-not-said-morag")
    await expect(page.locator("#saved")).to_have_text("Saved.")
    assert "end: Bye for now." in (folder / "check-in.yaml").read_text("utf-8")
    assert goes_as_written(folder, "check-in.rather-not-said-morag")


async def test_no_test_takes_the_place_of_another(page: Page, studio: Studio, folder: Path) -> None:
    """A name that is taken is refused in a sentence; the next suggestion is free."""
    await open_dialogue(page, studio, "check-in")
    taken = folder / "transcripts" / "check-in.rather-not.chat"
    await tap(page, "Rather not say")
    await page.get_by_role("button", name="Keep it", exact=True).click()
    await expect(page.locator("#chat-kept")).to_contain_text("Kept as the test")
    before = taken.read_text("utf-8")
    await expect(called(page)).to_have_value("check-in.rather-not-2")
    await page.get_by_role("button", name="From the start").click()
    await tap(page, "Stretched", "Nothing, thank you")
    await called(page).fill("rather not")
    await page.get_by_role("button", name="Keep it", exact=True).click()
    await expect(page.locator("#chat-kept")).to_contain_text("already. Choose another name.")
    assert taken.read_text("utf-8") == before


async def test_the_picture_shows_what_the_new_test_walks(
    page: Page, studio: Studio, folder: Path
) -> None:
    """Ways that were dotted are drawn through, with the picture open beside the chat."""
    for file in transcript_files(folder, []):
        file.unlink()
    await open_dialogue(page, studio, "check-in")
    await page.get_by_role("button", name="The picture").click()
    await page.locator("#picture svg").wait_for()
    dotted = page.locator("#picture .unwalked-words")
    before = await dotted.count()
    assert before > 0
    await tap(page, "Stretched", "Nothing, thank you")
    await page.get_by_role("button", name="Keep it", exact=True).click()
    await expect(page.locator("#chat-kept")).to_contain_text("Kept as the test")
    await expect(dotted).not_to_have_count(before)
    assert 0 < await dotted.count() < before


async def test_a_test_is_only_kept_of_what_is_saved(visitor: Visitor, folder: Path) -> None:
    """A page that sends another text is told to save first, and no file is written."""
    before = names_in(folder)
    text = (folder / "check-in.yaml").read_text("utf-8")
    body = {"text": text + "# more\n", "asked": {"said": PAST_THE_END}, "called": "x"}
    status, said = await visitor.post(f"{ONE}/keep", body)
    assert (status, "Save the dialogue first" in said) == (409, True)
    for asked, told in ((LIKE_A_BUTTON, "stands in [ ]"), (PAST_THE_END, "is over")):
        body = {"text": text, "asked": {"said": asked}, "called": "x"}
        status, said = await visitor.post(f"{ONE}/keep", body)
        assert (status, told in said) == (400, True)
    assert names_in(folder) == before


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Low day, rather not", "check-in.low-day-rather-not"),
        ("check-in.low-day.chat", "check-in.low-day"),
        ("../../etc/passwd", "check-in.etc-passwd"),
        ("check-in", "check-in.from-the-start"),
        ("   ", "check-in.from-the-start"),
        ("Là math", "check-in.la-math"),
        ("one two three four five six seven eight nine", f"check-in.{EIGHT}"),
        ("x" * 90, f"check-in.{'x' * 40}"),
    ],
)  # fmt: skip
def test_any_words_become_a_name_that_fits(said: str, name: str) -> None:
    """Nobody has to know which letters a file's name may have."""
    assert fitted(said, "check-in") == name


async def test_without_a_translation_there_is_no_choice_of_language(
    page: Page, studio: Studio
) -> None:
    """Nobody is offered a language in which there is not a word."""
    await open_dialogue(page, studio, "check-in")
    await expect(page.locator("#chat-log")).to_contain_text("This is not a test")
    await expect(page.locator("#chat-language")).to_be_hidden()


async def test_the_chat_is_played_in_another_language(
    page: Page, studio: Studio, folder: Path
) -> None:
    """The chat changes over where it stands, says what is in English, and knows its language."""
    translate(folder, "steps.low.ask", "steps.low.buttons.talk")
    await open_dialogue(page, studio, "check-in")
    await tap(page, "Stretched")
    await page.get_by_label("Language").select_option(label="Scottish Gaelic")
    log = page.locator("#chat-log")
    await expect(log).to_contain_text("HOW ARE THINGS JUST NOW?")
    await expect(log).to_contain_text("What would be of use?")
    await expect(log).to_have_attribute("lang", "gd")
    options = page.locator("#chat-options")
    await expect(options).to_have_attribute("lang", "gd")
    await expect(
        options.get_by_role("button", name="NOTHING, THANK YOU", exact=True)
    ).to_be_visible()
    await expect(
        options.get_by_role("button", name="People to talk to", exact=True)
    ).to_be_visible()
    note = page.locator("#chat-english")
    await expect(note).to_contain_text("2 of 25 texts are in English")
    await expect(note).to_contain_text("the support card")
    await expect(note).to_contain_text("Cairn’s own words")
    await expect(called(page)).to_be_hidden()
    await tap(page, "NOTHING, THANK YOU")
    await expect(log.locator(".note").last).to_have_attribute("lang", "en")
    await page.get_by_label("Language").select_option(label="English")
    await expect(log).to_contain_text("How are things just now?")
    await expect(log).not_to_have_attribute("lang", "gd")
    await expect(called(page)).to_have_value("check-in.stretched-leave")


async def test_a_changed_word_is_in_english_until_it_is_translated_anew(
    page: Page, studio: Studio, folder: Path
) -> None:
    """What a coordinator changes on a card is seen at once as what the translation lacks."""
    translate(folder)
    await open_dialogue(page, studio, "check-in")
    await page.get_by_label("Language").select_option(label="Scottish Gaelic")
    await expect(page.locator("#chat-log")).to_contain_text("HOW ARE THINGS")
    await expect(page.locator("#chat-english")).not_to_contain_text("of 25")
    await page.locator("#step-today").get_by_label("Button 1", exact=True).fill("Fine")
    await expect(page.locator("#chat-english")).to_contain_text("1 of 25 texts is in English")
    await expect(page.locator("#chat-options button").first).to_have_text("Fine")


async def test_a_language_that_is_not_there_is_english(visitor: Visitor, folder: Path) -> None:
    """Nothing that a page can send as a language leads anywhere else."""
    translate(folder)
    text = (folder / "check-in.yaml").read_text("utf-8")
    for language, found in (("gd", "gd"), ("fr", None), ("../gd", None), ("", None)):
        body = {"text": text, "asked": {"language": language}}
        _, said = await visitor.post(f"{ONE}/play", body)
        answer = json.loads(said)
        assert (answer["language"], answer["languages"]) == (found, ["gd"])
        assert answer["lines"][0]["text"].startswith("HOW" if found else "How")


async def test_back_leads_out_of_the_end(page: Page, studio: Studio, folder: Path) -> None:
    """Whoever tries a dialogue out takes the last answer back; the test knows nothing of it."""
    await open_dialogue(page, studio, "check-in")
    back = page.locator("#chat-back")
    await expect(page.locator("#chat-log")).to_contain_text("This is not a test")
    await expect(back).to_be_disabled()
    await tap(page, "Stretched", "Nothing, thank you")
    await expect(page.locator("#chat-log")).to_contain_text("The dialogue is over")
    await back.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#chat-log")).not_to_contain_text("The dialogue is over")
    await expect(back).to_be_focused()
    await tap(page, "It was something hard")
    await expect(called(page)).to_have_value("check-in.stretched-hard")


async def test_moving_the_clock_leaves_the_question_open(page: Page, studio: Studio) -> None:
    """A question that waits can still be answered, and gone back from."""
    await open_dialogue(page, studio, "check-in")
    await tap(page, "Stretched")
    await page.get_by_label("Move the clock by").fill("2 hours")
    await page.get_by_role("button", name="Move it").click()
    await expect(page.locator("#chat-clock")).to_contain_text("14:15")
    await expect(page.locator("#chat-back")).to_be_enabled()
    await tap(page, "Nothing, thank you")
    await expect(page.locator("#chat-log")).to_contain_text("The dialogue is over")


async def test_the_chat_is_there_again_in_the_same_tab_alone(
    studio: Studio, browser: Browser
) -> None:
    """Loading the page again keeps the place; another tab begins at the beginning."""
    context, page = await sign_in(studio, browser)
    await open_dialogue(page, studio, "check-in")
    await tap(page, "Stretched")
    await expect(page.locator("#chat-log")).to_contain_text("What would be of use?")
    await page.reload()
    await expect(page.locator("#chat-log")).to_contain_text("What would be of use?")
    await tap(page, "Nothing, thank you")
    other = await context.new_page()
    await open_dialogue(other, studio, "check-in")
    await expect(other.locator("#chat-log")).to_contain_text("This is not a test")
    await expect(other.locator("#chat-log")).not_to_contain_text("What would be of use?")
    await page.get_by_role("button", name="From the start").click()
    await expect(page.locator("#chat-log")).not_to_contain_text("What would be of use?")
    await context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
async def test_the_pane_meets_wcag_2_2_aa(
    studio: Studio, browser: Browser, folder: Path, scheme: str, width: int
) -> None:
    """Axe finds nothing in another language, at the end, and after a test was kept."""
    translate(folder, "steps.low.ask")
    context, page = await sign_in(
        studio, browser, color_scheme=scheme, viewport={"width": width, "height": 768}
    )
    await open_dialogue(page, studio, "check-in")
    if width < 500:
        await page.get_by_role("button", name="The chat").click()
    await page.get_by_label("Language").select_option(label="Scottish Gaelic")
    await tap(page, "STRETCHED", "NOTHING, THANK YOU")
    await expect(page.locator("#chat-english")).to_contain_text("1 of 25")
    await faultless(page)
    await page.get_by_label("Language").select_option(label="English")
    await page.get_by_role("button", name="Keep it", exact=True).click()
    await expect(page.locator("#chat-kept")).to_contain_text("Kept as the test")
    await faultless(page)
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    await context.close()
