"""`/try`: a coordinator plays a dialogue in the chat; nothing of it is stored, anywhere."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.standin import Person, StandIn
from tests.storage.hunt import hunt
from tests.talk.running import HERE, Cairn, begun, shipped
from tests.talk.test_choice import desk_of, go, history_of, kept
from tests.talk.test_consent import rows
from tests.talk.test_support import CARD, DARK

MARK = "Preview · nothing is stored"
UNKNOWN = "I do not know that one"
COORDINATOR = 7_313_377_331


@pytest.fixture
async def cairn(api: StandIn, tmp_path: Path) -> AsyncIterator[Cairn]:
    """A bot whose settings name one coordinator."""
    here = replace(HERE, admins=frozenset({f"tg:{COORDINATOR}"}))
    async with Cairn(api, tmp_path, installation=here) as running:
        yield running


@pytest.fixture
async def coordinator(api: StandIn, cairn: Cairn) -> Person:
    """The coordinator, with nothing open."""
    person = api.person(id=COORDINATOR)
    await begun(person)
    return person


def labels(person: Person) -> list[str]:
    """All buttons of the newest message."""
    return [label for row in person.buttons() for label in row]


async def test_a_dialogue_is_played_as_people_meet_it_and_nothing_is_stored(
    coordinator: Person, cairn: Cairn
) -> None:
    """Every message is marked; what would be kept is told; log, history, promises stay empty."""
    before, desk = await rows(cairn), await desk_of(cairn, coordinator)
    said = await go(coordinator, "/try what-so-what")
    assert said.text.startswith(MARK) and "*" not in said.text
    assert labels(coordinator) == ["Skip", "Support", "End the preview"]
    await go(coordinator, "“A long morning”", "“I was short with people”", "Try something small")
    said = await go(coordinator, "“Read the notes first”")
    assert said.text.startswith(MARK) and "“Read the notes first”" in said.text
    said = await go(coordinator, "Yes, keep it", "In a week")
    assert said.text.startswith(MARK)
    assert "Would be kept in the log: Read the notes first · 2026-12-02" in said.text
    assert "Would come back on Wednesday 2 December at 12:15: You asked me" in said.text
    assert "That was the whole of it." in said.text
    assert await kept(cairn, coordinator) == []
    after = await rows(cairn)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"shown", "updates"}  # numbers of messages, for two days
    now = await desk_of(cairn, coordinator)
    assert (now.seen, now.did, now.wrote, now.offered, now.session, now.screen) == (
        *(desk.seen, desk.did, desk.wrote, desk.offered, None, None),
    )


async def test_history_is_told_and_not_kept_even_where_it_is_switched_on(
    coordinator: Person, cairn: Cairn
) -> None:
    """The coordinator's own switches are for their own check-ins; Back takes the answer back."""
    await go(coordinator, "/checkin keep", "/try check-in")
    said = await go(coordinator, "Steady")
    assert "Would be kept in the check-in history, if that is on: steady" in said.text
    assert "Would count for the team’s month" in said.text
    said = await go(coordinator, "Back")
    assert "Would be taken back: steady" in said.text and "How are things" in said.text
    assert await history_of(cairn, coordinator) == []


async def test_what_is_drawn_is_not_noted(coordinator: Person, cairn: Cairn) -> None:
    """The prompts of the coordinator's own reflections keep their turn."""
    seen = (await desk_of(cairn, coordinator)).seen
    await go(coordinator, "/try reflect", "Surprise me", "Back", "Surprise me")
    assert (await desk_of(cairn, coordinator)).seen == seen


async def test_typing_works_as_in_a_real_conversation(coordinator: Person) -> None:
    """Numbers, labels, “why”, “back”; a number is an answer where words are asked for."""
    said = await go(coordinator, "/try check-in", "“2”")
    assert "Is there a word or two for it?" in said.text
    said = await go(coordinator, "“1”")
    assert "Shall I keep this" in said.text and "“1”" in said.text
    said = await go(coordinator, "“let it go”", "“back”")
    assert "Shall I keep this" in said.text or "Is there a word" in said.text
    said = await go(coordinator, "“why”")
    assert said.text.startswith(MARK) and "kept in your private log only if you say so" in said.text
    said = await go(coordinator, "/try check-in", "“nothing of the kind”")
    assert said.text.startswith(MARK) and "I did not quite follow that" in said.text


async def test_a_guide_stops_at_its_own_stop(coordinator: Person) -> None:
    """Typed “stop” is the guide's button there, and ends the preview where there is none."""
    said = await go(coordinator, "/try settle-feet", "“stop”")
    assert "Stopping there is fine" in said.text and "That was the whole of it" in said.text
    said = await go(coordinator, "/try check-in", "“stop”")
    assert "The preview is over" in said.text


async def test_the_list_has_every_dialogue_and_never_more_than_eight_buttons(
    coordinator: Person,
) -> None:
    """A few at a time, round and round; an unknown name shows it too."""
    said = await go(coordinator, "/try chek-in")
    assert "There is no dialogue “chek-in”" in said.text
    seen: list[str] = []
    while "Looking again at a small change" not in seen or len(seen) < len(shipped().scripts):
        assert len(labels(coordinator)) <= 8
        seen += [
            one
            for one in labels(coordinator)
            if one not in ("More dialogues", "The coordinators’ post", "Support")
        ]
        await go(coordinator, "More dialogues")
    assert set(seen) == {one.title for one in shipped().scripts.values()}
    said = await go(coordinator, seen[0])
    assert said.text.startswith(MARK)


