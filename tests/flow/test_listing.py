"""Going over a list: item by item, left anywhere, taken up again; and what was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.flow.sheet import Mark, Sheet, findings
from bot.flow.turn import Kept, Put
from bot.script.lists import Checklist, read_list
from tests.flow.scenes import WEDNESDAY, Talk

LIST = """\
list: door
title: The door
answers:
  keep: Keep
  change: Change
  find-out: Find out
strengths: [keep]
starts: [change]
unsure: [find-out]
parts:
  outside:
    name: Outside
    theme: service-design
    items:
      sign: The sign.
      bell:
        text: The bell.
        principle: trust
  inside:
    name: Inside
    heads_up: This part can be hard to see.
    items:
      desk: The desk.
"""
STEPS = """\
  look:
    list: door
    stop: rest
    next: found
  found:
    found: door
    next: begin
  begin:
    pick: place
    from: door
    skip: bye
    next: will
  will:
    ask: "{{ place.part }}: {{ place.text }} {{ place.note }} What will you do?"
    text: short
    keep: until-end
    skip: bye
    next: keep
  keep:
    save: small_change
    with: {text: will}
    next: begin
  rest:
    end: It waits.
  bye:
    end: Goodbye.
"""


def door(text: str = LIST) -> Checklist:
    """The list of these tests."""
    checklist, problems = read_list(text, "door.yaml")
    assert checklist, [one.line() for one in problems]
    return checklist


def walk(*, steps: str = STEPS, checklist: Checklist | None = None, **changes: Any) -> Talk:
    """Begins to go over the list."""
    lists = {"door": checklist or door()}
    return Talk.of(steps, lists=lists, principles={"trust": "Trust"}, **changes)


def sheet_of(talk: Talk) -> Sheet:
    """What is written down."""
    return talk.scene.sheets["door"]


def test_the_parts_are_offered_and_one_is_enough() -> None:
    """Each by its name; Stop leads where the script says."""
    talk = walk()
    assert talk.labels == ["Outside", "Inside", "Stop"]
    assert "one and stop" in talk.text
    assert talk.tap("Stop").text == "It waits."


def test_an_item_is_answered_with_the_words_of_the_list() -> None:
    """Where it stands, its principle, its answers; then the next one."""
    talk = walk().tap("Outside")
    assert talk.text.startswith("_Outside, 1 of 2_\n\nThe sign.")
    assert talk.labels == ["Keep", "Change", "Find out", "Skip", "Stop"]
    talk.tap("Change")
    assert talk.text.startswith("_Outside, 2 of 2 · Trust_\n\nThe bell.")
    assert sheet_of(talk).marks == {"outside/sign": Mark("change", on="2026-03-04")}
    assert (sheet_of(talk).began, sheet_of(talk).touched) == ("2026-03-04", "2026-03-04")


def test_typed_words_are_noted_and_shown_back_before_the_answer() -> None:
    """They can be added to, and left out again; a number or a label is an answer still."""
    talk = walk().tap("Outside").say("Behind the plant")
    assert "You wrote: “Behind the plant”" in talk.text
    assert "Leave my words out" in talk.labels
    talk.say("And too small")
    assert sheet_of(talk).mark("outside/sign").note == "Behind the plant\nAnd too small"
    talk.tap("Leave my words out")
    assert sheet_of(talk).marks == {}
    talk.say("Behind the plant").say("2")
    assert sheet_of(talk).mark("outside/sign") == Mark(
        "change", "Behind the plant", on="2026-03-04"
    )


def test_skip_goes_on_and_writes_nothing_down() -> None:
    """And what was noted before stays."""
    talk = walk().tap("Outside").tap("Skip")
    assert "2 of 2" in talk.text
    assert "door" not in talk.scene.sheets
    talk.say("It rings").tap("Skip")
    assert sheet_of(talk).mark("outside/bell").note == "It rings"


def test_a_harder_part_says_so_first_and_can_be_passed_by() -> None:
    """Not today leads back to the parts."""
    talk = walk().tap("Inside")
    assert talk.text == "This part can be hard to see."
    talk.tap("Not today")
    assert "Outside" in talk.labels
    talk.tap("Inside").tap("Go on")
    assert "The desk." in talk.text


def test_a_part_that_is_through_says_so_and_all_of_them_lead_on() -> None:
    """What was found comes by itself then: strengths first."""
    talk = walk().tap("Outside").tap("Change").tap("Keep")
    assert talk.text.startswith("That was all of “Outside”.")
    assert talk.labels == ["Outside (through)", "Inside", "See what stands here", "Stop"]
    talk.tap("Inside").tap("Go on").tap("Find out")
    there, start = talk.text.index("• The bell."), talk.text.index("• The sign.")
    assert there < start < talk.text.index("• The desk.")


def test_it_is_taken_up_again_on_another_day_where_it_was_left() -> None:
    """Carry on goes to the first item that has no answer yet."""
    first = walk().tap("Outside").tap("Change").tap("Stop")
    later = walk(sheets=first.scene.sheets, now=WEDNESDAY + timedelta(days=40))
    assert "the last time was Wednesday 4 March" in later.text
    assert later.labels == ["Carry on", "See what stands here", "Begin a new one", "Stop"]
    later.tap("Carry on").tap("Outside (begun)")
    assert "2 of 2" in later.text
    later.tap("Keep")
    assert sheet_of(later).began == "2026-03-04"
    assert sheet_of(later).touched == "2026-04-13"


def test_begun_anew_the_old_one_stays_until_something_is_said() -> None:
    """And then there are two: the new sheet has no id of its own yet."""
    old = Sheet("door", "7", "2026-01-01", "2026-01-01").marked("outside/sign", Mark("keep"))
    talk = walk(sheets={"door": old}).tap("Begin a new one")
    assert not talk.effects(Put)
    talk.tap("Outside").tap("Change")
    (put,) = talk.effects(Put)
    assert (put.sheet.id, put.sheet.began) == ("", "2026-03-04")
    assert put.sheet.mark("outside/sign").answer == "change"


def test_back_asks_the_item_before_again_and_its_answer_can_be_changed() -> None:
    """Also over the end of a part."""
    talk = walk().tap("Outside").tap("Change").tap("Keep").back()
    assert "2 of 2" in talk.text
    assert "So far: Keep." in talk.text
    talk.back()
    assert "So far: Change." in talk.text
    talk.tap("Keep")
    assert sheet_of(talk).mark("outside/sign").answer == "keep"
    talk.back().back()
    assert talk.labels[0] == "Outside (through)"


def test_who_sets_the_scene_is_asked_once_and_it_stands_at_the_head() -> None:
    """By the label of a button, not by its id."""
    steps = STEPS.replace(
        "    list: door\n", "    list: door\n    anew: which\n    with: {seen_as: which}\n"
    )
    steps += """\
  which:
    ask: Whose eyes?
    buttons: {staff: Staff here, rather_not: Rather not say}
    keep: until-end
    next: look
