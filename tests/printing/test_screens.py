"""The screens of the page are those of the real engine, all of them, and no others."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flow import engine
from bot.flow.given import Picked, Wrote
from bot.flow.transcript import read_transcript
from bot.flow.turn import Ended
from bot.printing.happened import NOTHING, kept_in
from bot.printing.sampled import sampled
from bot.printing.screens import (
    CUT,
    DRAWN,
    MOST_SCREENS,
    SAMPLE,
    STUCK,
    Explorer,
    Screen,
    Start,
    beginnings,
)
from bot.printing.sheet import Kind
from bot.service.sheets import goes_over
from bot.service.transcripts import replay
from bot.settings import SHIPPED_DIALOGUES
from tests.printing.shared import TODAY, scene, shipped, with_script

TRANSCRIPTS = sorted((SHIPPED_DIALOGUES / "transcripts").glob("*.chat"))
INDENT = " " * 5


@dataclass(frozen=True)
class Played:
    """A dialogue on the page."""

    screens: Mapping[int, Screen]
    starts: tuple[Start, ...]

    def begin(self) -> Screen:
        """The first screen."""
        return self.screens[self.starts[0].to]

    def tap(self, screen: Screen, label: str, *, typed: bool = False) -> Screen:
        """The screen that an answer leads to."""
        (to,) = {tap.to for tap in screen.taps if (tap.label, tap.typed) == (label, typed)}
        return self.screens[to]


@cache
def played(name: str) -> Played:
    """A shipped dialogue, played through all its buttons."""
    explorer = Explorer(shipped(), scene(shipped()))
    starts = explorer.play(shipped().scripts[name])
    return Played({screen.number: screen for screen in explorer.screens}, starts)


def _labels(screen: Screen) -> list[str]:
    return [tap.label for tap in screen.taps if not tap.typed]


@pytest.mark.parametrize("name", shipped().scripts)
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_any_way_through_reads_as_in_the_chat(name: str, seed: int) -> None:
    """Wherever somebody goes, the page shows the words and buttons that the engine would."""
    chance, at, page = random.Random(seed), sampled(scene(shipped())), played(name)
    script = shipped().scripts[name]
    starts = beginnings(script, TODAY)
    start, (_, step, entry) = chance.choice([*zip(page.starts, starts, strict=True)])
    here, turn = page.screens[start.to], engine.begin(script, at, at=step, entry=entry)
    asked = script
    for _ in range(60):
        options = turn.question.options if turn.question else ()
        assert (here.text, _labels(here)) == (turn.text, [one.label for one in options])
        cared = any(isinstance(one, Ended) and one.care for one in turn.effects)
        assert any("are offered here" in line.text for line in here.lines) is cared
        assert here.kept == (tuple(kept_in(turn, asked, shipped().words)) or (NOTHING,))
        session = turn.session
        if session is None:
            assert here.taps == ()
            return
        asked = at.script(session.dialogue, None)
        if turn.question and turn.question.kind == "text" and chance.random() < 0.6:
            turn = engine.resume(session, Wrote(SAMPLE), at)
            here = page.tap(here, SAMPLE, typed=True)
        else:
            chosen = chance.choice(options)
            turn = engine.resume(session, Picked(chosen.id), at)
            here = page.tap(here, chosen.label)


@pytest.mark.parametrize("file", TRANSCRIPTS, ids=lambda one: one.stem)
def test_a_transcript_can_be_walked_on_the_page(file: Path) -> None:
    """With the sample for typed words, what is tapped leads to what the transcript plays."""
    transcript = read_transcript(file.read_text("utf-8"), str(file))
    if transcript.entry or "at" in transcript.head:
        pytest.skip("it begins elsewhere than at the first step")
    if goes_over(shipped().scripts[transcript.head["dialogue"]]):
        pytest.skip("it goes over a list, of which the page has a sample")
    page = played(transcript.head["dialogue"])
    here = page.begin()
    said, shown = [], _shown(here)
    for words in (one.words for one in transcript.says):
        typed = not words.startswith("[")
        if words == "[Back]" or (typed and not any(tap.typed for tap in here.taps)):
            pytest.skip("it goes back, or types what is tapped on the page")
        if "draws" in transcript.head and not typed and words[1:-1] not in _labels(here):
            pytest.skip("it draws a question with a heads-up, and the page draws the first")
        here = page.tap(here, SAMPLE if typed else words[1:-1], typed=typed)
        said.append(SAMPLE if typed else words)
        shown += [f"you: {said[-1]}", *_shown(here)]
    at = scene(shipped())
    head = [f"dialogue: {transcript.head['dialogue']}", "switches: history, count"]
    head.append(f"now: {at.now:%Y-%m-%d %H:%M} Europe/London")
    text = "\n".join([*head, "---", *(f"you: {words}" for words in said)]) + "\n"
    plays = replay(read_transcript(text, str(file)), shipped()).split("\n---\n")[1].splitlines()
    talk = [line for line in plays if line.startswith(("bot:", "you:", INDENT, "end")) or not line]
    assert shown == talk


def _shown(screen: Screen) -> list[str]:
    """A screen as a transcript has it."""
    text = screen.text.replace(scene(shipped()).card("staff"), "(support card: staff)")
    first, *rest = text.split("\n")
    lines = [f"bot: {first}", *((INDENT + line).rstrip() for line in rest)]
    if not screen.taps:
        return [*lines, "end"]
    return [*lines, INDENT + " ".join(f"[{label}]" for label in _labels(screen))]


def test_every_button_leads_somewhere_and_every_screen_can_be_reached() -> None:
    """Nothing shipped is cut or stuck, and the bound leaves room for three times as much."""
    explorer = Explorer(shipped(), scene(shipped()))
    starts = [start for one in shipped().scripts.values() for start in explorer.play(one)]
    numbers = {screen.number for screen in explorer.screens}
    leads = {tap.to for screen in explorer.screens for tap in screen.taps}
    assert leads | {start.to for start in starts} == numbers
    assert len(numbers) < MOST_SCREENS / 3


def test_what_is_kept_is_said_at_the_moment_it_is_kept() -> None:
    """A word for the history, a note in the log, a promised day; and that nothing was kept."""
    page = played("check-in")
    first = page.begin()
    assert first.kept == ("Nothing was kept just now.",)
    steady = page.tap(first, "Steady")
    assert steady.kept == (
        "Kept in your check-in history, if you have switched that on: “Steady”.",
        "Counted for your team’s month, if you have switched that on: “Steady”.",
    )
    back = page.tap(steady, SAMPLE, typed=True)
    assert back.kept == ("Nothing was kept just now.",)
    noted = page.tap(back, "Keep")
    assert noted.kept == ("Kept in your log, under “A note”. The words: “Your own words”.",)
    again = played("look-again")
    looked = again.tap(again.begin(), "I did it")
    assert looked.kept == ("Noted in your log with that entry: “I did it”.",)
    another = again.tap(looked, "Look again another day")
    assert again.tap(another, "In a week").kept == (
        "Changed in your log, under “A small change”. A day to look again: 2 December 2026.",
        "One message comes on Wednesday 2 December: "
        "“You asked me to come back today. Does now suit you?”",
    )


def test_how_long_the_answer_lives_and_why_stand_with_an_open_question() -> None:
    """But not with the line before a harder subject, which asks for no answer yet."""
    page = played("check-in-after")
    heads_up = page.begin()
    assert heads_up.lines == ()
    assert [line.kind for line in page.tap(heads_up, "Go on").lines] == [Kind.KEPT, Kind.WHY]


def test_a_drawn_question_says_that_others_are_drawn_too() -> None:
    """The page shows the first of the pool, and says so."""
    page = played("huddle-prompt")
    assert DRAWN in [line.text for line in page.begin().lines]
    easy = [one.ask for one in shipped().prompts if not one.heads_up]
    assert easy[0] in page.begin().text


def test_after_something_hard_the_offers_at_the_end_are_told() -> None:
    """“A minute to settle” and Support come after it, as in the chat; else they do not."""
    page = played("check-in")
    low = page.tap(page.tap(page.begin(), "Stretched"), "Nothing, thank you")
    assert [line.text for line in low.lines] == [
        "“A minute to settle” and “Support” are offered here."
    ]
    assert page.tap(page.begin(), "Rather not say").lines == ()


def test_too_many_screens_are_cut_and_told() -> None:
    """What is shown is whole; the buttons that lead further say that the page ends."""
    explorer = Explorer(shipped(), scene(shipped()), most=10)
    explorer.play(shipped().scripts["check-in"])
    assert len(explorer.screens) == 10
    assert CUT in {tap.to for screen in explorer.screens for tap in screen.taps}


def test_a_way_that_cannot_be_played_is_told() -> None:
    """A script with a warning may read what was not drawn; the rest of it is shown."""
    script, library = with_script(
        """
  one:
    ask: Draw one?
    buttons:
      yes: Yes -> drawn
      no: No -> two
  drawn:
    draw: prompt
    from: culture
    next: two
  two:
    end: "{{ prompt.ask }}"
"""
    )
    explorer = Explorer(library, scene(library))
    explorer.play(script)
    ways = {tap.label: tap.to for tap in explorer.screens[0].taps}
    assert ways["No"] == STUCK
    assert ways["Yes"] > 0


def test_an_answer_that_matters_later_keeps_screens_apart() -> None:
    """Two screens that look alike are two where they lead to different words, else one."""
    steps = """
  pick:
    ask: Tea or coffee?
    buttons:
      tea: Tea -> well
      coffee: Coffee -> well
    skip: well
    keep: until-end
  well:
    ask: Well?
    buttons:
      on: Go on -> over
  over:
    end: "{END}"
"""
    for end, screens in (
        ("{% if pick == 'tea' %}Tea.{% else %}Not tea.{% endif %}", 6),
        ("Bye.", 3),
    ):
        script, library = with_script(steps.replace("{END}", end))
        explorer = Explorer(library, scene(library))
        explorer.play(script)
        assert len(explorer.screens) == screens
