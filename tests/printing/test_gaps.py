"""Texts with gaps, as somebody reads them who has never programmed."""

from __future__ import annotations

import pytest

from bot.printing.gaps import Gaps
from bot.script.grammar import GAP
from bot.script.model import Check, Save, Script
from bot.script.reads import reads
from tests.printing.shared import shipped, with_script

STEPS = """
  pick:
    ask: Which one?
    buttons:
      one: The first *one* -> when
      two: The second -> when
    skip: when
    keep: until-end
  when:
    ask: When?
    date:
      1 week: In a week
    keep: until-end
    next: my_words
  my_words:
    ask: What?
    text: short
    keep: until-end
    next: rooms
  rooms:
    each: What about {{ item }}?
    items:
      door: The door
      desk: The desk
    buttons:
      good: Good
      bad: Bad
    keep: until-end
    stop: drawn
    next: drawn
  drawn:
    draw: prompt
    from: everything
    next: bye
  bye:
    end: Bye.
"""


@pytest.fixture(scope="module")
def gaps() -> Gaps:
    """Knows the answers of the script above."""
    script, library = with_script(STEPS)
    return Gaps(script, library.words)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("No gap, *strong*.", "No gap, *strong*."),
        ("“{{ my_words }}”", "“[what you wrote at: my words]”"),
        ("{{ pick }}", "[what you chose at: pick]"),
        ("{{ when | day }}", "[the day you picked at: when]"),
        ('{{ my_words | phrase("when") }}', "[what you wrote at: my words]"),
        ("{{ rooms.door }}", "[your answer about “The door” at: rooms]"),
        ("{{ item }}", "[one of the list]"),
        ("{{ prompt.ask }}", "[the question that was drawn]"),
        ("{{ prompt.first_idea }}", "[the first idea]"),
        ('{{ name | default("you") }}', "[your name, if you gave one]"),
        ("{{ next_time | day_time }}", "[the day and time of the next message]"),
        ("{{ small_change.text }}", "[what your log has under “A small change”]"),
        ("{{ small_change.about }}", "[what your log has under “A small change”, about]"),
        (
            "{{ my_words or pick }}",
            "[what you wrote at: my words, or else what you chose at: pick]",
        ),
        ("{{ my_words | length }}", "[the length of what you wrote at: my words]"),
        (
            "{{ my_words if when else pick }}",
            "[if you picked a day at “when”: what you wrote at: my words, otherwise what you chose "
            "at: pick]",
        ),
        (
            "{% for one in rooms %}• {{ one }}{% endfor %}",
            "[for each of your answers at: rooms: • [one]]",
        ),
    ],
)
def test_a_gap_says_what_will_stand_there(gaps: Gaps, text: str, shown: str) -> None:
    """Names of answers become “what you wrote at: …”; no curly bracket is left."""
    assert gaps.shown(text) == shown


def test_what_is_the_same_for_everybody_stands_as_it_is(gaps: Gaps) -> None:
    """The minutes of a dialogue are known, so the number is printed."""
    text = 'About {{ minutes }}, {{ minutes | plural("minute") }}.'
    assert gaps.shown(text) == "About 2, 2 minutes."


def test_branches_on_lines_of_their_own_read_if_and_otherwise(gaps: Gaps) -> None:
    """Each way stands on a line, in the order in which it is tried."""
    text = "{% if when %}I will ask.{% elif pick == 'one' %}Fine.{% else %}It stays.{% endif %}"
    assert gaps.shown(f"Kept.\n{text}") == (
        "Kept.\nIf you picked a day at “when”: I will ask.\n"
        "If you chose “The first \\*one\\*” at “pick”: Fine.\nOtherwise: It stays."
    )
    own_lines = "“{{ my_words }}”\n{%- if when %}\nOn a day.\n{%- endif %}\n\nYes?"
    assert gaps.shown(own_lines) == (
        "“[what you wrote at: my words]”\nIf you picked a day at “when”: On a day.\n\nYes?"
    )


def test_branches_within_a_sentence_stand_in_brackets(gaps: Gaps) -> None:
    """So that it is plain where the choice ends and the sentence goes on."""
    text = "Hello{% if name %}, {{ name }}{% endif %}. {% if when %}Yes{% else %}No{% endif %}, so."
    assert gaps.shown(text) == (
        "Hello[If you gave a name: “, [your name, if you gave one]”]. "
        "[If you picked a day at “when”: Yes Otherwise: No], so."
    )


@pytest.mark.parametrize(
    ("condition", "read"),
    [
        ("my_words", "you wrote something at “my words”"),
        ("not my_words", "you wrote nothing at “my words”"),
        ("not when", "you picked no day at “when”"),
        ("pick", "you chose something at “pick”"),
        ('pick == "two"', "you chose “The second” at “pick”"),
        ('pick != "two"', "you did not choose “The second” at “pick”"),
        ('pick in ["two", "gone"]', "you chose “The second” or “gone” at “pick”"),
        ('not (pick == "two" or my_words)',
         "you did not choose “The second” at “pick”, and you wrote nothing at “my words”"),
        ("my_words and when", "you wrote something at “my words”, and you picked a day at “when”"),
        ("my_words is defined", "you wrote something at “my words”"),
        ("my_words | length > 3", "the length of what you wrote at: my words is more than 3"),
        ('rooms.door == "bad"', "your answer about “The door” at: rooms is “bad”"),
    ],
)  # fmt: skip
def test_a_condition_reads_on_after_if(gaps: Gaps, condition: str, read: str) -> None:
    """With the words on the button, not its id."""
    assert gaps.when(condition) == read


@pytest.mark.parametrize("script", shipped().scripts.values(), ids=lambda one: one.name)
def test_no_code_is_left_in_the_shipped_texts(script: Script) -> None:
    """Not a curly bracket, percent sign or underscore of a name reaches a reader."""
    gaps = Gaps(script, shipped().words)
    for read in reads(script):
        if GAP.search(read.source) and read.shows:
            assert not {"{", "}", "%", "_"} & set(
                gaps.shown(read.source).replace("_[", "[").replace("]_", "]")
            )
    for step in script.steps.values():
        if isinstance(step, Save):
            assert not any("{" in gaps.kept(source) for source in step.fields.values())
        if isinstance(step, Check):
            assert all(gaps.when(branch.condition).startswith("you ") for branch in step.branches)
