"""/tools: a walk through a service over many days, taken to a meeting, handed on to a colleague."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import Path

from tests.standin import Person, StandIn
from tests.storage.hunt import hunt
from tests.talk.running import Cairn, begun
from tests.talk.test_choice import answers, go
from tests.talk.test_consent import rows

PLANTED = "the plover nests behind the sign"
WALK = "A walk through our service"


async def at_the_desk(person: Person) -> None:
    """Stands in the second part of the walk, at the first thing to notice."""
    await go(
        person, "/tools", WALK, "Walk a little", "“The front desk”", "Somebody who comes to us"
    )
    await go(person, "Arriving")


async def test_a_walk_is_taken_up_on_another_day_and_after_a_restart(
    person: Person, cairn: Cairn
) -> None:
    """What was noted is there again; the place is the first one without an answer."""
    await at_the_desk(person)
    await person.say(PLANTED)
    said = await person.expect("You wrote", PLANTED)
    assert "Leave my words out" in answers(person)
    await go(person, "Change", "Stop")
    await cairn.restart()
    cairn.clock.later(days=20)
    said = await go(person, "/tools", WALK, "Walk a little")
    assert "You have been here before" in said.text
    said = await go(person, "Carry on", "Arriving (begun)")
    assert "2 of 6" in said.text
    await go(person, "Back", "Back")


async def test_the_walk_ends_with_strengths_a_small_change_and_a_page(
    person: Person, cairn: Cairn
) -> None:
    """What is there comes first; the change is in the log, and on the page beside its place."""
    await at_the_desk(person)
    await person.say(PLANTED)
    await person.expect("You wrote")
    await go(person, "Change", "Keep", "Find out", "Skip", "Skip")
    said = await go(person, "Nothing to note", "See what stands here")
    there, start = said.text.index("What is there already"), said.text.index("Where a small change")
    assert there < start < said.text.index("To find out")
    assert PLANTED in said.text
    await go(person, "Choose one")
    first = next(one for one in answers(person) if one != "Skip")
    said = await go(person, first, "“I open up in the morning”", "“I move the plant”")
    assert "When I open up in the morning, I will move the plant." in said.text
    await go(person, "Yes, keep it", "In two weeks")
    await go(person, "That is enough")
    assert "Take it along as a page" in answers(person)
    await go(person, "Take it along as a page")
    page = await sent(person, "Walk through a service")
    assert "<h1>Walk through a service</h1>" in page
    assert "The front desk" in page
    assert PLANTED in page
    assert "When I open up in the morning, I will move the plant." in page
    await go(person, "As a PDF")
    assert (await sent_bytes(person, "Walk through a service")).startswith(b"%PDF-")
    await go(person, "As a table")
    table = await sent(person, "Walk through a service")
    lines = csv.reader(StringIO(table.removeprefix("\ufeff")))
    (noted,) = [row for row in lines if PLANTED in row]
    assert noted[:2] == ["arriving/right-place", "Arriving"]
    said = await go(person, "/log")
    assert "I will move the plant" in said.text


async def test_a_colleague_gets_the_observations_and_not_the_person(
    api: StandIn, person: Person, cairn: Cairn
) -> None:
    """By a code that works once; the small changes stay with whoever made them."""
    await at_the_desk(person)
    await person.say(PLANTED)
    await person.expect("You wrote")
    await go(person, "Change", "Stop")
    code = await code_of(person)
    colleague = api.person()
    await begun(colleague)
    said = await go(
        colleague, "/tools", "I was given a code", f"“{code.lower().replace('-', ' ')}”"
    )
    assert "Whose it was is not told" in said.text
    assert "A colleague’s copy" in said.text
    said = await go(colleague, "Carry on with this one", "Walk a little", "Carry on")
    said = await go(colleague, "Arriving (begun)")
    assert "2 of 6" in said.text
    other = api.person()
    await begun(other)
    said = await go(other, "/tools", "I was given a code", f"“{code}”")
    assert "No code like that is open" in said.text
    assert (await rows(cairn))["handovers"] == 0
    said = await go(person, "/tools", "What I wrote down")
    assert "The front desk" in said.text


async def test_what_a_colleague_noticed_is_added_to_ones_own(
    api: StandIn, person: Person, cairn: Cairn
) -> None:
    """Their notes stand beside one’s own, one’s own answers stay, and the copy is gone."""
    await at_the_desk(person)
    await go(person, "Keep", "Stop")
    colleague = api.person()
    await begun(colleague)
    await at_the_desk(colleague)
    await colleague.say(PLANTED)
    await colleague.expect("You wrote")
    await go(colleague, "Change", "Change", "Stop")
    code = await code_of(colleague)
    await go(person, "/tools", "I was given a code", f"“{code}”")
    said = await go(person, "/tools", WALK, "Walk a little")
    assert "Carry on" in answers(person)  # one's own, not the copy
    await go(person, "Stop", "/tools", "What I wrote down")
    copy = next(one for one in answers(person) if one.startswith("A colleague’s"))
    said = await go(person, copy, "Add it to my own")
    assert "part of your own now" in said.text
    assert "A colleague’s copy" not in said.text
    await go(person, "Take it along as a page")
    page = await sent(person, "Walk through a service")
    assert PLANTED in page
    assert "Arriving, Keep" in page
    assert "Arriving, Change" in page
    assert (await rows(cairn))["sheets"] == 2  # one of each


async def test_notes_can_stay_out_of_what_is_handed_on(api: StandIn, person: Person) -> None:
    """Only the answers go; a likely name in the notes is pointed out before."""
    await at_the_desk(person)
    await person.say("Ask Mrs Robertson first")
    await person.expect("You wrote")
    await go(person, "Change", "Stop")
    code = await code_of(person, "Without my notes", names=True)
    colleague = api.person()
    await begun(colleague)
    await go(colleague, "/tools", "I was given a code", f"“{code}”")
    await go(colleague, "Take it along as a page")
    page = await sent(colleague, "Walk through a service")
    assert "Arriving, Change" in page
    assert "Robertson" not in page


async def test_stop_in_the_middle_says_that_what_was_written_down_stays(person: Person) -> None:
    """And nothing of forgetting, for nothing of it is forgotten."""
    await at_the_desk(person)
    await go(person, "Keep")
    said = await go(person, "/stop")
    assert "as you left it" in said.text
    assert "forgotten" not in said.text


async def test_a_part_can_be_seen_as_a_whole_and_gone_over_in_any_order(person: Person) -> None:
    """Whoever has something in mind goes straight to where it belongs."""
    await at_the_desk(person)
    said = await go(person, "See all of this part")
    assert said.text.count("•") == 6
    said = await go(person, answers(person)[4])
    assert "5 of 6" in said.text


async def test_what_is_removed_or_reworded_in_the_log_is_so_on_the_page(person: Person) -> None:
    """Nothing that somebody took out of their log is printed after that."""
    await at_the_desk(person)
    await go(person, "Change", "Stop")
    await go(person, "/tools", WALK, "Walk a little", "See what stands here", "Choose one")
    await go(person, answers(person)[0], "“I open up”", "“move the heron”", "Yes, keep it")
    await go(person, "No need to ask", "That is enough")
    assert "Hand it on to a colleague" in answers(person)
    await go(person, "/log")
    entry = next(one for one in answers(person) if one.startswith("1."))
    await go(person, entry, "Change the words", "“When I open up, I will move the chair.”", "Keep")
    await go(person, "/tools page walk-through")
    page = await sent(person, "Walk through a service")
    assert "move the chair" in page
    assert "heron" not in page
    await go(person, "/log")
    entry = next(one for one in answers(person) if one.startswith("1."))
    await go(person, entry, "Remove it", "Yes, remove it")
    await go(person, "/tools page walk-through")
    page = await sent(person, "Walk through a service")
    assert "move the chair" not in page


async def test_a_code_ends_after_a_week_and_nothing_of_the_giver_is_lost(
    api: StandIn, person: Person, cairn: Cairn
) -> None:
    """Whoever comes too late is told so kindly, and by whom it can be mended."""
    await at_the_desk(person)
    await go(person, "Keep", "Stop")
    code = await code_of(person)
    cairn.clock.later(days=8)
    colleague = api.person()
    await begun(colleague)
    said = await go(colleague, "/tools", "I was given a code", f"“{code}”")
    assert "its week is over" in said.text
    said = await go(person, "/tools", "What I wrote down")
    assert "The front desk" in said.text


async def test_what_was_written_down_lies_sealed_and_goes_with_everything_else(
    person: Person, cairn: Cairn, tmp_path: Path
) -> None:
    """Not a word of it, nor of a copy that waits, in any file; /forget removes both."""
    await at_the_desk(person)
    await person.say(PLANTED)
    await person.expect("You wrote")
    await go(person, "Change", "Stop")
    await code_of(person)
    assert hunt(tmp_path, [PLANTED, "The front desk", "right-place"]) == []
    await person.say("/export")
    await person.expect("everything I hold")
    assert PLANTED in await sent(person, "To read")
    held = json.loads(await sent(person, "For a computer"))
    assert held["lists"][0]["marks"]["arriving/right-place"]["note"] == PLANTED
    await go(person, "/forget", "Everything", "Yes, forget everything")
    counted = await rows(cairn)
    assert counted["sheets"] == counted["handovers"] == 0


async def test_one_sheet_can_be_removed_after_asking_once(person: Person, cairn: Cairn) -> None:
    """And what is left says so, kindly."""
    await at_the_desk(person)
    await go(person, "Keep", "Stop", "/tools", "What I wrote down")
    sheet = next(one for one in answers(person) if one.startswith("The front desk"))
    said = await go(person, sheet, "Remove it")
    assert "cannot be brought back" in said.text
    await go(person, "Yes, remove it")
    assert (await rows(cairn))["sheets"] == 0
    await go(person, "/tools")
    assert "What I wrote down" not in answers(person)


async def test_a_name_in_a_note_is_pointed_out(person: Person) -> None:
    """It is noted all the same, and one tap takes it away again."""
    await at_the_desk(person)
    await person.say("Ring Mrs Robertson first")
    await person.expect("may have a name or a number", "takes it away again")
    said = await go(person, "Leave my words out")
    assert "Robertson" not in said.text


async def test_a_note_follows_an_edit_of_its_message(person: Person) -> None:
    """Of several messages it is the right one that changes, and the last can be forgotten."""
    await at_the_desk(person)
    first = await person.say("Behind the plant")
    await person.expect("You wrote: “Behind the plant”")
    await person.say("And it is small")
    await person.expect("And it is small")
    await person.edit(first, "Behind the tall plant")
    await person.expect("says it the new way now")
    await go(person, "Change", "Stop", "/forget", "My last message")
    await go(person, "/tools page walk-through")
    page = await sent(person, "Walk through a service")
    assert "“Behind the tall plant”" in page
    assert "it is small" not in page


async def test_then_and_now_stand_side_by_side(person: Person, cairn: Cairn) -> None:
    """In words, after some months, and neither is better than the other."""
    ways = ("/tools", "Where are we?", "Look at one subject")
    await go(person, *ways, "Deciding together", "Starting", "Stop")
    cairn.clock.later(days=150)
    await go(person, *ways, "Begin a new one", "Deciding together", "Doing it", "Stop")
    await go(person, "/tools page in-place")
    await sent(person, "What is in place")
    await go(person, "Beside the time before")
    page = await sent(person, "What is in place")
    beside = page.partition("Then and now")[2]
    assert re.search(r'<td class="word">Starting</td>\s*<td class="word">Doing it</td>', beside)


async def test_readiness_ends_with_not_yet_as_a_good_answer(person: Person) -> None:
    """And what is needed from others has a heading of its own."""
    await go(person, "/tools", "Is now a good time?", "Look at a part")
    part = answers(person)[0]
    said = await go(person, part, "Needs help from higher up", "Stop")
    said = await go(
        person, "/tools", "Is now a good time?", "Look at a part", "See what stands here"
    )
    assert "What is needed from others" in said.text
    said = await go(person, "Not yet")
    assert "not yet it is" in said.text


async def code_of(person: Person, how: str = "", *, names: bool = False) -> str:
    """The code with which the newest sheet can be handed on."""
    await go(person, "/tools", "What I wrote down")
    said = await go(person, answers(person)[0], "Hand it on to a colleague")
    assert ("may be a name" in said.text) is names
    said = await go(person, how or answers(person)[0])
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", said.text)
    assert found
    return found[0]


async def sent_bytes(person: Person, caption: str) -> bytes:
    """The next file with this caption."""
    message = await person.expect(caption)
    assert message.document
    assert message.document.data
    return message.document.data


async def sent(person: Person, caption: str) -> str:
    """What stands in the next file with this caption."""
    return (await sent_bytes(person, caption)).decode()
