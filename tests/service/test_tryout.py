"""Trying a dialogue out: as people will meet it, with a clock to move, and made anew from words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flow.transcript import read_transcript
from bot.service.transcripts import replay
from bot.service.tryout import CannotPlay, Tryout, moved, rebuilt
from bot.service.tryout_record import Said, Shown
from tests.flow.scenes import WEDNESDAY, library, script

CHANGE = 'Say "thank you" once.'
DRAFT = """
  ask:
    ask: Tea?
    buttons:
      yes: Yes -> end
      no: No -> end
  end:
    end: Done.
"""


def _first(keys: Sequence[str]) -> str:
    return keys[0]


def _last(keys: Sequence[str]) -> str:
    return keys[-1]


def _try(dialogue: str, **given: Any) -> Tryout:
    return Tryout(library(), dialogue, WEDNESDAY, choose=_first, **given)


def _kept() -> Tryout:
    """A small change was kept, that is to be asked about in a week."""
    tryout = _try("what-so-what")
    for said in ("A long morning", "I was short with people", "2", CHANGE, "yes"):
        tryout.type(said)
    tryout.tap("1 week")
    return tryout


def _notes(shown: Sequence[Shown]) -> list[str]:
    return [line for one in shown for line in one.notes]


def test_it_begins_as_the_dialogue_does() -> None:
    """The first words, the dialogue's own buttons, and nothing kept."""
    [shown] = _try("check-in").shown
    assert shown.text.startswith("How are things just now?")
    assert [one.label for one in shown.options][:2] == ["Steady", "Okay"]
    assert not (shown.notes or shown.over or shown.can_go_back)


@pytest.mark.parametrize("typed", ["1", "Steady", "steady."])
def test_typing_a_number_or_a_label_does_what_the_tap_does(typed: str) -> None:
    """As in the real chat; what would be kept stands beside it."""
    tapped, wrote = _try("check-in").tap("steady"), _try("check-in").type(typed)
    assert tapped == wrote
    assert _notes(tapped) == ["history: today=steady", "counted: today=steady"]


def test_back_takes_the_last_answer_back() -> None:
    """And says what of it is not kept any more."""
    tryout = _try("check-in")
    tryout.tap("steady")
    assert tryout.shown[-1].can_go_back
    [shown] = tryout.back()
    assert "taken back: today=steady" in shown.notes
    assert tryout.why() == ("At: today", "  No answers so far.")


def test_why_tells_the_step_and_the_answers() -> None:
    """What a check would read; a question that was passed over is told as that."""
    tryout = _try("what-so-what")
    tryout.type("A long morning")
    tryout.tap("_skip")
    assert tryout.why() == ("At: now_what", "  what: A long morning", "  so_what: (passed over)")


def test_what_was_promised_comes_when_the_clock_is_moved_past_it() -> None:
    """With the words that were kept; moved less far, nothing comes."""
    tryout = _kept()
    assert "nudge: revisit on Wednesday 11 March 2026, 12:15" in tryout.shown[-1].notes
    assert tryout.over
    [nothing] = tryout.later("6 days")
    assert nothing == Shown(("It is now Tuesday 10 March 2026, 12:15.",))
    _, looks = tryout.later("1 day")
    assert looks.notes[0].startswith("A reminder, as it shows on a lock screen: You asked me")
    assert f"You kept: “{CHANGE}”" in looks.text
    assert _notes(tryout.tap("did")) == ["noted: look_again=did"]
    assert len(tryout.later("2 weeks")) == 1  # what came does not come again


def test_an_hour_is_an_hour_and_a_week_is_the_same_time_of_day() -> None:
    """Hours are counted as they pass, days on the wall clock."""
    night = WEDNESDAY.replace(month=3, day=29, hour=0, minute=30)
    assert f"{moved(night, '1 hour'):%H:%M}" == "02:30"
    assert f"{moved(night, '2 weeks'):%d %H:%M}" == "12 00:30"
    assert f"{moved(WEDNESDAY, 'monday'):%d %H:%M}" == "09 12:15"


@pytest.mark.parametrize("words", ["", "soon", "none", "-1 hours", "99999999999 hours"])
def test_a_time_that_is_not_understood_is_told_and_leaves_all_as_it_was(words: str) -> None:
    """A plain sentence with examples."""
    tryout = _try("check-in")
    with pytest.raises(CannotPlay, match="Say how much later: 20 minutes"):
        tryout.later(words)
    assert tryout.now == WEDNESDAY
    assert tryout.said == ()


def test_a_draft_plays_in_the_place_of_the_dialogue_of_its_name() -> None:
    """Also where another dialogue runs it; the library stays as it is."""
    draft = script(DRAFT, "quiet-minute")
    assert _try("quiet-minute", script=draft).shown[0].text == "Tea?"
    tryout = _try("check-in", script=draft)
    tryout.tap("empty")
    assert tryout.tap("settle")[0].text == "Tea?"
    assert library().scripts["quiet-minute"] is not draft
    assert "bot: Tea?" in tryout.transcript()


