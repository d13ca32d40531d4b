"""Changing one thing in a file’s text leaves everything else as it was."""

from __future__ import annotations

import difflib
from pathlib import Path as File
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.script import edit
from bot.script.edit import CannotEdit, Where
from bot.script.graph import Path
from bot.script.layout import Group, Layout, Text
from bot.script.source import plain_value, read_source

ROOT = File(__file__).resolve().parents[2]
SHIPPED = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in sorted(ROOT.glob("dialogues/**/*.yaml"))
    if "distress" not in str(path)
}
WORDS = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]),
        st.sampled_from(" \n:#-'\"|>[]{},&*!%@`?~\\\t<="),
    ),
    max_size=60,
).filter(lambda words: "\ufeff" not in words and "\ufffe" not in words)

SMALL = """\
# What this is
title: A pause   # shown in the list

steps:

  # The first question
  start:
    ask: |  # two lines
      How is it?

      # not a remark
    buttons:
      well: Well enough -> bye
      'no': "Not: so → more"   # long way
    keep: [history, count]
    # after the keep

  # Further on

  more:
    guide:
      - One breath
      # between
      - "Two: breaths"
    next: bye

  bye:
    end: Goodbye
"""


def said(source: str) -> Any:
    """What a sound file says."""
    root, problems = read_source(source, "f.yaml")
    assert root is not None
    assert problems == []
    return plain_value(root)


