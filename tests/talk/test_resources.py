"""Where to read on: for anybody at any time, and offered quietly after a talk that it fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bot.script.folder import Library
from bot.script.reader import read_script
from bot.script.resources import filled, read_resources
from bot.telegram.profile import MENU
from tests.standin import Message, Person, StandIn
from tests.talk.running import DIALOGUES, Cairn, begun, shipped
from tests.talk.test_choice import desk_of, drawing, go
from tests.talk.test_huddle import labels, stays_a_stranger

FILE = DIALOGUES / "shared" / "resources.yaml"
COURSE = "https://learn.nes.nhs.scot/37896"
FIRST_FIVE = ["Free training", "National trauma programme", "The Roadmap", "How others did it",
              "Talks and recordings"]  # fmt: skip
OTHERS = ["Peer workshops", "Noticing what changes", "National Learning Report", "Newsletter"]
MORE = "More: "
NEAR = "web: https://example.org/near"


def with_resources(text: str) -> Library:
    """The shipped dialogues, with this file of resources."""
    return replace(shipped(), resources=read_resources(text, "resources.yaml")[0])


def offered(person: Person) -> list[str]:
    """The resources that the newest message offers."""
    return [label.removeprefix(MORE) for label in labels(person) if label.startswith(MORE)]


async def reflected(person: Person) -> Message:
    """Thinks over one question of a theme that was drawn, to the end."""
    return await go(person, "/reflect", "Surprise me", "Skip", "I only wanted to notice")


def without_preview(said: Message) -> bool:
    """Whether no picture of the page is fetched and shown below the message."""
    options: Mapping[str, object] = said.raw["link_preview_options"]
    return options == {"is_disabled": True}


# At any time, for anybody


async def test_a_stranger_finds_the_free_course_and_nothing_is_kept(
    stranger: Person, cairn: Cairn
) -> None:
    """The first words may be `/resources`: five at once with their addresses, and no more."""
    await stranger.say("/resources")
    said = await stranger.expect("I cannot see what you open", *FIRST_FIVE, COURSE)
    assert said.text.count("https://") == 5
    assert "Each of these was looked up on 22 November 2026" in said.text
    assert labels(stranger) == [*OTHERS, "Support"]
    assert without_preview(said)
    await stays_a_stranger(cairn, stranger)


async def test_one_that_is_a_button_can_be_sent_on_as_it_is(stranger: Person, cairn: Cairn) -> None:
    """A coordinator forwards one message: what it is, for whom, where to sign up, the address."""
    said = await go(stranger, "/resources", "Peer workshops")
    assert said.text.splitlines() == [
        "Peer workshops",
        "Meet people from other places who are doing the same work.",
        "Look for workshops or events there, and how to sign up.",
        "For: Whoever carries this work forward where they are",
        "https://www.traumatransformation.scot/",
        "",
        "Looked up on 22 November 2026.",
    ]
    assert without_preview(said)
    assert labels(stranger) == ["All of them", "What is this?", "Support"]
    assert "Free training" in (await go(stranger, "All of them")).text
    await stays_a_stranger(cairn, stranger)


@pytest.mark.parametrize("words", ["resources", "Resources"])
async def test_the_word_alone_is_enough(stranger: Person, words: str) -> None:
    """Typed without a slash, before consent and after."""
    await stranger.say(words)
    await stranger.expect(COURSE)
    await begun(stranger)
    await stranger.say(words)
    await stranger.expect(COURSE)


async def test_a_button_can_be_typed_by_whoever_said_yes(person: Person) -> None:
    """Somebody who hears the screen types the name, and gets the same."""
    await go(person, "/resources", "“newsletter”")
    assert labels(person) == ["All of them", "Support"]


async def test_a_question_stays_open_meanwhile(person: Person, cairn: Cairn) -> None:
    """Looking something up in the middle of a talk loses nothing."""
    await person.say("/checkin")
    question = await person.expect("How are things")
    await go(person, "/resources", "Newsletter")
    await person.tap("Stretched", message=question)
    await person.expect("Thank you for saying so")
    assert not (await desk_of(cairn, person)).offered


async def test_a_button_from_long_ago_leads_to_what_there_is_now(
    stranger: Person, cairn: Cairn
) -> None:
    """A resource that was taken out meanwhile: the others come in its place."""
    await go(stranger, "/resources")
    old = stranger.messages[-1]
    cairn.library = with_resources(FILE.read_text("utf-8").replace("  newsletter:", "  news:"))
    await cairn.restart()
    await stranger.tap("Newsletter", message=old)
    await stranger.expect(COURSE)


async def test_help_and_the_menu_lead_there(stranger: Person) -> None:
    """A stranger has a button; who said yes has eight others, and finds it in the words."""
    await go(stranger, "/help", "Training and more")
    await begun(stranger)
    assert "/resources has free training" in (await go(stranger, "/help")).text
    assert len(labels(stranger)) <= 8
    assert "resources" in MENU


async def test_what_is_near_shows_once_it_is_filled_in(api: StandIn, tmp_path: Path) -> None:
    """A gap is shown to nobody, anywhere; filled in, it stands where the file has it."""
    source = FILE.read_text("utf-8")
    async with Cairn(api, tmp_path) as cairn:
        person = api.person()
        for ways in (("/resources",), ("/resources local-networks",)):
            said = await go(person, *ways)
            assert "near you" not in said.text + str(labels(person))
        cairn.library = with_resources(
            source.replace("web: to fill in", "web: https://example.org/a_b", 2)
        )
        await cairn.restart()
        said = await go(person, "/resources")
    assert "Networks near you" in said.text
    assert "https://example.org/a_b" in said.text
    assert labels(person) == [*FIRST_FIVE[3:], *OTHERS, "Support"]


async def test_without_any_it_says_so(api: StandIn, tmp_path: Path) -> None:
    """A folder of an organisation's own may have none; nothing leads into nothing."""
    async with Cairn(api, tmp_path, library=replace(shipped(), resources=())):
        person = api.person()
        await go(person, "/resources")
        await person.tap("What can I do here?")
        await person.expect("/start begins")
        await begun(person)
        await reflected(person)
        await reflected(person)
    assert offered(person) == []


