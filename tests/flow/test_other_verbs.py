"""The other verbs: say, guide, draw, each, check, save, remind, support, run, end."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import Any

import pytest

from bot.flow import engine
from bot.flow.engine import Strayed, can_go_back
from bot.flow.turn import Drew, Ended, Kept, Puzzled, Reminder
from bot.script.model import Say
from tests.flow.scenes import ENTRY, Talk, prompt, scene, script

GUIDE = """
  lines:
    guide: [Sit down., Breathe if you like., That is all.]
    stop: left
    next: over
  over:
    end: Done.
  left:
    end: Left.
"""
EACH = """
  door:
    each: "How is {{ item }}?"
    items:
      bell: the bell
      chair: the chair
      form: the form
    buttons:
      good: Good
      poor: Poor
    keep: until-end
    stop: rest
    next: done
  rest:
    ask: Shall we take it up again?
    buttons:
      yes_: Yes -> door
      no_: No, leave it -> done
  done:
    end: "{{ door.bell }} and {{ door.form }}"
"""
DRAW = """
  pick:
    ask: Which?
    buttons:
      culture: Culture -> drawn
      budgets: Budgets -> drawn
    skip: leave
    keep: until-end
  drawn:
    draw: prompt
    from: SOURCE
    quiet: QUIET
    next: question
  question:
    ask: "{{ prompt.theme }}: {{ prompt.ask }}"
    text: short
    keep: until-end
    next: leave
  leave:
    end: Bye.
"""
CALLER = """
  start:
    ask: Where?
    text: short
    keep: until-end
    next: there
  there:
    run: inner
    next: back
  back:
    ask: "Still {{ start }}?"
    buttons:
      yes_: Yes -> over
      no_: No -> over
  over:
    end: Over.
"""
INNER = """
  what:
    ask: What?
    text: short
    keep: until-end
    next: out
  out:
    end: "Inner {{ what }}."
"""
KEEPING = """
  what:
    ask: What?
    text: short
    keep: until-end
    next: when
  when:
    ask: When?
    date: {1 week: In a week, none: No}
    keep: until-end
    next: save_it
  save_it:
    save: small_change
    with: {text: "When {{ what }}", revisit: when}
    next: more
  more:
    ask: More?
    buttons: {yes_: Yes -> later, no_: No -> over}
  later:
    remind: 1 day
    next: over
  over:
    end: "{% if next_time %}{{ next_time | day_time }}{% else %}Over.{% endif %}"
"""
REVISIT = """
nudges:
  revisit:
    when: small_change.revisit
    text: You asked me to come back today.
    starts: what
"""


def drawing(source: str = "everything", quiet: str = "no", **changes: Any) -> Talk:
    """A talk that draws."""
    steps = DRAW.replace("SOURCE", source).replace("QUIET", quiet)
    return Talk.of(steps, **changes).tap("Budgets")


def test_say_and_the_next_question_are_one_message() -> None:
    """What is said on the way and the question that follows are joined."""
    talk = Talk.of(
        "  a:\n    say: One.\n    next: b\n  b:\n    ask: Two?\n    text: short\n"
        "    keep: until-end\n    next: c\n  c:\n    end: Three.\n"
    )
    assert talk.text == "One.\n\nTwo?"


def test_check_goes_the_first_way_that_holds() -> None:
    """Conditions are tried in order; the last way is taken when none holds."""
    steps = """
  ask_it:
    ask: What?
    text: short
    keep: until-end
    next: fork
  fork:
    check:
      - if: ask_it == "tea"
        go: tea
      - if: ask_it
        go: other
      - otherwise: none_
  tea:
    end: Tea.
  other:
    end: Other.
  none_:
    end: None.
