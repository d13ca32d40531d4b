"""A dialogue as a picture: what is drawn of it, in SVG and in Mermaid, also while it is broken."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import ImageFont

from bot.script.flow_map import STYLE, mermaid, svg
from bot.script.flow_map.chart import Card, Chart, chart
from bot.script.flow_map.measure import width, wrapped
from bot.script.graph import ways
from bot.script.model import Script
from bot.script.reader import read_draft
from tests.flow.scenes import HEAD, library

NS = "{http://www.w3.org/2000/svg}"
BROKEN = """
  hello:
    say: Hello, {{ name }}. *This* is {% if name %}a{% endif %} start.
    next: pick
  pick:
    ask: Which "one" <b>would</b> & you?
    buttons:
      a: The first & "best" -> sort
      b: Elsewhere -> nowhere_yet
      c: Nothing behind it
      d: That one too -> nowhere_yet
    skip: pick
  sort:
    check:
      - if: pick == "a"  and
            name
        go: circle
      - otherwise: bye
  circle:
    ask: Round?
    text: short
    next: circle
  lost:
    guide: [Look down., Look up.]
    stop: bye
    next: bye
  bye:
    end: Bye.
"""


def draft(steps: str, head: str = "") -> Script:
    """A dialogue as it is while somebody writes it, whatever the rules say."""
    read, _ = read_draft(f"{HEAD.format(name='talk')}{head}\nsteps:{steps}", "talk.yaml")
    assert read
    return read.script


def arrows(drawn: Chart) -> set[tuple[str, str, tuple[str, ...]]]:
    """The arrows, by the names of what they join."""
    cards = drawn.cards
    return {(cards[one.from_].title, cards[one.to].title, one.labels) for one in drawn.arrows}


def card(drawn: Chart, title: str) -> Card:
    """One of the cards."""
    (found,) = [one for one in drawn.cards if one.title == title]
    return found


def texts(picture: str) -> list[str]:
    """Everything that is to be read on an SVG."""
    return ["".join(one.itertext()) for one in ElementTree.fromstring(picture).iter(f"{NS}text")]


# What is drawn


def test_each_step_says_its_name_what_it_does_and_how_it_begins() -> None:
    """In words a coordinator knows; what is filled in later is shown as a gap."""
    drawn = chart(draft(BROKEN))
    hello, lost = card(drawn, "hello"), card(drawn, "lost")
    assert (hello.does, hello.words) == ("says", "Hello, …. This is a start.")
    assert (lost.does, lost.words) == ("guides", "Look down.")
    does = {one.does for name in library().scripts for one in chart(library().scripts[name]).cards}
    assert does >= {"says", "asks", "guides", "chooses", "keeps", "plays", "shows support", "ends"}


def test_buttons_that_lead_alike_share_an_arrow_and_conditions_stand_as_they_are_written() -> None:
    """Every way is there: buttons, Skip, branches, otherwise, and what is the only way on."""
    assert arrows(chart(draft(BROKEN))) == {
        ("Start", "hello", ()),
        ("hello", "pick", ()),
        ("pick", "sort", ('The first & "best"',)),
        ("pick", "nowhere_yet", ("Elsewhere", "That one too")),
        ("pick", "leads nowhere", ("Nothing behind it",)),
        ("pick", "pick", ("Skip",)),
        ("sort", "circle", ('if pick == "a" and name',)),
        ("sort", "bye", ("otherwise",)),
        ("circle", "circle", ("an answer", "Skip")),
        ("lost", "bye", ("after the last line", "Stop")),
    }


def test_what_is_the_matter_is_said_on_the_card() -> None:
    """A missing step, a way to nowhere, a circle without an end, a step nobody comes to."""
    drawn = chart(draft(BROKEN))
    marks = {one.title: one.marks for one in drawn.cards if one.marks}
    assert marks == {
        "nowhere_yet": ("no such step",),
        "leads nowhere": ("leads nowhere",),
        "circle": ("never ends",),
        "lost": ("no way leads here",),
    }


def test_a_step_named_like_a_missing_one_of_another_is_not_mixed_up() -> None:
    """A step may have any name while it is written, and each missing step has one box."""
    drawn = chart(draft("\n  a:\n    say: A.\n    next: b\n  c:\n    say: C.\n    next: b\n"))
    assert [one.title for one in drawn.cards] == ["Start", "a", "c", "b"]
    assert card(drawn, "a").marks == ()  # where it leads is told there, and only there


def test_a_reminder_has_a_start_of_its_own() -> None:
    """Where a nudge leads is a beginning too, and not a step that nobody comes to."""
    drawn = chart(library().scripts["reflect"])
    assert ("A reminder begins here", "look_again", ()) in arrows(drawn)
    assert not any(one.marks for one in drawn.cards)


def test_ways_that_no_transcript_walks_are_apart_and_dotted() -> None:
    """Of two buttons to one step the walked one has a line, the other one dots."""
    script = draft(
        "\n  a:\n    ask: A?\n    buttons:\n      x: X -> b\n      y: Y -> b\n  b:\n    end: B.\n"
    )
    drawn = chart(script, {("a", "button x")})
    assert [(one.labels, one.walked) for one in drawn.arrows[1:]] == [
        (("X",), True),
        (("Y",), False),
    ]
    picture = svg(script, {("a", "button x")})
    assert 'class="line unwalked"' in picture
    assert "Dotted: no transcript walks this way yet." in texts(picture)
    assert "-.->" in mermaid(script, {("a", "button x")})


def test_where_nothing_is_known_of_transcripts_nothing_is_dotted() -> None:
    """And nothing is explained that is not there."""
    script = library().scripts["check-in"]
    every = {(step.name, way.by) for step in script.steps.values() for way in ways(step)}
    assert svg(script) == svg(script, every)
    assert "unwalked" not in svg(script).replace(STYLE, "")
    assert "-.->" not in mermaid(script)


# The SVG


@pytest.mark.parametrize("name", sorted(library().scripts))
def test_every_text_fits_its_box(name: str) -> None:
    """Measured as it is set: no line is wider than the box that it stands in."""
    root = ElementTree.fromstring(svg(library().scripts[name], set()))
    cards = [one for one in root.iter(f"{NS}g") if one.get("role") == "listitem"]
    assert cards
    for one in cards:
        lines = list(one.iter(f"{NS}text"))
        rect = one.find(f".//{NS}rect")
        if rect is None or one.get("class") == "start":
            continue
        right = float(rect.attrib["x"]) + float(rect.attrib["width"])
        bottom = float(rect.attrib["y"]) + float(rect.attrib["height"])
        for line in lines:
            bold = line.get("class") in ("name", "mark")
            wide = width(line.text or "", 14 if line.get("class") == "name" else 13, bold=bold)
            assert float(line.attrib["x"]) + wide <= right - 6
            assert float(line.attrib["y"]) <= bottom - 6


def test_it_stands_alone_and_can_be_listened_to() -> None:
    """No script and nothing to fetch; a title, a summary, and each step with where it leads."""
    script = library().scripts["check-in"]
    picture = svg(script, set())
    root = ElementTree.fromstring(picture)
    assert not re.search(r"<script|href|url\(|@import|style=", picture)
    assert root.get("role") == "list"
    (title,) = root.iter(f"{NS}title")
    (about,) = root.iter(f"{NS}desc")
    assert title.text == script.title
    assert about.text == "The flow of “check-in”: 11 steps, 5 ends. No transcript walks 19 ways."
    spoken = [one.get("aria-label", "") for one in root.iter(f"{NS}g") if one.get("role") == "img"]
    assert len(spoken) == 12
    assert any(
        one.startswith("people, shows support: the card “staff” Leads to done") for one in spoken
    )
    assert "Leads to remember by “Steady”, which no transcript walks; words by “Okay”" in spoken[1]


def test_a_box_leads_to_its_card_where_an_address_is_given() -> None:
    """Every step has a link, what is no step has none, and the address is kept as it is."""
    script = draft(BROKEN)
    root = ElementTree.fromstring(svg(script, link=lambda step: f'?a="1"&step={step}'))
    assert [one.get("href") for one in root.iter(f"{NS}a")] == [
        f'?a="1"&step={name}' for name in script.steps
    ]
    assert "pick, asks" in [one.get("aria-label", "") for one in root.iter(f"{NS}a")][1]


def test_signs_of_the_author_stay_signs() -> None:
    """Angle brackets, quotes and ampersands are shown, and are nothing to a browser or Mermaid."""
    script = draft(BROKEN)
    shown = " ".join(texts(svg(script)))
    assert 'Which "one" <b>would</b> & you?' in shown
    assert "<b>" not in mermaid(script)
    assert "#60;b#62;would" in mermaid(script)


@given(some.lists(some.text(max_size=40), min_size=3, max_size=3), some.text(max_size=60))
def test_no_words_break_the_picture(labels: list[str], said: str) -> None:
    """Whatever people write on buttons and in texts, both pictures stay whole."""
    quoted = [label.translate({ord(c): " " for c in '"\\'}) for label in (*labels, said)]
    clean = ["".join(c if c.isprintable() else " " for c in one).strip() or "-" for one in quoted]
    buttons = "".join(f'      b{at}: "{one}"\n' for at, one in enumerate(clean[:3]))
    read, _ = read_draft(
        f'{HEAD.format(name="talk")}\nsteps:\n  a:\n    ask: "{clean[3]}"\n    buttons:\n{buttons}',
        "talk.yaml",
    )
    if read is None:
        return
    ElementTree.fromstring(svg(read.script))
    for line in mermaid(read.script).splitlines()[1:]:
        assert line.count('"') in (0, 2), line


# Mermaid


def test_mermaid_has_a_line_for_every_card_and_every_arrow() -> None:
    """Shapes tell start, step, choice and end apart; what is the matter has a class and words."""
    drawn = mermaid(draft(BROKEN))
    lines = [line.strip() for line in drawn.splitlines()]
    assert lines[:3] == ["%% T (talk)", "flowchart TD", 'n0(["Start"])']
    assert 'n3{{"sort: chooses"}}' in lines
    assert 'n4["circle: asks<br/>Round?<br/>never ends"]:::trouble' in lines
    assert 'n6(["bye: ends<br/>Bye."])' in lines
    assert 'n2 -->|"Elsewhere<br/>That one too"| n7' in lines
    assert lines[-1].startswith("classDef trouble")


# Measuring


@given(some.text(some.characters(min_codepoint=32, max_codepoint=126), max_size=60))
def test_words_are_never_measured_too_narrow(text: str) -> None:
    """A real face sets every line narrower than it is measured."""
    face = ImageFont.load_default(100)
    assert face.getlength(text) <= width(text, 100) + 1


@given(some.text(max_size=200), some.floats(20, 200), some.integers(0, 4), some.booleans())
def test_wrapped_lines_fit_and_say_the_same(text: str, room: float, most: int, bold: bool) -> None:
    """Every line fits its room; nothing is lost but blanks, and what the last line cuts off."""
    lines = wrapped(text, room, 13, most, bold=bold)
    assert all(width(line, 13, bold=bold) <= room or len(line) <= 1 for line in lines)
    whole, said = "".join(text.split()), "".join("".join(lines).split())
    if most and len(lines) == most and said.endswith("…"):
        assert whole.startswith(said.removesuffix("…"))
    else:
        assert said == whole
    assert not most or len(lines) <= most


def test_a_long_name_breaks_behind_its_joint() -> None:
    """A step’s name is broken where it is joined, before it is broken within a word."""
    assert wrapped("draw_workforce_care", 150, 14, bold=True) == ["draw_workforce_", "care"]
