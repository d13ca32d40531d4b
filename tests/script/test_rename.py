"""A new name for a step, a button or an item reaches everything that says the old one."""

from __future__ import annotations

from pathlib import Path as File

import pytest

from bot.script.graph import Path
from bot.script.layout import CannotEdit
from bot.script.model import Ask, Each
from bot.script.reader import read_script
from bot.script.rename import rename

ROOT = File(__file__).resolve().parents[2]
SHIPPED = sorted(ROOT.glob("dialogues/*.yaml"))

WORKED = """\
dialogue: worked
title: Worked
nudges:
  again: {when: note.revisit, text: Hello, starts: lean}

steps:
  lean:
    ask: Which way?   # lean is not renamed in a remark
    buttons:
      hold: Hold on to lean -> look
      go: Let it go -> lean
    tender: [hold]
    keep: until-end
    skip: lean
    next: lean

  look:
    each: "{{ lean }} lean {{ item }}"
    items:
      door: The door
      desk: The desk
    text: short
    keep: until-end
    stop: lean
    next: which

  which:
    check:
      - if: lean == "hold" or look.door and look.desk == "lean"
        go: lean
      - if: lean in ["go", 'hold'] and "hold" != lean
        go: keep_it
      - otherwise: lean

  keep_it:
    save: note
    with:
      text: lean
      more: '{{ lean | default("lean") }} {{ look.door }}'
    next: over

  over:
    end: |
      {% if lean == "hold" %}lean{% elif lean is defined %}{{ prompt.lean }}{% endif %}
      {% for lean_one in lean %}{{ lean_one }}{% endfor %}
"""


def test_a_step_is_renamed_wherever_it_is_named() -> None:
    """Ways, checks, nudges, texts, conditions and saves follow; words and remarks do not."""
    after = rename(WORKED, ("steps", "lean"), "way")
    expected = WORKED
    for old, new in [
        ("starts: lean", "starts: way"),
        ("\n  lean:", "\n  way:"),
        ("-> lean", "-> way"),
        ("skip: lean", "skip: way"),
        ("next: lean", "next: way"),
        ("stop: lean", "stop: way"),
        ("go: lean", "go: way"),
        ("otherwise: lean", "otherwise: way"),
        ('"{{ lean }} lean', '"{{ way }} lean'),
        ('if: lean == "hold" or', 'if: way == "hold" or'),
        ("if: lean in", "if: way in"),
        ('"hold" != lean', '"hold" != way'),
        ("text: lean", "text: way"),
        ("'{{ lean | default", "'{{ way | default"),
        ('{% if lean == "hold" %}', '{% if way == "hold" %}'),
        ("elif lean is", "elif way is"),
        ("in lean %}", "in way %}"),
    ]:
        assert old in expected, old
        expected = expected.replace(old, new)
    assert after == expected
    assert rename(after, ("steps", "way"), "lean") == WORKED


def test_a_step_that_asks_nothing_is_not_read() -> None:
    """A name that texts read for another reason stays, when the step has no answer."""
    source = WORKED.replace("save: note", "save: over").replace("text: lean", "text: over")
    after = rename(source, ("steps", "over"), "finish")
    assert "text: over" in after
    assert "next: finish\n\n  finish:" in after


def test_a_button_is_renamed_in_what_asks_for_it() -> None:
    """`tender` and conditions name a button by its id; its words and other literals stay."""
    after = rename(WORKED, ("steps", "lean", "buttons", "hold"), "keep-on")
    expected = (
        WORKED.replace("hold: Hold", "keep-on: Hold")
        .replace("[hold]", "[keep-on]")
        .replace('lean == "hold"', 'lean == "keep-on"')
        .replace("'hold'", "'keep-on'")
        .replace('"hold" != lean', '"keep-on" != lean')
    )
    assert after == expected


def test_an_item_is_renamed_in_what_reads_it() -> None:
    """The answer about an item is read by the item’s name."""
    after = rename(WORKED, ("steps", "look", "items", "door"), "gate")
    assert after == WORKED.replace("door: The", "gate: The").replace("look.door", "look.gate")


@pytest.mark.parametrize(
    ("path", "new", "complaint"),
    [
        (("steps", "lean"), "look", "There is a “look” here already."),
        (("steps", "lean"), "So what", "“So what” cannot be a step's name; .*such as “so_what”."),
        (("steps", "lean"), "if", "“if” cannot be a step's name: texts use this word themselves."),
        (("steps", "lean", "buttons", "go"), "Go!", "cannot be a button's id"),
        (("steps", "gone"), "here", "There is no “steps › gone” in the file."),
    ],
)
def test_a_name_that_cannot_be_used_is_refused(path: Path, new: str, complaint: str) -> None:
    """Each refusal is one plain sentence, with a name that would do where there is one."""
    with pytest.raises(CannotEdit, match=complaint):
        rename(WORKED, path, new)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda path: path.stem)
def test_every_step_and_button_shipped_can_be_renamed(file: File) -> None:
    """A changed name makes no new problem, and changed back it gives the file as it was."""
    source = file.read_text(encoding="utf-8")
    script, problems = read_script(source, file.name)
    if script is None:
        pytest.skip("holds no dialogue")
    paths: list[Path] = [("steps", name) for name in script.steps]
    for step in script.steps.values():
        if isinstance(step, Ask | Each):
            paths += [("steps", step.name, "buttons", one.id) for one in step.choices]
        if isinstance(step, Each):
            paths += [("steps", step.name, "items", one.id) for one in step.items]
    for path in paths:
        # A button that passes a question over is known by its id, and themes are drawn by theirs.
        if path[-1] in ("rather_not", *script.themes):
            continue
        after = rename(source, path, "brand_new")
        now, told = read_script(after, file.name)
        assert now is not None, path
        assert {one.code for one in told} <= {one.code for one in problems}, path
        assert rename(after, (*path[:-1], "brand_new"), str(path[-1])) == source, path
