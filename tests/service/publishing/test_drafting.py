"""Writing on the page: drafts over what is published, by one person or by two."""

from __future__ import annotations

import asyncio

import pytest

from bot.service.publishing import drafting, publishing
from bot.service.publishing.drafting import Written, WrittenMeanwhile
from bot.service.publishing.publishing import CannotPublish
from storage.editions import PAGE, Edition
from tests.service.publishing.conftest import Place

FILE, WAS, IS = "quiet-minute.yaml", "title: A quiet minute", "title: A minute of quiet"


async def written(place: Place) -> Written:
    """Everything as the page shows it."""
    async with place.store.read() as unit:
        return await drafting.written(unit)


async def save(place: Place, old: str, new: str, path: str = FILE) -> None:
    """Somebody changes a word on the page and saves."""
    seen = (await written(place)).texts[path]
    await drafting.save(
        place.store, path, seen.replace(old, new), drafting.version_of(seen), place.now
    )


async def publish(place: Place, *paths: str) -> Edition:
    """Somebody publishes these files on the page."""
    proposal = await publishing.of_page(place.store, paths, place.now, place.memo)
    return await publishing.publish(place.store, proposal, place.now, "practice lead")


async def test_a_draft_changes_nothing_for_anybody_until_it_is_published(place: Place) -> None:
    """It stands over the published words on the page alone."""
    await place.start()
    await save(place, WAS, IS)
    here = await written(place)
    assert IS in here.texts[FILE]
    assert WAS in here.live[FILE]
    assert len(await place.history()) == 1


async def test_only_the_files_that_were_chosen_are_published(place: Place) -> None:
    """A colleague's half-written draft stays a draft."""
    await place.start()
    await save(place, WAS, IS)
    await save(place, "title:", "titel:", "settle-feet.yaml")
    made = await publish(place, FILE)
    assert (made.way, made.by) == (PAGE, "practice lead")
    assert IS in await place.live(FILE)
    assert set((await written(place)).drafts) == {"settle-feet.yaml"}
    with pytest.raises(CannotPublish, match="settle-feet"):
        await publish(place, "settle-feet.yaml")
    assert set((await written(place)).drafts) == {"settle-feet.yaml"}


async def test_what_is_written_back_is_no_draft(place: Place) -> None:
    """There is nothing to publish, and nothing is shown as waiting."""
    await place.start()
    await save(place, WAS, IS)
    await save(place, IS, WAS)
    assert (await written(place)).drafts == {}


async def test_a_new_file_can_be_written_and_thrown_away(place: Place) -> None:
    """Until it is published nobody meets it."""
    await place.start()
    await drafting.save(place.store, "tea.yaml", "dialogue: tea\n", None, place.now)
    assert "tea.yaml" in (await written(place)).drafts
    await drafting.throw_away(place.store, "tea.yaml")
    assert "tea.yaml" not in (await written(place)).texts


async def test_two_who_save_at_once_do_not_overwrite_each_other(place: Place) -> None:
    """The second is told what the file says by now."""
    await place.start()
    seen = (await written(place)).texts[FILE]
    results = await asyncio.gather(
        drafting.save(
            place.store, FILE, seen.replace(WAS, IS), drafting.version_of(seen), place.now
        ),
        drafting.save(
            place.store,
            FILE,
            seen.replace(WAS, "title: Quiet"),
            drafting.version_of(seen),
            place.now,
        ),
        return_exceptions=True,
    )
    (refused,) = [one for one in results if isinstance(one, WrittenMeanwhile)]
    assert refused.now == (await written(place)).texts[FILE]
    with pytest.raises(WrittenMeanwhile):
        await drafting.save(place.store, FILE, "dialogue: new\n", None, place.now)


async def test_words_published_meanwhile_are_not_lost_under_a_draft(place: Place) -> None:
    """Whoever wrote the draft decides, after seeing what is published now."""
    await place.start()
    await save(place, WAS, IS)
    place.write(FILE, WAS, "title: Quiet")
    await place.publish()
    assert (await written(place)).overtaken == (FILE,)
    with pytest.raises(CannotPublish, match="were published since you began"):
        await publish(place, FILE)
    await drafting.stand_by(place.store, FILE)
    await publish(place, FILE)
    assert IS in await place.live(FILE)


async def test_what_is_written_while_publishing_stays_a_draft(place: Place) -> None:
    """Looking over takes a second; nobody has to wait for it with their hands still."""
    await place.start()
    await save(place, WAS, IS)
    proposal = await publishing.of_page(place.store, [FILE], place.now, place.memo)
    await save(place, IS, "title: Quiet")
    await publishing.publish(place.store, proposal, place.now)
    assert IS in await place.live(FILE)
    here = await written(place)
    assert "title: Quiet" in here.texts[FILE]
    assert here.overtaken == ()
