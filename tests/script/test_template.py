"""Texts with gaps: what they may do, what they may not, and how they fail."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.script.grammar import Comparison, Mention, survey
from bot.script.markup import parse
from bot.script.template import (
    MAX_RESULT,
    TemplateProblem,
    Words,
    condition,
    faults,
    holds,
    names,
    render,
)

FRIDAY = date(2026, 3, 20)


def test_a_text_without_gaps_is_itself() -> None:
    """Signs that only look like gaps change nothing."""
    assert render("Just { this } and 100 %.", {}) == "Just { this } and 100 %."


def test_an_answer_is_shown_as_it_was_typed() -> None:
    """A person's stars and underscores are no marks."""
    shown = render("*You* wrote: {{ note }}", {"note": "*not* _this_ \\"})
    assert parse(shown).plain == "You wrote: *not* _this_ \\"
    assert [span.kind for span in parse(shown).spans] == ["strong"]


def test_words_from_files_keep_their_marks() -> None:
    """Authors' words are not escaped, not even when a filter changes their letters."""
    values = {"item": Words("The *Door*")}
    assert render("{{ item }}, {{ item | lower }}", values) == "The *Door*, the *door*"


def test_an_if_chooses_words() -> None:
    """The author's branches, and the spaces around them, come out as they are read."""
    source = "One.\n{% if lean == 'hold' %}Hold.{% else %}Change.{% endif %}\nTwo."
    assert render(source, {"lean": "hold"}) == "One.\nHold.\nTwo."
    assert render(source, {"lean": "change"}) == "One.\nChange.\nTwo."


def test_a_for_goes_once_over_a_list() -> None:
    """Lists of words or of pairs can be shown."""
    assert render("{% for one in all %}{{ one }}. {% endfor %}", {"all": ["a", "b"]}) == "a. b. "
    pairs = {"all": [("a", "on"), ("b", "off")]}
    assert render("{% for k, v in all %}{{ k }}: {{ v }}; {% endfor %}", pairs) == "a: on; b: off; "


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{{ x | day }}", FRIDAY, "Friday 20 March"),
        ("{{ x | day }}", "2026-03-20", "Friday 20 March"),
        ("{{ x | day }}", "", ""),
        ("{{ x | day_time }}", datetime(2026, 3, 20, 14, 30), "on Friday 20 March at 14:30"),
        ("{{ x | day_time }}", "2026-03-20T14:30:00+00:00", "on Friday 20 March at 14:30"),
        ("{{ x | day_time }}", FRIDAY, "on Friday 20 March"),
        ("{{ x }}", FRIDAY, "Friday 20 March"),
        ("{{ x }}", None, ""),
        ("{{ x }}", True, "yes"),
        ("{{ x | plural('minute') }}", 1, "1 minute"),
        ("{{ x | plural('minute') }}", 3, "3 minutes"),
        ("{{ x | plural('entry', 'entries') }}", 2, "2 entries"),
        ("{{ x | default('nothing') }}", "", "nothing"),
        ("{{ x | capitalize }}", "two Words", "Two Words"),
        ("{{ x | phrase }}", "I sit down.", "I sit down"),
        ('{{ x | phrase("when") }}', "When I sit down …", "I sit down"),
        ('{{ x | phrase("when") }}', "Whenever I sit down", "Whenever I sit down"),
        ('{{ x | phrase("I will") }}', "i will, say hello", "say hello"),
        ('{{ x | phrase("when") }}', "when", "when"),
        ("{{ x | length }}", "four", "4"),
    ],
)
def test_filters(source: str, value: object, shown: str) -> None:
    """Each filter gives the words that people read."""
    assert render(source, {"x": value}) == shown


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'a' * 9 }}",
        "{{ 1 + 1 }}",
        "{{ x() }}",
        "{{ x.upper() }}",
        "{{ x[0] }}",
        "{% for a in 'abc' %}{% endfor %}",
        "{% for a in x %}{% for b in x %}{% endfor %}{% endfor %}",
        "{% set a = 1 %}",
        "{% macro a() %}{% endmacro %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% block a %}{% endblock %}",
        "{{ x | attr('y') }}",
        "{{ x | map('y') }}",
        "{{ x is mapping }}",
        "{{ {'a': 1} }}",
        "{{ x ~ y }}",
        "{{ x",
        "{% if x %}",
        "{% elseif %}",
        "x" * 12_001 + "{{ x }}",
    ],
)
def test_everything_else_is_refused(source: str) -> None:
    """What is not on the list of allowed syntax is a fault, and raises when it is filled in."""
    assert faults(source)
    with pytest.raises(TemplateProblem):
        render(source, {"x": "a", "y": "b"})