"""
    assert Talk.of(steps).say("tea").text == "Tea."
    assert Talk.of(steps).say("coffee").text == "Other."
    assert Talk.of(steps).tap("Skip").text == "None."


def test_a_guide_gives_one_line_at_a_time_and_goes_on_by_itself() -> None:
    """Each line waits for Next; after the last one the talk goes on."""
    talk = Talk.of(GUIDE)
    assert (talk.text, talk.labels) == ("Sit down.", ["Next", "Stop"])
    assert talk.say("next").text == "Breathe if you like."
    assert talk.tap("Next").text == "That is all.\n\nDone."
    assert talk.over


@pytest.mark.parametrize("line", [0, 1])
def test_a_guide_may_be_left_at_any_line(line: int) -> None:
    """Stop leads where the author said, from every line that waits."""
    talk = Talk.of(GUIDE)
    for _ in range(line):
        talk.tap("Next")
    assert talk.tap("Stop").text == "Left."


def test_back_in_a_guide_is_one_line_back() -> None:
    """Back shows the line before."""
    talk = Talk.of(GUIDE).tap("Next")
    assert talk.back().text == "Sit down."
    assert not can_go_back(talk.session)


def test_b11_each_asks_about_every_item_and_says_how_far_it_is() -> None:
    """One question an item, with its place in the list; then on."""
    talk = Talk.of(EACH)
    assert talk.text == "1 of 3\n\nHow is the bell?"
    assert talk.labels == ["Good", "Poor", "Skip", "Stop"]
    assert talk.tap("Good").text == "2 of 3\n\nHow is the chair?"
    assert talk.tap("Skip").text == "3 of 3\n\nHow is the form?"
    assert dict(talk.session.answers) == {"door.bell": "good", "door.chair": ""}
    assert talk.tap("Poor").text == "good and poor"


def test_each_is_left_and_taken_up_at_the_same_item() -> None:
    """Stop leads out; coming back finds the first item that was not reached."""
    talk = Talk.of(EACH).tap("Good").tap("Stop")
    assert talk.text == "Shall we take it up again?"
    assert talk.tap("Yes").text == "2 of 3\n\nHow is the chair?"


def test_back_in_a_list_is_one_item_back() -> None:
    """Back asks about the item before, whose answer is taken back."""
    talk = Talk.of(EACH).tap("Good").tap("Poor").back()
    assert talk.text == "2 of 3\n\nHow is the chair?"
    assert dict(talk.session.answers) == {"door.bell": "good"}
    assert talk.back().text == "1 of 3\n\nHow is the bell?"


def test_each_takes_words_too() -> None:
    """With `text`, what is typed is the answer about that item; nothing else is."""
    steps = EACH.replace(
        "    buttons:\n      good: Good\n      poor: Poor\n    keep", "    text: short\n    keep"
    )
    talk = Talk.of(steps).say("It *sticks*")
    assert talk.session.answers["door.bell"] == "It *sticks*"
    assert talk.say("  ").effects(Puzzled)


def test_each_tells_of_a_harder_list_first_with_a_way_round() -> None:
    """Go on asks about the first item, words do not; Not today leads where Stop would."""
    steps = EACH.replace("    items:", "    heads_up: Some of it is hard.\n    items:")
    talk = Talk.of(steps)
    assert (talk.text, talk.labels) == ("Some of it is hard.", ["Go on", "Not today"])
    assert talk.say("a door").effects(Puzzled)
    assert talk.tap("Go on").text == "1 of 3\n\nHow is the bell?"
    assert talk.tap("Good").text == "2 of 3\n\nHow is the chair?"
    assert talk.tap("Stop").tap("Yes").text == "Some of it is hard."
    assert talk.tap("Not today").text == "Shall we take it up again?"
    assert talk.back().text == "Some of it is hard."
    assert talk.say("go on").text == "2 of 3\n\nHow is the chair?"
    for _ in range(2):
        talk.tap("Skip")
    assert talk.effects(Ended) == [Ended("talk", care=True)]


def test_each_knows_its_item_in_all_that_it_says() -> None:
    """The line before a harder list, and why it is asked, may name the item as the question may."""
    more = "    heads_up: We begin at {{ item }}.\n    why: So that {{ item }} is seen.\n    items:"
    talk = Talk.of(EACH.replace("    items:", more))
    assert talk.text == "We begin at the bell."
    assert talk.tap("Go on").tap("Good").say("why").text.startswith("So that the chair is seen.")


def test_draw_names_a_prompt_for_later_texts() -> None:
    """The drawn prompt's question and theme can be said, and its turn is noted."""
    talk = drawing(prompts=(prompt("budgets/one"),))
    assert talk.text == "Where time and money go: budgets/one?"
    assert talk.effects(Drew) == [Drew("budgets/one")]


def test_draw_keeps_to_the_subject() -> None:
    """`from` is a theme, or an earlier question whose answers are themes, or everything."""
    pool = (prompt("culture/one"), prompt("budgets/one"))
    assert "budgets/one" in drawing("pick", prompts=pool).text
    assert "budgets/one" in drawing("budgets", prompts=pool).text
    assert "culture/one" in drawing("everything", prompts=pool).text


