"""The plain part of YAML that files are written in."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.script.building import MAX_DEPTH
from bot.script.source import Scalar, find, find_name, plain_value, read_source

YAML_LIKE = st.text(alphabet=st.sampled_from("ab:-|>#\"'{}[]&*! \n\t,?%@~01"), max_size=60)
SENTENCES = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]))


def said(text: str) -> list[str]:
    """The problems of a file, each as its line."""
    return [problem.line() for problem in read_source(text, "f.yaml")[1]]


def test_every_scalar_is_text() -> None:
    """What YAML would make a yes, a number or a time stays what was written."""
    root, problems = read_source(
        "no: yes\nat: 14:30\nday: 2026-03-20\nnone: ~\n1: 0x1F\n", "f.yaml"
    )
    assert problems == []
    assert root is not None
    assert plain_value(root) == {
        "no": "yes",
        "at": "14:30",
        "day": "2026-03-20",
        "none": "~",
        "1": "0x1F",
    }


def test_places_count_from_one() -> None:
    """A problem can point at a name, at what stands beside it, and at a line of a text."""
    root, _ = read_source("one:\n  two: |\n    first\n    second\n  three: [a, b]\n", "f.yaml")
    assert root is not None
    text = find(root, "one", "two")
    assert isinstance(text, Scalar)
    assert (text.place.line, text.place.col) == (2, 8)
    assert (text.at(2, 3).line, text.at(2, 3).col) == (4, 7)
    assert text.at(99).line == 4
    assert (find_name(root, "one", "two").line, find_name(root, "one", "two").col) == (2, 3)
    assert find(root, "one", "three", 1).place.col == 14
    assert find(root, "one", "gone", "further").place.line == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "a:\n\tb: c",
            "f.yaml:2:2: D100 this line begins with a tab "
            "(help: use spaces in place of the tab key)",
        ),
        (
            "a: hello: you",
            "f.yaml:1:1: D100 there is a second colon in this line "
            "(help: put the text in quotes, or on its own lines below “|”)",
        ),
        (
            'a: "hello\nb: c',
            "f.yaml:1:1: D100 a quote is opened and not closed "
            "(help: close it, or leave the quotes out and use “ ” or ’ inside the text)",
        ),
        (
            'a: "Hello" she said',
            "f.yaml:1:1: D100 the text goes on after its closing quote "
            "(help: put the whole text in quotes, or use “ ” inside it)",
        ),
        (
            "a: *What.* What happened?",
            "f.yaml:1:1: D100 a text cannot begin with “*” here "
            "(help: put the text in quotes, or on its own lines below “|”)",
        ),
        (
            "a: {{ name }}, hello",
            "f.yaml:1:5: D100 a name cannot be a list or a pair of curly brackets "
            "(help: put a text that begins with “{{” or “[” in quotes, or below “|”)",
        ),
        (
            "a:\n  b: c\n d: e",
            "f.yaml:3:2: D100 this line does not fit under the one above "
            "(help: begin it with as many spaces as its neighbours)",
        ),
        (
            "a: b\nno colon\nc: d",
            "f.yaml:2:1: D100 this line has no colon after a name (help: write “name: text”, "
            "or move the line in so that it belongs to the text above)",
        ),
        (
            "a: - b",
            "f.yaml:1:1: D100 a list begins on a line of its own "
            "(help: move the “-” to the next line)",
        ),
        (
            "a: [b\nc: d",
            "f.yaml:1:1: D100 a text cannot begin with “[” here "
            "(help: put the text in quotes, or on its own lines below “|”)",
        ),
        (
            'a: "C:\\qx"',
            'f.yaml:1:1: D100 inside " quotes a backslash has a meaning of its own '
            "(help: use single quotes, or put the text on its own lines below “|”)",
        ),
        (
            "a: \x07",
            "f.yaml:1:4: D100 there is an invisible character that cannot be read "
            "(help: type the words of this line again)",
        ),
        (
            "a: b\nc: \ud800",
            "f.yaml:2:4: D100 there is an invisible character that cannot be read "
            "(help: type the words of this line again)",
        ),
        (
            "a: b\n---\nc: d",
            "f.yaml:2:1: D100 a line “---” begins a second file (help: take it out)",
        ),
        (
            "",
            "f.yaml:1:1: D100 the file is empty or not made of names "
            "(help: begin with a line “title: …”)",
        ),
        (
            "a: b\na: c",
            "f.yaml:2:1: D101 “a” is written twice; it stands in line 1 too "
            "(help: give one of them another name, or take it out)",
        ),
    ],
)
def test_a_slip_is_explained_where_it_was_made(text: str, line: str) -> None:
    """The complaint is about tabs, quotes and colons, never about tokens and scalars."""
    assert said(text) == [line]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "a: Ask at desk #12, please",
            "f.yaml:1:4: D100 what follows “#” in this line is not read "
            "(help: put the whole text in quotes; a remark has a space after its “#”)",
        ),
        (
            "a: First\n  - one\n  - two",
            "f.yaml:1:4: D100 the lines with “- ” below are read as part of this text "
            "(help: leave nothing beside the name when a list follows)",
        ),
    ],
)
def test_what_yaml_would_quietly_change_is_told(text: str, line: str) -> None:
    """Nobody publishes half a sentence because of a sign."""
    assert said(text) == [line]


def test_remarks_and_long_texts_are_fine() -> None:
    """A remark behind a text, and a text that goes on in the next line."""
    assert said("a: b -> c    # a remark\nd: one\n  two - three\ne: |\n  #12\n  - x\nf: '#3'") == []


@pytest.mark.parametrize("text", ["a: &x b", "a: *x", "a: !tag b", "a: !!str b", "<<: b", "[a]: b"])
def test_what_scripts_do_without_is_refused(text: str) -> None:
    """Anchors, aliases, tags, merge keys and names that are no words."""
    root, problems = read_source(text, "f.yaml")
    assert root is None
    assert [problem.code for problem in problems] == ["D100"]


def test_size_and_depth_are_bounded() -> None:
    """A file cannot make the reader run out of memory or of stack."""
    assert "too large" in said("a: " + "b" * 300_001)[0]
    deep = "".join("  " * level + "a:\n" for level in range(MAX_DEPTH + 5))
    assert "too deep" in said(deep + "  " * (MAX_DEPTH + 5) + "b: c")[0]
    assert said("[" * 100_000) != []


@given(YAML_LIKE | st.text())
def test_no_text_raises_and_every_place_is_inside_the_file(text: str) -> None:
    """Whatever stands in a file, there is a tree or a problem, and it can be found."""
    root, problems = read_source(text, "f.yaml")
    assert root is not None or problems
    lines = text.split("\n")
    for problem in problems:
        assert problem.severity == "E"
        assert 1 <= problem.place.line <= len(lines) + 1
        assert 1 <= problem.place.col <= max(map(len, lines)) + 2


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), SENTENCES, min_size=1))
def test_what_another_program_wrote_is_read_back_as_text(said: dict[str, str]) -> None:
    """Any words, quoted as a YAML writer would, come back exactly."""
    written = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, default_style='"')
    root, problems = read_source(written, "f.yaml")
    assert problems == []
    assert root is not None
    assert plain_value(root) == said
