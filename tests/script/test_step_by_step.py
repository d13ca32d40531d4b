"""A long file read step by step is the same file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.script import source
from bot.script.building import MAX_DEPTH
from bot.script.model import Script
from bot.script.problems import Problem
from bot.script.reader import read_script
from bot.script.step_by_step import read_step_by_step
from bot.script.tree import Node, Row, Scalar, Table

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = [path.read_text("utf-8") for path in sorted(ROOT.glob("dialogues/*.yaml"))]
DIALOGUES = [text for text in SHIPPED if "\nsteps:" in text]
ODD = """\
steps:
  # what comes first
  one:
    say: |+
      Hello, {{ name }}.

      # not a remark

  two:
    say: 'a quote
      of two lines'
  two: {say: twice, next: "x"}
  three:
    ask: >-
      Folded
      words
    buttons:
    - yes
    - no #cut off
# at the edge
  four: |

  five: plain
    and on
  six:
"""
DEEP = f"steps:\n  one: {'[' * (MAX_DEPTH - 2)}{']' * (MAX_DEPTH - 2)}\n"
MARKS = (" #x", "# ", "- ", "? ", "<<: x\n", "&a ", "*a", "!t ")
LINES = ("steps:\n", "\n  two:\n", "\n---\n", "\n...\n", "\n ", "\n")
BITS = st.sampled_from([*MARKS, *LINES, *" \t:'\"|>{}[]%é"]) | st.text("ab:\n #", max_size=6)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), BITS), max_size=5)


def edited(text: str, edits: list[tuple[float, int, str]]) -> list[str]:
    """The text after each of some changes: from here on so many characters become others."""
    texts = [text]
    for where, gone, new in edits:
        at = int(where * len(text))
        text = text[:at] + new + text[at + gone :]
        texts.append(text)
    return texts


def seen(node: Node) -> object:
    """All that a tree holds, places as well."""
    if isinstance(node, Scalar):
        return node
    if isinstance(node, Row):
        return node.place, [seen(item) for item in node.items]
    return node.place, [(name, one.name, seen(one.value)) for name, one in node.entries.items()]


def told(root: Table | None, problems: list[Problem]) -> object:
    """Everything a reading gives."""
    return seen(root) if root else None, problems


def read(text: str, long: int) -> tuple[Script | None, list[Problem]]:
    """A script, where files from so many characters on are read step by step."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(source, "LONG", long)
        return read_script(text, "a.yaml")


@settings(max_examples=600)
@given(st.sampled_from([*DIALOGUES, ODD, ODD]), EDITS)
@example(ODD.replace("  six:\n", "  six:\n    ? a\n  seven: x\n"), [])
@example(DEEP, [])
@example(DEEP.replace("[]", "[[]]"), [])
@example(ODD, [(0.0, 0, "title: 'open\n"), (1.0, 0, "'")])
def test_a_tree_is_what_reading_as_a_whole_gives(
    text: str, edits: list[tuple[float, int, str]]
) -> None:
    """After whatever changes, wherever it can be read step by step at all."""
    for one in edited(text, edits):
        found = read_step_by_step(one, "a.yaml")
        if found is not None:
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(source, "LONG", len(one) + 1)
                whole = source.read_source(one, "a.yaml")
            assert told(*found) == told(*whole)


@settings(max_examples=200)
@given(st.sampled_from([*DIALOGUES, ODD]), EDITS)
def test_a_script_is_what_reading_afresh_gives(
    text: str, edits: list[tuple[float, int, str]]
) -> None:
    """What was read before a change leaves no trace in what is read after it."""
    for one in edited(text, edits):
        assert read(one, long=0) == read(one, long=len(one) + 1)


def steps_of(text: str) -> list[Node]:
    """The steps of a dialogue, read step by step."""
    found = read_step_by_step(text, "a.yaml")
    assert found is not None
    steps = found[0].entries["steps"].value
    assert isinstance(steps, Table)
    return [step.value for step in steps]


@pytest.mark.parametrize("text", DIALOGUES)
def test_of_steps_that_stay_what_was_read_is_taken_again(text: str) -> None:
    """Every dialogue that is shipped can be read step by step, and its last step changed."""
    before, after = steps_of(text), steps_of(f"{text.rstrip()}s\n")
    same = [one is other for one, other in zip(before, after, strict=True)]
    assert same == [True] * (len(same) - 1) + [False]