def test_draw_fits_the_working_day_where_anything_does() -> None:
    """A prompt for another working day is left out; a subject with none that fits is not empty."""
    pool = (prompt("culture/ward", fits="ward"), prompt("culture/desk", fits="desk"))
    assert "culture/desk" in drawing(prompts=pool, workday="desk").text
    assert "culture/ward" in drawing(prompts=pool, workday="visits").text
    both = (prompt("culture/ward", fits="ward"), prompt("culture/any"))
    assert "culture/any" in drawing(prompts=both, workday="desk").text


def test_no_prompt_comes_again_until_the_others_had_a_turn() -> None:
    """A first round has each prompt once; after it, whatever rested longest comes first."""
    pool = tuple(prompt(f"culture/{number}") for number in range(6))
    chance = Random(6)
    seen: tuple[str, ...] = ()
    drawn: list[str] = []
    for _ in range(24):
        (drew,) = drawing(prompts=pool, seen=seen, choose=chance.choice).effects(Drew)
        drawn.append(drew.prompt)
        seen = (*(one for one in seen if one != drew.prompt), drew.prompt)
    assert len(set(drawn[:6])) == 6
    for at, key in enumerate(drawn[6:], 6):
        assert key not in drawn[at - 3 : at]


def test_a_quiet_draw_never_takes_a_harder_prompt() -> None:
    """With `quiet: yes` a prompt that carries a heads-up is not in the pool at all."""
    pool = (prompt("culture/hard", heads_up="Harder."), prompt("culture/easy"))
    offered: list[str] = []

    def choose(keys: list[str]) -> str:
        offered.extend(keys)
        return keys[0]

    assert "culture/easy" in drawing(quiet="yes", prompts=pool, choose=choose).text
    assert offered == ["culture/easy"]


def test_a_harder_prompt_is_told_of_first_with_ways_round() -> None:
    """Go on shows it, another one draws another, leaving it ends kindly and with care."""
    pool = (prompt("budgets/hard", heads_up="Harder."), prompt("budgets/easy"))
    talk = drawing("budgets", prompts=pool)
    assert (talk.text, talk.labels) == (
        "Harder.",
        ["Go on", "A different one", "Leave it for today"],
    )
    assert "budgets/hard" in talk.tap("Go on").text
    assert "budgets/easy" in drawing("budgets", prompts=pool).tap("A different one").text
    left = drawing("budgets", prompts=pool).tap("Leave it for today")
    assert left.over and left.effects(Ended) == [Ended("talk", care=True, theme="budgets")]


def test_back_after_a_heads_up_does_not_draw_another() -> None:
    """Back from a harder prompt leads to the choice before it, not to another drawing."""
    pool = (prompt("budgets/hard", heads_up="Harder."), prompt("budgets/easy"))
    talk = drawing("budgets", prompts=pool).tap("Go on").back()
    assert talk.text == "Which?"
    assert not talk.effects(Drew)


def test_an_empty_pool_is_passed_by() -> None:
    """With nothing to draw the talk goes on."""
    steps = DRAW.replace("SOURCE", "culture").replace("QUIET", "no")
    steps = steps.replace("{{ prompt.theme }}: {{ prompt.ask }}", "Anything?")
    assert Talk.of(steps, prompts=()).tap("Budgets").text == "Anything?"


def test_save_keeps_what_was_typed_and_promises_its_day() -> None:
    """Nothing is escaped when it is stored; a date in the entry is the nudge's one message."""
    talk = Talk.of(KEEPING, head=REVISIT).say("*tea* is up").tap("In a week")
    (kept,) = talk.effects(Kept)
    assert (kept.kind, kept.theme, kept.change) == ("small_change", "culture", None)
    assert kept.fields == {"text": "When *tea* is up", "revisit": "2026-03-11"}
    (promise,) = talk.effects(Reminder)
    assert (promise.id, promise.at.date().isoformat()) == ("revisit", "2026-03-11")
    assert (promise.entry, promise.text) == ("new", "You asked me to come back today.")
    assert not Talk.of(KEEPING, head=REVISIT).say("tea").tap("No").effects(Reminder)