"""
    talk = walk(steps=steps)
    assert talk.text == "Whose eyes?"
    talk.tap("Staff here").tap("Outside").tap("Keep")
    assert sheet_of(talk).about == {"seen_as": "Staff here"}
    again = walk(steps=steps, sheets=talk.scene.sheets)
    assert again.labels[0] == "Carry on"
    assert again.tap("Begin a new one").text == "Whose eyes?"


def test_what_is_kept_after_a_choice_is_noted_beside_it() -> None:
    """It goes under the part's theme; the item is not offered a second time."""
    talk = walk().tap("Outside").say("Behind the plant").tap("Change").tap("Change")
    talk.tap("See what stands here")
    assert talk.labels == ["The sign.", "The bell.", "Skip"]
    talk.tap("The sign.")
    assert talk.text == "Outside: The sign. Behind the plant What will you do?"
    talk.say("Move it")
    (kept,) = talk.effects(Kept)
    assert (kept.fields, kept.theme) == ({"text": "Move it"}, "service-design")
    assert sheet_of(talk).mark("outside/sign").will == "Move it"
    assert talk.labels == ["The bell.", "Skip"]


def test_a_walk_without_a_single_note_ends_well() -> None:
    """Nothing is there to be found, nothing to choose from, and nothing is written down."""
    talk = walk().tap("Outside").tap("Skip").tap("Skip").tap("Inside").tap("Go on").tap("Skip")
    assert talk.labels == ["Outside", "Inside", "Stop"]
    steps = STEPS.replace("stop: rest", "stop: found")
    talk = walk(steps=steps).tap("Stop")
    assert "Nothing is written down here yet" in talk.text
    assert talk.text.endswith("Goodbye.")
    assert talk.over


