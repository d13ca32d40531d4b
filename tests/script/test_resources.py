"""Resources: what a file may say, what is left out, and what is told of old and wrong addresses."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.script.draft import World
from bot.script.folder import read_folder
from bot.script.resources import FIRST, MOST, Resource, filled, read_resources

SHIPPED = Path(__file__).parents[2] / "dialogues"
TODAY = date(2026, 11, 23)
WORLD = World(themes={"culture", "knowledge"}, today=TODAY)
FILE = "resources.yaml"

TWO = """\
resources:
  course:
    name: Free course
    about: An hour on what helps.
    web: https://example.org/course?from=a_b
    note: Look for “Begin” there.
    for: Anyone
    where: [knowledge]
    checked: 2026-11-22, opened on a telephone
  near-you:
    name: Groups near you
    about: People who do the same work.
    web: to fill in
"""


def told(text: str, world: World = WORLD) -> list[str]:
    """The problems of a file, each as its line."""
    return [one.line() for one in read_resources(text, FILE, world)[1]]


def aged(**passed: float) -> str:
    """The file with a check that is so old."""
    return TWO.replace("2026-11-22", str(TODAY - timedelta(**passed)))


def test_a_resource_is_read() -> None:
    """Everything that the file says of it, under the id that stays."""
    resources, problems = read_resources(TWO, FILE, WORLD)
    assert problems == []
    assert resources[0] == Resource(
        id="course",
        name="Free course",
        about="An hour on what helps.",
        web="https://example.org/course?from=a_b",
        note="Look for “Begin” there.",
        audience="Anyone",
        where=("knowledge",),
        checked=date(2026, 11, 22),
        how="opened on a telephone",
    )


def test_a_gap_is_left_out_of_what_people_see_and_stops_nothing() -> None:
    """What an organisation has not filled in yet is no reason not to publish the rest."""
    resources, problems = read_resources(TWO, FILE, WORLD)
    assert [one.id for one in resources if one.is_gap] == ["near-you"]
    assert [one.id for one in filled(resources)] == ["course"]
    assert problems == []


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (
            "    note:",
            "    notes:",
            "resources.yaml:6:5: D102 the resource “course” has no field “notes” "
            "(help: did you mean “note”?)",
        ),
        (
            "    web: https://example.org/course?from=a_b\n",
            "",
            "resources.yaml:3:5: D100 the resource “course” needs “web:” "
            "(help: add a line “web: …”)",
        ),
        (
            "https://example.org/course?from=a_b",
            "http://example.org/course",
            "resources.yaml:5:5: D100 “http://example.org/course” is not a safe address: it "
            "begins with http (help: write “https://example.org/course”, once you have seen "
            "that it opens)",
        ),
        (
            "https://example.org/course?from=a_b",
            "example.org",
            "resources.yaml:5:5: D100 “example.org” is not a web address "
            "(help: write it in full, such as “https://example.org/page”)",
        ),
        (
            "  near-you:",
            "  course:",
            "resources.yaml:10:3: D101 “course” is written twice; it stands in line 2 too "
            "(help: give one of them another name, or take it out)",
        ),
        (
            "[knowledge]",
            "[knowlege]",
            "resources.yaml:8:5: D205 there is no theme “knowlege” "
            "(help: did you mean “knowledge”?)",
        ),
        (
            "2026-11-22,",
            "2026-12-22,",
            "resources.yaml:9:5: D505 the resource “Free course” was checked on 2026-12-22, and "
            "that day is still to come (help: write the day on which somebody looked)",
        ),
        (
            "2026-11-22,",
            "2026-11-31,",
            "resources.yaml:9:5: D100 “checked”: there is no day “2026-11-31”",
        ),
        (
            "2026-11-22,",
            "last week,",
            "resources.yaml:9:5: D100 “checked”: write a day and how, such as “2026-11-22, from "
            "public pages”",
        ),
        (
            "    checked: 2026-11-22, opened on a telephone\n",
            "",
            "resources.yaml:3:5: D505 the resource “Free course” has never been checked (help: "
            "open its address, then write today's date and how you checked)",
        ),
        (
            "An hour on what helps.",
            '"An hour with {{ name }}."',
            "resources.yaml:4:12: D207 a resource is shown as it is "
            "(help: leave out the curly brackets)",
        ),
        (
            "Free course",
            "A free course of an hour for anyone",
            "resources.yaml:3:5: D402 this name has 35 characters, and 30 fit on a button "
            "(help: say it in two to four words; the rest can stand in “about”)",
        ),
        ("  course:", "  The-course:", "“The-course” cannot be a resource's id"),
        ("An hour on what helps.", "You must do this!", "D504"),
    ],
)  # fmt: skip
def test_a_slip_is_explained(before: str, after: str, line: str) -> None:
    """Each with its place, what is the matter, and what to write instead."""
    found = told(TWO.replace(before, after, 1))
    assert [one for one in found if line in one], found


@pytest.mark.parametrize(
    "web",
    [
        "https://", "https://localhost", "https://example.org/a b", "ftp://example.org",
        "javascript:alert(1)", "https://[::1", "mailto:a@example.org", "https:example.org",
    ],
)  # fmt: skip
def test_what_is_no_address_is_shown_to_nobody(web: str) -> None:
    """A link that a telephone cannot open, or should not, is left out as well as told."""
    resources, problems = read_resources(
        TWO.replace("https://example.org/course?from=a_b", web), FILE, WORLD
    )
    assert [one.code for one in problems] == ["D100"]
    assert filled(resources) == ()


@pytest.mark.parametrize(
    ("age", "severities"), [(-1, []), (0, []), (90, []), (91, ["W"]), (180, ["W"]), (181, ["E"])]
)
def test_the_age_of_a_check_is_told_as_of_a_support_line(age: int, severities: list[str]) -> None:
    """Up to 90 days nothing, up to 180 a warning; and here it may be tomorrow already."""
    text = aged(days=age)
    problems = read_resources(text, FILE, WORLD)[1]
    assert [(one.code, one.severity) for one in problems] == [("D505", one) for one in severities]
    assert read_resources(text, FILE)[1] == []


def test_there_are_no_more_than_fit_one_message() -> None:
    """Five to read, a button for each of the rest; the next one is told, and not shown."""
    one = TWO.partition("resources:\n")[2].partition("  near-you")[0]
    many = "resources:\n" + "".join(
        one.replace("course:", f"course-{at}:", 1) for at in range(MOST + 1)
    )
    resources, problems = read_resources(many, FILE, WORLD)
    assert [(one.code, one.place.line) for one in problems] == [("D403", 2 + 8 * MOST)]
    assert f"{MOST} fit: {FIRST} to read at once" in problems[0].message
    assert len(resources) == MOST


@given(st.text())
def test_any_file_is_read_without_a_fault(text: str) -> None:
    """Nothing in the file can raise, and whatever is shown has an address."""
    resources, _ = read_resources(text, FILE, WORLD)
    assert all(one.web for one in resources)


def test_the_shipped_file_has_what_staff_were_promised() -> None:
    """Training, the programme, the Roadmap, the report, cases, films, news, peers, people near."""
    library, _ = read_folder(SHIPPED, TODAY)
    assert [one.id for one in library.resources] == [
        "training", "programme", "roadmap", "local-support", "local-networks", "case-studies",
        "recordings", "peer-workshops", "noticing-change", "learning-report", "newsletter",
    ]  # fmt: skip
    assert [one.id for one in library.resources if one.is_gap] == [
        "local-support",
        "local-networks",
    ]
    assert {theme for one in library.resources for theme in one.where} == set(library.themes)
    assert {one.how for one in filled(library.resources)} == {"from public pages, not opened"}
