"""A dialogue's file becomes a script."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.script.model import (
    Ask,
    Branch,
    Check,
    Choice,
    Draw,
    Each,
    End,
    Guide,
    Keep,
    Length,
    Place,
    Remind,
    Run,
    Save,
    Say,
    Support,
)
from bot.script.reader import read_draft, read_script
from bot.script.texts import all_texts, fingerprint

EVERYTHING = """\
dialogue: example
title: An example
about: One of each.
minutes: 4
themes: [culture]
principles: [choice]
only: private
wait: 2 days
reviewed:
  - by: two people with lived experience
    on: 2026-10-05
    changed: The greeting is shorter.
    words: 794b8a31f153
nudges:
  revisit:
    when: small_change.revisit
    text: You asked me to come back today.
    starts: hello
steps:
  hello:
    say: |
      Hello.

      Good to have you here.
    next: subject
  subject:
    ask: Which?
    buttons:
      no: No, thank you → bye
      12: Twelve -> later
      other: Another one
    tender: ["12"]
    keep: [until-end, count]
    skip: bye
    next: prompt_step
    why: To find one that fits.
    heads_up: This one is about work.
  prompt_step:
    draw: prompt
    from: everything
    quiet: yes
    next: words
  words:
    ask: Any words?
    text: long
    keep: log
    next: day
  day:
    ask: When?
    date:
      1 week: In a week
      none: No need -> bye
    keep: until-end
    next: walk
  walk:
    each: How is {{ item }}?
    items:
      door: the door
      desk: the desk
    buttons:
      well: Well
      skip: Not now
    stop: bye
    next: look
  look:
    check:
      - if: words
        go: keep_it
      - otherwise: rest
  keep_it:
    save: small_change
    change: small_change
    with:
      text: words
      revisit: day
    next: rest
  rest:
    guide:
      - Rest.
      - That is all.
    button: On
    stop: bye
    next: people
  later:
    remind: 1 day
    next: people
  people:
    support: staff
    next: other
  other:
    run: quiet-minute
    next: bye
  bye:
    end: Go gently.