def test_a_very_long_note_is_kept_whole_and_shown_short() -> None:
    """Three of the longest messages; of a fourth it is said that no more fits."""
    talk = walk()
    talk.tap("Outside")
    for _ in range(3):
        talk.say("x" * 4096)
        assert len(talk.text) < 600
    whole = "\n".join(["x" * 4096] * 3)
    assert sheet_of(talk).mark("outside/sign").note == whole
    talk.say("y" * 4096)
    assert "as much as fits" in talk.text
    assert sheet_of(talk).mark("outside/sign").note == whole


def test_a_list_that_changed_meanwhile_is_gone_over_as_it_is_now() -> None:
    """An item that is gone leads to the parts; a list that is gone is passed by, kindly."""
    talk = walk().tap("Outside").tap("Keep")
    without_bell = door(
        LIST.replace("      bell:\n        text: The bell.\n        principle: trust\n", "")
    )
    talk.scene = replace(talk.scene, lists={"door": without_bell})
    talk.tap("Change")
    assert talk.labels[0] == "Outside (through)"
    talk.scene = replace(talk.scene, lists={})
    talk.tap("Inside")
    assert talk.over


@pytest.mark.parametrize("parts", [1, 6, 7, 12])
def test_every_part_can_be_reached_and_no_screen_has_more_than_eight_buttons(parts: int) -> None:
    """With one part there is nothing to choose; with many, More goes round."""
    names = [f"part-{at}" for at in range(parts)]
    head = LIST.partition("parts:\n")[0]
    body = "".join(f"  {one}:\n    name: {one}\n    items: {{a: A thing.}}\n" for one in names)
    talk = walk(checklist=door(f"{head}parts:\n{body}"))
    if parts == 1:
        assert "1 of 1" in talk.text
        return
    seen: list[str] = []
    for _ in range(3):
        assert len(talk.labels) <= 8
        seen += [one for one in talk.labels if one.startswith("part-")]
        if "More parts" not in talk.labels:
            break
        talk.tap("More parts")
    assert set(seen) == set(names)


def test_nothing_is_added_up() -> None:
    """What was found are the items themselves, in the order the list gives its answers."""
    checklist = door(LIST.replace("starts: [change]", "starts: [find-out, change]"))
    sheet = Sheet("door")
    for key, answer in (("outside/sign", "change"), ("outside/bell", "find-out")):
        sheet = sheet.marked(key, Mark(answer))
    found = {one.heading: [item.key for item, _ in one.items] for one in findings(checklist, sheet)}
    assert found == {"starts": ["outside/bell", "outside/sign"], "unsure": ["outside/bell"]}


def test_a_sheet_goes_through_json() -> None:
    """As it is stored; its id is the row's."""
    sheet = Sheet("door", "3", about={"service": "Desk"}).marked(
        "outside/sign", Mark("keep", "Words", "When I open, I will look.", "2026-03-04")
    )
    assert Sheet.from_json("3", sheet.to_json()) == sheet
    assert sheet.without_plans().mark("outside/sign").will == ""
