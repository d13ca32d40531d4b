"""The engine tells whoever watches which ways it walks, by the names the graph has for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.flow import engine
from bot.flow.given import Given, Picked, WentBack, Wrote
from bot.script.graph import ways
from tests.flow.scenes import ENTRY, Talk, library, scene

DIALOGUES = sorted(library().scripts)
Watched = list[tuple[str, str, str]]

ALL_WAYS = """
  how:
    heads_up: A harder one.
    ask: How is it?
    buttons:
      well: Well -> what
      not_well: Not well -> day
    skip: quiet
    keep: until-end
  what:
    ask: What was it?
    text: short
    keep: log
    skip: day
    next: quiet
  day:
    ask: When?
    date:
      1 week: In a week
      none: No day
    keep: until-end
    next: quiet
  quiet:
    guide: [One., Two.]
    stop: sort
    next: look
  look:
    each: And {{ item }}?
    items: {a: this, b: that}
    text: short
    keep: until-end
    stop: sort
    next: sort
  sort:
    check:
      - if: how == "well"
        go: other
      - if: day
        go: other
      - otherwise: bye
  other:
    run: settle-feet
    next: bye
  bye:
    end: Bye.
"""


def watching(**changes: Any) -> tuple[Talk, Watched]:
    """The dialogue above, and the ways of it that are walked."""
    walked: Watched = []

    def watch(dialogue: str, step: str, by: str) -> None:
        walked.append((dialogue, step, by))

    return Talk.of(ALL_WAYS, watch=watch, **changes), walked


TALKS: dict[str, tuple[Callable[[Talk], Talk], list[str]]] = {
    "a button": (lambda talk: talk.tap("Go on").tap("Well"), ["how: button well"]),
    "Skip on buttons": (lambda talk: talk.tap("Go on").tap("Skip"), ["how: skip"]),
    "Not today": (lambda talk: talk.tap("Not today"), ["how: skip"]),
    "words that are kept": (
        lambda talk: talk.tap("Go on").tap("Well").say("Tea").tap("Keep"),
        ["how: button well", "what: next"],
    ),
    "words let go": (
        lambda talk: talk.tap("Go on").tap("Well").say("Tea").tap("Let it go"),
        ["how: button well", "what: skip"],
    ),
    "words reworded lead nowhere yet": (
        lambda talk: talk.tap("Go on").tap("Well").say("Tea").tap("Reword"),
        ["how: button well"],
    ),
    "an offered day": (
        lambda talk: talk.tap("Go on").tap("Not well").tap("In a week"),
        ["how: button not_well", "day: day"],
    ),
    "a typed day is the same way": (
        lambda talk: talk.tap("Go on").tap("Not well").say("friday"),
        ["how: button not_well", "day: day"],
    ),
    "no day is another": (
        lambda talk: talk.tap("Go on").tap("Not well").tap("No day"),
        ["how: button not_well", "day: button none"],
    ),
    "Stop in a guide, and the check behind it": (
        lambda talk: talk.tap("Not today").tap("Stop"),
        ["how: skip", "quiet: stop", "sort: check 2"],
    ),
    "a guide to its last line": (
        lambda talk: talk.tap("Not today").tap("Next"),
        ["how: skip", "quiet: next"],
    ),
    "a list to its last item": (
        lambda talk: talk.tap("Not today").tap("Next").tap("Skip").say("Two"),
        ["how: skip", "quiet: next", "look: next", "sort: check 2"],
    ),
    "a list that is left": (
        lambda talk: talk.tap("Not today").tap("Next").tap("Stop"),
        ["how: skip", "quiet: next", "look: stop", "sort: check 2"],
    ),
    "the first branch of a check": (
        lambda talk: talk.tap("Go on").tap("Well").tap("Skip").tap("No day").tap("Stop"),
        ["how: button well", "what: skip", "day: button none", "quiet: stop", "sort: check 0"],
    ),
    "the second branch of a check": (
        lambda talk: talk.tap("Go on").tap("Not well").tap("In a week").tap("Stop"),
        ["how: button not_well", "day: day", "quiet: stop", "sort: check 1"],
    ),
    "what was not understood": (lambda talk: talk.tap("Go on").say("?!"), []),
}


@pytest.mark.parametrize("name", TALKS)
def test_each_way_is_told_by_its_own_name(name: str) -> None:
    """A button by its id, a day, Skip, Stop, a branch by its number, and the only way on."""
    talk, walked = watching()
    play, told = TALKS[name]
    play(talk)
    assert [f"{step}: {by}" for _, step, by in walked] == told


def test_a_dialogue_that_another_one_plays_tells_its_own_ways() -> None:
    """What is walked inside is told by the name of the dialogue it belongs to, then the way on."""
    talk, walked = watching(at="other")
    talk.tap("Stop")
    assert walked == [("settle-feet", "lines", "stop"), ("talk", "other", "next")]


@pytest.mark.parametrize("name", DIALOGUES)
@settings(max_examples=10)
@given(data=some.data())
def test_no_walk_takes_a_way_that_the_graph_does_not_know(name: str, data: some.DataObject) -> None:
    """Whatever is answered in a shipped dialogue, each way walked is a way out of its step."""
    known = {
        (dialogue, step.name, way.by)
        for dialogue, script in library().scripts.items()
        for step in script.steps.values()
        for way in ways(step)
    }
    walked: Watched = []
    around = scene(watch=lambda *told: walked.append(told), switches=frozenset({"history"}))
    turn = engine.begin(library().scripts[name], around, entry=ENTRY)
    for _ in range(20):
        if turn.session is None or turn.question is None:
            break
        answers: list[Given] = [
            *(Picked(one.id) for one in turn.question.options),
            Wrote("friday"),
            WentBack(),
        ]
        turn = engine.resume(turn.session, data.draw(some.sampled_from(answers)), around)
    assert set(walked) <= known


@pytest.mark.parametrize("name", DIALOGUES)
def test_ways_that_are_taken_alike_lead_alike(name: str) -> None:
    """Two ways out of a step share a name only where both give a day and lead to the same step."""
    for step in library().scripts[name].steps.values():
        by: dict[str, str | None] = {}
        for way in ways(step):
            assert by.setdefault(way.by, way.to) == way.to
            assert way.day or list(by).count(way.by) == 1
