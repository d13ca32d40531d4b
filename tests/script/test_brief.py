"""Rules D401, D402 and D406: what fits on a small screen, and into a tired head."""

from __future__ import annotations

import pytest

from bot.script.huddles import read_huddles
from bot.script.prompts import read_prompts
from bot.script.reader import read_script
from bot.script.sentences import questions, sentences
from bot.script.support import read_support

SHORT = "Somebody may know of one more thing."  # 36 characters
ASKS = "What helped?"


def told(steps: str) -> list[str]:
    """The places and rules of what is wrong with some steps, which begin at line 4."""
    text = f"dialogue: example\ntitle: An example\nsteps:\n{steps}  bye:\n    end: Go gently.\n"
    _, problems = read_script(text, "example.yaml")
    return [f"{one.place.line}:{one.place.col} {one.severity} {one.code}" for one in problems]


def asked(text: str, before: str = "") -> str:
    """A question with this text, after other steps."""
    lines = "\n".join(f"      {line}" for line in text.split("\n"))
    return f"{before}  q:\n    ask: |\n{lines}\n    text: short\n    keep: log\n    next: bye\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "He came. She went! Who knows? So it is.",
            ["He came.", "She went!", "Who knows?", "So it is."],
        ),
        ("Ask Dr. Smith at 10.30, e.g. about tea.", ["Ask Dr. Smith at 10.30, e.g. about tea."]),
        (
            "You could say: “I need a rest.” Then go.",
            ["You could say: “I need a rest.”", "Then go."],
        ),
        ("Ask “are you all right?” before you go.", ["Ask “are you all right?” before you go."]),
        (
            "See https://a.scot/b.html. /log shows it.",
            ["See https://a.scot/b.html.", "/log shows it."],
        ),
        ("One that is\nwrapped here.\n\nAnother.", ["One that is wrapped here.", "Another."]),
        ("1. First\n2. Second\n- Third", ["First", "Second", "Third"]),
        ("When … I sit down", ["When …", "I sit down"]),
    ],
)
def test_a_text_falls_into_its_sentences(text: str, found: list[str]) -> None:
    """A full stop is not always an end, and an end not always a full stop."""
    assert [one.text for one in sentences(text)] == found


def test_a_list_and_a_heading_are_no_sentences() -> None:
    """They are looked over rather than read; a line of four words is read."""
    counted = [
        one.whole for one in sentences("The feel of it\n1. One thing here\nTwo things\nA. B")
    ]
    assert counted == [True, False, False, True, False]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("What helped? It may be small.", 1),
        ("What helped? Who knows of it?", 2),
        ("What helped, and who knows of it?", 2),
        ("What helps you and your team?", 1),
        ("Is it warm or cool, rough or smooth?", 1),
        ("Somebody asked: “What is it? Who is it?” Would you like to answer?", 1),
        ("*So what:* what is left of it?", 1),
        ("Say what you think.", 0),
    ],
)
def test_questions_are_counted(text: str, count: int) -> None:
    """Two question words joined by “and” are two questions; quoted ones belong to somebody else."""
    assert questions(text) == count


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (" ".join([SHORT] * 4), []),
        (" ".join([SHORT] * 5), ["6:7 W D401"]),
        ("a\n\n" * 300 + "b", ["6:7 W D401"]),
        (f"{SHORT} Word " + "word " * 18 + "end.", []),
        (f"{SHORT} Word " + "word " * 19 + "end.", ["6:44 W D401"]),
        (f"{ASKS} Who knows?", ["6:7 W D406"]),
    ],
)
def test_a_message_is_short_and_asks_once(text: str, rules: list[str]) -> None:
    """Four sentences, 600 characters, 20 words a sentence, one question."""
    assert told(asked(text)) == rules


def test_of_a_text_with_branches_the_longest_counts() -> None:
    """Two branches of three sentences are three; three and two that come together are five."""
    three = " ".join([SHORT] * 3)
    either = f"{{% if minutes %}}{three}{{% else %}}{three}{{% endif %}}"
    assert told(asked(either)) == []
    assert told(asked(f"{either} {SHORT} {SHORT}")) == ["6:7 W D401"]
    assert told(asked("{% if minutes %}What helped?{% else %}Who helped?{% endif %}")) == []
    assert told(asked("{% if minutes %}What helped?{% endif %} Who helped?")) == ["6:7 W D406"]