def test_save_with_change_rewords_the_entry_at_hand() -> None:
    """`change` names the entry that is being looked at; without one there is a new entry."""
    steps = KEEPING.replace("save: small_change", "save: small_change\n    change: small_change")
    (kept,) = Talk.of(steps, entry=ENTRY).say("tea").tap("No").effects(Kept)
    assert kept.change == "7"
    (kept,) = Talk.of(steps).say("tea").tap("No").effects(Kept)
    assert kept.change is None


def test_remind_asks_again_at_an_allowed_time() -> None:
    """The promised time is told to the person, and is one that their own rules allow."""
    talk = Talk.of(KEEPING).say("tea").tap("No").tap("Yes")
    (promise,) = talk.effects(Reminder)
    assert promise.at == datetime(2026, 3, 5, 12, 15, tzinfo=promise.at.tzinfo)
    assert talk.text == "on Thursday 5 March at 12:15"
    late = Talk.of(KEEPING, now=scene().now.replace(day=6, hour=22)).say("tea").tap("No").tap("Yes")
    assert late.text == "on Monday 9 March at 08:00"


def test_back_never_goes_behind_a_save() -> None:
    """What is in the log cannot be taken back by Back."""
    talk = Talk.of(KEEPING).say("tea")
    assert can_go_back(talk.session)
    talk.tap("No")
    assert not can_go_back(talk.session)
    assert talk.back().text == "More?"


def test_back_never_goes_behind_a_remind() -> None:
    """A promise cannot be taken back by Back."""
    steps = KEEPING.replace(
        "    next: over\n  over:",
        "    next: last\n  last:\n    ask: Last?\n"
        "    text: short\n    keep: until-end\n    next: over\n  over:",
    )
    talk = Talk.of(steps).say("tea").tap("No").tap("Yes")
    assert talk.text == "Last?"
    assert not can_go_back(talk.session)


def test_run_plays_another_dialogue_and_comes_back() -> None:
    """The inner dialogue has answers of its own; the outer one finds its own again."""
    talk = Talk.of(CALLER, script(INNER, "inner")).say("Here")
    assert talk.text == "What?"
    assert talk.session.dialogue == "inner"
    talk.say("That")
    assert talk.text == "Inner That.\n\nStill Here?"
    assert talk.session.dialogue == "talk"
    ended = talk.tap("Yes").effects(Ended)
    assert ended == [Ended("talk", care=False)]


def test_what_is_played_without_a_next_has_the_last_word() -> None:
    """Where nothing follows a run, its dialogue's last words are the last, at any depth."""
    middle = script("  there:\n    run: inner\n", "middle")
    outer = "  start:\n    say: Hello.\n    next: there\n  there:\n    run: middle\n"
    talk = Talk.of(outer, middle, script(INNER, "inner")).say("That")
    assert talk.over
    assert talk.text == "Inner That."
    assert talk.effects(Ended) == [Ended("talk", care=False)]


def test_back_never_goes_behind_a_run() -> None:
    """Neither into the dialogue that was played, nor out of it."""
    talk = Talk.of(CALLER, script(INNER, "inner")).say("Here")
    assert not can_go_back(talk.session)
    assert talk.back().text == "What?"
    talk.say("That")
    assert not can_go_back(talk.session)


def test_support_shows_the_card_as_it_reads_now() -> None:
    """The card is asked for at that moment, by its name."""
    steps = "  a:\n    support: staff\n    next: b\n  b:\n    end: Bye.\n"
    assert Talk.of(steps).text == "(card staff)\n\nBye."


def test_begin_may_start_at_a_named_step() -> None:
    """A nudge starts where it says; a step that went away means the first one."""
    assert Talk.of(KEEPING, at="more").text == "More?"
    assert Talk.of(KEEPING, at="went_away").text == "What?"


def test_show_asks_again_in_the_same_words_and_changes_nothing() -> None:
    """Showing the open question again leaves the session as it was."""
    talk = Talk.of(GUIDE).tap("Next")
    again = engine.show(talk.session, talk.scene)
    assert again.text == "Breathe if you like."
    assert again.session == talk.session


def test_a_circle_without_a_question_is_refused() -> None:
    """A script that runs round without asking is an error, not an endless turn."""
    steps = "  a:\n    say: One.\n    next: b\n  b:\n    end: Two.\n"
    played = script(steps)
    circle = Say(name="a", place=played.steps["a"].place, next="a", text="One.")
    object.__setattr__(played, "steps", {**played.steps, "a": circle})
    with pytest.raises(Strayed):
        engine.begin(played, scene(played))
