"""Papers to print: what a coordinator may write, and what is said when it cannot be printed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.script.draft import World
from bot.script.folder import read_folder
from bot.script.known_papers import PAPER
from bot.script.papers import Block, Kind, Line, Paper, read_paper
from bot.script.readable import read_readable
from bot.script.reviewing import Mark, with_mark
from bot.service.publishing.changes import as_lines, changes

SHIPPED = Path(__file__).parents[2] / "dialogues"
TODAY = date(2026, 11, 25)
PAGE = """\
paper: two-cups
title: Two cups
about: For a talk over tea.
first: Either of you can stop.
blocks:
  before:
    heading: Before you sit down
    heads_up: This may be hard for some.
    lines:
      - Take your time.
      - ask: What went well?
      - write: Where we sit
        room: 2
      - write: When
      - tick: The kettle is on
closing: This sheet is yours.
"""
FILE = "papers/two-cups.yaml"


def lines(text: str) -> list[str]:
    """What is said about a paper."""
    world = World(lists={"in-place"})
    return [one.line().removeprefix(f"{FILE}:") for one in read_paper(text, FILE, world)[1]]


def test_a_paper_is_read() -> None:
    """A line stands alone, or after what is done with it; a place to write is one line at least."""
    paper, problems = read_paper(PAGE, FILE)
    assert problems == []
    assert paper == Paper(
        "two-cups",
        "Two cups",
        "For a talk over tea.",
        ("Either of you can stop.",),
        (
            Block(
                "before",
                "Before you sit down",
                "This may be hard for some.",
                (
                    Line(Kind.SAY, "Take your time."),
                    Line(Kind.ASK, "What went well?"),
                    Line(Kind.WRITE, "Where we sit", 2),
                    Line(Kind.WRITE, "When", 1),
                    Line(Kind.TICK, "The kettle is on"),
                ),
            ),
        ),
        "This sheet is yours.",
    )


@pytest.mark.parametrize("line", ["      - tick: The kettle is on\n", "      - write: When\n"])
def test_what_is_filled_in_is_not_read_as_cards(line: str) -> None:
    """On a screen there is nothing to write or tick on, so only the others can be read there."""
    paper, _ = read_paper(PAGE, FILE)
    assert paper
    assert not paper.reads_as_cards
    only = PAGE[: PAGE.index("      - write: Where")]
    paper, _ = read_paper(only, FILE)
    assert paper
    assert paper.reads_as_cards
    paper, _ = read_paper(only + line, FILE)
    assert paper
    assert not paper.reads_as_cards


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (
            "paper: two-cups",
            "paper: cups",
            "1:1: D103 the paper is “cups”, but the file is called “two-cups.yaml” "
            "(help: write “paper: two-cups”, or rename the file to “cups.yaml”)",
        ),
        ("title: Two cups\n", "", "1:1: D100 a paper needs “title:” (help: add a line “title: …”)"),
        (
            "closing:",
            "closings:",
            "16:1: D102 a paper has no field “closings” (help: did you mean “closing”?)",
        ),
        (
            "      - ask: What went well?",
            "      - asks: What went well?",
            "11:9: D102 a line of a paper has no field “asks” (help: did you mean “ask”?)",
        ),
        (
            "      - ask: What went well?",
            "      - ask: What went well?\n        tick: It did",
            "11:9: D100 a line is asked, written on or ticked, one of them (help: write "
            "“- ask: …”, “- write: …” or “- tick: …”, or the words alone)",
        ),
        (
            "      - write: When",
            "      - write:",
            "14:9: D100 this line has no words (help: write “- write: …”)",
        ),
        (
            "      - Take your time.",
            "      -",
            "10:8: D100 this line has no words (help: write them, or take it out)",
        ),
        (
            "      - tick: The kettle is on",
            "      - tick: The kettle is on\n        room: 2",
            "16:9: D100 “room” says how many lines there are to write on "
            "(help: give it to a line with “write:”)",
        ),
        ("room: 2", "room: 9", "13:9: D100 “room” should be a number from 1 to 8"),
        (
            "    heading: Before you sit down\n",
            "",
            "7:5: D100 the block “before” needs “heading:” (help: add a line “heading: …”)",
        ),
        (
            PAGE[PAGE.index("    lines:") : PAGE.index("closing")],
            "",
            "6:3: D100 the block “before” has no lines "
            "(help: write them below “lines:”, each after “- ”)",
        ),
        (
            PAGE[PAGE.index("blocks:") : PAGE.index("closing")],
            "",
            "1:1: D100 a paper needs “blocks:” "
            "(help: write at least one below it, with “heading:” and “lines:”)",
        ),
        (
            "Take your time.",
            "Take your {{ time }}.",
            "10:9: D207 a paper is shown as it is (help: leave out the curly brackets)",
        ),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(before: str, after: str, line: str) -> None:
    """Each has its place and its help, and nothing else is complained of."""
    assert before in PAGE
    assert lines(PAGE.replace(before, after, 1)) == [line]


@pytest.mark.parametrize(
    "field", ["title", "about", "first", "heading", "heads_up", "ask", "write", "tick", "closing"]
)
def test_the_rules_on_words_hold_for_every_line(field: str) -> None:
    """What presses people in a chat presses them on paper."""
    at = PAGE.index(f"{field}: ")
    pressed = PAGE[:at] + f"{field}: You must hurry. " + PAGE[at + len(field) + 2 :]
    assert any("D504" in line and "You must" in line for line in lines(pressed))


def test_two_questions_in_one_line_are_told() -> None:
    """Whoever reads it aloud asks one thing at a time."""
    text = PAGE.replace("What went well?", "What went well? What did not?")
    assert [line.split()[1] for line in lines(text)] == ["D406"]


def test_a_paper_is_called_as_no_list_is() -> None:
    """Both are printed by their names."""
    text = PAGE.replace("two-cups", "in-place")
    (problem,) = read_paper(text, "papers/in-place.yaml", World(lists={"in-place"}))[1]
    assert (problem.code, problem.severity) == ("D103", "E")


def test_more_than_two_sheets_is_told() -> None:
    """Lines to write on count as lines; the paper can be printed all the same."""
    more = "      - write: When\n        room: 8\n"
    paper, problems = read_paper(PAGE.replace("      - write: When\n", more * 7), FILE)
    assert paper
    assert [(one.code, one.severity) for one in problems] == [("D401", "W")]
    assert "there are 69 lines, with those to write on, and 60 fit two" in problems[0].message


def test_it_can_be_noted_who_read_a_paper() -> None:
    """As with prompts; a word that changes afterwards is told (D508)."""
    noted = with_mark(PAGE, FILE, Mark("two carers", TODAY), TODAY)
    assert noted.index("reviewed:") < noted.index("first:")
    assert lines(noted) == []
    words, _ = read_readable(noted, FILE)
    assert words
    assert [one.by for one in words.reviews] == ["two carers"]
    (told,) = lines(noted.replace("What went well?", "What went by?"))
    assert "D508 words have changed since two carers read them" in told
    assert "cairn review papers/two-cups --by" in told


def test_papers_are_part_of_the_folder(tmp_path: Path) -> None:
    """The shipped ones have nothing to mend; a broken one is told and missing."""
    shutil.copytree(SHIPPED, tmp_path, dirs_exist_ok=True)
    library, problems = read_folder(tmp_path, TODAY)
    assert list(library.papers) == [
        "leading", "policy-lens", "walking-together", "with-a-colleague",
    ]  # fmt: skip
    assert [one.line() for one in problems if "/papers/" in one.place.file] == []
    broken = tmp_path / "papers" / "policy-lens.yaml"
    broken.write_text("paper: policy-lens\n", "utf-8")
    library, problems = read_folder(tmp_path, TODAY)
    assert "policy-lens" not in library.papers
    assert {one.code for one in problems if one.place.file == str(broken)} == {"D100"}


def test_a_changed_line_is_shown_before_it_goes_live() -> None:
    """Publishing names the paper, the block and the line, with the words of before and now."""
    found = changes({FILE: PAGE}, {FILE: PAGE.replace("The kettle is on", "The cups are warm")})
    assert [*as_lines(found)] == [
        "papers/two-cups",
        "  blocks, before, lines, 5, tick:",
        "    was “The kettle is on”",
        "    now “The cups are warm”",
    ]


def test_fields_are_offered_in_the_order_in_which_they_read() -> None:
    """A coordinator who lets an editor complete them writes them from top to bottom."""
    assert [*PAPER] == ["paper", "title", "about", "reviewed", "first", "blocks", "closing"]