def test_what_is_said_in_a_row_counts_together() -> None:
    """It is one message, also past a check and a save; told where it grows too long, and once."""
    two = f"{SHORT} {SHORT}"
    says = f"""\
  a:
    say: {two}
    next: b
  b:
    check:
      - if: minutes
        go: c
      - otherwise: q
  c:
    say: {two}
    next: q
"""
    assert told(asked(ASKS, says)) == ["17:7 W D401"]
    assert (
        told(asked(ASKS, says.replace(f"say: {two}\n    next: b", "say: Yes.\n    next: b"))) == []
    )
    assert told(asked(f"{SHORT} Go on.", says.replace(two, f"{two} {SHORT}"))) == ["13:10 W D401"]


def test_a_question_said_before_the_question_is_the_second() -> None:
    """Nobody can answer a say."""
    says = "  a:\n    say: How was it?\n    next: q\n"
    assert told(asked("It was long ago. What helped?", says)) == ["9:7 W D406"]
    assert told(asked("A few words are enough.", says)) == []


def test_a_heads_up_takes_what_is_said_before_it() -> None:
    """It waits for “Go on”, so the question after it begins a new message."""
    says = f"  a:\n    say: {' '.join([SHORT] * 4)}\n    next: q\n"
    heads_up = asked(ASKS, says).replace("    ask:", "    heads_up: A harder one.\n    ask:")
    assert told(heads_up) == ["8:15 W D401"]


def test_a_prompt_that_is_shown_is_a_question() -> None:
    """Whatever the prompt will be."""
    draw = "  a:\n    draw: prompt\n    from: everything\n    next: q\n"
    assert told(asked("{{ prompt.ask }}", draw)) == []
    assert told(asked("{{ prompt.ask }} What comes to mind?", draw)) == ["10:7 W D406"]


def test_an_item_is_read_where_it_stands() -> None:
    """A long item makes a long sentence."""
    each = """\
  walk:
    each: What would somebody new meet at {{ item }}?
    items:
      door: ITEM
    text: short
    keep: until-end
    stop: bye
    next: bye
"""
    assert told(each.replace("ITEM", "the door")) == []
    assert told(each.replace("ITEM", "the " + "far " * 15 + "door")) == ["5:11 W D401"]


def test_each_line_of_a_guide_is_a_message() -> None:
    """Five lines are five messages."""
    lines = "".join(f"      - {SHORT} {SHORT}\n" for _ in range(5))
    assert told(f"  a:\n    guide:\n{lines}    stop: bye\n    next: bye\n") == []


def test_a_circle_of_says_is_not_measured_round_and_round() -> None:
    """Another rule tells of the circle."""
    steps = f"  a:\n    say: {SHORT}\n    next: b\n  b:\n    say: {SHORT}\n    next: a\n"
    assert {line.split()[2] for line in told(steps)} == {"D208", "D209", "D210"}


def test_every_button_is_measured() -> None:
    """Answers, dates and the button of a guide; 30 characters still fit."""
    fits, wide = "x" * 30, "y" * 31
    steps = f"""\
  a:
    ask: What helped?
    buttons:
      one: {fits}
      two: {wide}
      no: Not now
    next: b
  b:
    ask: When would suit you?
    date:
      1 day: "*{fits}*"
      monday: {wide}
    keep: until-end
    next: c
  c:
    guide: [Look up.]
    button: {wide}
    stop: bye
    next: bye
"""
    assert told(steps) == ["8:12 W D402", "15:15 W D402", "20:13 W D402"]


def test_prompts_cards_and_support_are_measured_too() -> None:
    """Whatever people read, in whichever file it stands."""
    long = " ".join([SHORT] * 5)
    prompts = f"""\
theme: culture
prompts:
  one:
    ask: What helped? Who knows of it?
    principle: safety
    ideas:
      - Say what helped
      - {long}
"""
    assert [one.code for one in read_prompts(prompts, "culture.yaml")[1]] == ["D406", "D401"]
    card = (
        f"theme: culture\ncards:\n  a:\n    ask: What helps?\n    close: {long}\n    prompt: a/b\n"
    )
    assert [one.code for one in read_huddles(card, "huddles/culture.yaml")[1]] == ["D401"]
    support = f"staff:\n  intro: {long}\n  near:\n    - name: A friend\n      note: {long}\n"
    found = read_support(support, "support.yaml")[1]
    assert [(one.place.line, one.code) for one in found] == [(2, "D401"), (5, "D401")]
