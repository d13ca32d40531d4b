"""Publishing by hand: looked over, refused with its reasons, live as a whole, taken back."""

from __future__ import annotations

import asyncio
import re

import pytest

from bot.service.publishing import publishing
from bot.service.publishing.publishing import CannotPublish, Overtaken
from bot.service.publishing.when import When
from storage import revisions
from storage.editions import BACK, FOLDER
from tests.service.publishing.conftest import Place

FILE, WAS, IS = "quiet-minute.yaml", "title: A quiet minute", "title: A minute of quiet"


async def test_a_publication_says_who_when_and_from_where(place: Place) -> None:
    """By role; nobody is asked for a name."""
    await place.start()
    place.write(FILE, WAS, IS)
    made = await place.publish("  practice \n lead ")
    assert (made.number, made.by, made.way, made.at) == (2, "practice lead", FOLDER, place.now)
    with pytest.raises(CannotPublish, match="at most 60"):
        place.write(FILE, IS, WAS)
        await place.publish("x" * 61)


@pytest.mark.parametrize(
    ("path", "old", "new", "reason"),
    [
        (FILE, "title:", "titel:", r"quiet-minute\.yaml:\d+:\d+: D102"),
        ("check-in.yaml", "-> settle", "-> settel", r"check-in\.yaml:\d+:\d+: D205"),
        ("check-in.yaml", "How are things", "Why are you low? How are things", "D507"),
        ("check-in.yaml", "ask: Is there a word", "ask: You must find a word", "D504"),
        ("check-in.yaml", "rather_not: Rather not say -> close\n", "\n", "D501"),
        ("shared/support.yaml", "checked: 2026", "checked: 2019", "D505"),
        ("shared/resources.yaml", "checked: 2026", "checked: 2019", "D505"),
        ("shared/resources.yaml", "web: https:", "web: http:", "is not a safe address"),
        ("prompts/culture.yaml", "principle:", "principel:", "D102"),
        ("papers/policy-lens.yaml", "closing:", "closnig:", "D102"),
        ("check-in.yaml", "Nothing is scored.", "Nothing is counted.", "no longer goes as written"),
    ],
)
async def test_what_would_strand_or_press_somebody_is_refused(
    place: Place, path: str, old: str, new: str, reason: str
) -> None:
    """With the reason, and what is live stays as it was."""
    await place.start()
    before = await place.live(path)
    place.write(path, old, new)
    with pytest.raises(CannotPublish) as refused:
        await place.publish()
    assert re.search(reason, str(refused.value))
    assert await place.live(path) == before
    assert len(await place.history()) == 1


async def test_a_file_that_cannot_be_read_is_refused(place: Place) -> None:
    """A Word document under the wrong name must not take a dialogue away."""
    await place.start()
    (place.folder / FILE).write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(CannotPublish, match="not plain text"):
        await place.publish()


async def test_the_words_of_before_are_back_in_one_step(place: Place) -> None:
    """As a new edition: nothing of the history is lost, and going forward again works too."""
    await place.start()
    place.write(FILE, WAS, IS)
    await place.publish()
    back = await place.take_back(by="on call")
    assert (back.number, back.way, back.by) == (3, BACK, "on call")
    assert WAS in await place.live(FILE)
    await place.take_back(2)
    assert IS in await place.live(FILE)
    assert [one.number for one in await place.history()] == [4, 3, 2, 1]


async def test_asked_twice_it_goes_back_twice(place: Place) -> None:
    """Whoever is nervous and asks again must not bring the mistake back."""
    await place.start()
    for was, now in ((WAS, "title: One"), ("title: One", "title: Two")):
        place.write(FILE, was, now)
        await place.publish()
    await place.take_back()
    assert "title: One" in await place.live(FILE)
    await place.take_back()
    assert WAS in await place.live(FILE)
    with pytest.raises(CannotPublish, match="no earlier edition"):
        await place.take_back()


async def test_what_was_taken_back_stays_back_until_somebody_publishes(place: Place) -> None:
    """A restart does not bring it again, though the folder still has it; the command does."""
    await place.start()
    place.write(FILE, WAS, IS)
    await place.publish()
    await place.take_back()
    await place.start()
    assert WAS in await place.live(FILE)
    place.write(FILE, IS, "title: Quiet")
    await place.start()
    assert "title: Quiet" in await place.live(FILE)