# After a talk


async def test_after_a_talk_that_one_fits_it_is_offered_once(
    person: Person, cairn: Cairn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One button beside the usual ones, not beside another offer, and never a second time."""
    easy = [one for one in shipped().prompts if not one.heads_up]
    learning = [one.key for one in easy if one.theme == "knowledge"][:3]
    leading = [one.key for one in easy if one.theme == "leadership"][:1]
    drawing(monkeypatch, *learning, *leading)
    await reflected(person)
    assert labels(person) == ["Pick a day"]
    said = await reflected(person)
    assert labels(person) == ["My log", "What can I do here?", "More: Free training"]
    assert "http" not in said.text
    assert (await desk_of(cairn, person)).offered == {"reminders", "resource:training"}
    await reflected(person)
    assert offered(person) == []
    await reflected(person)
    said = await go(person, "More: The Roadmap")
    assert said.text.startswith("The Roadmap\n")


async def test_the_theme_of_a_dialogue_counts_too(person: Person) -> None:
    """A talk after a course is about learning, though it draws no question."""
    await reflected(person)
    await go(person, "/reflect after-a-course", "Nothing this time")
    assert offered(person) == ["Free training"]


async def test_a_way_in_that_was_passed_over_was_about_nothing(person: Person) -> None:
    """`/reflect` leads to every theme; whoever did not choose one is offered nothing."""
    await reflected(person)
    await go(person, "/reflect", "Skip")
    assert labels(person) == ["My log", "What can I do here?"]


async def test_a_gap_is_offered_once_it_is_filled_in(api: StandIn, tmp_path: Path) -> None:
    """After a talk before supervision: whoever can help with that where they work."""
    async with Cairn(api, tmp_path) as cairn:
        person = api.person()
        await begun(person)
        await reflected(person)
        await go(person, "/reflect space-to-think", "“The rota”", "Skip", "Skip")
        assert offered(person) == []
        cairn.library = with_resources(FILE.read_text("utf-8").replace("web: to fill in", NEAR))
        await cairn.restart()
        await go(person, "/reflect space-to-think", "“The rota”", "Skip", "Skip")
    assert offered(person) == ["Help with this near you"]


@pytest.mark.parametrize(("name", "has_one"), [("my-talk", True), ("check-in-mine", False)])
async def test_a_check_in_of_an_organisations_own_is_left_alone_too(
    api: StandIn, tmp_path: Path, name: str, has_one: bool
) -> None:
    """Though it may keep something in the log, as a talk does."""
    text = (DIALOGUES / "after-a-course.yaml").read_text("utf-8")
    script, _ = read_script(text.replace("after-a-course", name), f"{name}.yaml")
    assert script
    library = replace(shipped(), scripts={**shipped().scripts, name: script})
    async with Cairn(api, tmp_path, library=library):
        person = api.person()
        await begun(person)
        await reflected(person)
        for _ in range(2):  # after the first check-in its history is offered
            await go(person, f"/reflect {name}", "Nothing this time")
            found = offered(person)
            if has_one:
                break
    assert found == (["Free training"] if has_one else [])


@pytest.mark.parametrize("last", [("Go on", "Skip", "I only wanted to notice"),
                                  ("Leave it for today",)])  # fmt: skip
async def test_after_something_hard_nothing_is_offered(
    person: Person, cairn: Cairn, monkeypatch: pytest.MonkeyPatch, last: tuple[str, ...]
) -> None:
    """A minute to settle and support stand there, and nothing to read."""
    await reflected(person)
    hard = next(one for one in shipped().prompts if one.heads_up and one.theme == "culture")
    drawing(monkeypatch, hard.key)
    await go(person, "/reflect", "Pick a subject", "The feel of the place", *last)
    assert "A minute to settle" in labels(person)
    assert offered(person) == []
    assert (await desk_of(cairn, person)).offered == {"reminders"}


async def test_after_resting_checking_in_and_the_first_talk_nothing_is_offered(
    api: StandIn, tmp_path: Path
) -> None:
    """These are about looking after oneself, and want nothing more, even where a file says so."""
    filled_in = FILE.read_text("utf-8").replace("web: to fill in", NEAR)
    async with Cairn(api, tmp_path, library=with_resources(filled_in)) as cairn:
        person = api.person()
        await begun(person)
        assert offered(person) == []
        await reflected(person)
        await go(person, "/checkin", "Steady", "Skip", "No, thank you")
        assert offered(person) == []
        await go(person, "/checkin", "Steady", "Skip", "No, thank you")
        assert offered(person) == []
        await go(person, "/reflect quiet-minute", "Hands", "Stop", "That is enough")
        assert offered(person) == []
        assert (await desk_of(cairn, person)).offered == {"history", "reminders"}


def test_every_offer_fits_its_button() -> None:
    """What stands on the button is not cut off on a narrow telephone."""
    words = shipped().words
    made = [words.text("resources.more", name=one.name) for one in filled(shipped().resources)]
    assert [label for label in made if len(label) > 31] == []