@pytest.mark.parametrize("words", ["/try", "/try check-in", "/try more 5", "/coordinators"])
async def test_for_anybody_else_there_is_no_such_command(
    api: StandIn, cairn: Cairn, words: str
) -> None:
    """Word for word what an unknown command says: to a stranger, and within a conversation."""
    other = api.person()
    for ready in (None, begun, lambda person: go(person, "/checkin")):
        if ready:
            await ready(other)
        unknown, tried = await go(other, "/nonsense"), await go(other, words)
        assert UNKNOWN in tried.text
        assert tried.text == unknown.text
    assert (await desk_of(cairn, other)).session is not None


async def test_the_word_alone_is_an_answer_and_no_command(api: StandIn, cairn: Cairn) -> None:
    """“Try” may be somebody's whole answer, and “claim” too."""
    other = api.person()
    await begun(other)
    for word in ("try", "claim"):
        said = await go(other, "/try what", "/checkin", "Okay", f"“{word}”")
        assert "Shall I keep this" in said.text
        await go(other, "/stop")


async def test_the_own_conversation_is_where_it_was(coordinator: Person, cairn: Cairn) -> None:
    """`/stop` ends the preview alone, withdraws nothing, and asks the open question again."""
    await go(coordinator, "/checkin", "Okay")
    before = (await desk_of(cairn, coordinator)).session
    await go(coordinator, "/try check-in", "Running on empty")
    assert (await desk_of(cairn, coordinator)).session == before
    said = await go(coordinator, "/stop")
    assert "The preview is over" in said.text and "Is there a word or two" in said.text
    assert (await desk_of(cairn, coordinator)).session == before
    said = await go(coordinator, "“Quiet at last”", "Keep")
    assert MARK not in said.text
    assert await kept(cairn, coordinator) == ["Quiet at last"]


async def test_a_paused_conversation_stays_paused(coordinator: Person, cairn: Cairn) -> None:
    """The button under the preview ends it as `/stop` does; the place can be taken up after it."""
    await go(coordinator, "/checkin", "Okay", "Pause", "/try check-in", "End the preview")
    assert (await desk_of(cairn, coordinator)).session_visit is None
    assert labels(coordinator) == ["Another dialogue", "Carry on"]
    said = await go(coordinator, "Carry on", "Carry on")
    assert "Is there a word or two" in said.text


async def test_pause_keeps_nothing_and_holds_nothing(coordinator: Person, cairn: Cairn) -> None:
    """Typed in a preview it only asks again: the coordinator's own reminders are left alone."""
    said = await go(coordinator, "/try check-in", "“pause”")
    assert said.text.startswith(MARK) and "How are things" in said.text
    assert not (await desk_of(cairn, coordinator)).held


async def test_support_works_and_the_preview_stays(coordinator: Person) -> None:
    """The card at once, unmarked, and the question can be answered after it."""
    await go(coordinator, "/try check-in")
    preview = coordinator.messages[-1]
    await coordinator.say("/support")
    said = await coordinator.expect(*CARD)
    assert MARK not in said.text
    await coordinator.tap("Steady", message=preview)
    said = await coordinator.expect(MARK)
    assert "Would be kept" in said.text


async def test_words_of_distress_do_as_in_any_free_text(coordinator: Person, cairn: Cairn) -> None:
    """The card comes first; carrying on shows what the preview would have said."""
    await go(coordinator, "/checkin", "Okay", "/try what-so-what")
    await coordinator.say(DARK)
    said = await coordinator.expect(*CARD)
    assert MARK not in said.text
    said = await go(coordinator, "Carry on")
    assert MARK in said.text and "So what:" in said.text
    await coordinator.say(DARK)
    await coordinator.expect(*CARD)
    await go(coordinator, "Stop here")
    desk = await desk_of(cairn, coordinator)
    assert desk.session and desk.session.dialogue == "check-in"
    assert not desk.tries


async def test_stop_under_a_support_card_ends_the_preview_alone(
    coordinator: Person, cairn: Cairn
) -> None:
    """The coordinator's own conversation is not what they stop."""
    await go(coordinator, "/checkin", "Okay", "/try what-so-what")
    await coordinator.say(DARK)
    await coordinator.expect(*CARD)
    said = await go(coordinator, "/stop")
    assert "The preview is over" in said.text
    assert (await desk_of(cairn, coordinator)).session


async def test_a_restart_in_between_changes_nothing(coordinator: Person, cairn: Cairn) -> None:
    """The preview goes on, drawings and all; a double tap is harmless."""
    said = await go(coordinator, "/try reflect", "Surprise me")
    if "Go on" in labels(coordinator):
        said = await go(coordinator, "Go on")
    asked = said.text
    await cairn.restart()
    said = await go(coordinator, "/nonsense")
    assert asked.removeprefix(MARK) in said.text
    old = coordinator.messages[-1]
    await go(coordinator, "Skip")
    await coordinator.tap("Skip", message=old)
    await coordinator.expect("That one is closed", MARK)


async def test_words_typed_in_a_preview_lie_in_no_file_and_go_with_its_end(
    coordinator: Person, cairn: Cairn, capsys: pytest.CaptureFixture[str]
) -> None:
    """While it is open they are sealed on the desk; afterwards nobody has them."""
    planted = "Xylophones before the ward round"
    await go(coordinator, "/try what-so-what", f"“{planted}”")
    assert not hunt(cairn.folder, [planted])
    assert planted not in "".join(capsys.readouterr())
    assert planted in str((await desk_of(cairn, coordinator)).to_json())
    await go(coordinator, "/stop")
    assert planted not in str((await desk_of(cairn, coordinator)).to_json())


@pytest.mark.parametrize("name", sorted(shipped().scripts))
async def test_every_shipped_dialogue_can_be_tried(coordinator: Person, name: str) -> None:
    """Also the one that looks back at an entry."""
    said = await go(coordinator, f"/try {name}")
    assert said.text.startswith(MARK) and len(said.text) > len(MARK) + 20
