"""What coordinators on the page see of drafts and editions, and what publishing does there."""

from __future__ import annotations

import pytest

from bot.service.publishing.drafting import version_of
from bot.service.publishing.workroom import Workroom
from tests.service.publishing.conftest import Place

FILE = "check-in.yaml"
WAS, IS = "How are things just now?", "How are things today?"


@pytest.fixture
async def room(place: Place) -> Workroom:
    """The workroom of a place that was started."""
    await place.start()
    return Workroom(place.store, lambda: place.now)


async def write(room: Workroom, old: str, new: str, path: str = FILE) -> None:
    """Somebody changes a word on the page and saves."""
    text = (await room.lying()).files.texts[path]
    assert old in text
    await room.save(path, text.replace(old, new), version_of(text))


async def test_what_lies_there_is_the_same_until_somebody_writes(room: Workroom) -> None:
    """Asking again and again costs nothing but a look."""
    first = await room.lying()
    assert await room.lying() is first
    assert first.drafts == frozenset()
    await write(room, WAS, IS)
    then = await room.lying()
    assert then.drafts == {FILE}
    assert IS in then.files.texts[FILE]
    assert first.files.texts.keys() == then.files.texts.keys()


async def test_a_draft_says_what_it_would_change(room: Workroom) -> None:
    """In plain words: where, what it said, what it says."""
    await write(room, WAS, IS)
    (change,) = (await room.drafted())[FILE]
    assert change.where == ("steps", "today", "ask")
    assert WAS in (change.before or "")
    assert IS in (change.after or "")


async def test_tests_follow_words_that_were_changed(room: Workroom) -> None:
    """Without that, one word changed in a browser could not be published there."""
    await write(room, WAS, IS)
    refused = await room.propose([FILE], follow=False)
    assert refused.looked.refusals()
    proposal = await room.propose([FILE], follow=True)
    assert proposal.looked.refusals() == []
    before = (await room.lying()).files.texts
    assert proposal.files.texts.keys() == before.keys()
    made = await room.publish(proposal, "practice lead")
    live = await room.lying()
    assert (live.edition, live.drafts) == (made.number, frozenset())
    assert not [
        path for path, text in live.files.texts.items() if WAS in text and "check-in." in path
    ]


async def test_a_test_of_a_way_that_is_gone_goes_with_it(room: Workroom) -> None:
    """It could not be played again, and would hold up everything from then on."""
    await write(room, "      write: A few words -> words\n", "")
    refused = await room.propose([FILE], follow=False)
    proposal = await room.propose([FILE], follow=True)
    texts = (await room.lying()).files.texts
    gone = texts.keys() - proposal.files.texts.keys()
    assert gone
    assert gone < {one.file for one in refused.looked.played}
    assert all("you: [A few words]" in texts[path] for path in gone)


async def test_the_past_says_what_each_time_changed(room: Workroom) -> None:
    """Newest first, as many as are asked for; the first of all changed everything."""
    await write(room, WAS, IS)
    await room.publish(await room.propose([FILE], follow=True), "practice lead")
    await room.take_back(await room.way_back(1), "team lead")
    back, there, first = await room.past(10)
    assert [one.edition.by for one in (back, there, first)] == ["team lead", "practice lead", ""]
    assert first.changes is None
    for one, says in ((there, IS), (back, WAS)):
        assert [change.path for change in one.changes or () if says in (change.after or "")]
    assert len(await room.past(1)) == 1