"""


def place(line: int, col: int) -> Place:
    """A place in the file above."""
    return Place("example.yaml", line, col)


def test_every_verb_and_field_is_read() -> None:
    """The whole language once, as a script."""
    script, problems = read_script(EVERYTHING, "example.yaml")
    assert [problem.line() for problem in problems] == []
    assert script is not None
    assert list(script.steps.values()) == [
        Say("hello", place(20, 3), next="subject", text="Hello.\n\nGood to have you here."),
        Ask(
            "subject",
            place(26, 3),
            next="prompt_step",
            skip="bye",
            keep=frozenset({Keep.UNTIL_END, Keep.COUNT}),
            heads_up="This one is about work.",
            why="To find one that fits.",
            tender=("12",),
            text="Which?",
            choices=(
                Choice("no", "No, thank you", "bye", place(29, 7)),
                Choice("12", "Twelve", "later", place(30, 7)),
                Choice("other", "Another one", None, place(31, 7)),
            ),
        ),
        Draw("prompt_step", place(38, 3), next="words", prompt="prompt", quiet=True),
        Ask(
            "words",
            place(43, 3),
            next="day",
            keep=frozenset({Keep.LOG}),
            text="Any words?",
            length=Length.LONG,
        ),
        Ask(
            "day",
            place(48, 3),
            next="walk",
            keep=frozenset({Keep.UNTIL_END}),
            text="When?",
            dates=(
                Choice("1 week", "In a week", None, place(51, 7)),
                Choice("none", "No need", "bye", place(52, 7)),
            ),
        ),
        Each(
            "walk",
            place(55, 3),
            next="look",
            text="How is {{ item }}?",
            items=(
                Choice("door", "the door", None, place(58, 7)),
                Choice("desk", "the desk", None, place(59, 7)),
            ),
            choices=(
                Choice("well", "Well", None, place(61, 7)),
                Choice("skip", "Not now", None, place(62, 7)),
            ),
            stop="bye",
        ),
        Check(
            "look",
            place(65, 3),
            branches=(Branch("words", "keep_it", place(67, 9)),),
            otherwise="rest",
        ),
        Save(
            "keep_it",
            place(70, 3),
            next="rest",
            kind="small_change",
            fields={"text": "words", "revisit": "day"},
            change="small_change",
        ),
        Guide(
            "rest",
            place(77, 3),
            next="people",
            lines=("Rest.", "That is all."),
            button="On",
            stop="bye",
        ),
        Remind("later", place(84, 3), next="people", after="1 day"),
        Support("people", place(87, 3), next="other", card="staff"),
        Run("other", place(90, 3), next="bye", dialogue="quiet-minute"),
        End("bye", place(93, 3), text="Go gently."),
    ]


def test_the_head_is_read() -> None:
    """Everything of a script but its steps."""
    script, _ = read_script(EVERYTHING, "example.yaml")
    assert script is not None
    assert (script.name, script.title, script.about) == ("example", "An example", "One of each.")
    assert (script.minutes, script.wait_hours, script.only) == (4, 48, "private")
    assert (script.themes, script.principles, script.first) == (("culture",), ("choice",), "hello")
    assert script.source == EVERYTHING
    assert script.nudges["revisit"].when == "small_change.revisit"
    assert script.reviews[0].words == "794b8a31f153"


def test_the_head_may_be_short() -> None:
    """A name, a title and one end make a dialogue."""
    script, problems = read_script("dialogue: a\ntitle: A\nsteps:\n  b:\n    end: C\n", "a.yaml")
    assert problems == []
    assert script is not None
    assert (script.minutes, script.wait_hours, script.only) == (3, 12, None)


def test_a_revision_is_about_what_the_file_says() -> None:
    """Comments and quotes make no new revision; a word does, and so does the order of steps."""

    def revision(text: str) -> str:
        script, _ = read_script(text, "a.yaml")
        assert script is not None
        return script.revision

    plain = "dialogue: a\ntitle: A\nsteps:\n  b:\n    end: C\n  d:\n    end: E\n"
    assert revision("# a remark\r\n" + plain.replace("end: C", 'end:  "C"  # so')) == revision(
        plain
    )
    assert revision(plain.replace("C", "c")) != revision(plain)
    swapped = plain.replace("  b:\n    end: C\n", "") + "  b:\n    end: C\n"
    assert revision(swapped) != revision(plain)


def test_the_fingerprint_is_about_words_that_people_read() -> None:
    """Renaming a step changes nothing that people read; every text, wherever it stands, counts."""
    script, _ = read_script(EVERYTHING, "example.yaml")
    renamed, _ = read_script(EVERYTHING.replace("keep_it", "kept"), "example.yaml")
    assert script is not None
    assert renamed is not None
    before = fingerprint(script)
    assert fingerprint(renamed) == before
    for _, text in all_texts(script):
        last = text.splitlines()[-1]
        assert last in EVERYTHING
        changed, _ = read_script(EVERYTHING.replace(last, last + " So", 1), "example.yaml")
        assert changed is not None, last
        assert fingerprint(changed) != before, last


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (
            "    say: |",
            "    sya: |",
            "example.yaml:20:3: D201 the step “hello” has no verb (help: did you mean “say”?)",
        ),
        (
            "    next: subject",
            "    end: Bye",
            "example.yaml:25:5: D201 the step “hello” has 2 verbs: say and end "
            "(help: give each verb a step of its own)",
        ),
        (
            "    text: long",
            "    hint: none",
            "example.yaml:44:5: D202 the question “words” has no way to answer "
            "(help: give it exactly one of buttons, text or date)",
        ),
        (
            "    text: long",
            "    text: longish",
            "example.yaml:45:5: D100 “text”: an answer in words is “short” or “long”",
        ),
        (
            "    keep: log",
            "    keep: logs",
            "example.yaml:46:5: D100 “keep” cannot be “logs” (help: did you mean “log”?)",
        ),
        (
            "    quiet: yes",
            "    stop: bye",
            "example.yaml:41:5: D102 the step “prompt_step” has no field “stop” "
            "(help: “stop” belongs to a guide, an each or a list)",
        ),
        (
            "minutes: 4",
            "minute: 4",
            "example.yaml:4:1: D102 a dialogue has no field “minute” "
            "(help: did you mean “minutes”?)",
        ),
        (
            "minutes: 4",
            "minutes: four",
            "example.yaml:4:1: D100 “minutes” should be a number from 1 to 60",
        ),
        (
            "dialogue: example",
            "dialogue: exampel",
            "example.yaml:1:1: D103 the dialogue is called “exampel”, but its file "
            "“example.yaml” (help: write “dialogue: example”, or rename the file to "
            "“exampel.yaml”)",
        ),
        (
            "title: An example",
            "title:",
            "example.yaml:2:1: D100 a dialogue needs “title:” (help: add a line “title: …”)",
        ),
        (
            "      1 week: In a week",
            "      a while: In a while",
            "example.yaml:51:7: D100 “a while” is not a length of time, such as “1 day”, "
            "“2 weeks” or “monday”",
        ),
        (
            "    remind: 1 day",
            "    remind: none",
            "example.yaml:85:5: D100 a remind needs a time (help: such as 1 day)",
        ),
        (
            "    draw: prompt",
            "    draw: the prompt",
            "example.yaml:39:11: D100 “the prompt” cannot be a drawn prompt's name "
            "(help: use small letters, digits and _, such as “the_prompt”)",
        ),
        (
            "      no: No, thank you → bye",
            "      no: → bye",
            "example.yaml:29:7: D100 the button “no” has no words on it "
            "(help: write “no: Its words -> the next step”)",
        ),
        (
            "wait: 2 days",
            "wait: soon",
            "example.yaml:8:1: D100 “wait”: “soon” is not a length of time, such as “1 day”, "
            "“2 weeks” or “monday”",
        ),
    ],
)
def test_a_slip_is_told_in_one_line(before: str, after: str, line: str) -> None:
    """Each slip gives a place, what is the matter, and what to write."""
    assert before in EVERYTHING
    _, problems = read_draft(EVERYTHING.replace(before, after, 1), "example.yaml")
    assert line in [problem.line() for problem in problems]


def test_all_steps_are_looked_at_before_the_author_is_told() -> None:
    """Two slips in two steps are two problems in one reading."""
    text = EVERYTHING.replace("    say: |", "    sya: |").replace("    text: long", "    txt: long")
    _, problems = read_script(text, "example.yaml")
    assert {problem.place.line for problem in problems} >= {20, 44, 45}


def test_a_script_that_cannot_be_played_is_not_given() -> None:
    """A missing step keeps the script back; words that only may not be published do not."""
    broken, problems = read_script(
        EVERYTHING.replace("run: quiet-minute\n    next: bye", "run: quiet-minute\n    next: gone"),
        "example.yaml",
    )
    assert broken is None
    assert [problem.code for problem in problems] == ["D205"]
    unfit, problems = read_script(
        EVERYTHING.replace("Go gently.", "You must rest."), "example.yaml"
    )
    assert unfit is not None
    assert ("D504", "E") in [(problem.code, problem.severity) for problem in problems]


def test_problems_stand_in_the_order_of_the_file() -> None:
    """Somebody mends from top to bottom."""
    text = EVERYTHING.replace(": bye", ": gone").replace("minutes: 4", "minutes: 0")
    _, problems = read_script(text, "example.yaml")
    lines = [problem.place.line for problem in problems]
    assert lines == sorted(lines)
    assert len(lines) > 3


LINES = EVERYTHING.splitlines(keepends=True)


@settings(max_examples=150)
@given(st.data())
def test_no_damage_to_a_script_raises(data: st.DataObject) -> None:
    """Lines taken out, moved or changed give a script or problems that can be found in it."""
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at] = data.draw(
            st.sampled_from(["", lines[at] * 2, "  " + lines[at], lines[at].lstrip()])
            | st.sampled_from(LINES)
            | st.text(max_size=20).map(lambda said: f"{said}\n")
        )
    text = "".join(lines)
    script, problems = read_script(text, "example.yaml")
    assert script is not None or any(problem.severity == "E" for problem in problems)
    for problem in problems:
        assert problem.place.file == "example.yaml"
        assert 1 <= problem.place.line <= text.count("\n") + text.count("\r") + 1
        assert problem.place.col >= 1


@given(st.text())
def test_any_text_at_all_may_be_read(text: str) -> None:
    """The reader has an answer to everything."""
    script, problems = read_script(text, "example.yaml")
    assert script is None
    assert problems


def test_an_each_without_items_that_is_read_later_is_told_of_once() -> None:
    """Its missing items are the problem; that nothing can be read of it goes without saying."""
    text = EVERYTHING.partition("steps:")[0] + (
        "steps:\n"
        "  first:\n    each: How is {{ item }}?\n    next: last\n"
        "  last:\n    end: Thank you. {{ first }}\n"
    )
    _, problems = read_script(text, "example.yaml")
    assert sum("no items" in problem.message for problem in problems) == 1
