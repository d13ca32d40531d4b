"""`ask`: buttons, words, dates; passed over, warned of, shown back."""

from __future__ import annotations

import pytest

from bot.flow.given import Picked
from bot.flow.turn import Counted, Ended, History, Kept, Noted, Puzzled, TookBack
from bot.script.reader import read_script
from tests.flow.scenes import ENTRY, HEAD, Talk

BUTTONS = """
  how:
    ask: How is it?
    why: So that the next line fits.
    buttons:
      low: Rather low -> thanks
      fine: Fine, thank you -> thanks
    skip: passed
    tender: [low]
    keep: [history, count]
  thanks:
    end: Thank you.
  passed:
    end: That is fine.
"""
WORDS = """
  what:
    ask: What is it?
    text: short
    keep: KEEP
    skip: passed
    next: said
  said:
    end: "It is {{ what }}."
  passed:
    end: That is fine.
"""
WHEN = """
  when:
    ask: When?
    date:
      1 week: In a week
      none: No need
    keep: until-end
    next: said
  said:
    end: "{% if when %}On {{ when | day }}.{% else %}Not at all.{% endif %}"
"""
HARDER = """
  before:
    ask: Shall we?
    buttons:
      yes_: Yes -> hard
      no_: No, thank you -> rest
  hard:
    heads_up: This one is harder.
    ask: What helps?
    buttons:
      rest: Rest -> rest
      talk: Talk -> rest
    skip: other
    next: rest
  other:
    end: Something else, then.
  rest:
    end: Rest well.
"""


TWO = """
  how:
    ask: How is it?
    buttons:
      low: Rather low
      fine: Fine, thank you
    skip: more
    keep: [history, count]
    next: more
  more:
    ask: Anything more?
    text: short
    keep: until-end
    next: over
  over:
    end: Thank you.
"""


def until_end(steps: str, keep: str = "until-end") -> Talk:
    """A question for words."""
    return Talk.of(steps.replace("KEEP", keep))


def test_a_button_leads_where_it_says_and_skip_is_there() -> None:
    """A tapped answer goes its own way; Skip stands after the answers and goes another."""
    assert Talk.of(BUTTONS).labels == ["Rather low", "Fine, thank you", "Skip"]
    assert Talk.of(BUTTONS).tap("Fine, thank you").text == "Thank you."
    assert Talk.of(BUTTONS).tap("Skip").text == "That is fine."


@pytest.mark.parametrize("typed", ["1", "rather low", "Rather low.", "RATHER LOW", "low", "rather"])
def test_typed_words_name_a_button(typed: str) -> None:
    """A number, a label in any case, its id, or its only beginning does what a tap does."""
    assert Talk.of(BUTTONS).say(typed).text == "Thank you."


@pytest.mark.parametrize("typed", ["0", "4", "quite well", "…", "999999999999"])
def test_what_is_not_understood_changes_nothing(typed: str) -> None:
    """Anything else leaves the session as it was, says so kindly and shows the same answers."""
    talk = Talk.of(BUTTONS)
    before, labels = talk.session, talk.labels
    talk.say(typed)
    assert talk.session == before
    assert talk.labels == labels
    assert talk.effects(Puzzled)
    assert "How is it?" in talk.text


def test_a_button_that_is_not_open_is_not_an_answer() -> None:
    """A tap on something that is not among the open answers puzzles, and nothing else."""
    assert Talk.of(BUTTONS).give(Picked("nothing_like_it")).effects(Puzzled)


def test_switches_decide_what_a_word_answer_leaves_behind() -> None:
    """With its switch off nothing is kept; with it on, the word is, and no more than that."""
    off = Talk.of(BUTTONS).tap("Fine, thank you")
    assert not off.effects(History) and not off.effects(Counted)
    one = Talk.of(BUTTONS, switches=frozenset({"history"})).tap("Fine, thank you")
    assert one.effects(History) == [History("talk", "how", "fine")]
    assert not one.effects(Counted)
    other = Talk.of(BUTTONS, switches=frozenset({"count"})).tap("Rather low")
    assert other.effects(Counted) == [Counted("talk", "how", "low")]
    assert not other.effects(History)


def test_b10_back_takes_what_was_kept_of_an_answer_back() -> None:
    """What Back undoes of the history and the count is said, once; a skipped question has none."""
    on = frozenset({"history", "count"})
    talk = Talk.of(TWO, switches=on).tap("Rather low").back()
    assert talk.effects(TookBack) == [TookBack("talk", "how", "low", None)]
    assert talk.tap("Fine, thank you").effects(History) == [History("talk", "how", "fine")]
    assert not Talk.of(TWO).tap("Rather low").back().effects(TookBack)
    assert not Talk.of(TWO, switches=on).tap("Skip").back().effects(TookBack)


def test_b10_back_takes_a_note_about_an_entry_back() -> None:
    """What was noted with the entry that is looked at goes by Back, too."""
    steps = TWO.replace("[history, count]", "log")
    talk = Talk.of(steps, entry=ENTRY).tap("Rather low").back()
    assert talk.effects(TookBack) == [TookBack("talk", "how", "low", ENTRY.id)]
    assert not Talk.of(steps).tap("Rather low").back().effects(TookBack)


def test_b07_a_button_that_passes_over_is_never_counted() -> None:
    """“Rather not say” goes neither into the history nor into a count, with both switched on."""
    talk = Talk.of(TWO.replace("fine:", "rather_not:"), switches=frozenset({"history", "count"}))
    talk.tap("Fine, thank you")
    assert not talk.effects(History) and not talk.effects(Counted)
    assert not talk.back().effects(TookBack)