def changed(before: str, after: str) -> list[str]:
    """The lines that went and came, as a diff marks them."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-"]


def leaves(value: Any, path: Path = ()) -> list[tuple[Path, str]]:
    """Every text of a tree, with where it is."""
    if isinstance(value, str):
        return [(path, value)]
    pairs = enumerate(value) if isinstance(value, list) else value.items()
    return [leaf for key, one in pairs for leaf in leaves(one, (*path, key))]


TITLE, START, MORE = ("title",), ("steps", "start"), ("steps", "more")


@pytest.mark.parametrize(
    ("path", "words", "old", "new"),
    [
        (TITLE, "Rest", "A pause   # shown", "Rest   # shown"),
        (TITLE, "Why: rest", "A pause   # shown", '"Why: rest"   # shown'),
        (TITLE, "no", "A pause   # shown", "no   # shown"),
        (TITLE, "a #b", "A pause   # shown", '"a #b"   # shown'),
        (TITLE, 'say "x": y', "A pause   # shown", "'say \"x\": y'   # shown"),
        (TITLE, " a", "A pause   # shown", '" a"   # shown'),
        (TITLE, "", "A pause   # shown", '""   # shown'),
        (TITLE, "a\nb", "A pause   # shown in the list", "|   # shown in the list\n  a\n  b"),
        ((*START, "ask"), "Once", "How is it?\n\n      # not a remark", "Once"),
        ((*START, "ask"), "  Once", "# two lines\n      How is it?\n\n      # not a remark", None),
        ((*START, "buttons", "well"), "Fine", "Well enough -> bye", "Fine -> bye"),
        ((*START, "buttons", "no"), "Nae", '"Not: so → more"', '"Nae → more"'),
        ((*MORE, "guide", 0), "One: slow", "One breath", '"One: slow"'),
        ((*MORE, "guide", 0), "a\nb", "One breath", "|\n        a\n        b"),
        ((*MORE, "guide", 1), "Two", '"Two: breaths"', '"Two"'),
        ((*START, "keep", 1), "log", "[history, count]", "[history, log]"),
        ((*START, "keep", 1), "a, b", "[history, count]", '[history, "a, b"]'),
    ],
)
def test_one_text_changes_and_nothing_else(
    path: Path, words: str, old: str, new: str | None
) -> None:
    """Words go in plain where that is safe, in quotes where not, below “|” where they were."""
    expected = SMALL.replace(old, new) if new else SMALL.replace(old, f"# two lines\n      {words}")
    if new is None:  # where the first words are moved in, the number says how far the text is
        expected = expected.replace("ask: |", "ask: |2")
    assert edit.set_text(SMALL, path, words) == expected


def test_the_same_words_change_no_character() -> None:
    """A card that is left as it was leaves the file as it was."""
    for source in SHIPPED.values():
        for path, words in leaves(said(source)):
            assert edit.set_value(source, path, words) == source


def test_a_button_can_lead_elsewhere() -> None:
    """The words and the way of a button are changed together."""
    source = SHIPPED["dialogues/check-in.yaml"]
    after = edit.set_button(source, "low", "talk", "Somebody to talk to", "done")
    assert changed(source, after) == [
        "-       talk: People to talk to -> people",
        "+       talk: Somebody to talk to -> done",
    ]
    assert "talk: People\n" in edit.set_button(source, "low", "talk", "People", None)
    with pytest.raises(CannotEdit, match="cannot hold an arrow"):
        edit.set_button(source, "low", "talk", "To -> there", "done")
    with pytest.raises(CannotEdit, match="cannot hold an arrow"):
        edit.set_text(source, ("steps", "low", "buttons", "talk"), "To -> there")
    with pytest.raises(CannotEdit, match="has no button “gone”"):
        edit.set_button(source, "low", "gone", "x", None)


def test_a_list_stays_in_brackets_and_a_text_can_become_one() -> None:
    """What stood in brackets is replaced whole and stays in brackets."""
    path = ("steps", "start", "keep")
    assert "    keep: [log]\n    # after" in edit.set_value(SMALL, path, ["log"])
    assert "    keep: log\n    # after" in edit.set_value(SMALL, path, "log")
    assert '    keep: ["a: b", c d]\n' in edit.set_value(SMALL, path, ["a: b", "c d"])
    assert "next: [a, b]\n" in edit.set_value(SMALL, ("steps", "more", "next"), ["a", "b"])
    guide = edit.set_value(
        SMALL.replace("      # between\n", ""), ("steps", "more", "guide"), ["A b", "c"]
    )
    assert "    guide:\n      - A b\n      - c\n    next: bye\n" in guide


def test_remarks_inside_a_list_are_not_lost() -> None:
    """Replacing a list as a whole is refused where somebody’s remark would go with it."""
    with pytest.raises(CannotEdit, match="remarks inside"):
        edit.set_value(SMALL, ("steps", "more", "guide"), ["A b"])
    flow = "a: [b, # why\n  c]\n"
    with pytest.raises(CannotEdit, match="remarks inside"):
        edit.remove(flow, ("a", 1))


def test_removing_takes_the_remark_above_and_one_gap() -> None:
    """A remark directly above an entry goes with it; one set apart by an empty line stays."""
    after = edit.remove(SMALL, ("steps", "start"))
    assert after == SMALL[: SMALL.index("  # The first")] + SMALL[SMALL.index("  # Further") :]
    after = edit.remove(SMALL, ("steps", "more"))
    assert after == SMALL[: SMALL.index("  more:")] + SMALL[SMALL.index("  bye:") :]
    after = edit.remove(SMALL, ("steps", "bye"))
    assert after == SMALL[: SMALL.index("\n  bye:")]
    after = edit.remove(SMALL, ("steps", "more", "guide", 1))
    assert changed(SMALL, after) == ["-       # between", '-       - "Two: breaths"']
    after = edit.remove(SMALL, ("steps", "start", "keep", 0))
    assert "keep: [count]" in after


def test_what_held_only_that_stays_empty() -> None:
    """Taking the last button out leaves “buttons:”, and the next one added goes there."""
    source = "steps:\n  a:\n    ask: What?\n    buttons:\n      x: X -> b\n\n  b:\n    end: Bye\n"
    empty = edit.remove(source, ("steps", "a", "buttons", "x"))
    assert empty == source.replace("      x: X -> b\n", "")
    assert edit.add(empty, ("steps", "a", "buttons"), "x", "X -> b") == source
    with pytest.raises(CannotEdit, match="would be empty"):
        edit.remove("a: b\n", ("a",))


def test_adding_reads_as_its_neighbours_do() -> None:
    """A new step is set apart by an empty line where the others are, and moved in as far."""
    step: dict[str, edit.Value] = {
        "ask": "How: so?",
        "buttons": {"yes": "Yes -> bye"},
        "keep": ["history", "count"],
    }
    after = edit.add(SMALL, ("steps",), "new", step, after="start")
    assert after == SMALL.replace(
        "    # after the keep\n",
        "    # after the keep\n\n"
        '  new:\n    ask: "How: so?"\n    buttons:\n      yes: Yes -> bye\n'
        "    keep: [history, count]\n",
    )
    assert said(edit.add(SMALL, ("steps",), "z", {"end": "Z"}))["steps"]["z"] == {"end": "Z"}
    first = edit.add(SMALL, ("steps",), "new", {"end": "a\nb"}, Where.FIRST)
    assert "steps:\n\n  new:\n    end: |\n      a\n      b\n\n  # The first question\n" in first
    assert "      - One breath\n      - x y\n" in edit.add(
        SMALL, ("steps", "more", "guide"), None, "x y", 0
    )
    arm: dict[str, edit.Value] = {"if": 'a == "b"', "go": "c"}
    checks = "steps:\n  a:\n    check:\n      - otherwise: b\n"
    after = edit.add(checks, ("steps", "a", "check"), None, arm, Where.FIRST)
    assert after == checks.replace("check:\n", 'check:\n      - if: a == "b"\n        go: c\n')
    with pytest.raises(CannotEdit, match="already"):
        edit.add(SMALL, ("steps",), "bye", {"end": "x"})
    with pytest.raises(CannotEdit, match="is a text"):
        edit.add(SMALL, ("title",), "x", "y")


def test_a_field_is_put_where_it_reads_best() -> None:
    """A name that is new comes after those that stand before it in the usual order."""
    order = ("end", "guide", "button", "stop", "next")
    after = edit.put(SMALL, ("steps", "more", "stop"), "bye", order)
    assert '      - "Two: breaths"\n    stop: bye\n    next: bye\n' in after
    assert edit.put(after, ("steps", "more", "stop"), "more", order) == after.replace(
        "stop: bye", "stop: more"
    )


def test_an_entry_is_put_below_one_that_stands_beside_its_dash() -> None:
    """An item of a list can have one name so far, and gets its second below it."""
    source = "lines:\n\n  - name: Shout  # by text\n\n  - name: Union\n"
    assert edit.put(source, ("lines", 0, "text"), "SHOUT", ("name", "text")) == (
        "lines:\n\n  - name: Shout  # by text\n    text: SHOUT\n\n  - name: Union\n"
    )
    assert edit.add(source, ("lines", 1), "phone", "to fill in") == (
        f"{source}    phone: to fill in\n"
    )


def test_moving_takes_the_remark_along() -> None:
    """A step moves with the remark directly above it, and the gaps stay as they were."""
    after = edit.move(SMALL, ("steps", "start"), "bye")
    start = SMALL[SMALL.index("  # The first") : SMALL.index("\n  # Further")]
    assert after == SMALL.replace(start + "\n", "") + "\n" + start
    back = edit.move(after, ("steps", "start"), "more")
    assert back.endswith(f"    next: bye\n\n{start}\n  bye:\n    end: Goodbye\n")
    assert edit.move(SMALL, ("steps", "start"), Where.FIRST) == SMALL
    assert "keep: [count, history]" in edit.move(SMALL, ("steps", "start", "keep", 0), Where.LAST)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("last", [True, False])
def test_a_file_keeps_its_line_ends_its_mark_and_its_last_line(
    end: str, mark: str, last: bool
) -> None:
    """Files from Notepad and from Word’s plain text stay what they were."""

    def made(text: str) -> str:
        return mark + (text if last else text.removesuffix("\n")).replace("\n", end)

    words = edit.set_text(SMALL, ("steps", "start", "ask"), "a\nb")
    assert edit.set_text(made(SMALL), ("steps", "start", "ask"), "a\nb") == made(words)
    assert edit.remove(made(SMALL), ("steps", "start")) == made(
        edit.remove(SMALL, ("steps", "start"))
    )


def test_line_ends_of_two_kinds_stay_where_they_are() -> None:
    """A file that two people saved on two machines is not made even."""
    mixed = SMALL.replace("guide:\n", "guide:\r\n").replace("Goodbye\n", "Goodbye\r\n")
    after = edit.set_text(mixed, ("title",), "Rest")
    assert after == mixed.replace("A pause", "Rest")


def test_quotes_stay_the_quotes_they_were() -> None:
    """Somebody who put a text in single quotes finds it in single quotes."""
    assert edit.set_text("a: 'b'\n", ("a",), "It’s c") == "a: 'It’s c'\n"


def test_a_tab_in_a_remark_is_left_alone() -> None:
    """A remark may be set off with a tab."""
    source = "a: b\t# why\nc: d\n"
    assert edit.set_text(source, ("a",), "e") == "a: e\t# why\nc: d\n"


@pytest.mark.parametrize(
    ("source", "path", "complaint"),
    [
        ("a: [b\n", ("a",), "Line 1 cannot be read: a text cannot begin with “[” here."),
        ("a: b\n", ("c",), "There is no “c” in the file."),
        ("a: [b]\n", ("a",), "“a” is not a text but a list."),
        ("a: b\n", (), "The whole file cannot be changed in one go."),
    ],
)
def test_what_cannot_be_done_is_said(source: str, path: Path, complaint: str) -> None:
    """Each refusal is one plain sentence."""
    with pytest.raises(CannotEdit) as told:
        edit.set_text(source, path, "x")
    assert str(told.value) == complaint


def test_a_character_that_no_file_can_hold_is_refused() -> None:
    """Words with a control character in them never reach the file."""
    with pytest.raises(CannotEdit, match="invisible character"):
        edit.set_text("a: b\n", ("a",), "x\x07y")


# -- random changes to everything that is shipped ---------------------------------------------


def remarks(layout: Layout, without: tuple[int, int] = (-1, -1)) -> list[str]:
    """Every line that is a remark, apart from those in some lines."""
    inside: set[int] = set()

    def walk(value: Text | Group) -> None:
        if isinstance(value, Text):
            if value.style in ("|", ">"):
                inside.update(range(layout.line(value.start) + 1, layout.last_line(value) + 1))
            return
        for one in value.members:
            walk(one.value)

    walk(layout.root)
    return [
        line
        for at, line in enumerate(layout.lines)
        if line.lstrip().startswith("#") and at not in inside
        if not without[0] <= at <= without[1]
    ]


def outside(layout: Layout, path: Path) -> tuple[list[str], list[str]]:
    """The lines before and after the member at a path."""
    found = layout.find(path)
    first, last = layout.line(layout.holder(found)[0]), layout.last_line(found.member.value)
    return layout.lines[:first], layout.lines[last + 1 :]


@settings(max_examples=400)
@given(data=st.data(), words=WORDS)
def test_any_words_anywhere_change_that_place_alone(data: st.DataObject, words: str) -> None:
    """Only that path says something else, every remark is there, all other lines are the same."""
    source = SHIPPED[data.draw(st.sampled_from(sorted(SHIPPED)))]
    everything = leaves(said(source))
    path, _ = data.draw(st.sampled_from(everything))
    try:
        after = edit.set_value(source, path, words)
    except CannotEdit as refused:
        assert "invisible" in str(refused)
        return
    kept = [(at, one.rstrip("\n")) for at, one in leaves(said(after)) if at != path]
    assert kept == [(at, one.rstrip("\n")) for at, one in everything if at != path]
    assert dict(leaves(said(after)))[path].rstrip("\n") == words.replace("\r", "\n").rstrip("\n")
    before, now = Layout(source), Layout(after)
    assert remarks(now) == remarks(before)
    found = before.find(path)
    if not found.group.flow:
        assert outside(now, path) == outside(before, path)


@given(data=st.data())
def test_many_texts_changed_in_one_go_are_as_if_changed_one_by_one(data: st.DataObject) -> None:
    """Whichever texts of a file they are, and whatever the words."""
    source = SHIPPED[data.draw(st.sampled_from(sorted(SHIPPED)))]
    places = st.sampled_from([path for path, _ in leaves(said(source))])
    texts = data.draw(st.dictionaries(places, WORDS, max_size=6))
    one_by_one = source
    try:
        for path, words in texts.items():
            one_by_one = edit.set_text(one_by_one, path, words)
    except CannotEdit:
        with pytest.raises(CannotEdit):
            edit.set_texts(source, texts)
        return
    assert edit.set_texts(source, texts) == one_by_one


@settings(max_examples=300)
@given(data=st.data())
def test_taking_out_and_moving_leave_the_other_entries_alone(data: st.DataObject) -> None:
    """What is removed or moved is the entry with its own remarks; no other line changes."""
    source = SHIPPED[data.draw(st.sampled_from(sorted(SHIPPED)))]
    everything = leaves(said(source))
    path, _ = data.draw(st.sampled_from(everything))
    path = path[: data.draw(st.integers(1, len(path)))]
    layout = Layout(source)
    found = layout.find(path)
    others = [one.key for one in found.group.members if one.key != path[-1]]
    after = data.draw(st.sampled_from([*others, Where.FIRST, Where.LAST]))
    try:
        moved = edit.move(source, path, after)
        gone = edit.remove(source, path)
    except CannotEdit as refused:
        assert "shares its line" in str(refused) or "would be empty" in str(refused)
        return
    assert (
        sorted(filter(None, moved.splitlines())) == sorted(filter(None, source.splitlines()))
        or found.group.flow
    )
    if not found.group.flow:
        first, last = layout.extent(found)
        left = [*layout.lines[:first], *layout.lines[last + 1 :]]
        assert list(filter(None, gone.splitlines())) == list(filter(None, left))
        assert remarks(Layout(gone)) == remarks(layout, (first, last))


@settings(max_examples=200)
@given(data=st.data(), words=st.lists(WORDS, min_size=1, max_size=3))
def test_what_is_added_can_be_taken_out_again(data: st.DataObject, words: list[str]) -> None:
    """Adding and removing the same entry gives the file back, character by character."""
    source = SHIPPED[data.draw(st.sampled_from(sorted(SHIPPED)))]
    layout = Layout(source)
    name = data.draw(
        st.sampled_from(
            [
                str(one.key)
                for one in layout.root.members
                if isinstance(one.value, Group) and one.value.is_table
            ]
            or [""]
        )
    )
    parent: Path = (name,) if name else ()
    value: dict[str, edit.Value] = {"ask": words[0], "guide": words, "buttons": {"x": words[-1]}}
    group = layout.find(parent).member.value if parent else layout.root
    assert isinstance(group, Group)
    after = data.draw(
        st.sampled_from([one.key for one in group.members] + [Where.FIRST, Where.LAST])
    )
    try:
        added = edit.add(source, parent, "brand_new", value, after)
    except CannotEdit as refused:
        assert "invisible" in str(refused)
        return
    assert edit.remove(added, (*parent, "brand_new")) == source