def test_the_transcript_plays_to_its_own_text() -> None:
    """What was said since the dialogue last began, reminders and drawings included."""
    tryout = _kept()
    first = tryout.transcript()
    assert 'saved: small_change text="Say \\"thank you\\" once." revisit=2026-03-11' in first
    tryout.later("1 week")
    tryout.tap("some")
    second = tryout.transcript()
    assert "entry: small_change" in second and "now: 2026-03-11 12:15 Europe/London" in second
    for text in (first, second):
        assert replay(read_transcript(text, "x.chat"), library()) == text


def test_words_over_several_lines_are_one_answer_in_the_transcript() -> None:
    """A page may send them; the terminal cannot."""
    tryout = _try("what-so-what")
    tryout.type("A long\n\nmorning")
    assert "you: A long\n     \n     morning\nbot:" in tryout.transcript()


def test_what_cannot_stand_in_a_transcript_is_told() -> None:
    """Typed words in square brackets would be read as a button."""
    tryout = _try("what-so-what")
    tryout.type("[so]")
    with pytest.raises(CannotPlay, match=r"look.chat:5: there is no button \[so\]"):
        tryout.transcript("look.chat")


def test_a_dialogue_that_looks_back_has_something_to_look_at() -> None:
    """There is no log in a tryout: stand-in words take the entry's place, on record too."""
    tryout = _try("look-again")
    assert "You kept: “The words that were kept”" in tryout.shown[0].text
    assert 'entry: small_change text="The words that were kept"' in tryout.transcript()
    middle = _try("what-so-what", step="look_again")
    assert "You kept: “The words that were kept”" in middle.shown[0].text


def test_it_begins_at_any_step_that_stands_by_itself() -> None:
    """One that shows what was drawn before it says where to begin instead."""
    assert _try("check-in", step="low").shown[0].text.startswith("Thank you for saying so.")
    with pytest.raises(CannotPlay, match="has no step “lwo”; did you mean “low”"):
        _try("check-in", step="lwo")
    with pytest.raises(CannotPlay, match="it comes from an earlier step, so begin there"):
        _try("huddle-prompt", step="question")


def test_a_dialogue_that_is_not_there_is_told() -> None:
    """With the nearest name; also where one dialogue runs another."""
    with pytest.raises(
        CannotPlay, match=r"there is no dialogue “chek-in”.*did you mean “check-in”"
    ):
        _try("chek-in")
    draft = script("  go:\n    run: nowhere\n    next: end\n  end:\n    end: Done.\n")
    with pytest.raises(CannotPlay, match="there is no dialogue “nowhere” that can be played"):
        _try("talk", script=draft)


def test_what_does_not_fit_is_told() -> None:
    """A button that is not there; anything but the clock after the end."""
    tryout = _try("talk", script=script(DRAFT))
    with pytest.raises(CannotPlay, match="no such button"):
        tryout.tap("maybe")
    tryout.tap("yes")
    with pytest.raises(CannotPlay, match="over"):
        tryout.type("yes")
    assert tryout.said == (Said("tapped", "yes"),)


def test_drawn_prompts_rest_and_come_again_the_same_when_made_anew() -> None:
    """Chance decides once; whoever makes the tryout anew need not be lucky."""
    tryout = Tryout(library(), "reflect", WEDNESDAY, choose=_last)
    tryout.tap("surprise")
    again = rebuilt(
        library(), "reflect", WEDNESDAY, said=tryout.said, drawn=tryout.drawn, choose=_first
    )
    assert again.shown == tryout.shown
    assert again.drawn == tryout.drawn != ()


def test_it_is_made_anew_as_far_as_a_changed_draft_still_goes() -> None:
    """Somebody who renames a button sees the talk up to there."""
    before = _try("talk", script=script(DRAFT))
    before.tap("yes")
    renamed = script(DRAFT.replace("yes: Yes", "aye: Aye"))
    after = rebuilt(library(), "talk", WEDNESDAY, said=before.said, script=renamed)
    assert after.said == ()
    assert [one.label for one in after.shown[-1].options] == ["Aye", "No"]


_SAID = st.one_of(
    st.builds(Said, st.just("typed"), st.sampled_from(["1", "2", "3", "Tea", "why", "no", ""])),
    st.builds(Said, st.just("back")),
    st.builds(Said, st.just("later"), st.sampled_from(["20 minutes", "1 week", "monday"])),
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(library().scripts)), st.lists(_SAID, max_size=12))
def test_any_tryout_is_made_anew_from_what_was_said(dialogue: str, says: list[Said]) -> None:
    """Through JSON, as a page would hold it; and every transcript of one plays to its own text."""
    tryout = Tryout(library(), dialogue, WEDNESDAY, choose=_last)
    for said in says:
        if not tryout.over or said.how == "later":
            tryout.do(said)
    held = [Said(*one) for one in json.loads(json.dumps(tryout.said))]
    again = rebuilt(library(), dialogue, WEDNESDAY, said=held, drawn=tryout.drawn, choose=_first)
    assert again.shown == tryout.shown
    text = tryout.transcript()
    assert replay(read_transcript(text, "x.chat"), library()) == text