def test_a_tender_answer_is_remembered_as_one() -> None:
    """After a tender answer the end says that care is due; after another it does not."""
    assert Talk.of(BUTTONS).tap("Rather low").effects(Ended) == [Ended("talk", care=True)]
    assert Talk.of(BUTTONS).tap("Fine, thank you").effects(Ended) == [Ended("talk", care=False)]


def test_why_is_answered_and_the_question_stays() -> None:
    """“why?” says why it is asked and how long the answer lives; the question is open as before."""
    talk = Talk.of(BUTTONS)
    before = talk.session
    talk.say("Why?")
    assert "So that the next line fits." in talk.text
    assert "history only if you have switched that on" in talk.text
    assert "How is it?" in talk.text
    assert talk.session == before


def test_words_are_taken_as_they_are_and_escaped_when_shown() -> None:
    """What is typed is shown as it was typed, whatever marks are in it."""
    assert until_end(WORDS).say("  a *small* _thing_ ").text == r"It is a \*small\* \_thing\_."


@pytest.mark.parametrize("typed", ["skip", "Skip.", "SKIP"])
def test_a_question_for_words_is_passed_over_by_tap_or_word(typed: str) -> None:
    """Skip, tapped or typed, goes past; a number is an answer there, not a button."""
    assert until_end(WORDS).say(typed).text == "That is fine."
    assert until_end(WORDS).tap("Skip").text == "That is fine."
    assert until_end(WORDS).say("1").text == "It is 1."


def test_an_empty_message_is_no_answer() -> None:
    """White space is not kept as an answer."""
    assert until_end(WORDS).say("  \n ").effects(Puzzled)


def test_words_for_the_log_are_shown_back_first() -> None:
    """`keep: log` keeps nothing before the person has seen the words and said Keep."""
    talk = until_end(WORDS, "log").say("Less *noise*")
    assert r"“Less \*noise\*”" in talk.text
    assert talk.labels == ["Keep", "Reword", "Let it go"]
    assert not talk.effects(Kept)
    kept = talk.tap("Keep").effects(Kept)
    assert [(one.kind, one.fields) for one in kept] == [("note", {"text": "Less *noise*"})]


def test_words_for_the_log_can_be_put_another_way_or_let_go() -> None:
    """Reword asks again, and Back from there leads to nothing twice; Let it go keeps nothing."""
    talk = until_end(WORDS, "log").say("First").tap("Reword")
    assert talk.text == "What is it?"
    assert talk.session.trail == () and talk.session.answers == {}
    assert "Second" in talk.say("Second").text
    talk.tap("Let it go")
    assert talk.text == "That is fine."
    assert not talk.effects(Kept)


def test_a_word_answer_is_noted_with_the_entry_being_looked_at() -> None:
    """`keep: log` on buttons belongs to an entry; without one nothing is noted."""
    steps = BUTTONS.replace("[history, count]", "log")
    assert Talk.of(steps, entry=ENTRY).tap("Rather low").effects(Noted) == [
        Noted("7", "how", "low")
    ]
    assert not Talk.of(steps).tap("Rather low").effects(Noted)


def test_a_date_by_button_is_a_day_the_person_allows() -> None:
    """An offset counts from today; `none` is an empty date; a day off moves to the next one on."""
    assert Talk.of(WHEN).labels == ["In a week", "No need", "Skip"]
    assert Talk.of(WHEN).tap("In a week").text == "On Wednesday 11 March."
    assert Talk.of(WHEN).tap("No need").text == "Not at all."
    assert Talk.of(WHEN).tap("Skip").text == "Not at all."
    assert Talk.of(WHEN).say("7 March").text == "On Monday 9 March."


def test_a_date_may_be_typed() -> None:
    """A typed day is understood; one that is not plain is asked again, kindly."""
    assert Talk.of(WHEN).say("friday").text == "On Friday 6 March."
    assert Talk.of(WHEN).say("some day").effects(Puzzled)


def test_a_heads_up_comes_first_with_a_way_round() -> None:
    """Before a harder subject one line: Go on shows the question, Not today leads past it."""
    talk = Talk.of(HARDER).tap("Yes")
    assert talk.text == "This one is harder."
    assert talk.labels == ["Go on", "Not today"]
    assert talk.tap("Go on").text == "What helps?"
    assert talk.tap("Rest").effects(Ended) == [Ended("talk", care=True)]
    assert Talk.of(HARDER).tap("Yes").tap("Not today").text == "Something else, then."


def test_typed_words_at_a_heads_up_name_its_buttons() -> None:
    """“not today” is understood where it is offered, and something else asks again."""
    assert Talk.of(HARDER).tap("Yes").say("not today").text == "Something else, then."
    assert Talk.of(HARDER).tap("Yes").say("perhaps").effects(Puzzled)


def test_the_arrow_of_a_day_is_followed_and_a_typed_day_goes_on_to_next() -> None:
    """A day button may lead to a step of its own, as any button may."""
    arrows = WHEN.replace("In a week", "In a week -> said").replace("No need", "No need -> never")
    arrows = arrows.replace("next: said", "next: other") + "  other:\n    end: Another day.\n"
    arrows += "  never:\n    end: Never, then.\n"
    assert Talk.of(arrows).tap("In a week").text == "On Wednesday 11 March."
    assert Talk.of(arrows).tap("No need").text == "Never, then."
    assert Talk.of(arrows).say("friday").text == "Another day."


def test_a_day_that_is_typed_must_lead_somewhere() -> None:
    """Arrows on every day button are not enough: a typed day has none, and needs `next`."""
    steps = WHEN.replace("In a week", "In a week -> said").replace("No need", "No need -> said")
    source = (
        f"{HEAD.format(name='talk')}\nsteps:\n{steps.replace('    next: said', '    skip: said')}"
    )
    _, problems = read_script(source, "talk.yaml")
    assert [one.code for one in problems if one.severity == "E"] == ["D203"]