async def test_there_is_nothing_to_take_back_at_the_beginning(place: Place) -> None:
    """Said plainly, and nothing changes."""
    await place.start()
    for number in (None, 0, 7):
        with pytest.raises(CannotPublish, match=r"no (earlier )?edition"):
            await place.take_back(number)
    with pytest.raises(CannotPublish, match="says what is live now"):
        await place.take_back(1)


async def test_old_support_lines_do_not_stand_in_the_way_back(place: Place) -> None:
    """Whoever has to take words back must not be held up by a date."""
    await place.start()
    place.write(FILE, WAS, IS)
    await place.publish()
    place.now = place.now.replace(year=2031)
    assert (await place.take_back()).number == 3


async def test_a_gap_in_the_resources_is_published_and_an_address_goes_live_with_it(
    place: Place,
) -> None:
    """What nobody filled in yet is no reason to keep a better address from people."""
    await place.start()
    path, new = "shared/resources.yaml", "https://learn.nes.nhs.scot/"
    place.write(path, "https://learn.nes.nhs.scot/37896", new)
    await place.publish()
    assert f"web: {new}\n" in await place.live(path)
    assert "web: to fill in" in await place.live(path)


async def test_whoever_comes_second_looks_again(place: Place) -> None:
    """Two publish in the same minute: the second sees the first one's words before deciding."""
    await place.start()
    place.write(FILE, WAS, IS)
    first, second = await place.proposed(), await place.proposed()
    results = await asyncio.gather(
        publishing.publish(place.store, first, place.now),
        publishing.publish(place.store, second, place.now),
        return_exceptions=True,
    )
    assert [type(one) for one in results].count(Overtaken) == 1
    assert len(await place.history()) == 2


async def test_published_words_are_there_for_whoever_begins_on_them(place: Place) -> None:
    """The dialogue's source is kept with its revision, in the same transaction."""
    await place.start()
    place.write(FILE, WAS, IS)
    proposal = await place.proposed()
    await publishing.publish(place.store, proposal, place.now)
    revision = proposal.looked.library.scripts["quiet-minute"].revision
    async with place.store.read() as unit:
        assert revision in await revisions.load(unit, [revision])


async def test_an_id_that_came_to_mean_something_else_is_refused(place: Place) -> None:
    """“Steady” kept as “okay” would rewrite what people said about themselves."""
    await place.start()
    text = (place.folder / "check-in.yaml").read_text()
    swapped = text.replace("steady: Steady", "steady: Okay").replace("okay: Okay", "okay: Steady")
    (place.folder / "check-in.yaml").write_text(swapped)
    with pytest.raises(CannotPublish, match="D802"):
        await place.publish()


async def test_an_id_may_not_come_back_as_something_else(place: Place) -> None:
    """Gone for one edition is not forgotten: the answers kept under it are still there."""
    await place.start()
    for transcript in (place.folder / "transcripts").glob("check-in.*"):
        transcript.unlink()
    place.write("check-in.yaml", "      okay: Okay -> words\n", "")
    await place.publish()
    place.write("check-in.yaml", "      stretched:", "      okay: Tired -> low\n      stretched:")
    with pytest.raises(CannotPublish, match="“okay” meant “Okay”"):
        await place.publish()


async def test_a_step_that_goes_away_is_told_and_published(place: Place) -> None:
    """Whoever is part-way ends on the words they began with, so it is no more than a note."""
    await place.start()
    for transcript in (place.folder / "transcripts").glob("going-well.*"):
        transcript.unlink()
    text = (place.folder / "going-well.yaml").read_text()
    start = text.index("  luck:\n")
    text = text[:start] + text[text.index("  keep_it:") :]
    (place.folder / "going-well.yaml").write_text(text.replace("-> luck", "-> keep_it"))
    proposal = await place.proposed()
    told = [one for one in proposal.looked.problems if one.code == "D801"]
    assert [one.severity for one in told] == ["W"]
    assert "luck" in told[0].message
    await place.publish()


async def test_the_page_and_the_folder_do_not_overwrite_each_other(place: Place) -> None:
    """By hand too, what both changed stays as the page has it, and the command says so."""
    await place.start(When.HAND)
    await place.on_the_page(FILE, WAS, IS)
    assert (await place.proposed()).elsewhere == (FILE,)
    place.write(FILE, WAS, "title: Quiet")
    proposal = await place.proposed()
    assert proposal.both == (FILE,)
    assert proposal.says_the_same