@pytest.mark.parametrize(
    "source", ["{{ range }}", "{{ lipsum }}", "{{ self }}", "{{ x.__class__ }}", "{{ x.upper }}"]
)
def test_nothing_of_python_can_be_reached(source: str) -> None:
    """There are no globals, and the methods of a value are not its fields."""
    with pytest.raises(TemplateProblem):
        render(source, {"x": "a"})


def test_a_missing_value_is_named_and_no_value_is_told() -> None:
    """The complaint names the gap; it never quotes what a person wrote."""
    with pytest.raises(TemplateProblem) as raised:
        render("{{ secret.part }}", {"secret": "what she wrote"})
    assert "she wrote" not in str(raised.value)
    with pytest.raises(TemplateProblem, match="“gone”"):
        render("{{ gone }}", {})


def test_a_result_cannot_grow_without_bound() -> None:
    """A list and a long value together are stopped."""
    with pytest.raises(TemplateProblem, match="grows beyond"):
        render("{% for a in x %}{{ y }}{% endfor %}", {"x": "a" * 100, "y": "b" * MAX_RESULT})


def test_the_fault_names_the_line_of_the_text() -> None:
    """An author finds the place in a long text."""
    assert [fault.line for fault in faults("One\ntwo\n{{ three() }}")] == [3]


def test_conditions() -> None:
    """A check asks for an answer, for one of several, and for any answer at all."""
    values = {"lean": "hold", "note": ""}
    assert holds("lean == 'hold'", values)
    assert holds("lean in ['hold', 'change'] and not note", values)
    assert not holds("note", values)


def test_mentions_tell_what_is_read_and_what_is_provided_for() -> None:
    """An “if”, a default or an “or” provides for an empty value; showing it bare does not."""
    source = (
        "{{ a }} {% if b %}{{ b }}{% else %}{{ b }}{% endif %} {{ c or d.e }} {{ f | default }}"
    )
    assert survey(source).mentions == (
        Mention("a", 1, False),
        Mention("b", 1, True),
        Mention("b", 1, True),
        Mention("b", 1, False),
        Mention("c", 1, True),
        Mention("d.e", 1, False),
        Mention("f", 1, True),
    )
    assert names(source) == {"a", "b", "c", "d", "f"}


def test_comparisons_tell_which_buttons_are_asked_for() -> None:
    """Both ways round, and in a list."""
    asked = survey(condition("lean == 'hold' or 'x' == walk.door or lean in ['a', 'b']"))
    assert asked.comparisons == (
        Comparison("lean", "hold", 1),
        Comparison("walk.door", "x", 1),
        Comparison("lean", "a", 1),
        Comparison("lean", "b", 1),
    )


@given(st.text(alphabet=st.sampled_from("{}%#abif =='\n()|.*,[]")) | st.text())
def test_no_text_breaks_the_reader(source: str) -> None:
    """Any text is either filled in or a plain problem, and its faults lie inside it."""
    for fault in faults(source):
        assert 1 <= fault.line <= source.count("\n") + 2
    try:
        render(source, {"a": "x", "b": "y"})
    except TemplateProblem as problem:
        assert problem.message


@given(st.text())
def test_any_value_can_be_shown(value: str) -> None:
    """A person may type anything, also what looks like a gap or a mark."""
    assert parse(render("“{{ x }}”", {"x": value})).plain == f"“{value}”"
